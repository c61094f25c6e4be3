"""What a nurse takes back: an instruction, a staff entry; the old row stays, with the reason beside it.

This module is light: the first paint may import it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kypho_prep.workflow.errors import Changed, Invalid
from kypho_prep.workflow.forms import tidy
from kypho_prep.workflow.turn import Turn, at_desk

if TYPE_CHECKING:
    from kypho_prep.workflow.reading import Review
    from kypho_prep.workflow.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace


def withdraw(workplace: Workplace, *, staff: StaffMember, visit: str, record: str, reason: str) -> Review:
    """Take back an instruction or a staff fact by its id, with the reason; the old row stays. Raises Invalid."""
    if not tidy(reason):
        raise Invalid((("reason", "error.required", {}),))

    def write(turn: Turn) -> None:
        chart, charts = turn.situation.chart, turn.records.charts
        changes: dict[str, Any] = {
            "id": turn.new_id(),
            "recorded_by": staff.name,
            "recorded_at": turn.now,
            "supersedes": record,
            "reason": tidy(reason),
            "withdrawn": True,
        }
        instruction = next((one for one in chart.current_instructions if one.id == record), None)
        fact = next((one for one in chart.current_facts if one.id == record), None)
        if instruction is not None:
            charts.add_instruction(replace(instruction, **changes))
        elif fact is not None:
            charts.add_fact(replace(fact, **changes))
        else:
            raise Changed
        turn.note("withdrawn", record)

    return at_desk(workplace, staff, visit, write)
