"""How a visit ends, and how one that was ended by mistake goes on; a light module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.prep.chart import Ending, FactKind, StaffFact
from kypho_prep.records.ids import new_id
from kypho_prep.workflow import stations
from kypho_prep.workflow.clinic.staff import require_staff
from kypho_prep.workflow.derived.refresh import refresh, situation_of, stamp_of
from kypho_prep.workflow.errors import Changed, VisitEnded
from kypho_prep.workflow.forms import normalized, require_length, require_reason

if TYPE_CHECKING:
    from datetime import datetime

    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace


def end_visit(workplace: Workplace, *, staff: StaffMember, visit: str, ending: Ending, reason: str = "") -> None:
    """Store how a visit ended; its code and its session end with it. Raises StaffOnly TooLong or VisitEnded."""
    why = normalized(reason)
    require_length(why)
    with workplace.writing() as records:
        require_staff(records, staff)
        before = situation_of(workplace, records, visit)
        if before.chart.visit.ended is not None:
            raise VisitEnded
        now = workplace.now()
        records.visits.change(visit, ended=ending.value, ended_reason=why, ended_at=now, code_hmac=None)
        sitting = records.sessions.open_of(visit)
        if sitting is not None:
            stations.end_sitting(records, sitting, "ended", now, staff.author)
        records.audit.add(staff.line(now, "visit_ended", ending.value, visit))
        refresh(workplace, records, before)


def acknowledge(workplace: Workplace, *, staff: StaffMember, visit: str, ended_at: datetime | None) -> None:
    """Say that all of a visit that ended is in the patient's chart, so that it goes after the clinic's days.

    `ended_at` is the end that was read: of one that went on meanwhile nothing is said. Raises StaffOnly or Changed.
    """
    with workplace.writing() as records:
        require_staff(records, staff)
        found = situation_of(workplace, records, visit).chart.visit
        if found.ended is None or found.ended_at != ended_at:
            raise Changed
        records.audit.add(staff.line(workplace.now(), "acknowledged", "", visit))


def reopen_visit(workplace: Workplace, *, staff: StaffMember, visit: str, reason: str) -> None:
    """Let a visit go on that was ended by mistake; how it had ended stays on record with the reason.

    The old code stays dead. Raises StaffOnly, Invalid (no reason), or Changed where the visit is open.
    """
    why = require_reason(reason)
    with workplace.writing() as records:
        require_staff(records, staff)
        before = situation_of(workplace, records, visit)
        old = before.chart.visit
        if old.ended is None:
            raise Changed
        now = stamp_of(workplace, before)
        sides = {
            "before": {"ended": old.ended.value, "ended_reason": old.ended_reason},
            "after": {"ended": "", "ended_reason": ""},
        }
        told = StaffFact(
            new_id(now.at),
            visit,
            FactKind.VISIT_CHANGED,
            "ended",
            sides,
            staff.name,
            now.at,
            reason=why,
            recorded_by_id=staff.id,
            seq=now.seq,
        )
        records.charts.add_fact(told)
        records.visits.change(visit, ended=None, ended_reason="", ended_at=None)
        records.audit.add(staff.line(now.at, "visit_reopened", old.ended.value, visit))
        refresh(workplace, records, before)
