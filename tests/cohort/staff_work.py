"""The ordinary work of staff on a made-up visit: each piece is done with the share that the table of rates says."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random

from kypho_prep.prep.chart import (
    Chart,
    FactKind,
    FlagAction,
    Instruction,
    InstructionAction,
    StaffFact,
)
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.rules.flags import Card, advance, cards, findings
from kypho_prep.prep.rules.visit_rules import adult_settled
from kypho_prep.prep.times import Stamp, working_days_before
from tests.cohort import rates

NURSE = "Sample Nurse"
DOCTOR = "Dr. Example"
WORD = "As the doctor said"
WORKED = 2  # days after the patient finished


def two_working_days_before(situation: Situation, rng: Random, done: Mapping[str, float] = rates.STAFF) -> Situation:
    """Return the visit two working days before its procedure, after the ordinary work of staff."""
    return on_that_day(Staff(situation, rng, done).worked())


def on_that_day(situation: Situation) -> Situation:
    """Return a visit as it stands two working days before its procedure, nothing more done."""
    day = working_days_before(situation.chart.visit.procedure_on, 2, situation.clinic.holidays)
    return replace(situation, today=day)


class Staff:
    """Does the work of two days on one visit; what is done is done completely."""

    def __init__(self, situation: Situation, rng: Random, done: Mapping[str, float]) -> None:
        self._shares = done
        self._situation = situation
        self._rng = rng
        self._ids = count(1)
        self._day = situation.today + timedelta(days=WORKED)
        self._now = datetime.combine(self._day, time(15), UTC)

    def worked(self) -> Situation:
        """Record facts and instructions first; then act on the flags that are still open."""
        chart = self._situation.chart
        self._put(replace(chart, facts=(*chart.facts, *self._facts())))
        orders = (*self._fasting(), *self._orders())
        self._put(replace(self._situation.chart, instructions=(*chart.instructions, *orders)))
        self._put(replace(self._situation.chart, actions=(*chart.actions, *self._actions())))
        return self._situation

    def _put(self, chart: Chart) -> None:
        """Take the chart on, the rows of its flags renewed as every transaction does."""
        self._situation = replace(self._situation, chart=chart)
        rows = advance(findings(self._situation), chart.flags, Stamp(self._now, chart.newest + 1), self._new_id)
        self._situation = replace(self._situation, chart=replace(chart, flags=(*chart.flags, *rows)))

    @property
    def _next(self) -> int:
        return self._situation.chart.newest + 1

    def _facts(self) -> Iterator[StaffFact]:
        if self._done("identifiers"):
            yield self._fact(FactKind.IDENTIFIERS)
        if not adult_settled(self._situation) and self._done("adult"):
            yield self._fact(FactKind.ADULT_VERIFIED)
        for test in self._situation.chart.visit.tests:
            if self._done("result"):
                yield self._fact(FactKind.RESULT_SEEN, test)

    def _fasting(self) -> Iterator[Instruction]:
        if self._done("fasting"):
            on = self._situation.chart.visit.procedure_on
            yield self._order("", InstructionAction.FASTING_FOOD, on, "00:00")
            yield self._order("", InstructionAction.FASTING_LIQUIDS, on, "06:00")

    def _orders(self) -> Iterator[Instruction]:
        for card in cards(self._situation):
            if card.finding.is_loop and self._done("loop"):
                yield self._order(card.finding.subject, InstructionAction.OTHER)

    def _actions(self) -> Iterator[FlagAction]:
        for card in cards(self._situation):
            kind = "red" if card.level is Level.RED else "amber"
            if card.open and card.closing and self._done(kind):
                yield self._action(card)

    def _action(self, card: Card) -> FlagAction:
        """Return the first of the actions that close a card, with all that any of them needs."""
        return FlagAction(
            self._new_id(), card.thread, card.closing[0], WORD, DOCTOR, NURSE, self._now, answer=WORD, seq=self._next
        )

    def _fact(self, kind: FactKind, subject: str = "") -> StaffFact:
        return StaffFact(self._new_id(), "visit", kind, subject, {}, NURSE, self._now, seq=self._next)

    def _order(
        self, subject: str, action: InstructionAction, on: date | None = None, at: str | None = None
    ) -> Instruction:
        visit = self._situation.chart.visit
        return Instruction(
            id=self._new_id(),
            visit=visit.id,
            subject=subject,
            action=action,
            on=on,
            at=at,
            text=WORD,
            decided_by=DOCTOR,
            told_on=self._day,
            told_by=NURSE,
            restart="the doctor decides",
            bridging=False,
            recorded_by=NURSE,
            recorded_at=self._now,
            times_revision=visit.times_revision,
            seq=self._next,
        )

    def _done(self, work: str) -> bool:
        return self._rng.random() < self._shares[work]

    def _new_id(self) -> str:
        return f"staff{next(self._ids)}"
