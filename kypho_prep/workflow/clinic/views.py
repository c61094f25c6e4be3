"""What staff looked at, on record: each page that shows what patients or staff are, when somebody opens it."""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING

from kypho_prep.workflow.errors import Refused

if TYPE_CHECKING:
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace


class View(StrEnum):
    """A page that shows what patients or staff are, other than an opened chart, which has a line of its own."""

    BOARD = "board"
    PAST = "past"
    SEARCH = "search"
    VISIT_FORM = "visit_form"
    HANDING = "handing"
    ENDING = "ending"
    CLINIC = "clinic"
    STAFF = "staff"
    AUDIT = "audit"
    FINISHED = "finished"


def viewed(workplace: Workplace, *, staff: StaffMember, view: View, visit: str | None = None) -> None:
    """Put on record that a staff member opened a page; what it brings up to date by itself is no view.

    Of a search it is one line, at its first rows, and nothing of what was typed.
    """
    with suppress(Refused), workplace.writing(heartbeat=True) as records:
        records.audit.add(staff.line(workplace.now(), "viewed", view, visit))
