"""What a visit's form tells before a move is saved; a light module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.prep.plan import move_consequences
from kypho_prep.workflow.derived.refresh import situation_of

if TYPE_CHECKING:
    from kypho_prep.prep.plan.move_consequences import Stake
    from kypho_prep.workflow.workplace import Workplace


def at_stake(workplace: Workplace, *, visit: str) -> Stake:
    """Return what a move of the visit would void as the chart stands now."""
    with workplace.reading() as records:
        return move_consequences.at_stake(situation_of(workplace, records, visit))
