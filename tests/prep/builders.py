"""A short medicine list and a visit told step by step: what the tests of the rules stand on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from kypho_prep.prep.chart import (
    ActionKind,
    Chart,
    FactKind,
    FlagAction,
    Instruction,
    InstructionAction,
    Patient,
    SignOff,
    SignOffKind,
    StaffFact,
    Visit,
)
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.medicines.catalogue import MedicineClass, MedicineList, MedicineName
from kypho_prep.prep.reply import Answerer, Reply, Shown, State, Who
from kypho_prep.prep.rules.flags import advance, cards, findings
from kypho_prep.prep.sign_off.prep_sign_off import binding, blockers, bound_replies, opened_under, signed_in_order
from kypho_prep.prep.times import Stamp
from tests.prep.small_checklist import CHECKLIST

# A Monday, 10:00 in New York; the procedure is on the Tuesday of the week after.
START = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
PROCEDURE = date(2026, 11, 24)
CLINIC = Clinic(name="Hillside Spine")
ME = Answerer(Who.PATIENT)


def ticks(*picked: str, unsure: bool = False) -> dict[str, Any]:
    return {"picked": list(picked), "unsure": unsure}


def medicine(typed: str, *generics: str, listed: str = "medicines.group_names") -> dict[str, Any]:
    return {"typed": typed, "confirmed": typed, "generics": list(generics), "list_version": "1", "list": listed}


CLASSES = (
    MedicineClass("anticoagulant_oral", Level.RED, loop=True),
    MedicineClass("antiplatelet", Level.RED, loop=True),
    MedicineClass("glp1", Level.RED, loop=True),
    MedicineClass("maoi", Level.RED, loop=True),
    MedicineClass("insulin", Level.AMBER, loop=True),
    MedicineClass("nsaid", Level.AMBER),
    MedicineClass("supplement_bleeding", Level.AMBER),
    MedicineClass("opioid", Level.NOTE),
    MedicineClass("antibiotic", Level.AMBER),
    MedicineClass("morning_of", Level.NOTE),
    MedicineClass("denosumab", Level.NOTE),
)
NAMES = (
    MedicineName("rivaroxaban", ("rivaroxaban",), ("anticoagulant_oral",)),
    MedicineName("Xarelto", ("rivaroxaban",), ("anticoagulant_oral",), brand=True),
    MedicineName("aspirin", ("aspirin",), ("antiplatelet",)),
    MedicineName("Plavix", ("clopidogrel",), ("antiplatelet",), brand=True),
    MedicineName("Ozempic", ("semaglutide",), ("glp1",), brand=True),
    MedicineName("Nardil", ("phenelzine",), ("maoi",), brand=True),
    MedicineName("Lantus", ("insulin glargine",), ("insulin",), brand=True),
    MedicineName("ibuprofen", ("ibuprofen",), ("nsaid",)),
    MedicineName("celecoxib", ("celecoxib",), ("nsaid",), level=Level.NOTE),
    MedicineName("Celebrex", ("celecoxib",), ("nsaid",), brand=True),
    MedicineName("Duo pill", ("celecoxib", "ibuprofen"), ("nsaid",), brand=True),
    MedicineName("Voltaren gel", ("diclofenac",), ("nsaid",), level=Level.NOTE, brand=True),
    MedicineName("garlic", ("garlic",), ("supplement_bleeding",)),
    MedicineName("fish oil", ("fish oil",), ("supplement_bleeding",)),
    MedicineName("methadone", ("methadone",), ("opioid",), level=Level.RED),
    MedicineName("oxycodone", ("oxycodone",), ("opioid",)),
    MedicineName("amoxicillin", ("amoxicillin",), ("antibiotic",)),
    MedicineName("metoprolol", ("metoprolol",), ("morning_of",)),
    MedicineName("Prolia", ("denosumab",), ("denosumab",), brand=True),
    MedicineName("metformin", ("metformin",)),
)
MEDICINES = MedicineList("1", {one.code: one for one in CLASSES}, NAMES)


class Story:
    """A visit as it happens: each call adds what somebody said or did, one minute after the last."""

    def __init__(self, today: date = TODAY, clinic: Clinic = CLINIC, **visit: Any) -> None:
        self.today = today
        self.clinic = clinic
        self.who = Who.PATIENT
        self.checklist = CHECKLIST
        self.medicines = MEDICINES
        self.numbers = count(1)
        patient = Patient("p", "O'Neill", "Zoë", date(1950, 2, 28))
        self.chart = Chart(patient, Visit(**{"id": "v", "patient": "p", "procedure_on": PROCEDURE, **visit}))

    @property
    def now(self) -> datetime:
        added = (*self.chart.replies, *self.chart.instructions, *self.chart.facts)
        minutes = len(added) + len(self.chart.actions) + len(self.chart.sign_offs)
        return START + (self.today - TODAY) + timedelta(minutes=minutes)

    @property
    def next(self) -> int:
        """The place of what happens next."""
        return self.chart.newest + 1

    def new_id(self) -> str:
        return f"id{next(self.numbers)}"

    def says(self, item: str, value: Any = None, entry: str | None = None, **more: Any) -> Story:
        made: dict[str, Any] = {
            "state": State.VALUE,
            "answerer": ME,
            "revision": self.checklist.item(item).revision if item in self.checklist.by_id else 1,
            "shown": Shown("?", answer="as shown"),
            "at": self.now,
        } | more
        number = len(self.chart.replies) + 1
        rest: dict[str, Any] = {
            "content_version": "1",
            "language": "en",
            "shown_ms": 20_000,
            "text_size": 100,
            "kiosk": "k",
            "local": "",
        }
        reply = Reply(id=f"r{number}", visit="v", seq=self.next, item=item, entry=entry, value=value, **(rest | made))
        self.chart = replace(self.chart, replies=(*self.chart.replies, reply))
        return self

    def unsure(self, item: str, entry: str | None = None) -> Story:
        return self.says(item, None, entry, state=State.NOT_SURE)

    def takes(self, entry: str, typed: str, *generics: str) -> Story:
        """The patient names a medicine, from the list behind the picture cards."""
        if self.situation().reply("medicines.groups_thin") is None:
            self.says("medicines.groups_thin", ticks("pain_pill"))
        return self.says("medicines.name", medicine(typed, *generics), entry)

    def instructs(self, subject: str, action: InstructionAction, **more: Any) -> Story:
        """Staff record a complete instruction, less what a test takes away."""
        made: dict[str, Any] = {
            "on": None,
            "at": None,
            "text": "as the doctor said",
            "decided_by": "Dr. Lee",
            "told_on": self.today,
            "told_by": "Sam",
            "restart": "the doctor decides",
            "bridging": False,
            "recorded_by": "s",
            "recorded_at": self.now,
            "times_revision": self.chart.visit.times_revision,
        } | more
        one = Instruction(id=self.new_id(), visit="v", subject=subject, action=action, **{"seq": self.next, **made})
        self.chart = replace(self.chart, instructions=(*self.chart.instructions, one))
        return self

    def fasts(self, food: str = "00:00", liquids: str = "06:00") -> Story:
        on = self.chart.visit.procedure_on
        self.instructs("", InstructionAction.FASTING_FOOD, on=on, at=food)
        return self.instructs("", InstructionAction.FASTING_LIQUIDS, on=on, at=liquids)

    def records(self, kind: FactKind, subject: str = "", **value: Any) -> Story:
        fact = StaffFact(self.new_id(), "v", kind, subject, value, "s", self.now, seq=self.next)
        self.chart = replace(self.chart, facts=(*self.chart.facts, fact))
        return self

    def evaluates(self) -> Story:
        """What every transaction does: the flags' rows follow the findings."""
        rows = advance(findings(self.situation()), self.chart.flags, Stamp(self.now, self.next), self.new_id)
        self.chart = replace(self.chart, flags=(*self.chart.flags, *rows))
        return self.falls()

    def falls(self) -> Story:
        """What every transaction does: what opened under a sign-off is put on record; only the calendar's turn is not.

        Whoever signed saw nothing open, so whatever is open without the calendar opened since.
        """
        here = self.situation()
        steady = {one.mark for one in blockers(here, turned=False)}
        opened = opened_under([one for one in blockers(here) if one.mark not in steady], here)
        if opened:
            newest = [one for one in signed_in_order(self.chart) if one.kind is SignOffKind.PREP][-1]
            self.records(FactKind.SIGN_OFF_FALLEN, newest.id, opened=[one.stored() for one in opened])
        return self

    def acts(self, problem: str, kind: ActionKind, **more: Any) -> Story:
        self.evaluates()
        (thread,) = {card.thread for card in cards(self.situation()) if card.finding.problem == problem}
        made: dict[str, Any] = {"text": "", "decided_by": "", "recorded_by": "s", "recorded_at": self.now} | more
        action = FlagAction(id=self.new_id(), thread=thread, kind=kind, **{"seq": self.next, **made})
        self.chart = replace(self.chart, actions=(*self.chart.actions, action))
        return self

    def signs(self, kind: SignOffKind = SignOffKind.PREP) -> Story:
        here = self.situation()
        ids = bound_replies(here)
        made = SignOff(self.new_id(), "v", kind, binding(here), {}, "", "s", self.now, "1", ids, seq=self.next)
        self.chart = replace(self.chart, sign_offs=(*self.chart.sign_offs, made))
        return self

    def changes(self, **visit: Any) -> Story:
        self.chart = replace(self.chart, visit=replace(self.chart.visit, **visit))
        return self

    def situation(self) -> Situation:
        """What the rules know now; a reply is read once, as the records read it, however often a test looks."""
        found = Situation(self.checklist, self.chart, self.clinic, self.medicines, self.today, self.who)
        self.chart = found.chart
        return found


def problems(story: Story, found: Iterable[Any] | None = None) -> dict[str, Any]:
    """Return the findings of a story by `problem subject`; a visit without fasting times always has that one."""
    every = findings(story.situation()) if found is None else found
    return {f"{one.problem} {one.subject}": one for one in every if one.problem != "fasting_missing"}


def suffixes(finding: Any) -> list[str]:
    """Return the last parts of a finding's reason keys."""
    return [reason.key.rpartition(".")[2] for reason in finding.reasons]
