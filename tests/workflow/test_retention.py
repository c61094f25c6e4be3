"""Finished visits go after the clinic's days: nothing else goes, none too early, and nothing of them is left."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, NoResultFound

from kypho_prep.prep.chart import Ending, FactKind
from kypho_prep.prep.retention import Kept
from kypho_prep.records.clinic_tables import metadata
from kypho_prep.records.tables import ONLY_ADDED_TO, audit
from kypho_prep.workflow.clinic import clock_watch, retention, staff
from kypho_prep.workflow.clinic.staff import Role
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.errors import Changed, ClockInDoubt, Invalid, StaffOnly
from kypho_prep.workflow.visits import ending, legal_hold, schedule
from tests.workflow.made_clinic import PASSWORD
from tests.workflow.ward import PATIENT, PROCEDURE, VISIT, Ward

WITH_A_VISIT = [table for table in metadata.sorted_tables if "visit_id" in table.columns and table is not audit]
OVER = PROCEDURE + timedelta(days=31)


def work_until(ward: Ward, day: date) -> None:
    """Let the clinic work on every day until one: the clock is looked at, and something is put on record."""
    while ward.clock.at.date() < day:
        ward.clock.pass_by(days=1)
        clock_watch.look(ward.workplace)
        schedule.record_day_list(ward.workplace, staff=ward.nurse, on=ward.clock.at.date())


def print_sheet(ward: Ward, visit: str) -> None:
    schedule.record_print(ward.workplace, staff=ward.nurse, visit=visit, paper="nurse_sheet")


def finished(ward: Ward, *, printed: bool = True) -> str:
    """A visit that was prepared, held on its day, ended and put into the patient's chart; another came after it."""
    visit = ward.answered_visit()
    work_until(ward, PROCEDURE)
    ending.end_visit(ward.workplace, staff=ward.nurse, visit=visit, ending=Ending.DONE)
    if printed:
        print_sheet(ward, visit)
    return visit


def another(ward: Ward) -> str:
    day = ward.clock.at.date() + timedelta(days=90)
    return ward.new_visit(replace(PATIENT, family="Osterhout"), replace(VISIT, procedure_on=day, arrival_on=day))


def gone(ward: Ward) -> list[str]:
    agreed = retention.plan(ward.workplace)
    return [one.visit for one in retention.purge(ward.workplace, agreed, account="it")]


def visits(ward: Ward) -> set[str]:
    with ward.workplace.reading() as records:
        return set(records.visits.all())


def kept(ward: Ward) -> dict[str, Kept]:
    return {one.visit: why for one, why in retention.plan(ward.workplace).kept}


def rows_of(ward: Ward, visit: str) -> dict[str, int]:
    with ward.workplace.reading() as records:
        found = {
            table.name: len(records.connection.execute(select(table).where(table.c.visit_id == visit)).all())
            for table in WITH_A_VISIT
        }
    return {name: count for name, count in found.items() if count}


def test_a_finished_visit_goes_with_all_that_is_its_own(ward: Ward) -> None:
    visit = finished(ward)
    stays = another(ward)
    work_until(ward, OVER)
    assert "reply" in rows_of(ward, visit)
    before = rows_of(ward, stays)
    assert gone(ward) == [visit]
    assert (rows_of(ward, visit), visit in visits(ward)) == ({}, False)
    assert rows_of(ward, stays) == before
    with ward.workplace.reading() as records:
        people = records.connection.exec_driver_sql("SELECT count(*) FROM patient").scalar()
    assert people == len(visits(ward))


def test_not_on_the_last_of_its_days(ward: Ward) -> None:
    visit = finished(ward)
    another(ward)
    work_until(ward, OVER - timedelta(days=1))
    looked = retention.plan(ward.workplace)
    assert (looked.going, looked.not_yet, gone(ward)) == ((), 1, [])
    assert visit in visits(ward)


def test_by_the_clinics_own_days(ward: Ward) -> None:
    finished(ward)
    another(ward)
    clinic = replace(staff.clinic(ward.workplace), keep_days=90)
    staff.change_clinic(ward.workplace, staff=ward.nurse, clinic=clinic)
    work_until(ward, OVER)
    assert gone(ward) == []


@pytest.mark.parametrize("days", [0, 6, 3651])
def test_days_that_no_clinic_keeps(ward: Ward, days: int) -> None:
    clinic = replace(staff.clinic(ward.workplace), keep_days=days)
    with pytest.raises(Invalid):
        staff.change_clinic(ward.workplace, staff=ward.nurse, clinic=clinic)


def test_a_stub_stays_in_the_audit_and_holds_no_word_of_the_patients(ward: Ward) -> None:
    visit = finished(ward)
    another(ward)
    work_until(ward, OVER)
    before = ward.audit(visit)
    gone(ward)
    *as_before, stub = ward.audit(visit)
    assert as_before == before
    assert (stub.actor, stub.event, stub.visit) == ("program", "visit_purged", visit)
    assert stub.details == {"procedure_on": "2026-12-08", "ended_on": "2026-12-08", "days": 30, "account": "it"}
    assert "Brien" not in repr(ward.audit(visit))


def test_what_is_not_in_the_patients_chart_stays(ward: Ward) -> None:
    visit = finished(ward, printed=False)
    another(ward)
    work_until(ward, OVER)
    assert kept(ward) == {visit: Kept.NOT_TAKEN_OVER}
    assert gone(ward) == []
    print_sheet(ward, visit)
    assert gone(ward) == [visit]


def test_a_visit_that_goes_on_stays_whatever_its_day(ward: Ward) -> None:
    visit = ward.answered_visit()
    print_sheet(ward, visit)
    another(ward)
    work_until(ward, OVER + timedelta(days=60))
    assert gone(ward) == []


def test_the_newest_change_of_the_board_stays(ward: Ward) -> None:
    visit = finished(ward)
    work_until(ward, OVER)
    assert kept(ward) == {visit: Kept.NEWEST}
    another(ward)
    assert gone(ward) == [visit]


def test_a_legal_hold_keeps_it_until_it_is_lifted(ward: Ward) -> None:
    visit = finished(ward)
    another(ward)
    legal_hold.place_hold(ward.workplace, staff=ward.nurse, visit=visit, reason="a claim")
    work_until(ward, OVER)
    ((one, why),) = retention.plan(ward.workplace).kept
    assert (one.visit, one.hold, why) == (visit, "a claim", Kept.HOLD)
    assert gone(ward) == []
    with pytest.raises(Changed):
        legal_hold.place_hold(ward.workplace, staff=ward.nurse, visit=visit, reason="again")
    legal_hold.lift_hold(ward.workplace, staff=ward.nurse, visit=visit, reason="settled")
    another(ward)
    assert gone(ward) == [visit]


def test_a_hold_that_comes_after_it_was_agreed_holds(ward: Ward) -> None:
    visit = finished(ward)
    another(ward)
    work_until(ward, OVER)
    agreed = retention.plan(ward.workplace)
    legal_hold.place_hold(ward.workplace, staff=ward.nurse, visit=visit, reason="a claim")
    assert retention.purge(ward.workplace, agreed, account="it") == ()
    assert visit in visits(ward)


def test_a_hold_is_an_administrators_and_has_a_reason(ward: Ward) -> None:
    visit = ward.new_visit()
    who = {"name": "Bo Park", "user": "bo", "password": PASSWORD, "role": Role.NURSE}
    nurse = staff.add_member(ward.workplace, staff=ward.nurse, **who)  # type: ignore[arg-type]
    with pytest.raises(StaffOnly):
        legal_hold.place_hold(ward.workplace, staff=nurse, visit=visit, reason="a claim")
    with pytest.raises(Invalid):
        legal_hold.place_hold(ward.workplace, staff=ward.nurse, visit=visit, reason=" ")
    with pytest.raises(Changed):
        legal_hold.lift_hold(ward.workplace, staff=ward.nurse, visit=visit, reason="none")


@pytest.mark.parametrize("by", [{"days": 400}, {"days": -3}])
def test_never_by_a_clock_that_was_moved_while_the_program_ran(ward: Ward, by: dict[str, float]) -> None:
    visit = finished(ward)
    another(ward)
    work_until(ward, OVER)
    agreed = retention.plan(ward.workplace)
    ward.clock.put(**by)
    with pytest.raises(ClockInDoubt):
        retention.plan(ward.workplace)
    with pytest.raises(ClockInDoubt):
        retention.purge(ward.workplace, agreed, account="it")
    assert visit in visits(ward)


def test_nor_by_one_that_was_put_forward_while_it_was_off(ward: Ward) -> None:
    visit = finished(ward)
    another(ward)
    # To the program it looks like a night; the record holds no day's work of it.
    ward.clock.pass_by(days=400)
    clock_watch.look(ward.workplace)
    another(ward)
    assert kept(ward) == {visit: Kept.CLOCK_ALONE}
    assert gone(ward) == []


def test_nor_by_one_that_lies_before_what_is_on_record(ward: Ward) -> None:
    finished(ward)
    with ward.workplace.writing() as records:
        ahead = {
            "at": datetime(2027, 3, 1, tzinfo=UTC),
            "actor": "Ann",
            "event": "printed",
            "subject": "",
            "details": {},
        }
        records.connection.execute(insert(audit), ahead)
    with pytest.raises(ClockInDoubt):
        retention.plan(ward.workplace)


def test_nothing_else_can_be_removed_afterwards(ward: Ward) -> None:
    finished(ward)
    stays = ward.signed_visit()
    another(ward)
    work_until(ward, OVER)
    assert len(gone(ward)) == 1
    for table in ONLY_ADDED_TO:
        if rows_of(ward, stays).get(table) or table == "audit":
            with pytest.raises(IntegrityError), ward.workplace.writing() as records:
                records.connection.exec_driver_sql(f"DELETE FROM {table}")


def test_a_patient_whose_other_visit_stays_stays(ward: Ward) -> None:
    visit = finished(ward)
    other = another(ward)
    with ward.workplace.writing() as records:
        whose = "(SELECT patient_id FROM visit WHERE id = '{}')".format
        records.connection.exec_driver_sql(f"UPDATE visit SET patient_id = {whose(visit)} WHERE id = '{other}'")
    work_until(ward, OVER)
    assert gone(ward) == [visit]
    assert schedule.forms(ward.workplace, visit=other)[0].family == "O'Brien"


def made_of(ward: Ward) -> set[tuple[str, ...]]:
    """The triggers and indexes that stand, each trigger with whether it is at work."""
    queries = ("SELECT type, name FROM sqlite_master",)
    if ward.workplace.database.shared:
        queries = ("SELECT tgname, tgenabled FROM pg_trigger", "SELECT indexname, tablename FROM pg_indexes")
    with ward.workplace.reading() as records:
        found = [records.connection.exec_driver_sql(query).all() for query in queries]
    return {tuple(map(str, row)) for rows in found for row in rows}


def remove_and_fail(ward: Ward, visit: str) -> None:
    with ward.workplace.writing(alone=True) as records:
        records.retention.remove([visit])
        raise ZeroDivisionError


def test_a_removal_that_fails_removes_nothing_and_leaves_the_triggers(ward: Ward) -> None:
    visit = finished(ward)
    before, rows = made_of(ward), rows_of(ward, visit)
    with pytest.raises(ZeroDivisionError):
        remove_and_fail(ward, visit)
    assert (made_of(ward), rows_of(ward, visit)) == (before, rows)
    # One of two that is not there: whoever asks is wrong, and nothing is half done.
    with pytest.raises(NoResultFound), ward.workplace.writing(alone=True) as records:
        records.retention.remove([visit, "nobody"])
    assert (made_of(ward), rows_of(ward, visit)) == (before, rows)
    with ward.workplace.writing(alone=True) as records:
        records.retention.remove([visit])
    assert (made_of(ward), rows_of(ward, visit)) == (before, {})


def test_no_other_entry_places_or_lifts_a_hold(ward: Ward) -> None:
    visit = ward.new_visit()
    with pytest.raises(ValueError, match="hold"):
        ward.record(visit, FactKind.LEGAL_HOLD, legal_hold.HELD)
    legal_hold.place_hold(ward.workplace, staff=ward.nurse, visit=visit, reason="a claim")
    with pytest.raises(ValueError, match="hold"):
        ward.record(visit, FactKind.LEGAL_HOLD)
    (hold,) = (one for one in ward.open_chart(visit).situation.chart.facts if one.kind is FactKind.LEGAL_HOLD)
    with pytest.raises(Changed):
        review.withdraw(ward.workplace, staff=ward.nurse, visit=visit, record=hold.id, reason="no")
