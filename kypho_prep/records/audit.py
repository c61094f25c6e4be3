"""What was done, by whom and when: only ever added to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, true

from kypho_prep.records.rows import AuditRow
from kypho_prep.records.tables import audit

# Its number is not asked for: a kiosk's login reads back no line that is about no visit of its own.
_ADD = insert(audit).inline()


class AuditLines:
    """The lines of the audit."""

    def __init__(self, connection: Connection) -> None:
        """Work on one connection."""
        self._connection = connection

    def add(self, row: AuditRow) -> None:
        """Add one line."""
        values = {
            "at": row.at,
            "actor": row.actor,
            "actor_id": row.actor_id,
            "event": row.event,
            "subject": row.subject,
            "visit_id": row.visit,
            "details": dict(row.details),
        }
        self._connection.execute(_ADD, values)

    def of_visit(self, visit: str) -> tuple[AuditRow, ...]:
        """Return a visit's lines, oldest first."""
        return self._read(audit.c.visit_id == visit)

    def events_of(self, visit: str) -> tuple[tuple[str, Mapping[str, Any]], ...]:
        """Return a visit's events, each with its details, oldest first: of the audit this is all that a kiosk reads."""
        query = select(audit.c.event, audit.c.details).where(audit.c.visit_id == visit).order_by(audit.c.seq)
        return tuple((row.event, row.details) for row in self._connection.execute(query))

    def of_events(self, *events: str) -> tuple[AuditRow, ...]:
        """Return the lines of some kinds, oldest first."""
        return self._read(audit.c.event.in_(events))

    def numbered(self, seq: int) -> AuditRow | None:
        """Return a line by its number; None where there is none."""
        return next(iter(self._read(audit.c.seq == seq)), None)

    def all(self) -> tuple[AuditRow, ...]:
        """Return every line, oldest first."""
        return self._read(true())

    def _read(self, which: ColumnElement[bool]) -> tuple[AuditRow, ...]:
        query = select(audit).where(which).order_by(audit.c.seq)
        return tuple(
            AuditRow(row.at, row.actor, row.event, row.subject, row.visit_id, row.details, row.actor_id)
            for row in self._connection.execute(query)
        )
