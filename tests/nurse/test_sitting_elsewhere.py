"""A patient who sits at another machine: the nurse reads where, and can close the pages there, asked once more."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.workflow.patient import intake
from tests.nurse.conftest import Open, Ward, press, shown_text
from tests.nurse.steps import review_of
from tests.nurse.test_panels_stay import as_if_made_now, picture

THERE = "close_there"


def sitting_at(ward: Ward, open_window: Open, station: str) -> tuple[NurseWindow, ReviewPage]:
    """A patient's open sitting at a station, and her visit open at the desk."""
    visit = ward.visit()
    assert ward.nurse is not None
    place = replace(ward.workplace, kiosk="Window 2", station=station)
    intake.hand_over(place, visit=visit, staff=ward.nurse)
    return review_of(ward, open_window, visit)


def test_the_pages_at_another_machine_are_closed_by_two_presses(ward: Ward, open_window: Open) -> None:
    window, page = sitting_at(ward, open_window, "another machine")
    press(window, THERE)
    assert "The pages at Window 2 close at the next touch there" in shown_text(page)
    assert picture(page) == as_if_made_now(page)
    press(window, "keep_sitting")
    assert page.review is not None
    assert page.review.sessions[-1].ended_at is None
    press(window, THERE)
    press(window, "end_sitting")
    assert page.review.sessions[-1].ended_how == "by_staff"
    assert page.findChild(QWidget, THERE) is None
    assert "Last at the kiosk" in shown_text(page)
    assert picture(page) == as_if_made_now(page)


def test_a_machine_alone_offers_nothing_of_the_kind(ward: Ward, open_window: Open) -> None:
    _window, page = sitting_at(ward, open_window, ward.workplace.station)
    assert "At the kiosk Window 2" in shown_text(page)
    assert page.findChild(QWidget, THERE) is None
