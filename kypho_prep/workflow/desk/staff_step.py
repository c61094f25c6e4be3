"""One thing that staff does to one visit: checked, written, put on record, then everything derived from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.chart import SignOff, SignOffKind
from kypho_prep.prep.reply import Who
from kypho_prep.prep.sign_off.prep_sign_off import bound_replies
from kypho_prep.records.ids import new_id
from kypho_prep.workflow.clinic.staff import require_password, require_staff
from kypho_prep.workflow.derived.refresh import refresh, situation_of, stamp_of
from kypho_prep.workflow.desk.review_view import Review, read
from kypho_prep.workflow.errors import Blocked, Changed, VisitEnded

if TYPE_CHECKING:
    from datetime import datetime

    from kypho_prep.prep.interview.situation import Situation
    from kypho_prep.prep.sign_off.blocker import Blocker
    from kypho_prep.prep.times import Stamp
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Turn:
    """What a staff member finds when it is her turn: the open transaction, the visit as it is, the stamp."""

    workplace: Workplace
    records: Transaction
    situation: Situation
    staff: StaffMember
    stamp: Stamp

    @property
    def now(self) -> datetime:
        """Return the clock's moment."""
        return self.stamp.at

    @property
    def seq(self) -> int:
        """Return the place in the visit's order of what is written in this turn."""
        return self.stamp.seq

    @property
    def visit(self) -> str:
        """Return the visit's id."""
        return self.situation.chart.visit.id

    def new_id(self) -> str:
        """Return an id for a row written now."""
        return new_id(self.now)

    def note(self, event: str, subject: str = "", **details: Any) -> None:
        """Put on record what was done; details name things, never what somebody said."""
        self.records.audit.add(self.staff.line(self.now, event, subject, self.visit, details))


def at_desk(workplace: Workplace, staff: StaffMember, visit: str, write: Callable[[Turn], None]) -> Review:
    """Do one thing to a visit in one transaction and return the visit after it. Raises StaffOnly or VisitEnded."""
    with workplace.writing() as records:
        # Inside the transaction: the account may have been closed since she signed in.
        require_staff(records, staff)
        before = situation_of(workplace, records, visit, Who.STAFF)
        if before.chart.visit.ended is not None:
            raise VisitEnded
        write(Turn(workplace, records, before, staff, stamp_of(workplace, before)))
        return read(records, refresh(workplace, records, before))


def sign_as_seen(
    turn: Turn,
    kind: SignOffKind,
    *,
    seen: Mapping[str, str],
    stands: Mapping[str, str],
    open_still: tuple[Blocker, ...],
    words: Mapping[str, str] | None,
) -> None:
    """Sign for exactly what was seen: the one place that lets a signature through.

    `stands` is what the signature would bind now. Raises PasswordNeeded, Changed where it is
    not what was seen, or Blocked.
    """
    # Worked out anew under the write lock, so that nothing can come between this look and the signature.
    require_password(turn.staff)
    if dict(stands) != dict(seen):
        raise Changed
    if open_still:
        raise Blocked(open_still)
    sign(turn, kind, seen, words or {})


def sign(turn: Turn, kind: SignOffKind, bound: Mapping[str, str], words: Mapping[str, str], reason: str = "") -> None:
    """Add a sign-off by the staff member whose turn it is; "not complete" rests on no replies."""
    row = SignOff(
        id=turn.new_id(),
        visit=turn.visit,
        kind=kind,
        bound=dict(bound),
        words=dict(words),
        reason=reason,
        signed_by=turn.staff.name,
        signed_at=turn.now,
        content_version=turn.situation.checklist.version,
        reply_ids=() if kind is SignOffKind.NOT_COMPLETE else bound_replies(turn.situation),
        signed_by_id=turn.staff.id,
        seq=turn.seq,
    )
    turn.records.charts.add_sign_off(row)
    turn.note("signed_off", kind.value)
