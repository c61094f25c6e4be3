"""What the sample clinic's nurse did with a visit: called, told the doctor, closed what was open, signed, ended it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.chart import ActionKind, Ending, FactKind, InstructionAction
from kypho_prep.prep.wording.dates import day_words
from kypho_prep.sample.scripted_patient import Script, answer_anew, answer_by_phone
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm, InstructionForm, Review
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule

if TYPE_CHECKING:
    from kypho_prep.prep.rules.flags import Card
    from kypho_prep.sample.clock import Ticking
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace

DOCTOR = "Dr. Sample"
NEXT_DAY = timedelta(hours=23)
HELD = {"Xarelto": timedelta(days=3)}


@dataclass(frozen=True)
class AtDesk:
    """The sample's nurse with one visit in front of her, and the clock of that visit's own history."""

    workplace: Workplace
    nurse: StaffMember
    visit: str
    clock: Ticking

    def chart(self) -> Review:
        """Return the visit as she reads it now."""
        return review.open_chart(self.workplace, staff=self.nurse, visit=self.visit)

    def record(self, kind: FactKind, value: Mapping[str, Any], subject: str = "") -> Review:
        """Record what she saw or did."""
        return review.record_fact(
            self.workplace, staff=self.nurse, visit=self.visit, kind=kind, subject=subject, value=value
        )

    def instruct(self, form: InstructionForm) -> Review:
        """Record the doctor's word."""
        return review.instruct(self.workplace, staff=self.nurse, visit=self.visit, form=form)

    def act(self, problem: str, action: ActionForm) -> Review:
        """Act on the open flag of a problem."""
        card = next(one for one in self.chart().cards if one.open and one.finding.problem == problem)
        return review.act(self.workplace, staff=self.nurse, visit=self.visit, thread=card.thread, action=action)


Step = Callable[[AtDesk], object]


def called(note: str, *, due_in: int, reached: str = "nobody") -> Step:
    """She called; the next call is due some hours later."""

    def step(desk: AtDesk) -> object:
        number = desk.chart().situation.chart.patient.phone
        due = (desk.workplace.now() + timedelta(hours=due_in)).isoformat()
        return desk.record(FactKind.CALL, {"reached": reached, "number": number, "note": note, "next_due": due})

    return step


def must_call(problem: str, *, due_in: int) -> Step:
    """She noted that a flag needs a call, some hours later."""

    def step(desk: AtDesk) -> object:
        due = desk.workplace.now() + timedelta(hours=due_in)
        return desk.act(problem, ActionForm(ActionKind.NEEDS_CALL, due=due))

    return step


def told_doctor(problem: str) -> Step:
    """She told the doctor about a flag, and wrote down the answer."""
    form = ActionForm(ActionKind.TOLD_DOCTOR, decided_by=DOCTOR, answer="Dr. Sample knows and goes on.")
    return lambda desk: desk.act(problem, form)


def prepared(problem: str) -> Step:
    """She had the team get something ready."""
    form = ActionForm(ActionKind.PREPARED, "It stands ready in the room.", "Nurse Sample", "Dr. Sample")
    return lambda desk: desk.act(problem, form)


def asked_by_phone(script: Script) -> Step:
    """She asked the patient over the phone, and put the visit up for review."""

    def step(desk: AtDesk) -> object:
        answer_by_phone(desk.workplace, desk.nurse, desk.visit, script)
        return review.mark_for_review(desk.workplace, staff=desk.nurse, visit=desk.visit)

    return step


def not_complete(reason: str) -> Step:
    """She marked the preparation as not complete."""
    return lambda desk: review.not_complete(desk.workplace, staff=desk.nurse, visit=desk.visit, reason=reason)


def comes_back(answers: Mapping[str, Any]) -> Step:
    """The patient came back the next day and gave other answers."""

    def step(desk: AtDesk) -> None:
        desk.clock.forward(NEXT_DAY)
        opened = intake.hand_over(desk.workplace, visit=desk.visit, staff=desk.nurse)
        answer_anew(desk.workplace, opened, answers)
        intake.leave(desk.workplace, session=opened.session.id)

    return step


def ended(ending: Ending) -> Step:
    """The visit ended the next day; one that took place, on its own day."""

    def step(desk: AtDesk) -> None:
        here = desk.chart().situation
        days = (here.chart.visit.procedure_on - here.today).days if ending is Ending.DONE else 1
        desk.clock.forward(NEXT_DAY + timedelta(days=days - 1))
        schedule.end_visit(desk.workplace, staff=desk.nurse, visit=desk.visit, ending=ending, reason="Sample visit")

    return step


def fasting_entered(desk: AtDesk) -> Review:
    """She entered when to stop eating and drinking, and told the patient."""
    chart = desk.chart()
    for form in _fasting(chart, desk.nurse.name):
        chart = desk.instruct(form)
    return chart


def cleared_and_signed(desk: AtDesk) -> Review:
    """She closed everything that was open, and signed "prep complete"."""
    return review.sign_off(desk.workplace, staff=desk.nurse, visit=desk.visit, bound=cleared(desk).bound)


def cleared(desk: AtDesk) -> Review:
    """She closed everything that was open and recorded what a sign-off needs."""
    chart = fasting_entered(desk)
    for kind, subject, value in _facts(chart):
        chart = desk.record(kind, value, subject)
    for card in chart.cards:
        if card.open:
            chart = _close(desk, chart, card)
    return chart


def _fasting(chart: Review, nurse: str) -> Iterator[InstructionForm]:
    on = chart.situation.chart.visit.procedure_on
    food, drink = "Please eat nothing after this time.", "Please drink nothing after this time."
    for action, day, at, text in (
        (InstructionAction.FASTING_FOOD, on - timedelta(days=1), "22:00", food),
        (InstructionAction.FASTING_LIQUIDS, on, "05:00", drink),
    ):
        yield InstructionForm(
            "fasting",
            action,
            on=day,
            at=at,
            text=text,
            decided_by=DOCTOR,
            told_on=chart.situation.today,
            told_by=nurse,
        )


def _facts(chart: Review) -> Iterator[tuple[FactKind, str, dict[str, Any]]]:
    today = chart.situation.today.isoformat()
    yield FactKind.IDENTIFIERS, "", {"checked": "yes", "identifiers": ["name", "birth_date"]}
    yield FactKind.ADULT_VERIFIED, "", {"name": "Sam Example", "phone": "555-0100", "checked": "yes"}
    for test in chart.situation.chart.visit.tests:
        yield FactKind.RESULT_SEEN, test, {"value": "on file", "unit": "", "on": today}


def _close(desk: AtDesk, chart: Review, card: Card) -> Review:
    if card.finding.is_loop:
        return desk.instruct(_instruction(desk, chart, card))
    kind = card.closing[0] if card.closing else ActionKind.SEEN
    form = ActionForm(kind, text="Talked about it.", decided_by=DOCTOR, answer="Go on as planned.")
    return review.act(desk.workplace, staff=desk.nurse, visit=desk.visit, thread=card.thread, action=form)


def _instruction(desk: AtDesk, chart: Review, card: Card) -> InstructionForm:
    """Return the doctor's whole word about a medicine, as a careful one says it: its name, for a thinner the day.

    The days are this made-up doctor's for this made-up patient; the program knows no such figure.
    """
    situation, subject = chart.situation, card.finding.subject
    name = situation.entry_name(subject)
    last = situation.chart.visit.procedure_on - HELD[name] if name in HELD else None
    text = f"No {name} from now until the procedure. Dr. Sample and the anesthesia team know about it."
    if last is not None:
        day = day_words(desk.workplace.content.words("en"), last)
        text = f"Take your last {name} on {day}. Then take none until Dr. Sample tells you."
    return InstructionForm(
        subject,
        InstructionAction.LAST_DOSE if last else InstructionAction.OTHER,
        on=last,
        text=text,
        decided_by=DOCTOR,
        told_on=situation.today,
        told_by=desk.nurse.name,
        restart="Dr. Sample decides it after the procedure.",
        bridging=False if last else None,
        read_back=True,
    )
