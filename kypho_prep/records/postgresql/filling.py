"""Fills an empty database of a server with a clinic that stood elsewhere, and reads one out, while no station works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Connection, Table, func, select, text

from kypho_prep.records.copying import TABLES, is_empty, visits_in
from kypho_prep.records.key_values import LEFT
from kypho_prep.records.migrate import Steps
from kypho_prep.records.postgresql.upgrade import alone, refuse_unless_empty
from kypho_prep.records.rows import AuditRow
from kypho_prep.records.transaction import Transaction
from kypho_prep.records.trouble import Trouble

_OWNS = "SELECT pg_has_role(datdba, 'MEMBER') FROM pg_database WHERE datname = current_database()"


def fill(
    url: str,
    codes: bytes,
    put: Callable[[Transaction], AuditRow],
    is_there: Callable[[Transaction], bool],
    steps: Steps,
) -> bool:
    """Make the tables and have `put` fill them, in one transaction: cut anywhere, the server is as it was.

    `put` returns the line of the audit that says so, which comes after those that it copied. Return False, and change
    nothing, where the clinic is there already (`is_there`). `codes` is the key of its slips. Raises Trouble not_empty,
    has_visits, server_old, station_old, stations_at_work, what opening and what `put` raises.
    """
    with alone(url) as connection:
        _take_the_time_it_takes(connection)
        if not _is_made(connection, steps):
            steps.upgrade(connection)
        elif not is_empty(connection):
            if is_there(Transaction(connection)):
                return False
            _refuse(connection)
        target = Transaction(connection)
        line = put(target)
        for table in TABLES:
            _go_on_after(connection, table)
        target.audit.add(line)
        connection.execute(text("UPDATE code_key SET key = :key"), {"key": codes})
    return True


@contextmanager
def read_out(url: str, steps: Steps) -> Iterator[tuple[Transaction, bytes]]:
    """Hold a server's clinic still, and hand it out with the key of its slips' codes.

    Raises Trouble no_owner where the login does not own the database, as no station's does; no_clinic_there,
    server_old, station_old, stations_at_work and what opening raises.
    """
    with alone(url) as connection:
        if not connection.execute(text(_OWNS)).scalar():
            raise Trouble("no_owner")
        _take_the_time_it_takes(connection)
        if not _is_made(connection, steps):
            raise Trouble("no_clinic_there", "no tables")
        yield Transaction(connection), bytes(connection.execute(text("SELECT key FROM code_key")).scalar_one())


def leave(source: Transaction, to: str, on: date) -> None:
    """Mark a server's clinic that was read out as gone on elsewhere: nobody works there any more."""
    source.settings.put(LEFT, {"to": to, "on": on.isoformat()})


def _is_made(connection: Connection, steps: Steps) -> bool:
    """Tell whether a clinic's tables stand in this version. Raises Trouble not_empty, server_old or station_old."""
    if connection.execute(text("SELECT to_regclass('public.alembic_version')")).scalar() is None:
        refuse_unless_empty(connection)
        return False
    version = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
    steps.refuse_other(version, "server_old", "station_old")
    return True


def _refuse(connection: Connection) -> None:
    """Refuse a database that another clinic works with. Raises Trouble has_visits or not_empty."""
    if visits := visits_in(connection):
        raise Trouble("has_visits", str(visits))
    held = next(table.name for table in TABLES if connection.execute(select(table).limit(1)).first() is not None)
    raise Trouble("not_empty", held)


def _go_on_after(connection: Connection, table: Table) -> None:
    """Have a table that numbers its rows go on after the highest number that was copied."""
    numbered = table.autoincrement_column
    if numbered is not None:
        highest = connection.execute(select(func.max(numbered))).scalar()
        if highest is not None:
            sequence = func.pg_get_serial_sequence(table.name, numbered.name)
            connection.execute(select(func.setval(sequence, highest)))


def _take_the_time_it_takes(connection: Connection) -> None:
    # While the other side is read back the server hears nothing from here.
    connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
