"""Answering for the patient: every kind of question has its editor, and its answer is kept in words."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.prep.answers.single import OneOf
from kypho_prep.prep.reply import Shown, State
from kypho_prep.workflow.desk.review import answer_for
from kypho_prep.workflow.patient.intake import Given
from tests.nurse.conftest import Open, Ward, press, problem, put, shown_text
from tests.nurse.day_steps import nurse
from tests.nurse.steps import fill, review_of


def page_of(ward: Ward, open_window: Open, **planned: Any) -> tuple[QWidget, ReviewPage]:
    return review_of(ward, open_window, ward.visit(**planned))


def edit(page: ReviewPage, item: str) -> None:
    """Open the editor of an item."""
    page.go(f"answer:{item}:")
    QApplication.processEvents()


KINDS = {
    "start.interpreter": ("yes", True, "Yes"),
    "start.who": ("me", "me", ""),
    "medicines.groups_thin": ("aspirin", {"picked": ["aspirin"], "unsure": False}, "Aspirin"),
    "about.what": ("read", "read", "Read"),
    "ride.adult": ("no", False, "No"),
}


@pytest.mark.parametrize("item", KINDS)
def test_each_kind_of_question_is_answered_for_the_patient(ward: Ward, open_window: Open, item: str) -> None:
    typed, value, shown = KINDS[item]
    window, page = page_of(ward, open_window)
    edit(page, item)
    fill(window, value=typed, source="desk")
    assert page.review is not None
    reply = page.review.situation.reply(item)
    assert reply is not None
    assert reply.value == value
    assert shown in reply.shown.answer


def test_declined_is_no_answer_but_a_reply(ward: Ward, open_window: Open) -> None:
    window, page = page_of(ward, open_window)
    edit(page, "bleeding.history")
    fill(window, state="declined", source="phone")
    assert page.review is not None
    reply = page.review.situation.reply("bleeding.history")
    assert reply is not None
    assert reply.state.value == "declined"
    assert "declined" in {card.finding.problem for card in page.review.cards}


def test_none_of_these_stands_alone(ward: Ward, open_window: Open) -> None:
    window, page = page_of(ward, open_window)
    edit(page, "bleeding.history")
    fill(window, value="low_platelets,none", source="phone")
    assert "None of these" in problem(window, "value")


def test_what_is_no_time_of_a_meal_is_refused(ward: Ward, open_window: Open) -> None:
    window, page = page_of(ward, open_window)
    ward.answered(page.visit)
    ward.clock.at += timedelta(days=13)
    given = Given("fasting.last_food", None, State.VALUE, OneOf("today_am"), Shown("When?"))
    page.show_review(answer_for(ward.workplace, staff=nurse(ward), visit=page.visit, given=given, source="phone"))
    edit(page, "fasting.last_food_hour")
    for typed in ("13", "9:75", "0"):
        fill(window, value=typed, source="phone")
        assert "is no time" in problem(window, "value"), typed
    fill(window, value="9:45", source="phone")
    reply = page.review.situation.reply("fasting.last_food_hour")  # type: ignore[union-attr]
    assert reply is not None
    assert reply.value == 945


def test_the_night_when_the_clocks_change_is_said(ward: Ward, open_window: Open) -> None:
    window, _page = page_of(ward, open_window, procedure_on=date(2027, 11, 8))
    press(window, "fasting")
    put(window, "food_on", "11/7/2027")
    put(window, "food_at", "1:30 am")
    assert "comes twice that night" in shown_text(window)
    put(window, "food_on", "3/14/2027")
    put(window, "food_at", "2:30 am")
    assert "does not come that night" in shown_text(window)


def test_what_the_kiosk_does_not_ask_is_asked_at_the_desk(ward: Ward, open_window: Open) -> None:
    window, page = page_of(ward, open_window)
    press(window, "chapter:ride")
    assert "Not asked at the kiosk" in shown_text(window)
    edit(page, "ride.stairs")
    fill(window, value="yes", source="phone")
    assert page.review is not None
    reply = page.review.situation.reply("ride.stairs")
    assert reply is not None
    assert reply.value is True
    assert "stairs" in {one.finding.problem for one in page.review.cards}
