"""Puts a signature on record: what was signed, the exact values, the words as they stood; a light module."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kypho_prep.prep.chart import SignOff, SignOffKind
from kypho_prep.prep.sign_off.prep_sign_off import bound_replies

if TYPE_CHECKING:
    from kypho_prep.workflow.desk.staff_step import Turn


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
    )
    turn.records.charts.add_sign_off(row)
    turn.note("signed_off", kind.value)
