"""The key of a back-up that is brought back: this machine's, the one that staff unlocked, or that of the paper."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kypho_prep.records.sqlite import keys, recovery
from kypho_prep.records.sqlite.backup import BackUp
from kypho_prep.records.sqlite.key_slots import by_recovery_key
from kypho_prep.records.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clinic of this machine is: its data, its key slots, and the key that staff unlocked, if they did."""

    data: Path
    config: Path
    key: bytes | None = field(default=None, repr=False)


def key_of(place: Place, backup: BackUp, typed: str) -> bytes:
    """Return a back-up's key: the unlocked one or this machine's, else the one that a typed recovery key opens.

    Raises Trouble must_unlock where staff open this machine's own; recovery_key where one must be typed,
    wrong_recovery_key, no_recovery_key where it carries none, or other_keys where its file with the slot is not the one
    that it was made with.
    """
    own = _own_key(place, backup)
    if own is not None:
        return own
    if not typed and _is_locked(place.config, backup.label.database):
        raise Trouble("must_unlock", str(backup.place))
    if backup.other_keys:
        raise Trouble("other_keys", str(backup.place))
    if backup.recovery is None:
        raise Trouble("no_recovery_key", str(backup.place))
    if not typed:
        raise Trouble("recovery_key", str(backup.place))
    opened = recovery.unwrap(backup.recovery, backup.label.database, typed)
    if opened is None or keys.fingerprint(opened) != backup.label.fingerprint:
        raise Trouble("wrong_recovery_key", str(backup.place))
    return opened


def keep_key(place: Place, backup: BackUp, typed: str) -> bool:
    """Keep the slot of the recovery key that was typed where this machine had no way to the key; tell whether it did.

    Nobody said that this machine may start by itself: the paper opens it until staff have signed in.
    """
    if _own_key(place, backup) is not None or backup.recovery is None:
        return False
    with suppress(Trouble):
        key = by_recovery_key(place.config, backup.label.database, typed)
        if key is not None and keys.fingerprint(key) == backup.label.fingerprint:
            return False
    keys.put_back(place.config, backup.label.database, [backup.recovery], typed)
    return True


def _own_key(place: Place, backup: BackUp) -> bytes | None:
    """Return the key of a back-up where staff unlocked it, or this machine holds it; None where neither is so."""
    if place.key is not None and keys.fingerprint(place.key) == backup.label.fingerprint:
        return place.key
    with suppress(Trouble):
        key = keys.read(place.config, backup.label.database)
        if keys.fingerprint(key) == backup.label.fingerprint:
            return key
    return None


def _is_locked(config: Path, database: str) -> bool:
    """Tell whether this machine holds the key of a database, and somebody has to unlock it."""
    try:
        keys.read(config, database)
    except Trouble as trouble:
        return trouble.what == "must_unlock"
    return False
