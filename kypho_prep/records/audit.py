"""What was done, by whom and when: only ever added to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, true

from kypho_prep.records.pipeline import UNREAD
from kypho_prep.records.rows import AuditRow
from kypho_prep.records.tables import audit

# Its number is not asked for: a kiosk's login reads back no line that is about no visit of its own.
_ADD = insert(audit).inline().execution_options(**UNREAD)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines are asked for: part of a name, some visits, a stretch of time, some kinds; None and empty are any."""

    person: str = ""
    visits: Sequence[str] | None = None
    since: datetime | None = None
    until: datetime | None = None
    events: Sequence[str] = ()

    def where(self) -> Iterator[ColumnElement[bool]]:
        """Yield the conditions."""
        if self.person:
            yield audit.c.actor.icontains(self.person, autoescape=True)
        if self.visits is not None:
            yield audit.c.visit_id.in_(self.visits)
        if self.since is not None:
            yield audit.c.at >= self.since
        if self.until is not None:
            yield audit.c.at < self.until
        if self.events:
            yield audit.c.event.in_(self.events)


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

    def found(self, asked: Asked, before: int | None, most: int) -> tuple[tuple[int, AuditRow], ...]:
        """Return the newest lines that are asked for, at most so many, those of before a number; each with its own."""
        query = select(audit).where(*asked.where()).order_by(audit.c.seq.desc()).limit(most)
        if before is not None:
            query = query.where(audit.c.seq < before)
        return tuple((row.seq, _row(row)) for row in self._connection.execute(query))

    def numbered(self, seq: int) -> AuditRow | None:
        """Return a line by its number; None where there is none."""
        return next(iter(self._read(audit.c.seq == seq)), None)

    def all(self) -> tuple[AuditRow, ...]:
        """Return every line, oldest first."""
        return self._read(true())

    def _read(self, which: ColumnElement[bool]) -> tuple[AuditRow, ...]:
        query = select(audit).where(which).order_by(audit.c.seq)
        return tuple(_row(row) for row in self._connection.execute(query))


def _row(row: Row[Any]) -> AuditRow:
    return AuditRow(row.at, row.actor, row.event, row.subject, row.visit_id, row.details, row.actor_id)
