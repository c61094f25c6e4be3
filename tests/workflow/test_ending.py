"""A visit ends, goes on where it was ended by mistake, and moves to another day with all that was said."""

from dataclasses import replace
from datetime import date

import pytest

from kypho_prep.prep.chart import Ending, FactKind
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.workflow.clinic.staff import Role, StaffMember
from kypho_prep.workflow.derived import refresh
from kypho_prep.workflow.errors import Changed, Invalid, StaffOnly, VisitEnded, WrongCode
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from tests.workflow.ward import BORN, PROCEDURE, Ward

STRANGER = StaffMember("nobody", "nobody", "Nobody", Role.NURSE)


def move(ward: Ward, visit: str, day: date) -> None:
    """Another day for the same visit, as staff types it."""
    patient, form, revision = schedule.forms(ward.workplace, visit=visit)
    moved = replace(form, procedure_on=day, arrival_on=None, arrival_at="")
    schedule.edit_visit(ward.workplace, staff=ward.nurse, visit=visit, patient=patient, form=moved, revision=revision)


def end(ward: Ward, visit: str, ending: Ending = Ending.CANCELLED) -> None:
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=visit, ending=ending, reason="Fever")


def test_a_visit_ended_by_mistake_goes_on_and_its_end_stays_on_record(ward: Ward) -> None:
    visit = ward.answered_visit()
    slip = schedule.print_slip(ward.workplace, staff=ward.nurse, visit=visit)
    before = ward.row(visit)
    end(ward, visit)
    schedule.reopen_visit(ward.workplace, staff=ward.nurse, visit=visit, reason="  Wrong patient ended ")
    after = ward.row(visit)
    assert (after.stage, after.ended_at, after.chapters_done) == (before.stage, None, before.chapters_done)
    (fact,) = (one for one in ward.open_chart(visit).situation.chart.facts if one.kind is FactKind.VISIT_CHANGED)
    assert (fact.value["before"], fact.reason) == (
        {"ended": "cancelled", "ended_reason": "Fever"},
        "Wrong patient ended",
    )
    assert ward.events(visit)[-2:] == ["visit_reopened", "chart_viewed"]
    with pytest.raises(WrongCode):
        intake.sign_in(ward.workplace, code=slip.code, born=BORN)
    ward.record(visit, FactKind.IDENTIFIERS)
    assert refresh.recompute_all(ward.workplace) == ()


def test_reopening_needs_a_reason_an_ended_visit_and_staff(ward: Ward) -> None:
    visit = ward.new_visit()
    with pytest.raises(Changed):
        schedule.reopen_visit(ward.workplace, staff=ward.nurse, visit=visit, reason="Mistake")
    end(ward, visit)
    with pytest.raises(Invalid):
        schedule.reopen_visit(ward.workplace, staff=ward.nurse, visit=visit, reason="  ")
    with pytest.raises(StaffOnly):
        schedule.reopen_visit(ward.workplace, staff=STRANGER, visit=visit, reason="Mistake")
    assert ward.row(visit).stage is Stage.CANCELLED


def test_a_rescheduled_visit_keeps_its_answers_and_an_ended_one_is_reopened_first(ward: Ward) -> None:
    visit = ward.answered_visit()
    said = ward.open_chart(visit).situation.chart.replies
    move(ward, visit, date(2026, 12, 15))
    chart = ward.open_chart(visit).situation.chart
    assert chart.visit.procedure_on == date(2026, 12, 15)
    assert chart.replies == said
    end(ward, visit)
    with pytest.raises(VisitEnded):
        move(ward, visit, date(2026, 12, 16))


def test_the_board_says_the_old_day_until_the_patient_was_told_the_new_one(ward: Ward) -> None:
    visit = ward.new_visit()

    def moved(day: date) -> date | None:
        move(ward, visit, day)
        return ward.row(visit).moved_from

    assert ward.row(visit).moved_from is None
    assert moved(date(2026, 12, 15)) == PROCEDURE
    assert moved(date(2026, 12, 17)) == PROCEDURE
    assert moved(PROCEDURE) is None
    assert moved(date(2026, 12, 17)) == PROCEDURE
    ward.record(visit, FactKind.CALL, value={"reached": "nobody"})
    assert ward.row(visit).moved_from == PROCEDURE
    ward.record(visit, FactKind.CALL, value={"reached": "patient"})
    assert ward.row(visit).moved_from is None
    assert moved(date(2026, 12, 18)) == date(2026, 12, 17)
    ward.say(ward.sit_down(visit), "start.who", "me")
    assert ward.row(visit).moved_from is None
    assert moved(date(2026, 12, 21)) == date(2026, 12, 18)
    schedule.record_print(ward.workplace, staff=ward.nurse, visit=visit, paper="plan")
    assert ward.row(visit).moved_from is None
