"""Who comes when: new and edited visits, slips, the board, a visit's end.

This module is light: the first paint may import it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.chart import Chart, FactKind, Patient, StaffFact, Visit
from kypho_prep.prep.languages import papers_language
from kypho_prep.prep.plan.printed_plan import printed_value
from kypho_prep.prep.staff_entries.visit_change import TIMES, cover_sides
from kypho_prep.prep.times import age, as_it_comes, local_date
from kypho_prep.prep.words import REFERENCE
from kypho_prep.records.ids import new_id
from kypho_prep.workflow import clinic_setting
from kypho_prep.workflow.clinic.staff import require_staff
from kypho_prep.workflow.derived.refresh import (
    around,
    bring_up_to_date,
    make_findable,
    refresh,
    situation_of,
    stamp_of,
)
from kypho_prep.workflow.errors import Changed, Invalid, VisitEnded
from kypho_prep.workflow.forms import Checked, PatientForm, VisitForm, checked, clock
from kypho_prep.workflow.visits.board import Board, BoardRow, as_of, brought_up_to_date, found
from kypho_prep.workflow.visits.ending import end_visit, reopen_visit
from kypho_prep.workflow.visits.slip_codes import new_code

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.prep.times import Stamp
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace


__all__ = [
    "Board",
    "BoardRow",
    "PatientForm",
    "Slip",
    "VisitForm",
    "board",
    "board_changed",
    "edit_visit",
    "end_visit",
    "find_visits",
    "forms",
    "new_visit",
    "print_slip",
    "proposes_pregnancy",
    "record_day_list",
    "record_print",
    "reopen_visit",
]


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed for the patient: a new 6-digit code each time; the last one is dead from now on."""

    code: str
    patient: str
    procedure_on: date
    procedure_at: str | None
    arrival_on: date | None
    arrival_at: str | None
    clinic: str
    language: str = REFERENCE


def new_visit(workplace: Workplace, *, staff: StaffMember, patient: PatientForm, visit: VisitForm) -> str:
    """Store a patient's new visit and return its id. Raises Invalid or StaffOnly."""
    with workplace.writing() as records:
        require_staff(records, staff)
        now, clinic = workplace.now(), _clinic(records)
        form = checked(patient, visit, local_date(now, clinic))
        person = Patient(id=new_id(now), born=form.born, **_patient_columns(form))
        planned = Visit(id=new_id(now), patient=person.id, **_visit_columns(form, clinic))
        records.visits.add(person, planned, now)
        records.audit.add(staff.line(now, "visit_added", planned.id, planned.id))
        situation = around(workplace, records, Chart(person, planned))
        bring_up_to_date(workplace, records, situation, situation)
        make_findable(records, situation.chart)
        return planned.id


def edit_visit(
    workplace: Workplace,
    *,
    staff: StaffMember,
    visit: str,
    patient: PatientForm,
    form: VisitForm,
    revision: int | None = None,
) -> None:
    """Store a visit's new facts and what they were; moved times or another anesthesia void what was entered for them.

    Raises Invalid, StaffOnly, VisitEnded, or Changed when `revision` is no longer the visit's.
    """
    with workplace.writing() as records:
        require_staff(records, staff)
        before = situation_of(workplace, records, visit)
        old = before.chart.visit
        if old.ended is not None:
            raise VisitEnded
        if revision is not None and revision != old.revision:
            raise Changed
        # A visit of a past day may be corrected; none may be moved to one.
        new = checked(patient, form, before.today, moved=form.procedure_on != old.procedure_on)
        if _store_changes(records, before.chart, new, before.clinic):
            changed = {"changed": sorted(_changes(before.chart, new, before.clinic))}
            _tell_change(records, (before.chart.patient, old), staff, stamp_of(workplace, before))
            records.audit.add(staff.line(workplace.now(), "visit_edited", visit, visit, changed))
            make_findable(records, refresh(workplace, records, before).chart)


def forms(workplace: Workplace, *, visit: str) -> tuple[PatientForm, VisitForm, int]:
    """Return a visit as it would be typed, and its revision."""
    with workplace.reading() as records:
        person, planned = records.charts.cover(visit)
    patient = PatientForm(
        person.family, person.given, person.born, person.sex, person.mrn, person.phone, person.language
    )
    form = VisitForm(
        planned.procedure_on,
        planned.procedure_at or "",
        planned.arrival_on,
        planned.arrival_at or "",
        planned.levels,
        planned.anesthesia,
        planned.surgeon,
        planned.tests,
        planned.ask_pregnancy,
    )
    return patient, form, planned.revision


def proposes_pregnancy(clinic: Clinic, form: PatientForm, on: date) -> bool:
    """Tell whether the clinic's rule asks this person about pregnancy; staff decides."""
    # Sex may be left out, and whoever left it out is asked.
    return form.born is not None and form.sex != "male" and 10 <= age(form.born, on) <= clinic.pregnancy_to_age


def print_slip(workplace: Workplace, *, staff: StaffMember, visit: str) -> Slip:
    """Make a new code for a visit and kill the old one.

    Raises StaffOnly, VisitEnded, Invalid for a past visit, or DateClosed where no code would open it this week.
    """
    with workplace.writing() as records:
        require_staff(records, staff)
        before = situation_of(workplace, records, visit)
        planned = before.chart.visit
        if planned.ended is not None:
            raise VisitEnded
        if planned.procedure_on < before.today:
            raise Invalid((("procedure_on", "error.procedure_in_past", {}),))
        code = new_code(workplace, records, visit, before.chart.patient.born)
        records.audit.add(staff.line(workplace.now(), "printed", "slip", visit))
        refresh(workplace, records, before)
        person = before.chart.patient
        return Slip(
            code,
            f"{person.given} {person.family}",
            planned.procedure_on,
            planned.procedure_at,
            planned.arrival_on,
            planned.arrival_at,
            before.clinic.name,
            papers_language(before),
        )


def board(
    workplace: Workplace, *, today: date | None = None, since: date | None = None, held: Board | None = None
) -> Board:
    """Return the visits whose procedure is on `since` (today by the clinic's clock) or later.

    Of a board of the same days that is `held` already, only what changed since is read.
    """
    with workplace.reading() as records:
        clinic = _clinic(records)
        day = today or local_date(workplace.now(), clinic)
        if held is not None and (held.today, held.since) == (day, since or day):
            return brought_up_to_date(records, clinic, held)
        return as_of(records, clinic, day, since or day)


def find_visits(workplace: Workplace, *, staff: StaffMember, text: str, limit: int = 50) -> tuple[BoardRow, ...]:
    """Return visits of any day, ended ones too, by the beginnings of names, an MRN or a phone. Raises StaffOnly."""
    with workplace.reading() as records:
        require_staff(records, staff)
        return found(records, local_date(workplace.now(), _clinic(records)), text, limit)


def board_changed(workplace: Workplace) -> int:
    """Return the number of the newest change to any visit; equal numbers mean that nothing moved."""
    with workplace.reading() as records:
        return records.summaries.newest_change()


def record_print(workplace: Workplace, *, staff: StaffMember, visit: str, paper: str) -> None:
    """Put on record that staff printed a paper of a visit, by its kind; a printed plan is asked for no more."""
    with workplace.writing() as records:
        require_staff(records, staff)
        now = workplace.now()
        records.audit.add(staff.line(now, "printed", paper, visit))
        if paper == "plan":
            before = situation_of(workplace, records, visit)
            value, seq = printed_value(before), stamp_of(workplace, before).seq
            fact = StaffFact(
                new_id(now), visit, FactKind.PLAN_PRINTED, "", value, staff.name, now, recorded_by_id=staff.id, seq=seq
            )
            records.charts.add_fact(fact)
            refresh(workplace, records, before)


def record_day_list(workplace: Workplace, *, staff: StaffMember, on: date) -> None:
    """Put on record that staff printed the list of a day's visits."""
    with workplace.writing() as records:
        require_staff(records, staff)
        details = {"day": on.isoformat()}
        records.audit.add(staff.line(workplace.now(), "printed", "day_list", None, details))


def _store_changes(records: Transaction, chart: Chart, new: Checked, clinic: Clinic) -> bool:
    """Store what differs and raise the visit's revisions; tell whether anything did."""
    changed = _changes(chart, new, clinic)
    if not changed:
        return False
    person = {name: value for name, value in changed.items() if hasattr(chart.patient, name)}
    planned = {name: value for name, value in changed.items() if name not in person}
    if person:
        records.visits.change_patient(chart.patient.id, **person)
    moved = any(name in planned for name in TIMES)
    records.visits.change(
        chart.visit.id,
        **planned,
        revision=chart.visit.revision + 1,
        times_revision=chart.visit.times_revision + int(moved),
    )
    return True


def _tell_change(records: Transaction, old: tuple[Patient, Visit], staff: StaffMember, now: Stamp) -> None:
    """Keep both sides of the change beside the chart: the patient's and the visit's own fields are overwritten."""
    visit = old[1].id
    sides = cover_sides(old, records.charts.cover(visit))
    if sides:
        fact = StaffFact(
            new_id(now.at), visit, FactKind.VISIT_CHANGED, "", sides, staff.name, now.at,
            recorded_by_id=staff.id, seq=now.seq,
        )  # fmt: skip
        records.charts.add_fact(fact)


def _changes(chart: Chart, new: Checked, clinic: Clinic) -> dict[str, Any]:
    """Return the columns that differ, each with its new value."""
    person = {"born": new.born, **_patient_columns(new)}
    planned = _visit_columns(new, clinic)
    if new.visit.ask_pregnancy is None:
        # A form that leaves it open changes nothing about what staff decided before.
        planned["ask_pregnancy"] = chart.visit.ask_pregnancy
    return {
        **{name: value for name, value in person.items() if getattr(chart.patient, name) != value},
        **{name: value for name, value in planned.items() if getattr(chart.visit, name) != value},
    }


def _patient_columns(form: Checked) -> dict[str, Any]:
    names = ("family", "given", "sex", "mrn", "phone", "language")
    return {name: getattr(form.patient, name) for name in names}


def _visit_columns(form: Checked, clinic: Clinic) -> dict[str, Any]:
    visit = form.visit
    asked = visit.ask_pregnancy
    procedure = as_it_comes(form.procedure_on, clock(visit.procedure_at), clinic.zone)
    arrival = as_it_comes(visit.arrival_on, clock(visit.arrival_at), clinic.zone)
    return {
        "procedure_on": procedure[0],
        "procedure_at": procedure[1],
        "arrival_on": arrival[0],
        "arrival_at": arrival[1],
        "levels": visit.levels,
        "anesthesia": visit.anesthesia,
        "surgeon": visit.surgeon,
        "tests": tuple(visit.tests),
        "ask_pregnancy": proposes_pregnancy(clinic, form.patient, form.procedure_on) if asked is None else asked,
    }


def _clinic(records: Transaction) -> Clinic:
    return clinic_setting.read(records.settings.get(clinic_setting.KEY))
