"""How many flags wake a nurse: counted over any visits, made up, of the sample clinic, or a clinic's own."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.rules.flags import cards

GOAL_VISITS = 0.25  # flow.md: at most a quarter of the visits with an open red, two working days before
GOAL_REDS = 2.0  # flow.md: at most two reds on such a visit


@dataclass(frozen=True)
class Budget:
    """The flags of some visits: those with an open red, all open reds, all flags by kind and level, reds by problem."""

    visits: int
    with_red: int
    reds: int
    flags: Counter[tuple[Kind, Level]]
    open_flags: Counter[tuple[Kind, Level]]
    red_problems: Counter[str]

    @property
    def share_with_red(self) -> float:
        """Return the share of visits with an open red."""
        return self.with_red / self.visits

    @property
    def reds_each(self) -> float:
        """Return the open reds of a visit that has any."""
        return self.reds / self.with_red if self.with_red else 0.0

    @property
    def met(self) -> bool:
        """Tell whether the goal is met; it is set for two working days before."""
        return self.share_with_red <= GOAL_VISITS and self.reds_each <= GOAL_REDS


def budget(situations: Iterable[Situation]) -> Budget:
    """Return the flags of some visits as they stand."""
    visits = with_red = reds = 0
    flags: Counter[tuple[Kind, Level]] = Counter()
    still: Counter[tuple[Kind, Level]] = Counter()
    problems: Counter[str] = Counter()
    for situation in situations:
        found = cards(situation)
        red = [card.finding.problem for card in found if card.open and card.level is Level.RED]
        visits += 1
        with_red += bool(red)
        reds += len(red)
        flags.update((card.kind, card.level) for card in found)
        still.update((card.kind, card.level) for card in found if card.open)
        problems.update(red)
    return Budget(visits, with_red, reds, flags, still, problems)
