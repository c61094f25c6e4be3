"""A locked desk goes on counting and ringing; one that cannot read says so; a patient's machine is silent."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text

from kypho_prep.nurse.board.alarm_strip import RINGS_EVERY, AlarmStrip
from kypho_prep.nurse.board.watch import EVERY
from kypho_prep.workflow.patient import nurse_call
from tests.late_worker import LateWorker
from tests.nurse.alarm_steps import BLIND, call, desk, emergency
from tests.nurse.conftest import Open, Ward, shown_text, sign_in


def test_a_locked_desk_rings_and_counts_without_a_key(ward: Ward, open_window: Open) -> None:
    at = desk(ward, open_window, patient_side=False)
    at.window.lock()
    emergency(ward)
    at.beat(EVERY)
    at.beat(EVERY)
    assert at.rings() == 1
    assert at.strip() == "1 emergency."
    assert "Moss" not in shown_text(at.window)
    sign_in(at.window)
    assert at.rings() == 0, "who comes to it is not told again"
    assert "Sound off" in at.strip()


def test_a_locked_desk_is_silent_about_a_call_once_its_day_is_over(ward: Ward, open_window: Open) -> None:
    today = ward.clock.at.date()
    at = desk(ward, open_window, patient_side=False)
    call(ward, ward.visit(procedure_on=today))
    at.window.lock()
    at.beat(EVERY)
    assert (at.rings(), at.strip()) == (1, "1 patient asks for a nurse.")
    ward.clock.at += timedelta(days=1)
    at.beat(EVERY)
    at.beat(RINGS_EVERY)
    assert (at.rings(), at.strip()) == (0, "")


@contextmanager
def unreadable(ward: Ward) -> Iterator[None]:
    """Let nothing that names an alarm be read for a while."""
    names = ("visit_summary", "away")
    for old, new in (names, names[::-1]):
        with ward.workplace.writing() as records:
            records.connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))
        if new == "away":
            yield


@pytest.mark.parametrize("locked", [True, False])
def test_a_desk_that_cannot_read_does_not_look_calm(ward: Ward, open_window: Open, *, locked: bool) -> None:
    at = desk(ward, open_window, patient_side=False)
    looks = at.looks
    if locked:
        at.window.lock()
        looks = partial(at.beat, EVERY)
    visit = ward.visit()
    looks()
    with unreadable(ward):
        looks()
        assert at.strip() == BLIND
        assert at.window.windowTitle() == "(?) kypho-prep"
    looks()
    assert (at.strip(), at.window.windowTitle()) == ("", "kypho-prep")
    sitting = call(ward, visit)
    looks()
    with unreadable(ward):
        looks()
        assert at.strip().startswith(f"1 patient asks for a nurse. {BLIND}"), "what is known rings on"
        at.rings()
        at.beat(RINGS_EVERY)
        assert at.rings() == 1
    nurse_call.take_back_call(ward.workplace, session=sitting)
    looks()
    assert at.strip() == ""


def test_a_patient_s_machine_does_not_say_that_the_desk_cannot_read(ward: Ward, open_window: Open) -> None:
    at = desk(ward, open_window)
    at.looks()
    with unreadable(ward):
        at.looks()
        assert BLIND in at.strip()
        at.window.lock()
        assert (at.strip(), at.window.windowTitle()) == ("", "kypho-prep")


def test_a_locked_desk_asks_one_question_at_a_time_and_once_more_for_what_woke_it(
    ward: Ward, open_window: Open
) -> None:
    worker = LateWorker(late=False)
    at = desk(ward, open_window, patient_side=False, worker=worker)
    at.window.lock()
    worker.late = True
    for _ in range(5):
        at.beat(EVERY)
    assert len(worker.waiting) == 1
    asked = worker.waiting.pop()
    asked.carry_out()
    emergency(ward)
    (strip,) = at.window.findChildren(AlarmStrip)
    strip.wake()
    strip.wake()
    assert worker.waiting == [], "the server's word waits for the answer"
    asked.tell()
    assert at.strip() == ""
    worker.work()
    assert at.strip() == "1 emergency.", "asked once more: the first answer was older than what woke it"
    at.beat(EVERY)
    assert len(worker.waiting) == 1


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_patient_in_front_of_a_locked_machine_hears_and_sees_nothing(
    ward: Ward, open_window: Open, *, signed_in: bool
) -> None:
    at = desk(ward, open_window)
    if signed_in:
        call(ward, ward.visit())
        at.looks()
        assert at.rings() == 1
    at.window.lock()
    emergency(ward, mrn="3")
    at.beat(EVERY)
    at.beat(RINGS_EVERY)
    assert (at.rings(), at.strip(), at.window.windowTitle()) == (0, "", "kypho-prep")
