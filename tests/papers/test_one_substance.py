"""No two papers or pages of one moment contradict each other about one substance, whatever was entered on which day."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kypho_prep.content import Content
from kypho_prep.papers.nurse_sheet import nurse_sheet_paper
from kypho_prep.papers.patient_plan import plan_paper
from kypho_prep.papers.render import Paper
from kypho_prep.prep.chart import InstructionAction
from kypho_prep.prep.interview.substances import counts, substances
from kypho_prep.prep.rules.flags import cards
from kypho_prep.prep.rules.procedure_day import DayLine, day_lines
from tests.papers.cases import AT, TODAY, Told, reviewed

CARD = "group:blood_thinner"
NAMES = {"e1": "Xarelto", "e2": "rivaroxaban", "e3": "Eliquis", "e4": "apixaban"}
ACTIONS = (
    InstructionAction.LAST_DOSE, InstructionAction.CONTINUE, InstructionAction.MORNING_OF, InstructionAction.OTHER,
)  # fmt: skip
STEP = st.one_of(
    st.tuples(st.just("takes"), st.sampled_from(sorted(NAMES))),
    st.tuples(st.just("orders"), st.sampled_from((*NAMES, CARD)), st.sampled_from(ACTIONS), st.booleans()),
    st.tuples(st.just("retracts"), st.integers(0, 9)),
    st.tuples(st.just("moves")),
    st.tuples(st.just("waits"), st.integers(1, 3)),
)
HELD = ("orders", CARD, InstructionAction.LAST_DOSE, True)
BEGIN = st.sampled_from(
    (
        [], [("takes", "e1")], [("takes", "e1"), ("takes", "e2")], [HELD, ("takes", "e1")],
        [HELD, ("takes", "e1"), ("orders", "e1", InstructionAction.CONTINUE, False)],
    )
)  # fmt: skip


class Days:
    """What is told and entered over days; each order has words of its own, by which a page is known to say it."""

    def __init__(self, content: Content) -> None:
        self.told = Told(content)
        self.told.says("medicines.groups_thin", {"picked": ["blood_thinner"], "unsure": False})
        self.moves_made, self.day, self._numbers = 1, 0, count(1)

    @property
    def now(self) -> datetime:
        return AT + timedelta(days=self.day, minutes=len(self.told.instructions))

    def takes(self, entry: str) -> None:
        if entry not in [one.entry for one in self.told.replies]:
            self.told.takes(NAMES[entry], entry)

    def orders(self, subject: str, action: InstructionAction, known: bool) -> None:
        """Enter an order; staff's form replaces what stands under the same name where it is `known`."""
        if subject in NAMES:
            self.takes(subject)
        current = self.told.situation().chart.current_instructions
        before = [one.id for one in current if one.subject == subject]
        more: dict[str, Any] = {"on": date(2026, 12, 4)} if action is InstructionAction.LAST_DOSE else {}
        self.told.told(
            subject, action, f"word{next(self._numbers)}.", recorded_at=self.now, times_revision=self.moves_made,
            told_on=TODAY, restart="the next day", supersedes=before[-1] if before and known else None, **more,
        )  # fmt: skip

    def retracts(self, which: int) -> None:
        current = self.told.situation().chart.current_instructions
        if current:
            old = current[which % len(current)]
            number = str(len(self.told.instructions) + 1)
            back = replace(old, id=number, supersedes=old.id, withdrawn=True, reason="wrong", recorded_at=self.now)
            self.told.instructions.append(back)

    def moves(self) -> None:
        self.moves_made += 1
        self.told.planned = {"times_revision": self.moves_made}

    def waits(self, days: int) -> None:
        self.day += days


def said(paper: Paper) -> set[str]:
    return set(re.findall(r"word\d+", repr(vars(paper.sheet))))


@pytest.fixture
def begin(content: Content) -> Callable[[], Days]:
    """Return what begins a history: hypothesis prints a function in one line and the whole content in many."""
    return lambda: Days(content)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(begun=BEGIN, steps=st.lists(STEP, max_size=9))
def test_plan_sheet_review_board_and_day_say_one_thing_about_one_substance(
    begin: Callable[[], Days], begun: list[tuple[Any, ...]], steps: list[tuple[Any, ...]]
) -> None:
    days = begin()
    english = days.told.content.words("en")
    for name, *how in [*begun, *steps]:
        getattr(days, name)(*how)
    situation = replace(days.told.situation(), today=TODAY + timedelta(days=days.day))
    review = reviewed(situation)
    sheet = said(nurse_sheet_paper(review, english, printed_at=days.now, printed_by="R. Alvarez"))
    plan = said(plan_paper(situation, english, printed_at=days.now))
    panel = {one for one in situation.chart.current_instructions if counts(situation, one)}
    assert sheet == {one.text.rstrip(".") for one in panel}
    dated = {one for one in panel if one.on and one.times_revision != days.moves_made}
    assert plan == {one.text.rstrip(".") for one in panel - dated}
    doses = [one for one in day_lines(situation) if one.line is DayLine.DOSE]
    reds = [card.finding for card in cards(situation) if card.finding.problem == "loop"]
    for one in substances(situation):
        names = {same.id for same in one.entries}
        assert len({same.subject for same in panel if same.subject in names}) <= 1
        (dose,) = [same for same in doses if same.subject in names]
        assert set(dose.entered) <= panel
        loops = [same for same in reds if same.subject in names]
        assert len(loops) <= 1
        empty = any(why.key.endswith(".no_instruction") for same in loops for why in same.reasons)
        assert empty is not bool(dose.entered)
