"""An upgrade is killed or the power is cut: the file is the old one or the new one, never between, and goes on.

Begun with is the clinic that 0.1.0 left, brought to each step of the migrations that a later version shipped.
"""

import hashlib
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from kypho_prep import paths
from kypho_prep.records.migrate import HEAD, Steps
from kypho_prep.records.sqlite import cipher, folder
from kypho_prep.records.sqlite.closed import source_of
from kypho_prep.records.sqlite.database import Database
from kypho_prep.records.sqlite.lock import FolderLock
from tests.faults.disk_trace import Trace, traced
from tests.faults.test_power_cut import refuse_damage
from tests.records.test_made_by_0_1_0 import MADE

BEFORE = sorted(one.revision for one in ScriptDirectory(str(paths.migrations())).walk_revisions())[:-1]
KILLS, KILLS_IN_THE_SUITE = 50, 6
IN_THE_SUITE = (BEFORE[0], BEFORE[6], BEFORE[-1])
GOES_ON = 10  # of the kills every so many-th is followed by a start, which brings the file up


@dataclass
class Upgrade:
    """An upgrade of which every step on the disk was written down, and what the file held before and after."""

    place: Path
    trace: Trace
    old: str
    new: str

    def cut(self, at: int, chance: random.Random | None, into: Path) -> str:
        """Kill the upgrade, or cut the power, before a step; return what the file holds then."""
        shutil.copytree(self.place / "config", into / "config")
        (into / self.trace.watched.relative_to(self.place)).write_bytes(self.trace.held(at))
        (into / "data").mkdir()
        for name, content in self.trace.after_cut(at, chance).items():
            (into / "data" / name).write_bytes(content)
        return held(into)

    def killed(self, times: int, into: Path) -> list[str]:
        """Kill it, and cut the power, in turn, at so many steps; return what the file held after each."""
        drawn, seen = random.Random(self.place.name), []
        for number in range(times):
            chance = random.Random(number) if number % 2 else None
            seen.append(self.cut(drawn.randrange(len(self.trace.steps) + 1), chance, into))
            if number % GOES_ON == 0:
                goes_on(into, self)
            shutil.rmtree(into)
        return seen


def held(place: Path) -> str:
    """Return a digest of all that a clinic's file holds, tables and rows, read as it is."""
    source = source_of(place / "data", place / "config")
    connection = source.module.connect(f"{source.file.as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        cipher.unlock(connection, source.key)
        made = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        tables = [name for kind, name, _ in made if kind == "table"]
        rows = [connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables]
        return hashlib.sha256(repr((made, rows)).encode()).hexdigest()
    finally:
        connection.close()


def opened(place: Path) -> Database:
    """Open a clinic's file without bringing it up."""
    data, config = place / "data", place / "config"
    return Database(source_of(data, config), config, FolderLock(data / folder.LOCK))


def at_step(place: Path, step: str) -> None:
    """Make the clinic of 0.1.0 as a version with that last step had it."""
    for part in ("data", "config"):
        shutil.copytree(MADE / part, place / part)
    database = opened(place)
    database._raw.execute("PRAGMA foreign_keys=OFF")
    with database.write() as records:
        Steps().upgrade(records.connection, step)
    database.begin_mark()
    database.close()


def recorded(place: Path, step: str) -> Upgrade:
    at_step(place, step)
    old = held(place)
    (mark,) = (place / "config" / folder.MARKS).iterdir()
    with traced(place / "data", mark) as trace:
        database = opened(place)
        database.begin_mark()
        database.bring_up()
        database.close()
    return Upgrade(place, trace, old, held(place))


def goes_on(place: Path, upgrade: Upgrade) -> None:
    database = Database.open(place / "data", place / "config", create=False)
    refuse_damage(database)
    database.close()
    assert held(place) == upgrade.new


@pytest.mark.sqlite
def test_an_upgrade_that_is_cut_is_done_or_not_begun(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    every = request.config.getoption("--faults")
    for step in BEFORE if every else IN_THE_SUITE:
        upgrade = recorded(tmp_path / step, step)
        seen = upgrade.killed(KILLS if every else KILLS_IN_THE_SUITE, tmp_path / "cut")
        assert set(seen) <= {upgrade.old, upgrade.new}, step
        assert upgrade.old in seen


def test_every_step_has_been_begun_from() -> None:
    assert [*BEFORE, HEAD] == [f"{number:04}" for number in range(1, len(BEFORE) + 2)]
