"""Whether an emergency stands: ticked by a patient and not yet acknowledged by staff; unticking never ends it.

Who is not sure at the kiosk whether one of these is there calls the staff as well: they can look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.prep.chart import FactKind
from kypho_prep.prep.conditions import unsure
from kypho_prep.prep.rules.visit_rules import EVER_ASKED, RIGHT_NOW

if TYPE_CHECKING:
    from kypho_prep.prep.chart import Chart
    from kypho_prep.prep.interview.situation import Situation
    from kypho_prep.prep.reply import Reply


def emergency(situation: Situation) -> Reply | None:
    """Return the newest reply with a danger, or in doubt, since staff last acknowledged one; else None."""
    return next(reversed(_standing(situation.chart)), None)


def only_in_doubt(situation: Situation) -> bool:
    """Tell whether an emergency stands only because a patient was not sure: no sign was ticked."""
    standing = _standing(situation.chart)
    return bool(standing) and not any(_ticked(one) for one in standing)


def _standing(chart: Chart) -> list[Reply]:
    known = _acknowledged(chart)
    alarming = [one for one in chart.replies if one.item == RIGHT_NOW and _alarming(one)]
    # Who came knows what was ticked until then; only what is newer calls again.
    return [one for one in alarming if known is None or one.seq > known]


def _alarming(reply: Reply) -> bool:
    # A reply without a session was recorded by staff: somebody is with the patient, or on the phone, already.
    return _ticked(reply) or (unsure(reply) and reply.session is not None)


def _ticked(reply: Reply) -> bool:
    return bool(set(EVER_ASKED) & set(reply.picked))


def _acknowledged(chart: Chart) -> int | None:
    kept = [fact.seq for fact in chart.current_facts if fact.kind is FactKind.EMERGENCY_ACKNOWLEDGED]
    return max(kept, default=None)
