"""Brings a back-up back: read whole before anything is touched; what stood there is set aside, never deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kypho_prep.records.disk import Disk
from kypho_prep.records.sqlite import cipher, folder, high_water
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.records.sqlite.backup import BackUp, not_taken
from kypho_prep.records.sqlite.backup_key import Place, keep_key, key_of
from kypho_prep.records.sqlite.closed import source_of
from kypho_prep.records.sqlite.high_water import HighWater
from kypho_prep.records.sqlite.lock import FolderLock
from kypho_prep.records.time_limit import TimeLimit
from kypho_prep.records.trouble import Trouble

INCOMING = ".incoming.db"
LOOKING = ".looking"
ASIDE = ".setting-aside"
# The file before its log: a log without its file is nothing, a file without its log looks whole and is older.
FILES = (folder.NAME, f"{folder.NAME}-wal", f"{folder.NAME}-shm")


@dataclass(frozen=True, slots=True)
class Brought:
    """What was done: `aside` holds the files that stood there, None where none did or the key alone was brought."""

    aside: Path | None
    key_alone: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a data folder: its rows (None where it cannot be read) and its newest moment, where known."""

    rows: Mapping[str, int] | None
    newest: datetime | None


def find(
    data: Path, second: Path | None, named: Path | None = None, *, limit: TimeLimit | None = None
) -> BackUp | None:
    """Return the newest whole back-up: of the data folder and the second place, or of the folder that is named.

    Only those of the clinic whose data stands count. Raises Trouble other_clinic where the others alone are there, and
    several_clinics where nothing says whose data it was: nobody picks one clinic's among several. A second place that
    hangs is waited for no longer than `limit`, and then left out.
    """
    if named is not None:
        itself = [one for one in _held([named.parent]) if one.place.name == named.name]
        every = _held([named, *_inside(named)]) + itself
    else:
        every = _held([data / folder.BACKUPS])
        if second is not None:
            with suppress(TimeoutError):
                every += (limit or TimeLimit()).run(lambda: _held(_inside(second)))
    whose = _clinic_of(data)
    found = [one for one in every if whose in (None, one.label.database)]
    if every and not found and named is not None:
        raise Trouble("other_clinic", str(data))
    if len({one.label.database for one in found}) > 1:
        raise Trouble("several_clinics", str(named or second or data))
    # Two places hold copies of one back-up: that in the data folder is read sooner.
    for one in sorted(found, key=lambda one: one.number, reverse=True):
        if one.whole:
            return one
    return None


def _held(places: Iterable[Path]) -> list[BackUp]:
    return [one for place in places for one in Archive(place).held()]


def _inside(place: Path) -> list[Path]:
    """Return what stands in a folder; nothing where it cannot be read, as a share that does not answer."""
    with suppress(OSError):
        return list(place.iterdir())
    return []


def standing(data: Path, config: Path, key: bytes | None = None) -> Standing:
    """Return what stands in a data folder, without changing any of it."""
    try:
        source = source_of(data, config, key)
        with _untouched(data, source.file) as file:
            HighWater(config, source).refuse_loss(replace(source, file=file))
            connection = cipher.connect(file, source.key, source.module)
            try:
                (newest,) = connection.execute("SELECT max(at) FROM audit").fetchone()
                return Standing(cipher.rows(connection), datetime.fromisoformat(newest) if newest else None)
            finally:
                connection.close()
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is what is about to be replaced
        return Standing(None, _last_written(data))


@contextmanager
def _untouched(data: Path, file: Path) -> Iterator[Path]:
    """Hand out a copy of a file and its log: opened where it stands, SQLite would throw away a log that it cannot read.

    Where another program has the folder open, that has happened already, and its file is handed out itself.
    """
    try:
        lock = FolderLock(data / folder.LOCK)
    except Trouble:
        yield file
        return
    looking = data / LOOKING
    disk = Disk()
    try:
        disk.remove(looking)
        disk.make_folder(looking)
        for name in FILES[:2]:
            if (data / name).exists():
                disk.copy(data / name, looking / name)
        yield looking / file.name
    finally:
        disk.remove(looking)
        lock.release()


def bring_back(place: Place, backup: BackUp, typed: str, at: datetime, disk: Disk | None = None) -> Brought:
    """Put a back-up in the place of what stands; where the key alone was missing, bring back that alone.

    A cut, or a disk that takes no more, at any moment leaves the old data, or none under its name, which the start
    says, or the back-up; done again it goes on. Raises Trouble already_running, moved, other_clinic, damaged,
    no_backup, data_folder and what `key_of` does.
    """
    own, data = disk or Disk(), place.data
    refuse_other_clinic(data, backup)
    key = key_of(place, backup, typed)
    try:
        own.make_folder(data)
        lock = FolderLock(data / folder.LOCK)
        try:
            folder.refuse_moved(data)
            brought_key = keep_key(place, backup, typed)
            if brought_key and _opens(data, backup, key):
                return Brought(None, key_alone=True)
            incoming = _read_whole(data, backup, key, own)
            # What is made of it from here on is newer, whatever else holds that back-up.
            Archive(data / folder.BACKUPS, own).number_above(backup.number)
            aside = _set_aside(data, at, own)
            own.rename(incoming, data / folder.NAME)
            own.flush_names(data)
            # What was noted was of the file that went; a cut before this leaves a start that refuses, and a second try.
            high_water.forget(place.config, backup.label.database)
            # Last: until then the folder says that something is missing, and never begins anew.
            folder.write_label(data, backup.label)
            return Brought(_named(aside, data, at, own), key_alone=False)
        finally:
            lock.release()
    except OSError as error:
        raise not_taken(error) from error


def refuse_other_clinic(data: Path, backup: BackUp) -> None:
    """Raise Trouble other_clinic where the folder holds another clinic's data than the back-up."""
    if _clinic_of(data) not in (None, backup.label.database):
        raise Trouble("other_clinic", str(data))


def _read_whole(data: Path, backup: BackUp, key: bytes, disk: Disk) -> Path:
    """Copy a back-up into the data folder and read all of the copy before anything else is touched."""
    incoming = data / INCOMING
    try:
        disk.copy(backup.file, incoming)
        disk.flush(incoming)
        found = cipher.read_whole(incoming, key, cipher.driver())
    except (OSError, Trouble):
        incoming.unlink(missing_ok=True)
        raise
    if found != dict(backup.rows):
        incoming.unlink()
        raise Trouble("damaged", str(backup.place))
    return incoming


def _opens(data: Path, backup: BackUp, key: bytes) -> bool:
    """Tell whether the data that stands is whole and waited for its key alone."""
    label, module = folder.parsed(data), cipher.driver()
    if label != backup.label or not (data / folder.NAME).exists():
        return False
    try:
        cipher.last_change(data / folder.NAME, key, module, whole=True)
    except (Trouble, module.Error):
        return False
    return True


def _set_aside(data: Path, at: datetime, disk: Disk) -> Path | None:
    """Move all files of the data that stands into one folder; what an earlier, cut try moved is in it already."""
    aside = data / ASIDE
    there = [data / name for name in FILES if (data / name).exists()]
    if not there and not aside.exists():
        return None
    disk.make_folder(aside)
    if (data / folder.LABEL).exists():
        # A copy: without its label the folder would look as if nothing had ever been there.
        disk.copy(data / folder.LABEL, aside / folder.LABEL)
        disk.flush(aside / folder.LABEL)
    for file in there:
        # A cut in an earlier try may have left the name taken.
        taken = (aside / file.name).exists()
        disk.rename(file, aside / (f"{file.name}.{at:%Y%m%d%H%M%S}" if taken else file.name))
    disk.flush_names(aside)
    disk.flush_names(data)
    return aside


def _named(aside: Path | None, data: Path, at: datetime, disk: Disk) -> Path | None:
    """Give what was set aside the name under which it is found."""
    if aside is None:
        return None
    number = 1
    while (named := data / f"replaced-{at:%Y%m%d-%H%M}-{number}").exists():
        number += 1
    disk.rename(aside, named)
    disk.flush_names(data)
    return named


def _clinic_of(data: Path) -> str | None:
    """Return whose data stands or stood in a folder: by its label, else by its back-ups; None where neither says it."""
    label = folder.parsed(data)
    if label is not None:
        return label.database if label.made else None
    known = {one.label.database for one in Archive(data / folder.BACKUPS).held()}
    return known.pop() if len(known) == 1 else None


def _last_written(data: Path) -> datetime | None:
    """Return when the data was written to, by its files; opening it leaves an empty log, which says nothing."""
    moments = []
    for name in FILES[:2]:
        with suppress(OSError):
            found = (data / name).stat()
            if found.st_size:
                moments.append(datetime.fromtimestamp(found.st_mtime, UTC))
    return max(moments, default=None)
