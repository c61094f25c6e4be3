"""What a visit's form tells before a move is saved; a light module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.prep import moving
from kypho_prep.workflow.upkeep import situation_of

if TYPE_CHECKING:
    from kypho_prep.prep.moving import Stake
    from kypho_prep.workflow.workplace import Workplace


def at_stake(workplace: Workplace, *, visit: str) -> Stake:
    """Return what a move of the visit would void as the chart stands now."""
    with workplace.reading() as records:
        return moving.at_stake(situation_of(workplace, records, visit))
