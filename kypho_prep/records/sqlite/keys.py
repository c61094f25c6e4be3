"""The key of one database: 32 random bytes in a slots file on this machine, never beside the data.

The machine slot holds the key itself, readable by this account only; the recovery slot holds it wrapped under a printed
key. Slots for staff can be added to the file without encrypting the data anew.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kypho_prep.records.files import write_durably
from kypho_prep.records.sqlite import recovery
from kypho_prep.records.trouble import Trouble

KEY_BYTES = 32
VERSION = 1


def slots_file(config: Path, database: str) -> Path:
    """Return where the key slots of a database stand."""
    return config / "keys" / f"{database}.json"


def make(config: Path, database: str) -> bytes:
    """Make the key of a new database and store it in a machine slot. Raises Trouble data_folder."""
    key = secrets.token_bytes(KEY_BYTES)
    _write(config, database, [{"kind": "machine", "key": key.hex()}])
    return key


def put_back(config: Path, database: str, key: bytes, slot: Mapping[str, Any] | None) -> None:
    """Store a key that came back, and its recovery slot; what was there is set aside. Raises Trouble data_folder."""
    path = slots_file(config, database)
    number = 1
    while (aside := path.with_name(f"{path.name}.replaced-{number}")).exists():
        number += 1
    try:
        if path.exists():
            path.rename(aside)
    except OSError as error:
        raise Trouble("data_folder", str(path.parent)) from error
    _write(config, database, [{"kind": "machine", "key": key.hex()}, *([dict(slot)] if slot else [])])


def forget(config: Path, database: str) -> None:
    """Remove the key of a database that was never finished; raises OSError. Of any other it would be its end."""
    slots_file(config, database).unlink(missing_ok=True)


def recovery_slot(config: Path, database: str) -> Mapping[str, Any] | None:
    """Return the slot that a printed recovery key opens; None where there is none. Raises Trouble damaged_key."""
    try:
        return recovery_of(_read(slots_file(config, database)))
    except FileNotFoundError:
        return None


def recovery_of(content: str) -> Mapping[str, Any] | None:
    """Return the recovery slot of what a slots file holds."""
    try:
        return next((slot for slot in json.loads(content)["slots"] if slot["kind"] == recovery.KIND), None)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def without_machine(database: str, slot: Mapping[str, Any]) -> str:
    """Return what a slots file holds that travels: nothing in it opens the data without the printed key."""
    return _content(database, [dict(slot)])


def keep_recovery(config: Path, database: str, slot: Mapping[str, Any]) -> None:
    """Store a recovery slot in the place of the one before. Raises Trouble missing_key, damaged_key or data_folder."""
    key = read(config, database)
    _write(config, database, [{"kind": "machine", "key": key.hex()}, dict(slot)])


def read(config: Path, database: str) -> bytes:
    """Return the key of a database from this machine's slot. Raises Trouble missing_key or damaged_key."""
    path = slots_file(config, database)
    try:
        content = _read(path)
    except FileNotFoundError as error:
        raise Trouble("missing_key", str(path)) from error
    key = _machine_key(content, database)
    if key is None:
        raise Trouble("damaged_key", str(path))
    return key


def fingerprint(key: bytes) -> str:
    """Return what tells a wrong key from a damaged file; it gives nothing of the key away."""
    return hmac.new(derived(key, "fingerprint"), b"", hashlib.sha256).hexdigest()[:32]


def derived(key: bytes, purpose: str) -> bytes:
    """Return a key for one other purpose (HKDF with SHA-256, RFC 5869): the data key itself is used for data only."""
    # A salt adds nothing to a key that is random, and one block is as long as a key. By Python's own HMAC: a library
    # of ciphers takes each start 8 ms to load.
    extracted = hmac.digest(bytes(KEY_BYTES), key, "sha256")
    return hmac.digest(extracted, f"kypho-prep {purpose}".encode() + b"\x01", "sha256")


def _read(path: Path) -> str:
    """Return what a slots file holds. Raises FileNotFoundError, or Trouble damaged_key where it cannot be read."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble("damaged_key", str(path)) from error


def _write(config: Path, database: str, slots: Sequence[Mapping[str, Any]]) -> None:
    path = slots_file(config, database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_durably(path, _content(database, slots))
    except OSError as error:
        raise Trouble("data_folder", str(path.parent)) from error


def _content(database: str, slots: Sequence[Mapping[str, Any]]) -> str:
    return json.dumps({"version": VERSION, "database": database, "slots": slots}, indent=1) + "\n"


def _machine_key(content: str, database: str) -> bytes | None:
    try:
        slots = json.loads(content)
        if slots["version"] != VERSION or slots["database"] != database:
            return None
        found = [bytes.fromhex(slot["key"]) for slot in slots["slots"] if slot["kind"] == "machine"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return found[0] if found and len(found[0]) == KEY_BYTES else None
