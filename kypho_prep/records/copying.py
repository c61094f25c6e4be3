"""Copies all rows of a clinic from one database to another, of either kind, and proves that both hold the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, func, insert, select

from kypho_prep.records.clinic_tables import metadata
from kypho_prep.records.key_values import CODE_KEY, LEFT
from kypho_prep.records.tables import audit, audit_chain, visit
from kypho_prep.records.trouble import Trouble

# Who owns a row comes before it. Each database chains the audit under its own key, as its entries arrive.
TABLES = tuple(table for table in metadata.sorted_tables if table is not audit_chain)
# What people call the rows of each table, in the order in which a clinic is copied.
NAMES = {
    "date_miss": "dates of birth tried with wrong codes",
    "patient": "patients",
    "setting": "settings",
    "staff": "staff members",
    "station": "stations",
    "audit": "lines of the audit",
    "visit": "visits",
    "flag": "flags",
    "flag_action": "actions on flags",
    "instruction": "instructions",
    "kiosk_session": "sittings at a kiosk",
    "sign_off": "signatures",
    "staff_fact": "staff entries",
    "visit_summary": "lines of the board",
    "visit_word": "words to search by",
    "reply": "answers",
}
AT_ONCE = 200

# What the audit says of a move, in the new place.
TO_SERVER, TO_MACHINE = "moved_to_server", "moved_to_machine"

# Is told the table, how many of its rows are done, and how many it has.
Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Held:
    """What a table holds: how many rows, and a digest over all of them in the order of their keys."""

    rows: int
    digest: str


def held(connection: Connection) -> dict[str, Held]:
    """Return what each table holds, each value as the program reads it."""
    return {table.name: _held(connection, table) for table in TABLES}


def copy(source: Connection, target: Connection, told: Told) -> dict[str, Held]:
    """Copy all rows within open transactions, read them back, and return what each table holds.

    Raises Trouble not_equal, which names the table, where the target holds anything else than the source.
    """
    copied = {}
    for table in TABLES:
        given = _copy(source, target, table, told)
        if _held(target, table) != given:
            raise Trouble("not_equal", table.name)
        copied[table.name] = given
        told(table.name, given.rows, given.rows)
    return copied


def stands_in(target: Connection, source: Connection) -> bool:
    """Tell whether a server holds what a folder holds, and nothing newer but the line that says that it moved."""
    last = source.execute(select(func.coalesce(func.max(audit.c.seq), 0))).scalar_one()
    newer = target.execute(select(audit.c.event).where(audit.c.seq > last)).scalars().all()
    if list(newer) not in ([], [TO_SERVER]):
        return False
    return all(_held(target, table, last) == _held(source, table, last) for table in TABLES)


def is_empty(connection: Connection) -> bool:
    """Tell whether no table holds a row."""
    return all(connection.execute(_all(table).limit(1)).first() is None for table in TABLES)


def visits_in(connection: Connection) -> int:
    """Return how many visits a clinic has."""
    return connection.execute(select(func.count()).select_from(visit)).scalar_one()


class _Counting:
    """Counts and digests rows as they come, in the order of their keys."""

    def __init__(self) -> None:
        self._rows = 0
        self._seen = hashlib.sha256()

    def take(self, rows: Sequence[Row[Any]]) -> int:
        """Take some rows, and return how many it has by now."""
        for row in rows:
            self._seen.update(f"{tuple(row)!r}\n".encode())
        self._rows += len(rows)
        return self._rows

    def held(self) -> Held:
        return Held(self._rows, self._seen.hexdigest())


def _copy(source: Connection, target: Connection, table: Table, told: Told) -> Held:
    """Copy a table's rows, and return what was read at the source."""
    of = source.execute(select(func.count()).select_from(_all(table).subquery())).scalar_one()
    counting = _Counting()
    for rows in _batches(source, table):
        target.execute(insert(table), [row._asdict() for row in rows])
        done = counting.take(rows)
        if done < of:
            told(table.name, done, of)
    return counting.held()


def _held(connection: Connection, table: Table, last: int | None = None) -> Held:
    """Return what a table holds; of the audit, the lines up to the `last` one."""
    counting = _Counting()
    for rows in _batches(connection, table, last):
        counting.take(rows)
    return counting.held()


def _batches(connection: Connection, table: Table, last: int | None = None) -> Iterator[Sequence[Row[Any]]]:
    """Read a table piece by piece: a clinic of many years need not fit into memory."""
    wanted = _all(table) if last is None or table is not audit else _all(table).where(audit.c.seq <= last)
    query = wanted.order_by(*table.primary_key).execution_options(yield_per=AT_ONCE)
    with connection.execute(query) as found:
        yield from found.partitions()


def _all(table: Table) -> Select[Any]:
    """Return the query for the rows that travel.

    The key of slips' codes has its own place in each database, and that a server was left is said of that server.
    """
    return select(table).where(table.c.key.not_in((CODE_KEY, LEFT))) if table.name == "setting" else select(table)
