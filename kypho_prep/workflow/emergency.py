"""Whether an emergency stands: ticked by a patient and not yet acknowledged by staff; unticking never ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.prep.chart import FactKind
from kypho_prep.prep.rules_visit import EMERGENCY, RIGHT_NOW

if TYPE_CHECKING:
    from datetime import datetime

    from kypho_prep.prep.chart import Chart
    from kypho_prep.prep.reply import Reply
    from kypho_prep.prep.situation import Situation


def emergency(situation: Situation) -> Reply | None:
    """Return the newest reply with a danger since staff last acknowledged one; None where no emergency stands."""
    chart = situation.chart
    known = _acknowledged(chart)
    ticked = [one for one in chart.replies if one.item == RIGHT_NOW and set(EMERGENCY) & set(one.picked)]
    return next((one for one in reversed(ticked) if known is None or one.at > known), None)


def _acknowledged(chart: Chart) -> datetime | None:
    kept = [fact.recorded_at for fact in chart.current_facts if fact.kind is FactKind.EMERGENCY_ACKNOWLEDGED]
    return max(kept, default=None)
