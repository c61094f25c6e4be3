"""Whether an emergency stands: ticked by a patient and not yet acknowledged by staff; unticking never ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.prep.chart import FactKind

if TYPE_CHECKING:
    from datetime import datetime

    from kypho_prep.prep.chart import Chart
    from kypho_prep.prep.checklist import Checklist
    from kypho_prep.prep.reply import Reply
    from kypho_prep.prep.situation import Situation

SYMPTOMS = "now.symptoms"
PROBLEM = "emergency_now"


def dangers(checklist: Checklist) -> frozenset[str]:
    """Return the symptoms of "right now" that are an emergency, as the content flags them."""
    item = checklist.by_id.get(SYMPTOMS)
    flags = item.flags if item is not None else ()
    return frozenset(str(line.value) for flag in flags if flag.problem == PROBLEM for line in flag.when)


def emergency(situation: Situation) -> Reply | None:
    """Return the newest reply with a danger since staff last acknowledged one; None where no emergency stands."""
    chart, wanted = situation.chart, dangers(situation.checklist)
    known = _acknowledged(chart)
    ticked = [one for one in chart.replies if one.item == SYMPTOMS and wanted & set(one.picked)]
    return next((one for one in reversed(ticked) if known is None or one.at > known), None)


def _acknowledged(chart: Chart) -> datetime | None:
    kept = [fact.recorded_at for fact in chart.current_facts if fact.kind is FactKind.EMERGENCY_ACKNOWLEDGED]
    return max(kept, default=None)
