"""A legal hold: a visit that stays, however long ago it ended, until an administrator says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.retention import legal_hold
from kypho_prep.records.ids import new_id
from kypho_prep.workflow.clinic.staff import require_administrator
from kypho_prep.workflow.derived.refresh import refresh, situation_of, stamp_of
from kypho_prep.workflow.errors import Changed
from kypho_prep.workflow.forms import require_reason

if TYPE_CHECKING:
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace

HELD = "held"


def place_hold(workplace: Workplace, *, staff: StaffMember, visit: str, reason: str) -> None:
    """Keep a visit, open or ended, until the hold is lifted.

    Raises StaffOnly (administrators only), Invalid (no reason), TooLong, or Changed where it is held already.
    """
    _record(workplace, staff, visit, reason, held=True)


def lift_hold(workplace: Workplace, *, staff: StaffMember, visit: str, reason: str) -> None:
    """Let a visit go with the others of its days again. Raises as `place_hold`; Changed where it is not held."""
    _record(workplace, staff, visit, reason, held=False)


def _record(workplace: Workplace, staff: StaffMember, visit: str, reason: str, *, held: bool) -> None:
    why = require_reason(reason)
    with workplace.writing() as records:
        require_administrator(records, staff)
        before = situation_of(workplace, records, visit)
        # Under the visit's lock: who presses twice does it once.
        if (legal_hold(before.chart) is not None) is held:
            raise Changed
        now = stamp_of(workplace, before)
        made, subject = new_id(now.at), HELD if held else ""
        fact = StaffFact(
            made, visit, FactKind.LEGAL_HOLD, subject, {}, staff.name, now.at,
            reason=why, recorded_by_id=staff.id, seq=now.seq,
        )  # fmt: skip
        records.charts.add_fact(fact)
        records.audit.add(staff.line(now.at, "hold_placed" if held else "hold_lifted", made, visit))
        refresh(workplace, records, before)
