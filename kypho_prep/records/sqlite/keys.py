"""The key of one database: 32 random bytes, kept wrapped in the slots of a file on this machine, never beside the data.

A staff slot opens by that person's password, the recovery slot by a key on paper. Only a machine that starts by itself
has a machine slot, which holds the key as it is, readable by this account alone.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kypho_prep.records.files import overwritten, write_durably
from kypho_prep.records.sqlite import recovery
from kypho_prep.records.trouble import Trouble

KEY_BYTES = 32
VERSION = 1
MACHINE = "machine"

Slot = Mapping[str, Any]


def slots_file(config: Path, database: str) -> Path:
    """Return where the key slots of a database stand."""
    return config / "keys" / f"{database}.json"


def new() -> bytes:
    """Return a new data key."""
    return secrets.token_bytes(KEY_BYTES)


def machine_slot(key: bytes) -> Slot:
    """Return the slot by which a machine starts by itself."""
    return {"kind": MACHINE, "key": key.hex()}


def put_back(config: Path, database: str, slots: Sequence[Slot], typed: str) -> Path | None:
    """Store the slots of a key that came back; what was there is set aside in the file that is returned.

    A key that lay in it as it is, is wrapped under the recovery key that was `typed`, the one that all there open by:
    nobody looks after what is set aside. Raises Trouble data_folder.
    """
    path = slots_file(config, database)
    number = 1
    while (aside := path.with_name(f"{path.name}.replaced-{number}")).exists():
        number += 1
    stood = path.exists()
    try:
        old = _readable(config, database)
        plain = _plain(next((one for one in old if one["kind"] == MACHINE), None))
        if plain is not None:
            others = [one for one in old if one["kind"] != MACHINE]
            write_durably(aside, _content(database, [*others, recovery.wrap(plain, database, typed)]))
            with overwritten(path):
                path.unlink()
        elif stood:
            path.rename(aside)
    except OSError as error:
        raise Trouble("data_folder", str(path.parent)) from error
    write(config, database, slots)
    return aside if stood else None


def forget(config: Path, database: str) -> None:
    """Remove the key of a database that was never finished; raises OSError. Of any other it would be its end."""
    slots_file(config, database).unlink(missing_ok=True)


def recovery_slot(config: Path, database: str) -> Slot | None:
    """Return the slot that a printed recovery key opens; None where there is none. Raises Trouble damaged_key."""
    try:
        return recovery_of(_content_of(slots_file(config, database)))
    except FileNotFoundError:
        return None


def recovery_of(content: str) -> Slot | None:
    """Return the recovery slot of what a slots file holds."""
    try:
        return next((slot for slot in json.loads(content)["slots"] if slot["kind"] == recovery.KIND), None)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def without_machine(database: str, slot: Slot) -> str:
    """Return what a slots file holds that travels: nothing in it opens the data without the printed key."""
    return _content(database, [dict(slot)])


def keep_recovery(config: Path, database: str, slot: Slot) -> None:
    """Store a recovery slot in the place of the one before. Raises Trouble missing_key, damaged_key or data_folder."""
    change(config, database, lambda slots: [*(one for one in slots if one["kind"] != recovery.KIND), dict(slot)])


def read(config: Path, database: str) -> bytes:
    """Return the key of a database from this machine's slot.

    Raises Trouble missing_key, damaged_key, or must_unlock where only a password or the recovery key opens it.
    """
    slots = stored(config, database)
    machine = next((slot for slot in slots if slot["kind"] == MACHINE), None)
    if machine is None and slots:
        raise Trouble("must_unlock", database)
    key = _plain(machine)
    if key is None:
        raise Trouble("damaged_key", str(slots_file(config, database)))
    return key


def stored(config: Path, database: str) -> list[Slot]:
    """Return all slots of a database. Raises Trouble missing_key or damaged_key."""
    path = slots_file(config, database)
    try:
        content = _content_of(path)
    except FileNotFoundError as error:
        raise Trouble("missing_key", str(path)) from error
    slots = _slots(content, database)
    if slots is None:
        raise Trouble("damaged_key", str(path))
    return slots


def _readable(config: Path, database: str) -> list[Slot]:
    """Return all slots of a database; none where there is no file, or it is damaged."""
    try:
        return stored(config, database)
    except Trouble:
        return []


def change(config: Path, database: str, changed: Callable[[list[Slot]], list[Slot]]) -> None:
    """Change the slots of a database. Raises Trouble missing_key, damaged_key or data_folder."""
    with alone(config):
        write(config, database, changed(stored(config, database)))


@contextmanager
def alone(config: Path) -> Iterator[None]:
    """Keep other programs from changing slots meanwhile: a command beside the window would take back what that wrote.

    Where a system locks no folder nobody waits.
    """
    with _held(config / "keys"):
        yield


if os.name == "posix":

    @contextmanager
    def _held(folder: Path) -> Iterator[None]:
        import fcntl

        try:
            handle = os.open(folder, os.O_RDONLY)
        except OSError:  # none yet: nobody has slots here
            yield
            return
        try:
            with suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

else:

    @contextmanager
    def _held(folder: Path) -> Iterator[None]:  # noqa: ARG001
        yield


def write(config: Path, database: str, slots: Sequence[Slot]) -> None:
    """Store the slots of a database; what stood in the file is overwritten. Raises Trouble data_folder."""
    path = slots_file(config, database)
    try:
        for made in (path.parent.parent, path.parent):  # a mode holds for the last of several alone
            made.mkdir(parents=True, exist_ok=True, mode=0o700)
        with overwritten(path):
            write_durably(path, _content(database, slots))
    except OSError as error:
        raise Trouble("data_folder", str(path.parent)) from error


def fingerprint(key: bytes) -> str:
    """Return what tells a wrong key from a damaged file; it gives nothing of the key away."""
    return hmac.new(derived(key, "fingerprint"), b"", hashlib.sha256).hexdigest()[:32]


def derived(key: bytes, purpose: str) -> bytes:
    """Return a key for one other purpose (HKDF with SHA-256, RFC 5869): the data key itself is used for data only."""
    # A salt adds nothing to a key that is random, and one block is as long as a key. By Python's own HMAC: a library
    # of ciphers takes each start 8 ms to load.
    extracted = hmac.digest(bytes(KEY_BYTES), key, "sha256")
    return hmac.digest(extracted, f"kypho-prep {purpose}".encode() + b"\x01", "sha256")


def _content_of(path: Path) -> str:
    """Return what a slots file holds. Raises FileNotFoundError, or Trouble damaged_key where it cannot be read."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble("damaged_key", str(path)) from error


def _content(database: str, slots: Sequence[Slot]) -> str:
    return json.dumps({"version": VERSION, "database": database, "slots": slots}, indent=1) + "\n"


def _slots(content: str, database: str) -> list[Slot] | None:
    """Return the slots that a file holds; None where it is not one of this database's."""
    try:
        found = json.loads(content)
        if found["version"] != VERSION or found["database"] != database or not isinstance(found["slots"], list):
            return None
        return [{"kind": str(slot["kind"]), **slot} for slot in found["slots"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _plain(slot: Slot | None) -> bytes | None:
    try:
        key = bytes.fromhex(slot["key"]) if slot is not None else b""
    except (ValueError, KeyError, TypeError):
        return None
    return key if len(key) == KEY_BYTES else None
