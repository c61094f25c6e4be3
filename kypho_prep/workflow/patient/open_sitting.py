"""The sitting that is open at a kiosk, and the audit's line about what happens in it; a light module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.prep.author import Author
from kypho_prep.records.rows import AuditRow
from kypho_prep.workflow import clinic_setting
from kypho_prep.workflow.errors import SessionEnded

if TYPE_CHECKING:
    from kypho_prep.records.rows import Seat, SessionRow
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.workplace import Workplace


def open_sitting(records: Transaction, session: str) -> SessionRow:
    """Return a sitting by its id; raises SessionEnded where it is not open."""
    found = records.sessions.get(session)
    if found is None or found.ended_at is not None:
        raise SessionEnded
    return found


def open_seat(records: Transaction, session: str) -> Seat:
    """Return a sitting with its visit's newest change; raises SessionEnded where it is not open."""
    found = records.sessions.seat(session, clinic_setting.KEY)
    if found is None or found.sitting.ended_at is not None:
        raise SessionEnded
    return found


def note(workplace: Workplace, records: Transaction, sitting: SessionRow, event: str, subject: str = "") -> None:
    """Put what happened in a sitting on record, by who opened it where it is the opening, else by who answers."""
    opened = event == "session_opened"
    by = Author(sitting.opened_by, sitting.opened_by_id) if opened else Author(sitting.who)
    details = {"session": sitting.id}
    records.audit.add(AuditRow(workplace.now(), by.name, event, subject, sitting.visit, details, by.id))
