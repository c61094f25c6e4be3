"""An emergency and a call for a nurse ring at the desk and stand above every page; only the sound can be turned off."""

import pytest

from kypho_prep.nurse.board.alarm_strip import RINGS_EVERY
from kypho_prep.prep.chart import Ending
from kypho_prep.sample.scripted_patient import Script
from kypho_prep.workflow.patient import intake, nurse_call
from kypho_prep.workflow.visits import ending, schedule
from tests.nurse.alarm_steps import MUTED, call, desk, emergency
from tests.nurse.board_steps import patients
from tests.nurse.conftest import Open, Ward, press, shown_text, sign_in
from tests.nurse.steps import to_review


def test_a_call_rings_once_and_stands_in_strip_and_title_until_it_is_over(ward: Ward, open_window: Open) -> None:
    visit = ward.visit()
    at = desk(ward, open_window)
    at.looks()
    assert (at.rings(), at.strip(), at.window.windowTitle()) == (0, "", "kypho-prep")
    sitting = call(ward, visit)
    at.looks()
    at.looks()
    assert at.rings() == 1
    assert "1 patient asks for a nurse." in at.strip()
    assert at.window.windowTitle() == "(1) kypho-prep"
    nurse_call.take_back_call(ward.workplace, session=sitting)
    at.looks()
    assert (at.rings(), at.strip(), at.window.windowTitle()) == (0, "", "kypho-prep")


def test_it_counts_emergencies_and_calls_above_whatever_page_and_names_nobody(ward: Ward, open_window: Open) -> None:
    visits = [ward.visit("Abel", "Ann", mrn="1"), ward.visit("Zahn", "Zoe", mrn="2")]
    at = desk(ward, open_window)
    press(at.window, "clinic")
    for visit in visits:
        call(ward, visit)
    emergency(ward, mrn="3")
    at.looks()
    assert at.strip().splitlines()[0] == "1 emergency. 2 patients ask for a nurse."
    assert at.window.windowTitle() == "(3) kypho-prep"


def test_a_muted_desk_is_silent_but_not_blind_and_an_emergency_rings_all_the_same(
    ward: Ward, open_window: Open
) -> None:
    visit, other = ward.visit("Abel", "Ann", mrn="1"), ward.visit("Zahn", "Zoe", mrn="2")
    at = desk(ward, open_window)
    call(ward, visit)
    at.looks()
    at.beat(RINGS_EVERY)
    assert at.rings() == 2, "it rings again while nobody has gone to the patient"
    press(at.window, "sound")
    at.beat(RINGS_EVERY)
    call(ward, other)
    at.looks()
    assert at.rings() == 0
    assert f"2 patients ask for a nurse. {MUTED}" in at.strip()
    at.window.lock()
    sign_in(at.window)
    at.looks()
    assert (at.rings(), MUTED in at.strip()) == (0, True), "the desk is muted, whoever signs in"
    emergency(ward, mrn="3")
    at.looks()
    at.beat(RINGS_EVERY)
    assert (at.rings(), MUTED in at.strip()) == (2, False)


def test_a_second_emergency_of_the_same_patient_rings_anew(ward: Ward, open_window: Open) -> None:
    visit = emergency(ward, mrn="3")
    at = desk(ward, open_window)
    at.looks()
    press(at.window, "sound")
    at.rings()
    assert ward.nurse is not None
    # Between two looks: a colleague came to the first, and the patient ticks another.
    intake.acknowledge_emergency(ward.workplace, visit=visit, staff=ward.nurse)
    ward.answered(visit, Script({"now.symptoms": {"picked": ["weak_legs"], "unsure": False}}), finish=False)
    at.looks()
    assert (at.rings(), at.strip().splitlines()[0]) == (1, "1 emergency.")


@pytest.mark.parametrize("read_between", [True, False])
def test_the_sound_comes_back_once_nothing_of_what_was_muted_is_open(
    ward: Ward, open_window: Open, *, read_between: bool
) -> None:
    visit, other = ward.visit("Abel", "Ann", mrn="1"), ward.visit("Zahn", "Zoe", mrn="2")
    sitting = call(ward, visit)
    at = desk(ward, open_window)
    at.looks()
    press(at.window, "sound")
    nurse_call.take_back_call(ward.workplace, session=sitting)
    if read_between:
        at.looks()
    call(ward, other)
    at.rings()
    at.looks()
    at.beat(RINGS_EVERY)
    assert (at.rings(), "The sound is off" in at.strip()) == (2, False)


def test_the_sound_comes_back_by_the_same_key(ward: Ward, open_window: Open) -> None:
    call(ward, ward.visit())
    at = desk(ward, open_window)
    at.looks()
    assert at.rings() == 1
    press(at.window, "sound")
    press(at.window, "sound")
    at.beat(RINGS_EVERY)
    assert at.rings() == 1


def test_an_emergency_of_a_visit_that_was_ended_is_seen_first_and_acknowledged(ward: Ward, open_window: Open) -> None:
    visit = emergency(ward, mrn="3")
    ward.visit("Abel", "Ann", mrn="1")
    assert ward.nurse is not None
    ending.end_visit(ward.workplace, staff=ward.nurse, visit=visit, ending=Ending.CANCELLED, reason="sent to the ward")
    at = desk(ward, open_window)
    assert "1 emergency." in at.strip()
    assert patients(at.window) == ["Moss, Eleanor", "Abel, Ann"]
    page = to_review(at.window, visit)
    assert "Cancelled" in shown_text(page)
    press(page, "acknowledge")
    at.looks()
    assert at.strip() == ""
    assert schedule.board(ward.workplace).rows[-1].visit == visit
