"""A clinic in a folder of its own, made by the program's own functions, for the benchmarks to work in."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from kypho_prep import paths
from kypho_prep.content import load
from kypho_prep.records.sqlite.database import Database
from kypho_prep.records.transaction import Transaction
from kypho_prep.workflow import start
from kypho_prep.workflow.workplace import PasswordRule, Workplace

CHEAP = PasswordRule(rounds=1, memory_kib=1024, lanes=1, unlock_seconds=0)
PASSWORD = "quiet river stone"
KIOSK = "benchmark"


def utc() -> datetime:
    return datetime.now(UTC)


def _nobody(_: float) -> None:
    """Hear of a commit, and do nothing."""


@dataclass(frozen=True)
class TimedWorkplace(Workplace):
    """A workplace that tells, after each commit, how long the whole transaction took, from its first statement on."""

    committed: Callable[[float], None] = field(default=_nobody)

    @property
    def file(self) -> Database:
        """The encrypted file that this workplace stands on: a benchmark looks behind it."""
        assert isinstance(self.database, Database)
        return self.database

    @contextmanager
    def writing(self, *, alone: bool = False, heartbeat: bool = False) -> Iterator[Transaction]:
        begun = perf_counter()
        with super().writing(alone=alone, heartbeat=heartbeat) as records:
            yield records
        self.committed(perf_counter() - begun)


@contextmanager
def clinic(committed: Callable[[float], None] = _nobody) -> Iterator[tuple[TimedWorkplace, Path]]:
    """An empty, encrypted clinic with the real checklist, and its folder; both go afterwards."""
    with tempfile.TemporaryDirectory(prefix="kypho-prep-bench-") as name:
        folder = Path(name)
        database = start.open_or_create(folder / "data", folder / "config")
        try:
            yield (
                TimedWorkplace(
                    database, load(paths.resources()), utc, KIOSK, database.station.id, CHEAP, committed=committed
                ),
                folder,
            )
        finally:
            database.close()
