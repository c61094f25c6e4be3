"""How a medicine is taken: touched on a card, typed only behind "Another way"; what was typed before is still read."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import Shown, State
from kypho_prep.prep.wording.sentences import reply_words
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.patient.intake import Given
from tests.kiosk.station import Station
from tests.kiosk.test_day_page import at_the_page

DOSE = "medicines.dose"


def at_the_dose(station: Station) -> str:
    visit = at_the_page(station)
    turn(station)
    return visit


def turn(station: Station) -> QuestionPage:
    assert station.window.session is not None
    station.window.session.open_page(PageRef(DOSE, "one"))
    station.settle()
    assert station.item == DOSE
    assert isinstance(station.content, QuestionPage)
    return station.content


def keys_stand(station: Station) -> bool:
    return "key:q" in station.names()


def test_a_card_is_one_touch_and_no_keyboard_stands_there(station: Station) -> None:
    visit = at_the_dose(station)
    assert not keys_stand(station)
    station.tap("choice:twice_a_day")
    station.go_on()
    reply = station.reply(visit, DOSE, "one")
    assert reply is not None
    assert (reply.value, reply.shown.answer) == ({"picked": ["twice_a_day"]}, "Twice a day")
    assert turn(station).value() == (State.VALUE, {"picked": ["twice_a_day"]})


def test_another_way_opens_the_keyboard_at_its_field(station: Station) -> None:
    visit = at_the_dose(station)
    station.tap("another_way")
    assert keys_stand(station)
    assert station.find("field").hasFocus()
    station.go_on()
    assert station.missing == "Please write a few words."
    station.tap("key:t", "key:w", "key:o")
    station.go_on()
    reply = station.reply(visit, DOSE, "one")
    assert reply is not None
    assert reply.value == reply.shown.answer == "two"
    assert turn(station).value() == (State.VALUE, "two")
    assert not keys_stand(station)


def test_a_card_after_all_puts_the_keyboard_away(station: Station) -> None:
    at_the_dose(station)
    station.tap("another_way", "key:a")
    station.tap("choice:once_a_week")
    assert not keys_stand(station)
    assert not [one for one in station.content.findChildren(QPlainTextEdit) if one.isVisible()]
    assert isinstance(station.content, QuestionPage)
    assert station.content.value() == (State.VALUE, {"picked": ["once_a_week"]})


def test_next_may_leave_it_empty(station: Station) -> None:
    visit = at_the_dose(station)
    station.go_on()
    assert station.item != DOSE
    assert station.reply(visit, DOSE, "one") is None


@pytest.mark.parametrize("typed", ["one small pill each night", "81 mg"])
def test_what_was_typed_before_there_were_cards_is_read_as_it_is(station: Station, typed: str) -> None:
    visit = at_the_dose(station)
    given = Given(DOSE, "one", State.VALUE, typed, Shown("How much Xarelto do you take, and how often?"))
    review.answer_for(station.workplace, staff=station.nurse, visit=visit, given=given, source="phone")
    here = station.situation(visit)
    reply = here.reply(DOSE, "one")
    assert reply is not None
    assert reply_words(here, station.workplace.content.words("en"), reply) == typed
