"""A durable reply: the program's whole transaction, against one bare INSERT of the same row, committed as durably."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any

from clinic import TimedWorkplace, clinic, utc
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
TABLE = "SELECT sql FROM sqlite_master WHERE name='reply'"
NEWEST = "SELECT * FROM reply WHERE visit_id=? ORDER BY seq DESC LIMIT 1"
GOALS = {50: 1.6, 99: 1.5}
Insert = Callable[[tuple[Any, ...]], float]


@dataclass
class Beside:
    """Hears of each commit; the reply that it stored is then inserted again by each of the bare ways."""

    ways: dict[str, Insert] = field(default_factory=dict)
    taken: dict[str, list[float]] = field(default_factory=dict)
    newest: Callable[[], tuple[Any, ...] | None] = lambda: None
    last: tuple[Any, ...] | None = None
    order: list[str] = field(default_factory=list)

    def committed(self, seconds: float) -> None:
        row = self.newest()
        if row is None or row == self.last:
            return
        self.last = row
        self.taken["ours"].append(seconds)
        # Whoever comes first finds the processor's caches full of the program: each way in its turn.
        self.order = [*self.order[1:], *self.order[:1]] or list(self.ways)
        for name in self.order:
            self.taken[name].append(self.ways[name](row))

    def begin(self) -> None:
        self.taken = {name: [] for name in ("ours", *self.ways)}


def main() -> None:
    beside = Beside()
    with clinic(beside.committed) as (place, folder):
        nurse, _ = sample_clinic.one_visit(place)
        table = place.database._raw.execute(TABLE).fetchone()[0]
        for name in ("sqlite", "sqlite again"):
            beside.ways[name] = bare_way(sqlite3, folder / f"{name}.db", table)
        for name in ("cipher", "cipher again"):
            beside.ways[name] = bare_way(sqlcipher, folder / f"{name}.db", table, KEY)
        blocks = [block(place, nurse, beside) for _ in range(ROUNDS + 1)][1:]
    for percent, goal in GOALS.items():
        figures = {name: [percentile(one[name], percent) for one in blocks] for name in blocks[0]}
        for bare, said in (("sqlite", "raw SQLite"), ("cipher", "raw SQLCipher")):
            what = f"durable reply p{percent} / {said} INSERT"
            say(compared(what, figures["ours"], figures[bare], figures[f"{bare} again"], goal))


def block(place: TimedWorkplace, nurse: StaffMember, beside: Beside) -> dict[str, list[float]]:
    """Have some patients answer everything; return the seconds of each reply, by way."""
    beside.begin()
    for _ in range(VISITS):
        patient = PatientForm("Quarrington", "Eleanor", date(1950, 2, 3))
        form = VisitForm(utc().date() + timedelta(days=9), "09:30")
        visit = schedule.new_visit(place, staff=nurse, patient=patient, visit=form)
        raw = place.database._raw
        beside.newest = lambda raw=raw, visit=visit: raw.execute(NEWEST, (visit,)).fetchone()
        opened = intake.hand_over(place, visit=visit, staff=nurse)
        answer_all(place, opened, Script())
        intake.leave(place, session=opened.session.id)
    return beside.taken


def bare_way(module: ModuleType, file: Path, table: str, key: str = "") -> Insert:
    """Return an INSERT that is on the disk when it returns, as the program's own settings have it."""
    raw = module.connect(str(file), isolation_level=None)
    if key:
        raw.execute(f"PRAGMA key=\"x'{key}'\"")
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        raw.execute(f"PRAGMA {pragma}")
    raw.execute(table)

    def insert(row: tuple[Any, ...]) -> float:
        begun = perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(f"INSERT INTO reply VALUES ({','.join('?' * len(row))})", row)
        raw.execute("COMMIT")
        return perf_counter() - begun

    return insert


if __name__ == "__main__":
    main()
