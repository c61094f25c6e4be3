"""The sample clinic: made-up patients in every stage, made by the same functions that real work uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.chart import ActionKind, Anesthesia, Ending, FactKind, InstructionAction
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.times import local_date, working_days_before
from kypho_prep.workflow import intake, review, schedule, staff
from kypho_prep.workflow.errors import Invalid
from kypho_prep.workflow.review import ActionForm, InstructionForm, Review
from kypho_prep.workflow.schedule import PatientForm, VisitForm
from kypho_prep.workflow.scripted import NOT_SURE, Script, answer_all

if TYPE_CHECKING:
    from kypho_prep.prep.flags import Card
    from kypho_prep.workflow.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace

USER = "nurse"
CLINIC = Clinic(name="Sample Spine Clinic", phone="555-0142", sample=True)
_QUIET = {"ride.adult": True, "ride.knows_time": True}
_THINNER = {"medicines.groups_thin": {"picked": ["blood_thinner"], "unsure": False}}
_NO_RIDE = {"ride.adult": False}
_UNSURE = {"ride.adult": NOT_SURE, "health.walking": True}

NAMES = (
    ("Harlow", "Beatrice", date(1949, 5, 2), "female"), ("Quintana", "Rafael", date(1951, 11, 19), "male"),
    ("O’Leary", "Noreen", date(1944, 2, 8), "female"), ("Świątek", "Halina", date(1947, 7, 30), "female"),
    ("Delacroix", "Étienne", date(1953, 1, 14), "male"), ("Haddad", "Samira", date(1956, 9, 3), "female"),
    ("Lindqvist", "Gunnar", date(1942, 12, 24), "male"), ("Tran", "Thu", date(1950, 4, 11), "female"),
    ("Abernathy", "Walter", date(1946, 8, 22), "male"), ("Mbeki", "Thandiwe", date(1955, 3, 6), "female"),
    ("Castellano", "Rosa", date(1948, 10, 17), "female"), ("Fitzgerald", "Desmond", date(1943, 6, 28), "male"),
)  # fmt: skip


@dataclass(frozen=True)
class _Case:
    """How far one sample visit has come."""

    script: Script | None
    days: int
    after: Callable[[Workplace, StaffMember, str], None] | None = None


def make(workplace: Workplace, *, password: str, visits: int) -> int:
    """Fill an empty database with a sample clinic and return the number of visits. Raises Invalid or StaffOnly."""
    nurse = staff.first_administrator(workplace, name="Sample Nurse", user=USER, password=password)
    staff.change_clinic(workplace, staff=nurse, clinic=CLINIC)
    cases = tuple(_cases())
    for number in range(visits):
        _make_one(workplace, nurse, number, cases[number % len(cases)])
    staff.sign_out(workplace, staff=nurse)
    return visits


def make_from_command_line(folder: Path, *, visits: int, password: str) -> int:
    """Make a sample clinic in a folder of its own, its key beside it in `config`. Raises Invalid or a CannotOpen."""
    from kypho_prep.content import load
    from kypho_prep.paths import resources
    from kypho_prep.workflow import start

    if start.has_clinic(folder):
        raise Invalid((("dir", "error.sample_exists", {"folder": str(folder)}),))
    folder.mkdir(parents=True, exist_ok=True)
    database = start.open_or_create(folder, folder / "config")
    try:
        clock = Ticking(datetime.now(UTC) - timedelta(hours=3))
        return make(
            start.workplace(database, load(resources()), clock=clock, kiosk="sample"), password=password, visits=visits
        )
    finally:
        database.close()


class Ticking:
    """A clock that moves on by two seconds at each look, so that a sample's history reads like a morning's."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def __call__(self) -> datetime:
        """Return the next moment in UTC."""
        self._now += timedelta(seconds=2)
        return self._now


def _cases() -> Iterator[_Case]:
    """Yield one case for each stage: expected, answering, to review, follow up, not complete, signed off, three ends."""
    unsure = Script({**_QUIET, **_UNSURE})
    yield _Case(Script({**_QUIET, **_THINNER}, {"Eliquis": {}}), 1)
    yield _Case(None, 6)
    yield _Case(Script(_QUIET, stop_before="health."), 5)
    yield _Case(Script({**_QUIET, **_NO_RIDE}), 4, _call)
    yield _Case(unsure, 8, _not_complete)
    yield _Case(Script(_QUIET), 7, clear_and_sign)
    yield _Case(Script(_QUIET), 3, _ended(Ending.DONE))
    yield _Case(None, 9, _ended(Ending.CANCELLED))
    yield _Case(None, 10, _ended(Ending.NO_SHOW))


def _make_one(workplace: Workplace, nurse: StaffMember, number: int, case: _Case) -> None:
    family, given, born, sex = NAMES[number % len(NAMES)]
    on = _working_day(local_date(workplace.now(), CLINIC), case.days)
    patient = PatientForm(family, given, born, sex=sex, mrn=f"S{40100 + number}", phone=f"555-01{number % 100:02}")
    visit = schedule.new_visit(
        workplace,
        staff=nurse,
        patient=patient,
        visit=VisitForm(
            on,
            f"{8 + number % 6:02}:30",
            on,
            f"{7 + number % 6:02}:00",
            levels=("T12", "L1", "L2", "T11")[number % 4],
            anesthesia=(Anesthesia.GENERAL, Anesthesia.SEDATION)[number % 2],
            tests=("blood", "mri"),
        ),
    )
    if case.script is not None:
        opened = intake.hand_over(workplace, visit=visit, staff=nurse)
        opened = answer_all(workplace, opened, case.script)
        end = intake.leave if case.script.stop_before else intake.finish
        end(workplace, session=opened.session.id)
    if case.after is not None:
        case.after(workplace, nurse, visit)


def _working_day(today: date, days: int) -> date:
    """Return a working day that lies about so many days ahead."""
    return working_days_before(today + timedelta(days=days + 1), 1, ()) if days > 3 else today + timedelta(days=days)


def _ended(ending: Ending) -> Callable[[Workplace, StaffMember, str], None]:
    def end(workplace: Workplace, nurse: StaffMember, visit: str) -> None:
        schedule.end_visit(workplace, staff=nurse, visit=visit, ending=ending, reason="Sample visit")

    return end


def _call(workplace: Workplace, nurse: StaffMember, visit: str) -> None:
    value: dict[str, Any] = {"reached": False, "number": "555-0103", "note": "Message left"}
    review.record_fact(workplace, staff=nurse, visit=visit, kind=FactKind.CALL, value=value)


def _not_complete(workplace: Workplace, nurse: StaffMember, visit: str) -> None:
    review.not_complete(workplace, staff=nurse, visit=visit, reason="The ride home is not known yet.")


def clear_and_sign(workplace: Workplace, nurse: StaffMember, visit: str) -> None:
    """Close everything that is open, record what a sign-off needs, and sign "prep complete"."""
    chart = review.open_chart(workplace, staff=nurse, visit=visit)
    chart = _record_needed(workplace, nurse, chart)
    for card in chart.cards:
        if card.open:
            chart = _close(workplace, nurse, chart, card)
    review.sign_off(workplace, staff=nurse, visit=visit, bound=chart.bound)


def _record_needed(workplace: Workplace, nurse: StaffMember, chart: Review) -> Review:
    visit = chart.situation.chart.visit
    before = visit.procedure_on - timedelta(days=1)
    fasting = InstructionForm(
        "fasting",
        InstructionAction.FASTING_FOOD,
        on=before,
        at="22:00",
        text="Please eat nothing after this time.",
        decided_by="Dr. Sample",
        told_on=chart.situation.today,
        told_by=nurse.name,
    )
    liquids = InstructionForm(
        "fasting",
        InstructionAction.FASTING_LIQUIDS,
        on=visit.procedure_on,
        at="05:00",
        text="Please drink nothing after this time.",
        decided_by="Dr. Sample",
        told_on=chart.situation.today,
        told_by=nurse.name,
    )
    for form in (fasting, liquids):
        chart = review.instruct(workplace, staff=nurse, visit=visit.id, form=form)
    facts: list[tuple[FactKind, str, dict[str, Any]]] = [
        (FactKind.IDENTIFIERS, "", {"name": True, "born": True}),
        (FactKind.ADULT_VERIFIED, "", {"name": "Sam Example"}),
    ]
    facts += [(FactKind.RESULT_SEEN, test, {"value": "on file"}) for test in visit.tests]
    for kind, subject, value in facts:
        chart = review.record_fact(workplace, staff=nurse, visit=visit.id, kind=kind, subject=subject, value=value)
    return chart


def _close(workplace: Workplace, nurse: StaffMember, chart: Review, card: Card) -> Review:
    visit = chart.situation.chart.visit.id
    if card.finding.is_loop:
        form = InstructionForm(
            card.finding.subject,
            InstructionAction.CONTINUE,
            text="Keep taking it as before.",
            decided_by="Dr. Sample",
            told_on=chart.situation.today,
            told_by=nurse.name,
            read_back=True,
        )
        return review.instruct(workplace, staff=nurse, visit=visit, form=form)
    kind = card.closing[0] if card.closing else ActionKind.SEEN
    action = ActionForm(kind, text="Talked about it.", decided_by="Dr. Sample", answer="Go on as planned.")
    return review.act(workplace, staff=nurse, visit=visit, thread=card.thread, action=action)
