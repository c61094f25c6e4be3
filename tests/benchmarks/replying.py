"""A durable reply: the program's whole transaction, against bare ones, committed as durably.

The limits: a transaction that writes the same rows by the same statements, and one that inserts the reply's row alone.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any

from clinic import TimedWorkplace, clinic, utc
from sqlalchemy import event
from sqlcipher3 import dbapi2 as sqlcipher
from timing import ROUNDS, compared, percentile, say

from kypho_prep.sample import sample_clinic
from kypho_prep.sample.scripted_patient import Script, answer_all
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm

VISITS = 2  # in a block: about 150 replies
KEY = "2b" * 32
TABLES = "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
TABLE = "SELECT sql FROM sqlite_master WHERE name='reply'"
WRITES = ("INSERT", "UPDATE", "DELETE")
NEWEST = "SELECT * FROM reply WHERE visit_id=? ORDER BY seq DESC LIMIT 1"
SAME = "the same rows"
Written = list[tuple[str, Any]]
# What a bare way is given: the reply's row, and every statement that the transaction wrote with.
Insert = Callable[[tuple[Any, ...], Written], float]


@dataclass
class Beside:
    """Hears of each commit; the reply that it stored is then inserted again by each of the bare ways."""

    ways: dict[str, Insert] = field(default_factory=dict)
    taken: dict[str, list[float]] = field(default_factory=dict)
    newest: Callable[[], tuple[Any, ...] | None] = lambda: None
    last: tuple[Any, ...] | None = None
    order: list[str] = field(default_factory=list)
    writing: Written = field(default_factory=list)
    follow: Callable[[Written], float] = lambda _: 0.0

    def wrote(self, *parts: Any) -> None:
        """Hear of a statement that goes to the database, with its parameters."""
        if str(parts[2]).startswith(WRITES):
            self.writing.append((parts[2], parts[3]))

    def committed(self, seconds: float) -> None:
        written, self.writing = self.writing, []
        row = self.newest()
        if row is None or row == self.last:
            # No reply: the bare copies only have to keep up.
            self.follow(written)
            return
        self.last = row
        self.taken["ours"].append(seconds)
        # Whoever comes first finds the processor's caches full of the program: each way in its turn.
        self.order = [*self.order[1:], *self.order[:1]] or list(self.ways)
        for name in self.order:
            self.taken[name].append(self.ways[name](row, written))

    def begin(self) -> None:
        self.taken = {name: [] for name in ("ours", *self.ways)}


def main() -> None:
    beside = Beside()
    with clinic(beside.committed) as (place, folder):
        nurse, _ = sample_clinic.one_visit(place)
        table = place.file._raw.execute(TABLE).fetchone()[0]
        for name in ("sqlite", "sqlite again"):
            beside.ways[name] = bare_way(sqlite3, folder / f"{name}.db", table)
        for name in ("cipher", "cipher again"):
            beside.ways[name] = bare_way(sqlcipher, folder / f"{name}.db", table, KEY)
        copies = [same_rows(place, folder / f"{name}.db") for name in (SAME, f"{SAME} again")]
        beside.ways |= {SAME: copies[0], f"{SAME} again": copies[1]}
        beside.follow = lambda written: sum(copy((), written) for copy in copies)
        event.listen(place.file._engine, "before_cursor_execute", beside.wrote)
        blocks = [block(place, nurse, beside) for _ in range(ROUNDS + 1)][1:]
    for percent in (50, 99):
        figures = {name: [percentile(one[name], percent) for one in blocks] for name in blocks[0]}
        for bare, said, goal in (
            (SAME, SAME, 4.0),
            ("sqlite", "one raw SQLite INSERT", None),
            ("cipher", "one raw SQLCipher INSERT", None),
        ):
            what = f"durable reply p{percent} / {said}"
            say(
                compared(
                    what, figures["ours"], figures[bare], figures[f"{bare} again"], goal if percent == 50 else None
                )
            )


def block(place: TimedWorkplace, nurse: StaffMember, beside: Beside) -> dict[str, list[float]]:
    """Have some patients answer everything; return the seconds of each reply, by way."""
    beside.begin()
    for _ in range(VISITS):
        patient = PatientForm("Quarrington", "Eleanor", date(1950, 2, 3))
        form = VisitForm(utc().date() + timedelta(days=9), "09:30")
        visit = schedule.new_visit(place, staff=nurse, patient=patient, visit=form)
        raw = place.file._raw
        beside.newest = partial(newest, raw, visit)
        opened = intake.hand_over(place, visit=visit, staff=nurse)
        answer_all(place, opened, Script())
        intake.leave(place, session=opened.session.id)
    return beside.taken


def newest(raw: Any, visit: str) -> tuple[Any, ...] | None:
    """Return the newest reply's row."""
    found: tuple[Any, ...] | None = raw.execute(NEWEST, (visit,)).fetchone()
    return found


def same_rows(place: TimedWorkplace, file: Path) -> Insert:
    """Return a transaction of the same statements on an encrypted copy of the clinic, without anything around them."""
    raw = bare_file(sqlcipher, file, KEY)
    source = place.file._raw
    for (sql,) in source.execute(TABLES).fetchall():
        if not sql.startswith("CREATE TABLE sqlite_"):
            raw.execute(sql)
    for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        rows = source.execute(f"SELECT * FROM {name}").fetchall()
        if rows and not name.startswith("sqlite_"):
            raw.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(rows[0]))})", rows)

    def write(_row: tuple[Any, ...], written: Written) -> float:
        begun = perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        for sql, parameters in written:
            cursor = raw.executemany(sql, parameters) if isinstance(parameters, list) else raw.execute(sql, parameters)
            if "RETURNING" in sql:
                cursor.fetchall()
        raw.execute("COMMIT")
        return perf_counter() - begun

    return write


def bare_way(module: ModuleType, file: Path, table: str, key: str = "") -> Insert:
    """Return an INSERT that is on the disk when it returns, as the program's own settings have it."""
    raw = bare_file(module, file, key)
    raw.execute(table)

    def insert(row: tuple[Any, ...], _written: Written) -> float:
        begun = perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(f"INSERT INTO reply VALUES ({','.join('?' * len(row))})", row)
        raw.execute("COMMIT")
        return perf_counter() - begun

    return insert


def bare_file(module: ModuleType, file: Path, key: str) -> Any:
    """Open a file with the program's own settings for durability."""
    raw = module.connect(str(file), isolation_level=None)
    if key:
        raw.execute(f"PRAGMA key=\"x'{key}'\"")
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


if __name__ == "__main__":
    main()
