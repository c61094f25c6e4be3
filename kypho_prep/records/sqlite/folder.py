"""The data folder: the encrypted file, and beside it a small file that says whose it is; nothing secret is in it."""

from __future__ import annotations

import errno
import json
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kypho_prep.records.files import write_durably
from kypho_prep.records.trouble import Trouble

NAME = "kypho-prep.db"
LABEL = "database.json"
LOCK = "kypho-prep.lock"
BACKUPS = "backups"
MARKS = "marks"  # beside the keys: how far each clinic of this machine had come (`high_water.py`)
MOVED = "moved.json"
VERSION = 1
OPENING = 64 * 1024  # bytes: the log's index takes half of them
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # what a system says of a disk that takes no more


@dataclass(frozen=True, slots=True)
class Label:
    """What stands beside the data: the database's id, its key's fingerprint, and whether it was ever finished."""

    database: str
    fingerprint: str
    made: bool


def holds_data(folder: Path) -> bool:
    """Tell whether a folder holds a clinic, or what is left of one; one that was never finished does not count."""
    if not (folder / LABEL).exists():
        return (folder / NAME).exists() or _holds_backups(folder)
    label = parsed(folder)
    return label is None or label.made


def keeps_a_clinic(config: Path) -> bool:
    """Tell whether this machine has worked with a clinic's folder, wherever that is now."""
    return any((config / MARKS).glob("*"))


def make_ready(folder: Path, *, create: bool) -> None:
    """Make sure that the folder can be written to. Raises Trouble data_folder or no_clinic."""
    if not create and not holds_data(folder):
        raise Trouble("no_clinic", str(folder))
    # Tried for real: permissions alone do not tell of a disk that is full or cannot be written.
    probe = folder / f".{uuid.uuid4().hex}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise Trouble("data_folder", str(folder)) from error


def is_full(folder: Path) -> bool:
    """Tell whether the disk has no room for what opening a database writes beside it."""
    probe = folder / f".{uuid.uuid4().hex}"
    try:
        probe.write_bytes(bytes(OPENING))
    except OSError as error:
        return error.errno in FULL
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)
    return False


def read_label(folder: Path) -> Label | None:
    """Return the label; None where a new database may be made. Raises Trouble missing_key or damaged."""
    if not (folder / LABEL).exists():
        if (folder / NAME).exists():
            # Never an empty clinic beside data: without the label nobody knows which key it was written with.
            raise Trouble("missing_key", f"{LABEL} is gone")
        if _holds_backups(folder):
            raise Trouble("damaged", f"{NAME} and {LABEL} are gone")
        return None
    label = parsed(folder)
    if label is None:
        raise Trouble("damaged", LABEL)
    if not label.made:
        _sweep(folder)
        return None
    if not (folder / NAME).exists() or (folder / NAME).stat().st_size == 0:
        raise Trouble("damaged", f"{NAME} is gone")
    return label


def write_label(folder: Path, label: Label) -> None:
    """Store the label durably. Raises Trouble data_folder."""
    try:
        write_durably(folder / LABEL, content(label))
    except OSError as error:
        raise Trouble("data_folder", str(folder)) from error


def content(label: Label) -> str:
    """Return what a label's file holds."""
    values = {
        "version": VERSION,
        "database": label.database,
        "fingerprint": label.fingerprint,
        "made": label.made,
    }
    return json.dumps(values, indent=1) + "\n"


def _holds_backups(folder: Path) -> bool:
    """Tell whether a clinic was backed up here: where its data is gone, nobody begins anew beside that."""
    return any((folder / BACKUPS).glob(f"*/{NAME}"))


def _sweep(folder: Path) -> None:
    """Remove a database whose making was cut short: nobody was ever told that it holds anything."""
    for ending in ("", "-wal", "-shm"):
        (folder / f"{NAME}{ending}").unlink(missing_ok=True)


def refuse_moved(folder: Path) -> None:
    """Raise Trouble moved, with the server and the day, where a folder's clinic went on to a server."""
    if has_moved(folder):
        raise Trouble("moved", _moved(folder / MOVED))


def has_moved(folder: Path) -> bool:
    """Tell whether a folder's clinic went on to a server: a start must not go on here beside it."""
    return (folder / MOVED).exists()


def mark_moved(folder: Path, at: datetime, server: str) -> None:
    """Say durably that a folder's clinic went on to a server. Raises Trouble data_folder."""
    content = {"version": VERSION, "on": f"{at:%Y-%m-%d}", "server": server}
    try:
        write_durably(folder / MOVED, json.dumps(content, indent=1) + "\n")
    except OSError as error:
        raise Trouble("data_folder", str(folder)) from error


def _moved(mark: Path) -> str:
    try:
        said = json.loads(mark.read_text("utf-8"))
        return f"{said['server']}, {said['on']}"
    except (OSError, ValueError, KeyError, TypeError):
        # It counts all the same: two clinics that each go on would never be one again.
        return f"{datetime.fromtimestamp(mark.stat().st_mtime, UTC):%Y-%m-%d}"


def named(database: object) -> str:
    """Return a database's id as a label has it; ValueError for anything else, which would be a way to another file."""
    if not isinstance(database, str) or str(uuid.UUID(database)) != database:
        raise ValueError("no database's id")
    return database


def parsed(folder: Path) -> Label | None:
    """Return what the label says; None where it cannot be read."""
    try:
        content = json.loads((folder / LABEL).read_text("utf-8"))
        if content["version"] != VERSION:
            return None
        return Label(named(content["database"]), str(content["fingerprint"]), content["made"] is True)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def identity(file: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one of its name; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)
