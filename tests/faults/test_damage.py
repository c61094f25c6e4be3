"""One byte of any file that the program writes is another one, or its end is gone: it is found, or it is no matter.

What the files say is read as the program reads it at a start. Where that is all as it was, the byte was of no matter;
where it is not, the start must have refused in words. Nothing is deleted either way. Nobody can know two things:
whether a name or a scale in `machine.toml` is what a person wrote, and, without the paper, whether the recovery
slot in this machine's own key file still opens; that of a back-up is compared with a digest.
"""

import hashlib
import random
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kypho_prep import settings
from kypho_prep.records.sqlite import folder, keys, recovery
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.records.sqlite.database import Database
from kypho_prep.settings import BrokenSettings
from kypho_prep.workflow import start
from kypho_prep.workflow.errors import Refused
from tests.journeys.house import KIOSK, with_clinic

FLIPS, CUTS = 1000, 200
IN_THE_SUITE = 10  # of them every so many-th
OF_THE_RUN = (folder.LOCK, f"{folder.NAME}-shm", "backups.lock")
AT = datetime(2026, 11, 23, 15, tzinfo=UTC)


@dataclass(frozen=True)
class Files:
    """All files of one machine, as a kill in the middle of a day leaves them; each try begins with them anew."""

    kept: Path
    folder: Path

    def put_back(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.kept, self.folder)

    @property
    def names(self) -> list[Path]:
        """Every file that holds something, by its place in the folder."""
        return [one.relative_to(self.kept) for one in self.all_in(self.kept) if one.stat().st_size]

    @staticmethod
    def all_in(folder: Path) -> list[Path]:
        found = (one for one in sorted(folder.rglob("*")) if one.is_file())
        return [one for one in found if one.name not in OF_THE_RUN]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """A clinic with a back-up that carries a recovery key, and changes after it that stand in the log alone."""
    made = tmp_path / "machine"
    monkeypatch.setenv("KYPHO_PREP_CONFIG", str(made / "config"))
    with_clinic(made)
    data, config = made / "data", made / "config"
    (config / settings.FILE).write_text(
        f'data = "{data}"\nkiosk = "{KIOSK}"\npx_per_mm = 5.0\nkind = "both"\n', "utf-8"
    )
    database = start.open_or_create(data, config)
    assert isinstance(database, Database)
    identity, source = database.station.id, database.source()
    slot = recovery.wrap(source.key, identity, recovery.new(), {"memory_kib": 64, "rounds": 1, "lanes": 1})
    keys.keep_recovery(config, identity, slot)
    database.back_up(AT)
    for number in range(20):
        with database.write() as records:
            records.settings.put("number", number)
    shutil.copytree(made, tmp_path / "kept")
    database.close()
    return Files(tmp_path / "kept", made)


def rows(database: Database) -> str:
    """Return a digest of every row of every table."""
    names = sorted(name for (name,) in database._raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
    every = [database._raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in names]
    return hashlib.sha256(repr(every).encode()).hexdigest()


def read_all() -> tuple[object, ...]:
    """Start as the program does, and return all that its files say; raises what the start refuses with."""
    chosen = settings.load()
    database = start.open_or_create(chosen.data, chosen.config, create=False)
    assert isinstance(database, Database)
    try:
        held = Archive(chosen.data / folder.BACKUPS).held()
        papers = [(one, one.whole, one.other_keys, one.recovery) for one in held]
        return chosen.data, chosen.config, chosen.kind, database.station.id, rows(database), papers
    finally:
        database.close()


def told(files: Files, caplog: pytest.LogCaptureFixture) -> bool:
    """Tell whether somebody is told of a damage that does not keep the program from starting."""
    archive = Archive(files.folder / "data" / folder.BACKUPS)
    named = archive.damaged() or any(one.other_keys for one in archive.held())
    logged = bool(caplog.records)
    caplog.clear()
    return bool(named) or logged


def damaged(files: Files, whole: tuple[object, ...], caplog: pytest.LogCaptureFixture) -> str:
    """Start on files of which one is damaged; return what was wrong with that, nothing where it was found."""
    before = {one: one.read_bytes() for one in files.all_in(files.folder)}
    try:
        silent = read_all() != whole and not told(files, caplog)
    except (Refused, BrokenSettings):
        after = {one: one.read_bytes() for one in files.all_in(files.folder)}
        return "" if after == before else "a start that refused changed something"
    caplog.clear()
    # A start that goes on takes the log into the file and ends it.
    gone = [one.name for one in before if not one.exists() and not one.name.endswith("-wal")]
    return "silent" if silent else f"{gone} deleted" if gone else ""


def test_damage_to_any_file_is_found(
    files: Files, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    chance = random.Random(20261128)
    every = 1 if request.config.getoption("--faults") else IN_THE_SUITE
    files.put_back()
    whole = read_all()
    wrong = []
    for number in range(0, FLIPS + CUTS, every):
        files.put_back()
        name = files.names[number // every % len(files.names)]
        content = bytearray((files.folder / name).read_bytes())
        at = chance.randrange(len(content))
        if number < FLIPS:
            content[at] ^= 1 << chance.randrange(8)
        else:
            del content[at:]
        (files.folder / name).write_bytes(content)
        if found := damaged(files, whole, caplog):
            wrong.append(f"{name}: {found} ({'flip' if number < FLIPS else 'cut'} at {at})")
    assert wrong == []
