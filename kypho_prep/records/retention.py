"""Finished visits and their end: the one place that removes what is only added to elsewhere, whole visits alone.

The audit is never removed from: it names a visit by its id, and holds nothing that its patient said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, String, bindparam, delete, func, select, text, type_coerce

from kypho_prep.prep.chart import FactKind
from kypho_prep.records.clinic_tables import metadata
from kypho_prep.records.tables import ONLY_ADDED_TO, audit, patient, staff_fact, visit
from kypho_prep.records.trouble import Trouble

# Whatever belongs to a visit, a row before what it names; a new table is among them as soon as it stands here.
_OF_A_VISIT = tuple(
    table for table in reversed(metadata.sorted_tables) if "visit_id" in table.columns and table is not audit
)
_REFUSING = tuple(table.name for table in _OF_A_VISIT if table.name in ONLY_ADDED_TO)
# The tables that hold nothing but visits.
OF_VISITS = (*(table.name for table in _OF_A_VISIT), visit.name, patient.name)
_OWNS = "SELECT pg_has_role(relowner, 'MEMBER') FROM pg_class WHERE oid = 'public.visit'::regclass"


@dataclass(frozen=True, slots=True)
class Ended:
    """A visit that has ended."""

    visit: str
    procedure_on: date
    ended_at: datetime


class Retention:
    """The visits that have ended, what holds them, and their removal."""

    def __init__(self, connection: Connection) -> None:
        """Work on one connection."""
        self._connection = connection

    def ended(self) -> tuple[Ended, ...]:
        """Return the visits that have ended, by the day of their procedure."""
        query = select(visit.c.id, visit.c.procedure_on, visit.c.ended_at).where(visit.c.ended_at.is_not(None))
        rows = self._connection.execute(query.order_by(visit.c.procedure_on, visit.c.id))
        return tuple(Ended(*row) for row in rows)

    def holds(self) -> dict[str, str]:
        """Return the visits that are under a legal hold, each with its reason."""
        query = select(staff_fact.c.visit_id, staff_fact.c.subject, staff_fact.c.reason)
        found = query.where(staff_fact.c.kind == FactKind.LEGAL_HOLD).order_by(staff_fact.c.visit_seq)
        newest = {row.visit_id: row for row in self._connection.execute(found)}
        return {row.visit_id: row.reason for row in newest.values() if row.subject}

    def days_worked(self) -> frozenset[date]:
        """Return the days, in UTC, on which anything was put on record."""
        day = func.substr(type_coerce(audit.c.at, String), 1, 10)
        return frozenset(date.fromisoformat(one) for one in self._connection.execute(select(day).distinct()).scalars())

    def newest_moment(self) -> datetime | None:
        """Return the moment of the newest line of the audit; None where there is none."""
        return self._connection.execute(select(audit.c.at).order_by(audit.c.seq.desc()).limit(1)).scalar()

    def remove(self, visits: Sequence[str]) -> None:
        """Remove visits and their patients, with all that was said and recorded; nobody else may write meanwhile.

        Raises Trouble no_owner on a server whose tables are not this login's own, as a station's never are.
        """
        if not visits:
            return
        gone = [{"gone": one} for one in visits]
        whose = select(visit.c.patient_id).where(visit.c.id == bindparam("gone"))
        patients = [self._connection.execute(whose, one).scalar_one() for one in gone]
        with _removable(self._connection), _sittings_looked_up(self._connection):
            for table in _OF_A_VISIT:
                self._connection.execute(delete(table).where(table.c.visit_id == bindparam("gone")), gone)
        self._connection.execute(delete(visit).where(visit.c.id == bindparam("gone")), gone)
        # One who has another visit stays.
        others = select(visit.c.id).where(visit.c.patient_id == patient.c.id).exists()
        person = delete(patient).where(patient.c.id == bindparam("person"), ~others)
        self._connection.execute(person, [{"person": one} for one in patients])


@contextmanager
def _sittings_looked_up(connection: Connection) -> Iterator[None]:
    """Let the database find the replies of a sitting that goes by an index: else it reads all replies for each."""
    # Nothing else asks for it, so that no reply has to keep it up.
    connection.execute(text("CREATE INDEX reply_of_sitting ON reply (session_id)"))
    yield
    connection.execute(text("DROP INDEX reply_of_sitting"))


@contextmanager
def _removable(connection: Connection) -> Iterator[None]:
    """Let rows be removed within this transaction; the triggers that refuse it stand again before it ends."""
    if connection.dialect.name == "postgresql":
        if not connection.execute(text(_OWNS)).scalar():
            raise Trouble("no_owner")
        for table in _REFUSING:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER {table}_refuses_delete"))
        yield
        for table in _REFUSING:
            connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER {table}_refuses_delete"))
        return
    said = text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name")
    made = [connection.execute(said, {"name": f"{one}_refuses_delete"}).scalar_one() for one in _REFUSING]
    for table in _REFUSING:
        connection.execute(text(f"DROP TRIGGER {table}_refuses_delete"))
    yield
    for statement in made:
        connection.exec_driver_sql(statement)
