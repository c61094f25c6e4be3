"""What a nurse takes back: an instruction, a staff entry, an action; the old row stays, the reason beside it.

This module is light: the first paint may import it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.chart import ActionKind, FactKind, FlagAction, SignOffKind, StaffFact
from kypho_prep.prep.sign_off.prep_sign_off import signed_in_order
from kypho_prep.workflow.desk.staff_step import Turn, at_desk
from kypho_prep.workflow.errors import Changed
from kypho_prep.workflow.forms import require_reason

if TYPE_CHECKING:
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.desk.review_view import Review
    from kypho_prep.workflow.workplace import Workplace


def withdraw(workplace: Workplace, *, staff: StaffMember, visit: str, record: str, reason: str) -> Review:
    """Take back an instruction or a staff fact by its id, with the reason; the old row stays. Raises Invalid."""
    why = require_reason(reason)

    def write(turn: Turn) -> None:
        chart, charts = turn.situation.chart, turn.records.charts
        changes: dict[str, Any] = {
            "id": turn.new_id(),
            "recorded_by": staff.name,
            "recorded_by_id": staff.id,
            "recorded_at": turn.now,
            "seq": turn.seq,
            "supersedes": record,
            "reason": why,
            "withdrawn": True,
        }
        instruction = next((one for one in chart.current_instructions if one.id == record), None)
        fact = next((one for one in chart.current_facts if one.id == record), None)
        if instruction is not None:
            charts.add_instruction(replace(instruction, **changes))
        elif fact is not None and fact.kind is not FactKind.LEGAL_HOLD:
            charts.add_fact(replace(fact, **changes))
        else:
            raise Changed
        turn.note("withdrawn", record)

    return at_desk(workplace, staff, visit, write)


def undo(workplace: Workplace, *, staff: StaffMember, visit: str, action: str, reason: str) -> Review:
    """Take back what was done about a flag, with the reason; the card is as before it. Raises Invalid or Changed."""
    why = require_reason(reason)

    def write(turn: Turn) -> None:
        standing = {one.id: one for one in turn.situation.chart.current_actions}
        if action not in standing:
            raise Changed
        thread = standing[action].thread
        row = FlagAction(
            turn.new_id(),
            thread,
            ActionKind.UNDONE,
            why,
            "",
            staff.name,
            turn.now,
            answer=action,
            recorded_by_id=staff.id,
            seq=turn.seq,
        )
        turn.records.charts.add_action(visit, row)
        turn.note("action_undone", standing[action].kind.value, thread=thread)

    return at_desk(workplace, staff, visit, write)


def withdraw_not_complete(workplace: Workplace, *, staff: StaffMember, visit: str, reason: str) -> Review:
    """Take back a "not complete", with the reason; what was signed before counts again. Raises Invalid or Changed."""
    why = require_reason(reason)

    def write(turn: Turn) -> None:
        newest = next(reversed(signed_in_order(turn.situation.chart)), None)
        if newest is None or newest.kind is not SignOffKind.NOT_COMPLETE:
            raise Changed
        fact = StaffFact(
            id=turn.new_id(),
            visit=visit,
            kind=FactKind.SIGN_OFF_WITHDRAWN,
            subject=newest.id,
            value={},
            recorded_by=staff.name,
            recorded_at=turn.now,
            reason=why,
            recorded_by_id=staff.id,
            seq=turn.seq,
        )
        turn.records.charts.add_fact(fact)
        turn.note("not_complete_withdrawn", newest.id)

    return at_desk(workplace, staff, visit, write)
