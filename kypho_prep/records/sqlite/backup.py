"""One back-up: a folder with an encrypted copy of the clinic's file, its label, and what was read back from it.

It is made under another name and gets its own with the last step, so that whatever has that name is whole. It counts
after it was opened with its key, checked page by page, and found to have the rows that the clinic had at that moment.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from kypho_prep.records.audit_anchor import of as anchor_of
from kypho_prep.records.audit_anchor import stored
from kypho_prep.records.audit_chain import Anchor
from kypho_prep.records.disk import Disk, Tell, digest
from kypho_prep.records.sqlite import cipher, folder, keys
from kypho_prep.records.trouble import Trouble

MANIFEST = "backup.json"
KEYS = "keys.json"
MAKING = ".making-"
VERSION = 1


@dataclass(frozen=True, slots=True)
class BackUp:
    """A back-up that stands; `made_at` is in the zone of who made it, `rows` are counted table by table.

    `digest` is the copy's, `keys` that of the file with the recovery slot: empty where it carries none, None where it
    was made before that was kept. `audit` is the audit's last entry in it, an anchor of the record that goes on.
    """

    place: Path
    number: int
    made_at: datetime
    label: folder.Label
    revision: str
    rows: Mapping[str, int]
    digest: str
    keys: str | None = None
    audit: Anchor | None = None

    @property
    def file(self) -> Path:
        """The encrypted copy."""
        return self.place / folder.NAME

    @property
    def recovery(self) -> Mapping[str, Any] | None:
        """The slot that a printed recovery key opens; None where it carries none."""
        try:
            return keys.recovery_of((self.place / KEYS).read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            return None

    @property
    def other_keys(self) -> bool:
        """Whether the file with the recovery slot is another one than it was made with, or is gone."""
        return self.keys is not None and _digest_of_keys(self.place) != self.keys

    @property
    def whole(self) -> bool:
        """Whether the copy is, byte for byte, what was read back when it was made."""
        try:
            return digest(self.file) == self.digest
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Source:
    """What a back-up is made of: the clinic's file and its key; the file may be open and written to meanwhile.

    `recovery` is the slot that travels with it, where the clinic has a recovery key.
    """

    file: Path
    key: bytes = field(repr=False)
    label: folder.Label
    module: ModuleType
    recovery: Mapping[str, Any] | None = None


def make(archive: Path, number: int, source: Source, at: datetime, disk: Disk, *, tell: Tell | None = None) -> BackUp:
    """Make a back-up in an archive's folder. Raises Trouble damaged, or no_backup where the disk does not take it.

    Nothing of it is left where that fails, nor where `tell`, which hears which part is copied, raises anything.
    """
    with _whole_or_nothing(archive / f"{MAKING}{number:06}", disk) as making:
        copied = making / folder.NAME
        revision, counted, anchor = _copy(source, copied, tell)
        disk.flush(copied)
        _refuse_difference(cipher.read_whole(copied, source.key, source.module), counted, "damaged")
        for name, content in _papers(source):
            _write(making / name, content, disk)
        place, keys_digest = archive / named(number, at), _digest_of_keys(making)
        made = BackUp(place, number, at, source.label, revision, counted, digest(copied), keys_digest, anchor)
        _write(making / MANIFEST, _manifest(made), disk)
        _finish(making, made.place, disk)
    return made


def push(backup: BackUp, archive: Path, disk: Disk) -> BackUp:
    """Copy a finished back-up to another archive and read the copy back. Raises Trouble no_backup."""
    place = archive / backup.place.name
    with _whole_or_nothing(archive / f"{MAKING}{backup.number:06}", disk) as making:
        for file in sorted(backup.place.iterdir()):
            disk.copy(file, making / file.name)
            disk.flush(making / file.name)
        _refuse_difference(digest(making / folder.NAME), backup.digest, "no_backup")
        _refuse_difference(_digest_of_keys(making), _digest_of_keys(backup.place), "no_backup")
        _finish(making, place, disk)
    return replace(backup, place=place)


def read(place: Path) -> BackUp | None:
    """Return the back-up that a folder holds, by its own papers; None where they cannot be read."""
    try:
        content = json.loads((place / MANIFEST).read_text("utf-8"))
        label = folder.Label(folder.named(content["database"]), str(content["fingerprint"]), made=True)
        # One from before the check was written has none.
        if content["version"] != VERSION or content.pop("check", None) not in (None, _check(content)):
            return None
        counted = {str(name): int(count) for name, count in content["rows"].items()}
        at = datetime.fromisoformat(content["made_at"])
        number, revision, of_copy = int(content["number"]), str(content["revision"]), str(content["sha256"])
        of_keys = content.get("keys_sha256")
        of_keys = None if of_keys is None else str(of_keys)
        return BackUp(place, number, at, label, revision, counted, of_copy, of_keys, anchor_of(content.get("audit")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def unchanged(source: Source, last: BackUp) -> bool:
    """Tell whether a clinic has the very rows that it had at a back-up. Raises Trouble damaged or no_backup.

    Each of its pages is read, as a copy would: a file that is too large for that at the start is not left unread.
    """
    with _one_moment(source) as connection:
        cipher.check_pages(connection, source.module)
        return (_revision(connection), cipher.rows(connection)) == (last.revision, dict(last.rows))


def named(number: int, at: datetime) -> str:
    """Return a back-up's name: its number says the order whatever a clock did, the rest is for people."""
    return f"{number:06}-{at:%Y%m%d-%H%M}"


@contextmanager
def _whole_or_nothing(making: Path, disk: Disk) -> Iterator[Path]:
    """Hand out a new folder to make something in, and take it away again where that fails."""
    try:
        disk.remove(making)
        disk.make_folder(making)
        yield making
    except OSError as error:
        disk.remove(making)
        raise not_taken(error) from error
    except Exception:
        disk.remove(making)
        raise


def not_taken(error: OSError) -> Trouble:
    """Return the trouble of a disk that does not take a back-up."""
    return Trouble("no_backup", "disk_full" if error.errno in folder.FULL else type(error).__name__)


def of_back_up(trouble: Trouble) -> Trouble:
    """Return what a trouble with opening the clinic's file means for a back-up of it."""
    return Trouble("no_backup", "disk_full") if trouble.what == "no_room" else trouble


def _refuse_difference(found: object, wanted: object, what: str) -> None:
    if found != wanted:
        raise Trouble(what, "the copy differs from what was copied")


def _finish(making: Path, place: Path, disk: Disk) -> None:
    """Give what is whole and flushed its name."""
    disk.flush_names(making)
    disk.rename(making, place)
    disk.flush_names(place.parent)


def _copy(source: Source, target: Path, tell: Tell | None) -> tuple[str, dict[str, int], Anchor | None]:
    """Copy one moment of the clinic; return its revision, rows and anchor. Raises Trouble damaged or no_backup."""
    with _one_moment(source) as connection:
        counted, revision = cipher.rows(connection), _revision(connection)
        cipher.copy(connection, target, source.key, source.module, tell)
        return revision, counted, _anchor(connection) if counted.get("audit_chain") else None


@contextmanager
def _one_moment(source: Source) -> Iterator[Any]:
    """Hand out a connection of its own that sees one moment; whoever saves an answer goes on meanwhile."""
    try:
        # A reader keeps nobody out of a file with a write-ahead log.
        connection = cipher.connect(source.file, source.key, source.module)
        try:
            connection.execute("PRAGMA query_only=ON")
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()
    except Trouble as trouble:
        raise of_back_up(trouble) from trouble
    except source.module.Error as error:
        raise _named(error) from error


def _anchor(connection: Any) -> Anchor:
    return Anchor(*connection.execute("SELECT place, tag FROM audit_chain ORDER BY place DESC LIMIT 1").fetchone())


def _revision(connection: Any) -> str:
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found else ""


def _named(error: Exception) -> Trouble:
    said = str(error).lower()
    if "malformed" in said or "not a database" in said:
        return Trouble("damaged", type(error).__name__)
    return Trouble("no_backup", "disk_full" if "full" in said else type(error).__name__)


def _digest_of_keys(place: Path) -> str:
    """Return the digest of the file with the recovery slot; nothing where there is none."""
    try:
        return digest(place / KEYS)
    except FileNotFoundError:
        return ""


def _write(path: Path, content: str, disk: Disk) -> None:
    disk.write(path, content)
    disk.flush(path)


def _papers(source: Source) -> Iterator[tuple[str, str]]:
    """Yield the small files beside the copy; the manifest comes behind them."""
    yield folder.LABEL, folder.content(source.label)
    if source.recovery is not None:
        yield KEYS, keys.without_machine(source.label.database, source.recovery)


def _manifest(made: BackUp) -> str:
    content: dict[str, Any] = {
        "version": VERSION,
        "number": made.number,
        "made_at": made.made_at.isoformat(),
        "database": made.label.database,
        "fingerprint": made.label.fingerprint,
        "revision": made.revision,
        "sha256": made.digest,
        "keys_sha256": made.keys,
        "rows": dict(made.rows),
        "audit": None if made.audit is None else stored(made.audit),
    }
    return json.dumps({**content, "check": _check(content)}, indent=1) + "\n"


def _check(content: Mapping[str, Any]) -> str:
    """Return what shows that nothing in a manifest is another letter than was written."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode("ascii")).hexdigest()
