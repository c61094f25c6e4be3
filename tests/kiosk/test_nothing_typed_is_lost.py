"""The disk took nothing of what was touched or typed: it is kept until it is saved, whatever is done next."""

import pytest

from kypho_prep.kiosk.item_view import Given
from kypho_prep.prep.answers.single import Text
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import State
from kypho_prep.workflow.patient.intake import new_entry_id
from tests.kiosk.full_disk import ITEM, answered_with_a_full_disk, be_idle, disk, held_back, said_in_the_log, saved
from tests.kiosk.station import Station
from tests.kiosk.test_dose_page import DAY, DOSE, TAKEN, at_the_dose
from tests.kiosk.test_medicine_list import at_the_list, names, typed_in

QUESTION = "Which eye drops can I use?"


def touched_in_vain(station: Station) -> str:
    """Touch a common medicine while the disk takes nothing."""
    visit = at_the_list(station, "blood_thinner")
    disk(station, takes=False)
    station.tap("tile:Eliquis")
    assert "not saved" in station.missing
    return visit


def questions(station: Station, visit: str) -> list[object]:
    return [one.value for one in saved(station, visit, "questions.text")]


def test_a_touched_tile_is_saved_after_its_patient_left(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    visit = touched_in_vain(station)
    station.tap("leave", "go_on")
    disk(station, takes=True)
    held_back(station).again()
    assert names(station, visit) == ["Eliquis"]
    said_in_the_log(caplog)


@pytest.mark.parametrize("then", ["back", "leave", "tile:Plavix"])
def test_a_touched_tile_is_saved_with_what_is_done_next(station: Station, then: str) -> None:
    visit = touched_in_vain(station)
    disk(station, takes=True)
    station.tap(then)
    assert names(station, visit)[0] == "Eliquis"


def test_a_tile_touched_again_is_on_the_list_once(station: Station) -> None:
    visit = touched_in_vain(station)
    station.tap("tile:Eliquis")
    disk(station, takes=True)
    station.tap("tile:Eliquis")
    assert names(station, visit) == ["Eliquis"]


def two_names_in_vain(station: Station) -> str:
    """Say yes to two medicines in one line while the disk takes nothing, and read that it was not saved."""
    visit = typed_in(station, "vitamin d and warferin", "suggestion:vitamin D")
    disk(station, takes=False)
    station.tap("keep", "close")
    assert names(station, visit) == []
    return visit


def test_all_names_of_one_line_are_saved_after_their_patient_left(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    visit = two_names_in_vain(station)
    station.tap("leave", "go_on")
    disk(station, takes=True)
    held_back(station).again()
    assert names(station, visit) == ["vitamin D", "warfarin"]
    said_in_the_log(caplog)


def test_two_names_asked_about_again_are_on_the_list_once(station: Station) -> None:
    visit = two_names_in_vain(station)
    disk(station, takes=True)
    station.tap("next", "keep")
    assert names(station, visit) == ["vitamin D", "warfarin"]


def test_another_line_takes_the_place_of_the_names_before(station: Station) -> None:
    visit = two_names_in_vain(station)
    disk(station, takes=True)
    station.find("field").clear()  # type: ignore[attr-defined]
    station.type_in("Plavix")
    station.tap("as_typed" if "as_typed" in station.names() else "suggestion:Plavix")
    station.go_on()
    assert names(station, visit) == ["Plavix"]


def test_a_question_is_saved_although_its_page_was_closed(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("question_for_nurse")
    station.type_in(QUESTION)
    disk(station, takes=False)
    station.tap("keep")
    station.tap("close")
    station.tap("leave", "go_on")
    disk(station, takes=True)
    held_back(station).again()
    assert questions(station, visit) == [QUESTION]
    said_in_the_log(caplog)


def test_a_question_that_nobody_finished_is_saved(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("question_for_nurse")
    station.type_in(QUESTION)
    be_idle(station, 91)
    be_idle(station, 61)
    assert station.item == "WelcomePage"
    assert questions(station, visit) == [QUESTION]


def test_the_cover_says_not_saved_of_a_tile_too(station: Station) -> None:
    touched_in_vain(station)
    be_idle(station, 91)
    assert "not saved yet" in station.said
    disk(station, takes=True)
    station.tap("still_here")
    be_idle(station, 91)
    assert "Your answers are saved" in station.said


def test_what_can_never_be_saved_stands_in_no_other_answers_way(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    session = station.window.session
    assert session is not None
    view = session.view_of(PageRef("questions.text", new_entry_id()))
    session.store_answers([(view, Given(State.VALUE, Text("x" * 5000)))], None, lambda: None)
    assert "Please make it shorter" in station.missing
    station.answer()
    assert station.item != ITEM
    assert len(saved(station, visit)) == 1


def test_an_answer_that_was_taken_back_is_not_stored(station: Station) -> None:
    visit = answered_with_a_full_disk(station)
    station.go_on()
    assert "not saved" in station.missing
    station.tap("choice:aspirin")
    disk(station, takes=True)
    station.tap("leave")
    assert saved(station, visit) == []


def test_an_answer_below_another_that_was_taken_back_is_not_stored(station: Station) -> None:
    at_the_dose(station)
    station.tap("choice:twice_a_day", DAY)
    disk(station, takes=False)
    station.go_on()
    assert "not saved" in station.missing
    session = station.window.session
    assert session is not None
    assert [one.item for one in session.state.unsaved] == [DOSE, TAKEN]
    # As a control says it that lets its answer be taken back: what still stands there is handed in with Next.
    session.keep_draft(session.view_of(PageRef(DOSE, "one")).given, None)
    assert session.state.unsaved == ()


def test_a_question_that_was_emptied_again_is_not_stored(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("question_for_nurse")
    station.type_in(QUESTION)
    disk(station, takes=False)
    station.tap("keep")
    assert "not saved" in station.missing
    station.find("field").clear()  # type: ignore[attr-defined]
    station.settle()
    station.tap("close")
    disk(station, takes=True)
    station.tap("leave")
    assert questions(station, visit) == []


def test_a_question_that_is_opened_again_goes_on_and_is_one_question(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("question_for_nurse")
    station.type_in(QUESTION)
    disk(station, takes=False)
    station.tap("keep", "close", "question_for_nurse")
    disk(station, takes=True)
    assert station.find("field").toPlainText() == QUESTION  # type: ignore[attr-defined]
    station.tap("keep", "leave")
    assert questions(station, visit) == [QUESTION]


def test_what_was_handed_in_beside_what_can_never_be_saved_is_saved(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    session = station.window.session
    assert session is not None
    views = [session.view_of(PageRef("questions.text", new_entry_id())) for _ in range(2)]
    texts = [Given(State.VALUE, Text("x" * 5000)), Given(State.VALUE, Text(QUESTION))]
    session.store_answers(list(zip(views, texts, strict=True)), None, lambda: None)
    assert "Please make it shorter" in station.missing
    station.answer()
    assert questions(station, visit) == [QUESTION]
