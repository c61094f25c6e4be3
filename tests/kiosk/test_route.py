"""The way through a sitting, as plain functions: what is kept when a page is left, and where it leads."""

from dataclasses import replace

import pytest

from kypho_prep.kiosk import route
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.kiosk.services import Comfort, larger, other_theme
from kypho_prep.kiosk.session.shown_reply import answer_shown
from kypho_prep.prep.answers.single import Acknowledged, OneOf, Phone, YesNo
from kypho_prep.prep.answers.structured import Entries, NamedMedicine
from kypho_prep.prep.checklist import Control
from kypho_prep.prep.interview.path import PageRef, pages
from kypho_prep.prep.reply import State
from kypho_prep.workflow.patient import intake
from tests.kiosk.station import Station

YES = Given(State.VALUE, YesNo(True))
UNDERSTOOD = Given(State.VALUE, Acknowledged(understood=True))
QUESTION = Given(State.VALUE, Acknowledged(has_question=True))
NOT_SURE = Given(State.NOT_SURE)


def view(control: Control, shows: str = "", given: Given | None = None) -> ItemView:
    return ItemView(PageRef("a.b"), control, "Question?", shows=shows, given=given)


@pytest.mark.parametrize(
    ("page", "given", "kept"),
    [
        (view(Control.YES_NO), YES, True),
        (view(Control.YES_NO), NOT_SURE, True),
        (view(Control.LESSON), UNDERSTOOD, False),
        (view(Control.LESSON), QUESTION, True),
        (view(Control.LESSON, given=QUESTION), UNDERSTOOD, True),
        (view(Control.LIST), Given(State.VALUE, Entries()), False),
        (view(Control.LIST), NOT_SURE, True),
        (view(Control.LIST, given=NOT_SURE), Given(State.VALUE, Entries()), True),
        (view(Control.CHOICE, route.IDENTITY), Given(State.VALUE, OneOf("yes")), False),
        (view(Control.LESSON, route.SUMMARY), QUESTION, False),
    ],
)
def test_only_what_the_patient_said_is_kept_when_a_page_is_left(
    page: ItemView, given: Given, kept: bool, station: Station
) -> None:
    here = station.situation(station.new_visit())
    assert route.worth_keeping(here, page, given) is kept


def test_the_steps_are_counted_by_chapters(station: Station) -> None:
    visit = station.new_visit()
    situation = station.situation(visit)
    assert route.step(situation, PageRef("start.who")) == (1, 9)
    assert route.step(situation, route.last_page(situation)) == (9, 9)
    assert [route.chapter_page(situation, chapter.id) for chapter in situation.checklist.chapters].count(None) == 0
    assert route.chapter_page(situation, "right_now") == PageRef("start.who")
    opened = intake.hand_over(station.workplace, visit=visit, staff=station.nurse)
    assert route.onward(opened) == pages(situation)[0]
    assert route.onward(replace(opened, page=PageRef("health.body"))) == PageRef("health.body")
    assert route.onward(replace(opened, page=None)) == pages(situation)[0]


def test_a_gone_name_leads_to_the_last_list_of_its_kind(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    assert route.home(station.situation(visit), PageRef("questions.text", "x"), "") is None, "no question, no list"
    station.tap("question_for_nurse")
    station.type_in("May I drive?")
    station.tap("keep")
    situation = station.situation(visit)
    assert route.home(situation, PageRef("questions.text", "x"), "") == PageRef("questions.list")
    assert route.home(situation, PageRef("questions.text", "x"), "other.list") == PageRef("other.list")
    assert route.home(situation, PageRef("start.who"), "") is None


def test_the_text_size_goes_round_and_the_theme_to_and_fro() -> None:
    comfort = Comfort("en")
    assert [comfort.text_size, larger(comfort).text_size, larger(larger(comfort)).text_size] == [100, 140, 200]
    assert larger(larger(larger(comfort))) == comfort
    assert other_theme(other_theme(comfort)) == comfort


def test_answers_are_told_in_the_words_of_the_page(station: Station) -> None:
    words = station.workplace.content.words("en")
    phone = Given(State.VALUE, Phone("555-0199"))
    medicine = Given(State.VALUE, NamedMedicine("xeralto", "", ()))
    assert answer_shown(view(Control.YES_NO), YES, words) == "Yes"
    assert answer_shown(view(Control.YES_NO), NOT_SURE, words) == words("answer.not_sure")
    assert answer_shown(view(Control.LESSON), QUESTION, words) == "Please explain this to me"
    assert answer_shown(view(Control.PHONE), phone, words) == "555-0199"
    assert answer_shown(view(Control.MEDICINE_NAME), medicine, words) == "xeralto"
    assert answer_shown(view(Control.LIST), Given(State.VALUE, Entries()), words) == "Nothing on the list"
