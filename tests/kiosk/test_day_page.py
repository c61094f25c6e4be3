"""When a medicine was last taken: each of the last fourteen days by one touch, and longer ago."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.buttons import Button
from kypho_prep.look.theme import LIGHT
from kypho_prep.prep.answers.single import Day
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import Shown, State
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.patient.intake import Given
from tests.kiosk.station import Station
from tests.told import told
from tests.workflow.test_over_days import XARELTO

DOSE, TAKEN = "medicines.dose", "medicines.last_taken"


def at_the_page(station: Station) -> str:
    visit = station.new_visit()
    for item, entry, value in (
        ("medicines.also", None, {"picked": ["prescription"], "unsure": False}),
        ("medicines.name", "one", XARELTO),
    ):
        given = Given(item, entry, State.VALUE, told(item, value), Shown("?"))
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


def test_each_day_of_two_weeks_is_one_touch_by_its_name_and_date(station: Station) -> None:
    visit = at_the_page(station)
    shown = days(station)
    assert shown[0] == "choice:2026-11-23"
    assert shown[-2:] == ["choice:2026-11-10", "choice:before:2026-11-10"]
    assert len(shown) == 15
    assert "Today, Monday, November 23" in station.said
    assert "Yesterday, Sunday, November 22" in station.said
    assert "Thursday, November 19" in station.said
    card = station.find("choice:2026-11-19")
    assert isinstance(card, Button)
    assert (card.words, card.face.detail) == ("Thursday", "November\N{NO-BREAK SPACE}19")
    station.tap("choice:2026-11-19")
    station.go_on()
    reply = station.reply(visit, TAKEN, "one")
    assert reply is not None
    assert (reply.value, reply.shown.answer) == ("2026-11-19", "Thursday, November 19")


def test_a_weekday_stands_below_itself_where_a_week_has_room(station: Station) -> None:
    at_the_page(station)
    places = [station.find(name).pos() for name in days(station)[:14]]
    assert [one.x() for one in places[:7]] == [one.x() for one in places[7:]]
    assert len({one.y() for one in places}) == 2


@pytest.mark.parametrize("item", [DOSE, TAKEN])
def test_no_day_shows_half_on_an_upright_screen_at_the_largest_letters(station: Station, item: str) -> None:
    at_the_page(station)
    session = station.window.session
    assert session is not None
    station.window.resize(1080, 1920)
    session.take_comfort(Comfort("en", LIGHT, 200))
    session.open_page(PageRef(item, "one"))
    station.settle()
    page = station.content
    assert isinstance(page, QuestionPage)
    seen = page.sheet.area.viewport()
    ends = {name: station.find(name).mapTo(seen, QPoint(0, station.find(name).height())).y() for name in days(station)}
    offered = [name for name in ends if "2026" in name and "before" not in name]
    assert len(offered) == 14
    assert all(ends[name] <= seen.height() for name in offered), ends


def test_by_keyboard_the_arrows_lead_from_day_to_day(station: Station) -> None:
    at_the_page(station)
    station.find("choice:2026-11-23").setFocus()
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "choice:2026-11-21"
    QTest.keyClick(focus, Qt.Key.Key_Space)
    station.settle()
    assert isinstance(station.content, QuestionPage)
    assert station.content.value() == (State.VALUE, Day(date(2026, 11, 21)))


@pytest.mark.parametrize("touched", ["choice:before:2026-11-10", "choice:2026-11-15"])
def test_what_was_chosen_stands_chosen_when_the_patient_comes_back(station: Station, touched: str) -> None:
    at_the_page(station)
    station.tap(touched)
    station.go_on()
    turn(station)
    chosen = [one for one in station.content.findChildren(QAbstractButton) if one.isCheckable() and one.isChecked()]
    assert [one.objectName() for one in chosen if one.isVisible()] == [touched]
