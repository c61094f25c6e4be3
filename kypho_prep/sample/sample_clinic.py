"""The sample clinic: made-up patients in every stage, made by the same functions that real work uses."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.times import DAY, is_working_day, local_date, working_days_before
from kypho_prep.sample.cases import CASES, Case, Sitting, case
from kypho_prep.sample.clock import Ticking
from kypho_prep.sample.people import mrn, person
from kypho_prep.sample.scripted_nurse import AtDesk
from kypho_prep.sample.scripted_patient import answer_all
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import VisitForm

if TYPE_CHECKING:
    from kypho_prep.workflow.workplace import Workplace

USER = "nurse"
CLINIC = Clinic(
    name="Sample Spine Clinic",
    phone="555-0142",
    night_phone="555-0143",
    address="100 Example Street\nSampletown, NY 00000",
    entrance="Door B, beside the parking lot",
    calls_when="Two working days before your procedure",
    sample=True,
)
VISITS = len(CASES)
MOST_VISITS = 200
# Visits are entered one after the other; who is at the kiosk right now sat down a little while ago.
_APART = timedelta(minutes=7)
_JUST_NOW = timedelta(minutes=4)

Told = Callable[[int, int], None]


def make(workplace: Workplace, *, password: str, visits: int = VISITS, told: Told | None = None) -> int:
    """Fill an empty database with a sample clinic and return the number of visits; `told` hears how many are made.

    Raises Invalid or StaffOnly.
    """
    nurse = _begin(workplace, password)
    fill(workplace, nurse=nurse, visits=visits, told=told)
    staff.sign_out(workplace, staff=nurse)
    return visits


def fill(workplace: Workplace, *, nurse: StaffMember, visits: int = VISITS, told: Told | None = None) -> None:
    """Enter the sample's visits as one nurse's work; `told` hears how many are made. Raises StaffOnly.

    Each visit has a clock of its own, so that what was said and done about it lies in the past.
    """
    now = workplace.now()
    # Nobody types a password for each signature of a patient who is made up.
    nurse = replace(nurse, reauthenticated=True)
    for number in range(visits):
        if told is not None:
            told(number, visits)
        _make_one(workplace, nurse, number, now)


def one_visit(workplace: Workplace) -> tuple[StaffMember, str]:
    """Return a staff member and an unanswered visit to measure with, in an empty database or in a sample clinic."""
    nurse = _sample_nurse(workplace) or _begin(workplace, secrets.token_urlsafe())
    # A number behind all that a sample can have, so that a second measurement finds the same visit.
    found = schedule.find_visits(workplace, staff=nurse, text=mrn(MOST_VISITS))
    if found:
        return nurse, found[0].visit
    return nurse, _new_visit(workplace, nurse, MOST_VISITS, _working_day(local_date(workplace.now(), CLINIC), 1))


def _begin(workplace: Workplace, password: str) -> StaffMember:
    nurse = staff.first_administrator(workplace, name="Sample Nurse", user=USER, password=password)
    staff.change_clinic(workplace, staff=nurse, clinic=CLINIC)
    return nurse


def _sample_nurse(workplace: Workplace) -> StaffMember | None:
    with workplace.reading() as records:
        row = records.staff.by_user(USER)
    return None if row is None else staff.member_of(row)


def _make_one(workplace: Workplace, nurse: StaffMember, number: int, now: datetime) -> None:
    one = case(number)
    today = local_date(now, CLINIC)
    on = _working_day(today, one.days)
    clock = Ticking(_entered(one, number, now, on - today))
    then = replace(workplace, clock=clock)
    visit = _new_visit(then, nurse, number, on)
    if one.sitting is not Sitting.NONE:
        opened = intake.hand_over(then, visit=visit, staff=nurse)
        answer_all(then, opened, one.script)
        if one.sitting is not Sitting.OPEN:
            end = intake.leave if one.sitting is Sitting.LEFT else intake.finish
            end(then, session=opened.session.id)
    for step in one.steps:
        step(AtDesk(then, nurse, visit, clock))


def _entered(one: Case, number: int, now: datetime, ahead: timedelta) -> datetime:
    """Return when a visit was entered: the day before today, or before its own day where that is past; or earlier."""
    if one.sitting is Sitting.OPEN:
        return now - _JUST_NOW
    return now + min(ahead - one.lead * DAY, timedelta()) - DAY - (number % VISITS) * _APART


def _new_visit(workplace: Workplace, nurse: StaffMember, number: int, on: date) -> str:
    hour, minute = 8 + number % 7, ("00", "30")[number % 2]
    form = VisitForm(
        on,
        f"{hour:02}:{minute}",
        on,
        f"{hour - 2:02}:{minute}",
        levels=("T12", "L1", "L2", "T11")[number % 4],
        anesthesia=(Anesthesia.GENERAL, Anesthesia.SEDATION)[number % 2],
        surgeon=("Dr. Sample", "Dr. Example")[number % 3 % 2],
        tests=("blood", "mri"),
    )
    return schedule.new_visit(workplace, staff=nurse, patient=person(number), visit=form)


def _working_day(today: date, days: int) -> date:
    """Return the working day so many working days from today; today itself is taken as it comes."""
    if days < 0:
        return working_days_before(today, -days, CLINIC.holidays)
    found = today
    for _ in range(days):
        found += DAY
        while not is_working_day(found, CLINIC.holidays):
            found += DAY
    return found
