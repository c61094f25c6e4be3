"""Whether an emergency stands: ticked by a patient and not yet acknowledged by staff; unticking never ends it.

Who is not sure at the kiosk whether one of these is there calls the staff as well: they can look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.prep.chart import FactKind
from kypho_prep.prep.conditions import unsure
from kypho_prep.prep.rules.visit_rules import EMERGENCY, RIGHT_NOW

if TYPE_CHECKING:
    from datetime import datetime

    from kypho_prep.prep.chart import Chart
    from kypho_prep.prep.interview.situation import Situation
    from kypho_prep.prep.reply import Reply


def emergency(situation: Situation) -> Reply | None:
    """Return the newest reply with a danger, or in doubt, since staff last acknowledged one; else None."""
    chart = situation.chart
    known = _acknowledged(chart)
    alarming = [one for one in chart.replies if one.item == RIGHT_NOW and _alarming(one)]
    return next((one for one in reversed(alarming) if known is None or one.at > known), None)


def _alarming(reply: Reply) -> bool:
    return bool(set(EMERGENCY) & set(reply.picked)) or (unsure(reply) and reply.session is not None)


def _acknowledged(chart: Chart) -> datetime | None:
    kept = [fact.recorded_at for fact in chart.current_facts if fact.kind is FactKind.EMERGENCY_ACKNOWLEDGED]
    return max(kept, default=None)
