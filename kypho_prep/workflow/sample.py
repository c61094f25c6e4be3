"""The sample clinic: made-up patients in every stage, made by the same functions that real work uses."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.chart import ActionKind, Anesthesia, Ending, FactKind, InstructionAction
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.times import local_date, working_days_before
from kypho_prep.settings import SAMPLE_CONFIG, SAMPLE_MARK
from kypho_prep.workflow import intake, review, schedule, staff
from kypho_prep.workflow.errors import Invalid
from kypho_prep.workflow.review import ActionForm, InstructionForm, Review
from kypho_prep.workflow.schedule import PatientForm, VisitForm
from kypho_prep.workflow.scripted import NOT_SURE, Script, answer_all
from kypho_prep.workflow.workplace import PasswordRule

if TYPE_CHECKING:
    from kypho_prep.prep.flags import Card
    from kypho_prep.workflow.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace

USER = "nurse"
CLINIC = Clinic(name="Sample Spine Clinic", phone="555-0142", sample=True)
MOST_VISITS = 200
_DOCTOR = "Dr. Sample"
_LOOK = timedelta(seconds=1)
_MORNING = timedelta(minutes=6)
_RIDE = {"ride.adult": True, "ride.knows_time": True}
_THINNER = {"medicines.groups_thin": {"picked": ["blood_thinner"], "unsure": False}}
_UNSURE = {"ride.adult": NOT_SURE, "health.walking": True}

NAMES = (
    ("Harlow", "Beatrice", date(1949, 5, 2), "female"),
    ("Quintana", "Rafael", date(1951, 11, 19), "male"),
    ("O'Leary", "Noreen", date(1944, 2, 8), "female"),
    ("Świątek", "Halina", date(1947, 7, 30), "female"),
    ("Delacroix", "Étienne", date(1953, 1, 14), "male"),
    ("Haddad", "Samira", date(1956, 9, 3), "female"),
    ("Lindqvist", "Gunnar", date(1942, 12, 24), "male"),
    ("Tran", "Thu", date(1950, 4, 11), "female"),
    ("Abernathy", "Walter", date(1946, 8, 22), "male"),
    ("Mbeki", "Thandiwe", date(1955, 3, 6), "female"),
    ("Castellano", "Rosa", date(1948, 10, 17), "female"),
    ("Fitzgerald", "Desmond", date(1943, 6, 28), "male"),
)


@dataclass(frozen=True)
class _Case:
    """How far one sample visit has come: in about how many days it is, what the patient and then staff did."""

    days: int
    script: Script | None = None
    after: Callable[[Workplace, StaffMember, str], None] | None = None


class Ticking:
    """A clock that moves on by a second at each look, so that a sample's history reads like a morning's."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def __call__(self) -> datetime:
        """Return the next moment in UTC."""
        self._now += _LOOK
        return self._now


def make(workplace: Workplace, *, password: str, visits: int) -> int:
    """Fill an empty database with a sample clinic and return the number of visits. Raises Invalid or StaffOnly."""
    nurse = _begin(workplace, password)
    cases = _cases()
    for number in range(visits):
        _make_one(workplace, nurse, number, cases[number % len(cases)])
    staff.sign_out(workplace, staff=nurse)
    return visits


def one_visit(workplace: Workplace) -> tuple[StaffMember, str]:
    """Make one staff member and one unanswered visit in an empty database, to measure with; return both."""
    nurse = _begin(workplace, secrets.token_urlsafe())
    return nurse, _new_visit(workplace, nurse, 0, 1)


def make_from_command_line(folder: Path, *, visits: int, password: str, passwords: PasswordRule | None = None) -> int:
    """Make a sample clinic in a folder of its own, its key in the folder too. Raises Invalid or a CannotOpen.

    The folder is marked as a sample's once everything stands: until then nothing finds its key.
    """
    from kypho_prep.content import load
    from kypho_prep.paths import resources
    from kypho_prep.workflow import start

    rule = passwords or PasswordRule()
    _hold(folder, visits, password, rule)
    content = load(resources())
    database = start.open_or_create(folder, folder / SAMPLE_CONFIG)
    try:
        clock = Ticking(datetime.now(UTC) - visits * _MORNING)
        workplace = start.workplace(database, content, clock=clock, kiosk="sample", passwords=rule)
        made = make(workplace, password=password, visits=visits)
    finally:
        database.close()
    (folder / SAMPLE_MARK).write_text(json.dumps({"version": 1, "visits": made}) + "\n", "utf-8")
    return made


def _hold(folder: Path, visits: int, password: str, rule: PasswordRule) -> None:
    """Refuse what would leave half a sample behind. Raises Invalid."""
    from kypho_prep.workflow import start

    if start.has_clinic(folder):
        raise Invalid((("dir", "error.sample_exists", {"folder": str(folder)}),))
    if not 1 <= visits <= MOST_VISITS:
        raise Invalid((("visits", "error.sample_visits", {"most": MOST_VISITS}),))
    if len(password) < rule.least:
        raise Invalid((("password", "error.password_short", {"least": rule.least}),))


def _cases() -> tuple[_Case, ...]:
    """Return one case for each stage, and first a blood thinner that waits for its instruction."""
    return (
        _Case(1, Script({**_RIDE, **_THINNER}, {"Eliquis": {}})),
        _Case(6),
        _Case(5, Script(_RIDE, stop_before="health.")),
        _Case(4, Script({"ride.adult": False}), _call),
        _Case(8, Script({**_RIDE, **_UNSURE}), _not_complete),
        _Case(7, Script(_RIDE), clear_and_sign),
        _Case(0, Script(_RIDE), _ended(Ending.DONE)),
        _Case(9, None, _ended(Ending.CANCELLED)),
        _Case(0, None, _ended(Ending.NO_SHOW)),
    )


def _begin(workplace: Workplace, password: str) -> StaffMember:
    nurse = staff.first_administrator(workplace, name="Sample Nurse", user=USER, password=password)
    staff.change_clinic(workplace, staff=nurse, clinic=CLINIC)
    return nurse


def _make_one(workplace: Workplace, nurse: StaffMember, number: int, case: _Case) -> None:
    visit = _new_visit(workplace, nurse, number, case.days)
    if case.script is not None:
        opened = intake.hand_over(workplace, visit=visit, staff=nurse)
        opened = answer_all(workplace, opened, case.script)
        end = intake.leave if case.script.stop_before else intake.finish
        end(workplace, session=opened.session.id)
    if case.after is not None:
        case.after(workplace, nurse, visit)


def _new_visit(workplace: Workplace, nurse: StaffMember, number: int, days: int) -> str:
    family, given, born, sex = NAMES[number % len(NAMES)]
    on = _working_day(local_date(workplace.now(), CLINIC), days)
    hour = 8 + number % 6
    form = VisitForm(
        on,
        f"{hour:02}:30",
        on,
        f"{hour - 1:02}:00",
        levels=("T12", "L1", "L2", "T11")[number % 4],
        anesthesia=(Anesthesia.GENERAL, Anesthesia.SEDATION)[number % 2],
        tests=("blood", "mri"),
    )
    patient = PatientForm(family, given, born, sex=sex, mrn=f"S{40100 + number}", phone=f"555-01{number % 100:02}")
    return schedule.new_visit(workplace, staff=nurse, patient=patient, visit=form)


def _working_day(today: date, days: int) -> date:
    """Return a working day that lies about so many days ahead; today and the next days are taken as they come."""
    return working_days_before(today + timedelta(days=days + 1), 1, ()) if days > 3 else today + timedelta(days=days)


def _ended(ending: Ending) -> Callable[[Workplace, StaffMember, str], None]:
    def end(workplace: Workplace, nurse: StaffMember, visit: str) -> None:
        schedule.end_visit(workplace, staff=nurse, visit=visit, ending=ending, reason="Sample visit")

    return end


def _call(workplace: Workplace, nurse: StaffMember, visit: str) -> None:
    value: dict[str, Any] = {"reached": "nobody", "number": "555-0103", "note": "Message left"}
    review.record_fact(workplace, staff=nurse, visit=visit, kind=FactKind.CALL, value=value)


def _not_complete(workplace: Workplace, nurse: StaffMember, visit: str) -> None:
    review.not_complete(workplace, staff=nurse, visit=visit, reason="The ride home is not known yet.")


def clear_and_sign(workplace: Workplace, nurse: StaffMember, visit: str) -> None:
    """Close everything that is open, record what a sign-off needs, and sign "prep complete"."""
    chart = review.open_chart(workplace, staff=nurse, visit=visit)
    for form in _fasting(chart, nurse):
        chart = review.instruct(workplace, staff=nurse, visit=visit, form=form)
    for kind, subject, value in _facts(chart):
        chart = review.record_fact(workplace, staff=nurse, visit=visit, kind=kind, subject=subject, value=value)
    for card in chart.cards:
        if card.open:
            chart = _close(workplace, nurse, chart, card)
    review.sign_off(workplace, staff=nurse, visit=visit, bound=chart.bound)


def _fasting(chart: Review, nurse: StaffMember) -> Iterator[InstructionForm]:
    on = chart.situation.chart.visit.procedure_on
    today = chart.situation.today
    food, drink = "Please eat nothing after this time.", "Please drink nothing after this time."
    for action, day, at, text in (
        (InstructionAction.FASTING_FOOD, on - timedelta(days=1), "22:00", food),
        (InstructionAction.FASTING_LIQUIDS, on, "05:00", drink),
    ):
        yield InstructionForm(
            "fasting", action, on=day, at=at, text=text, decided_by=_DOCTOR, told_on=today, told_by=nurse.name
        )


def _facts(chart: Review) -> Iterator[tuple[FactKind, str, dict[str, Any]]]:
    yield FactKind.IDENTIFIERS, "", {"name": True, "born": True}
    yield FactKind.ADULT_VERIFIED, "", {"name": "Sam Example"}
    for test in chart.situation.chart.visit.tests:
        yield FactKind.RESULT_SEEN, test, {"value": "on file"}


def _close(workplace: Workplace, nurse: StaffMember, chart: Review, card: Card) -> Review:
    visit = chart.situation.chart.visit.id
    if card.finding.is_loop:
        form = InstructionForm(
            card.finding.subject,
            InstructionAction.CONTINUE,
            text="Keep taking it as before.",
            decided_by=_DOCTOR,
            told_on=chart.situation.today,
            told_by=nurse.name,
            read_back=True,
        )
        return review.instruct(workplace, staff=nurse, visit=visit, form=form)
    kind = card.closing[0] if card.closing else ActionKind.SEEN
    action = ActionForm(kind, text="Talked about it.", decided_by=_DOCTOR, answer="Go on as planned.")
    return review.act(workplace, staff=nurse, visit=visit, thread=card.thread, action=action)
