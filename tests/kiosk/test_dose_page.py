"""How a medicine is taken: touched on a card, typed only behind "Another way"; what was typed before is still read."""

from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.theme import LIGHT
from kypho_prep.prep.answers.single import Day
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import Shown, State
from kypho_prep.prep.wording.sentences import reply_words
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.patient.intake import Given
from tests.kiosk.station import Station
from tests.kiosk.test_arrival_walk import whole
from tests.kiosk.test_day_page import at_the_page
from tests.told import told

DOSE, TAKEN = "medicines.dose", "medicines.last_taken"
DAY = "choice:2026-11-22"
YESTERDAY = Day(date(2026, 11, 22))


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
    station.tap("choice:twice_a_day", DAY)
    station.go_on()
    reply = station.reply(visit, DOSE, "one")
    assert reply is not None
    assert (reply.value, reply.shown.answer) == ({"picked": ["twice_a_day"]}, "Twice a day")
    assert turn(station).value() == (State.VALUE, told(DOSE, {"picked": ["twice_a_day"]}))


def test_another_way_opens_the_keyboard_at_its_field(station: Station) -> None:
    visit = at_the_dose(station)
    station.tap("another_way")
    assert keys_stand(station)
    assert station.find("field").hasFocus()
    station.go_on()
    assert station.missing == "Please write a few words."
    station.tap("key:t", "key:w", "key:o", "key:hide", DAY)
    station.go_on()
    reply = station.reply(visit, DOSE, "one")
    assert reply is not None
    assert reply.value == reply.shown.answer == "two"
    assert turn(station).value() == (State.VALUE, told(DOSE, "two"))
    assert not keys_stand(station)


def test_a_card_after_all_puts_the_keyboard_away(station: Station) -> None:
    at_the_dose(station)
    station.tap("another_way", "key:a")
    station.tap("choice:once_a_week")
    assert not keys_stand(station)
    assert not [one for one in station.content.findChildren(QPlainTextEdit) if one.isVisible()]
    assert isinstance(station.content, QuestionPage)
    assert station.content.value() == (State.VALUE, told(DOSE, {"picked": ["once_a_week"]}))


def test_next_may_leave_it_empty(station: Station) -> None:
    visit = at_the_dose(station)
    station.tap(DAY)
    station.go_on()
    assert station.item != DOSE
    assert station.reply(visit, DOSE, "one") is None


@pytest.mark.parametrize("typed", ["one small pill each night", "81 mg"])
def test_what_was_typed_before_there_were_cards_is_read_as_it_is(station: Station, typed: str) -> None:
    visit = at_the_dose(station)
    given = Given(
        DOSE,
        "one",
        State.VALUE,
        told(DOSE, typed),
        Shown("How much Xarelto do you take, and how often?"),
    )
    review.answer_for(station.workplace, staff=station.nurse, visit=visit, given=given, source="phone")
    here = station.situation(visit)
    reply = here.reply(DOSE, "one")
    assert reply is not None
    assert reply_words(here, station.workplace.content.words("en"), reply) == typed


def test_dose_and_day_stand_on_one_page_with_one_next(station: Station) -> None:
    visit = at_the_dose(station)
    station.tap("choice:once_a_day")
    station.go_on()
    assert station.missing == "Please choose one answer. If you are not sure, choose that."
    assert station.item == DOSE
    station.tap(DAY)
    station.tap("next")
    assert station.item == "medicines.still_taking"
    replies = [station.reply(visit, item, "one") for item in (DOSE, TAKEN)]
    assert [one.value for one in replies if one is not None] == [{"picked": ["once_a_day"]}, "2026-11-22"]
    station.tap("back")
    assert station.item == DOSE
    assert isinstance(station.content, QuestionPage)
    assert [given.answer.stored() for _, given in station.content.answered()] == [
        {"picked": ["once_a_day"]},
        "2026-11-22",
    ]


def test_what_is_half_done_outlives_larger_letters(station: Station) -> None:
    at_the_dose(station)
    station.tap("choice:once_a_week", DAY)
    session = station.window.session
    assert session is not None
    session.take_comfort(Comfort("en", LIGHT, 140))
    station.settle()
    assert isinstance(station.content, QuestionPage)
    assert [given.answer.stored() for _, given in station.content.answered()] == [
        {"picked": ["once_a_week"]},
        "2026-11-22",
    ]


def test_who_leaves_in_between_keeps_what_was_touched(station: Station) -> None:
    visit = at_the_dose(station)
    station.tap("choice:when_needed", "leave")
    reply = station.reply(visit, DOSE, "one")
    assert reply is not None
    assert reply.value == {"picked": ["when_needed"]}
    assert station.reply(visit, TAKEN, "one") is None


def test_each_of_two_questions_has_half_of_the_time(station: Station) -> None:
    visit = at_the_dose(station)
    station.ticks.at += 20
    station.tap("choice:once_a_day", DAY)
    station.tap("next")
    shown = [one.shown_ms for item in (DOSE, TAKEN) if (one := station.reply(visit, item, "one")) is not None]
    assert shown == [10_000, 10_000]


def test_without_a_day_to_ask_the_dose_stands_alone(station: Station) -> None:
    visit = station.new_visit()
    value = {"typed": "metformin", "confirmed": "metformin", "generics": ["metformin"], "list_version": "1"}
    for item, entry, one in (("medicines.prescriptions", None, True), ("medicines.name", "one", value)):
        given = Given(item, entry, State.VALUE, told(item, one), Shown("?"))
        review.answer_for(station.workplace, staff=station.nurse, visit=visit, given=given, source="phone")
    station.come_in(visit)
    assert turn(station).view.second is None
    station.tap("choice:once_a_day")
    station.tap("next")
    assert station.item != DOSE


@pytest.mark.parametrize(
    ("screen", "days"), [((1280, 800), 14), ((1366, 768), 7), ((1920, 1080), 14), ((1080, 1920), 14)]
)
def test_doses_and_days_are_on_the_screen_at_ordinary_letters(
    station: Station, screen: tuple[int, int], days: int
) -> None:
    at_the_dose(station)
    station.window.resize(*screen)
    station.settle()
    page = turn(station)
    assert page.view.second is not None
    shown = [*page.view.choices, *page.view.second.choices[:days]]
    assert [one.id for one in shown if not whole(station.find(f"choice:{one.id}"), page)] == []


def test_not_sure_says_of_which_of_two_questions(station: Station) -> None:
    at_the_dose(station)
    unsure = [one for one in station.content.findChildren(QAbstractButton, "unsure") if one.isVisible()]
    said = ["I'm not sure how often", "I'm not sure of the day"]
    assert [one.accessibleName() for one in unsure] == said
