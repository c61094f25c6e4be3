"""Staff are known by their account and shown by the name as it stood: two of one name, and one with a new name."""

from dataclasses import replace
from typing import Any, TypedDict

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import IntegrityError

from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.author import Author
from kypho_prep.prep.chart import ActionKind, Ending, FactKind, InstructionAction
from kypho_prep.prep.reply import State
from kypho_prep.prep.rules.procedure_day import DayLine
from kypho_prep.records.clinic_tables import metadata, staff
from kypho_prep.workflow.clinic import staff as people
from kypho_prep.workflow.clinic.staff import Role, StaffMember
from kypho_prep.workflow.desk import correcting, procedure_day, review
from kypho_prep.workflow.desk.review import ActionForm, InstructionForm
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given
from kypho_prep.workflow.visits import schedule
from tests.workflow.made_clinic import PASSWORD
from tests.workflow.ward import PATIENT, SHOWN, VISIT, Ward

ORDER = InstructionForm("anesthesia", InstructionAction.OTHER, text="Bring the CPAP", decided_by="Dr. Żak")


@pytest.fixture
def namesake(ward: Ward) -> Ward:
    """The same clinic in the hands of a second Ann Lee."""
    work = ward.workplace
    people.add_member(work, staff=ward.nurse, name="Ann Lee", user="ann2", password=PASSWORD, role=Role.NURSE)
    return replace(ward, nurse=people.sign_in(work, user="ann2", password=PASSWORD))


def renamed(ward: Ward, name: str) -> Ward:
    with ward.workplace.writing() as records:
        records.staff.change(ward.nurse.id, name=name)
    return replace(ward, nurse=people.sign_in(ward.workplace, user=ward.nurse.user, password=PASSWORD))


def answer(ward: Ward, visit: str, value: bool) -> int:
    """Staff answers for the patient; how many replies there are then."""
    given = Given("ride.adult", None, State.VALUE, YesNo(value), SHOWN)
    seen = review.answer_for(ward.workplace, staff=ward.nurse, visit=visit, given=given, source="phone")
    return len(seen.situation.chart.replies)


def test_two_of_one_name_are_told_apart(ward: Ward, namesake: Ward) -> None:
    visit = ward.answered_visit()
    ward.close_the_rest(visit)
    ward.clock.pass_by(seconds=60)
    form = replace(VISIT, levels="T12")
    schedule.edit_visit(ward.workplace, staff=namesake.nurse, visit=visit, patient=PATIENT, form=form)
    since = ward.open_chart(visit).since
    assert since is not None
    assert "visit:levels" in [one.key for one in since.changes]
    assert ward.nurse.id != namesake.nurse.id


def test_her_own_answer_is_no_news_to_her(ward: Ward) -> None:
    visit = ward.answered_visit()
    ward.close_the_rest(visit)
    ward.clock.pass_by(seconds=60)
    answer(ward, visit, False)
    assert ward.open_chart(visit).since is None


def test_the_same_answer_counts_once_from_one_person(ward: Ward, namesake: Ward) -> None:
    visit = ward.new_visit()
    assert answer(ward, visit, True) == 1
    assert answer(renamed(ward, "Ann Moss"), visit, True) == 1
    assert answer(namesake, visit, True) == 2


def test_a_new_name_leaves_old_rows_under_the_old_one(ward: Ward) -> None:
    visit = ward.signed_visit()
    later = renamed(ward, "Ann Moss")
    review.mark_read(later.workplace, staff=later.nurse, visit=visit)
    chart = later.open_chart(visit).situation.chart
    assert chart.sign_offs[-1].author == Author("Ann Lee", ward.nurse.id)
    assert chart.facts[-1].author == Author("Ann Moss", ward.nurse.id)
    assert ward.row(visit).signed_by == "Ann Lee"
    with ward.workplace.reading() as records:
        names = {one.actor for one in records.audit.of_visit(visit) if one.actor_id == ward.nurse.id}
    assert names == {"Ann Lee", "Ann Moss"}


def test_who_takes_back_is_not_who_recorded(ward: Ward, namesake: Ward) -> None:
    visit = ward.new_visit()
    seen = review.instruct(ward.workplace, staff=ward.nurse, visit=visit, form=ORDER)
    order = seen.situation.chart.instructions[-1].id
    seen = correcting.withdraw(namesake.workplace, staff=namesake.nurse, visit=visit, record=order, reason="Wrong")
    assert [one.author.id for one in seen.situation.chart.instructions] == [ward.nurse.id, namesake.nurse.id]


def test_a_patient_who_finishes_takes_the_account_off(ward: Ward) -> None:
    visit = ward.new_visit()
    seen = review.mark_for_review(ward.workplace, staff=ward.nurse, visit=visit)
    assert seen.situation.chart.visit.finished_by_id == ward.nurse.id
    intake.finish(ward.workplace, session=ward.sit_down(visit).session.id)
    stored = ward.open_chart(visit).situation.chart.visit
    assert (stored.finished_by, stored.finished_by_id) == ("patient", None)


def test_a_row_of_nobody_who_works_here_is_refused(ward: Ward) -> None:
    stranger = StaffMember("nobody", "x", "X", Role.NURSE)
    with pytest.raises(IntegrityError), ward.workplace.database.write() as records:
        records.audit.add(stranger.line(ward.clock(), "signed_in"))


def test_no_row_that_staff_writes_lacks_the_account(ward: Ward) -> None:
    """Everything that staff can do is done once; wherever the name stands, the account stands beside it."""
    visit = ward.signed_visit()
    _do_the_rest(ward, visit)
    with ward.workplace.database.read() as records:
        for key in (key for table in metadata.sorted_tables for key in table.foreign_keys if key.references(staff)):
            found = _by_name(records.connection, key.parent, ward.nurse.name)
            assert set(found) == {ward.nurse.id}, key.parent


def _by_name(connection: Connection, account: Any, name: str) -> list[str | None]:
    beside = account.name.removesuffix("_id")
    shown = account.table.c["who_name" if beside == "who" else beside]
    return list(connection.execute(select(account).where(shown == name)).scalars())


class _Who(TypedDict):
    staff: StaffMember
    visit: str


def _do_the_rest(ward: Ward, visit: str) -> None:
    work, who = ward.workplace, _Who(staff=ward.nurse, visit=visit)
    answer(ward, visit, False)
    (card, *_) = [one for one in ward.open_chart(visit).cards if one.thread and one.open]
    seen = review.act(work, **who, thread=card.thread, action=ActionForm(ActionKind.NEEDS_CALL, text="Rang"))
    correcting.undo(work, **who, action=seen.situation.chart.actions[-1].id, reason="Wrong card")
    seen = review.instruct(work, **who, form=ORDER)
    correcting.withdraw(work, **who, record=seen.situation.chart.instructions[-1].id, reason="Wrong")
    review.record_fact(work, **who, kind=FactKind.CALL, value={"reached": "no"})
    review.mark_read(work, **who)
    review.mark_for_review(work, **who)
    review.not_complete(work, **who, reason="No driver")
    correcting.withdraw_not_complete(work, **who, reason="Found one")
    intake.acknowledge_emergency(work, **who)
    schedule.record_print(work, **who, paper="plan")
    schedule.record_day_list(work, staff=ward.nurse, on=VISIT.procedure_on or ward.clock().date())
    schedule.edit_visit(work, **who, patient=PATIENT, form=replace(VISIT, levels="T12"))
    ward.clock.pass_by(days=15)
    procedure_day.record_line(work, **who, line=DayLine.IDENTIFIERS, value={"checked": "name, birth date"})
    schedule.end_visit(work, **who, ending=Ending.NO_SHOW)
    schedule.reopen_visit(work, **who, reason="Came late")
    people.change_clinic(work, staff=ward.nurse, clinic=replace(people.clinic(work), holidays=()))
    people.sign_out(work, staff=ward.nurse)


def test_the_triggers_stand_after_the_step(ward: Ward) -> None:
    visit = ward.signed_visit()
    for table in ("sign_off", "audit"):
        with pytest.raises(IntegrityError, match="only added to"), ward.workplace.database.write() as records:
            records.connection.execute(text(f"DELETE FROM {table} WHERE visit_id = :visit"), {"visit": visit})
