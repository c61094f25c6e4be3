"""When a medicine was last taken: today and yesterday at hand, the days before by one touch, and longer ago."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import Shown, State
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.patient.intake import Given
from tests.kiosk.station import Station
from tests.workflow.test_over_days import XARELTO

TAKEN = "medicines.last_taken"
NEAR = ["choice:2026-11-23", "choice:2026-11-22", "choice:before:2026-11-10"]


def at_the_page(station: Station) -> str:
    visit = station.new_visit()
    for item, entry, value in (("medicines.prescriptions", None, True), ("medicines.name", "one", XARELTO)):
        given = Given(item, entry, State.VALUE, value, Shown("?"))
        review.answer_for(station.workplace, staff=station.nurse, visit=visit, given=given, source="phone")
    station.come_in(visit)
    turn(station)
    return visit


def turn(station: Station) -> None:
    assert station.window.session is not None
    station.window.session.open_page(PageRef(TAKEN, "one"))
    station.settle()
    assert station.item == TAKEN


def days(station: Station) -> list[str]:
    """The cards of days on the page, in the order in which they were made."""
    buttons = station.content.findChildren(QAbstractButton)
    return [one.objectName() for one in buttons if one.isVisible() and one.objectName().startswith("choice:")]


def test_two_days_are_named_and_the_others_come_by_one_touch(station: Station) -> None:
    visit = at_the_page(station)
    assert sorted(days(station)) == sorted(NEAR)
    assert "Today, Monday, November\N{NO-BREAK SPACE}23" in station.said
    assert "Yesterday, Sunday, November\N{NO-BREAK SPACE}22" in station.said
    station.tap("earlier")
    assert len(days(station)) == 15
    assert "earlier" not in station.names()
    station.tap("choice:2026-11-19")
    station.go_on()
    reply = station.reply(visit, TAKEN, "one")
    assert reply is not None
    assert (reply.value, reply.shown.answer) == ("2026-11-19", "Thursday, November 19")


def test_by_keyboard_the_focus_goes_on_at_the_first_day_that_came(station: Station) -> None:
    at_the_page(station)
    station.find("earlier").setFocus()
    QTest.keyClick(station.find("earlier"), Qt.Key.Key_Space)
    station.settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "choice:2026-11-21"
    QTest.keyClick(focus, Qt.Key.Key_Space)
    station.settle()
    assert isinstance(station.content, QuestionPage)
    assert station.content.value() == (State.VALUE, "2026-11-21")


@pytest.mark.parametrize("touched", ["choice:before:2026-11-10", "choice:2026-11-15"])
def test_what_was_chosen_stands_chosen_when_the_patient_comes_back(station: Station, touched: str) -> None:
    at_the_page(station)
    if touched not in NEAR:
        station.tap("earlier")
    station.tap(touched)
    station.go_on()
    turn(station)
    chosen = [one for one in station.content.findChildren(QAbstractButton) if one.isCheckable() and one.isChecked()]
    assert [one.objectName() for one in chosen if one.isVisible()] == [touched]
