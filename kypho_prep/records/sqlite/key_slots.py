"""The slots of an open clinic's key: one for each password of who works here, as people come, go and change theirs.

A staff slot knows the hash that its password is stored as in the clinic, by a keyed mark: one whose password was
changed or whose owner was let go, also where a power cut came between the two, is found out after it opened.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from pathlib import Path

from kypho_prep.records.sqlite import keys, recovery, sealing
from kypho_prep.records.sqlite.keys import Slot
from kypho_prep.records.trouble import Trouble

STAFF = "staff"


class KeySlots:
    """The slots of one open database; `kept` is called once a first one stands, which makes a new clinic a clinic."""

    def __init__(self, config: Path, database: str, key: bytes, kept: Callable[[], None]) -> None:
        """Know the database, its key and where its slots stand."""
        self._config = config
        self._database = database
        self._key = key
        self._kept = kept

    @property
    def key(self) -> bytes:
        """The key itself: who has the clinic open reads its back-ups too."""
        return self._key

    @property
    def unattended(self) -> bool:
        """Whether this machine starts by itself. Raises Trouble damaged_key."""
        return any(slot["kind"] == keys.MACHINE for slot in self._stored())

    def marks(self) -> dict[str, list[str]]:
        """Return the marks of each person's slots, by account. Raises Trouble damaged_key."""
        found: dict[str, list[str]] = {}
        for slot in self._stored():
            if slot["kind"] == STAFF:
                found.setdefault(str(slot.get("account", "")), []).append(str(slot.get("mark", "")))
        return found

    def settle(self, account: str, proof: str) -> bool:
        """Drop a person's slots of other passwords than the one that is stored as `proof`; False where that has none.

        Raises Trouble damaged_key or data_folder.
        """
        mark = mark_of(self._key, account, proof)
        with keys.alone(self._config):
            stored = self._stored()
            left = [one for one in stored if not _is_of(one, account) or one.get("mark") == mark]
            stands = any(_is_of(one, account) for one in left)
            if stands and left != stored:
                self._write(left)
        return stands

    def add(self, account: str, user: str, password: str, proof: str, cost: Mapping[str, int]) -> None:
        """Let a password open the database, beside the one before; half a second and more by its cost.

        Raises Trouble damaged_key or data_folder.
        """
        sealed = sealing.seal(self._key, password.encode(), _bound(self._database, account), cost)
        known = {"kind": STAFF, "account": account, "user": _known_by(self._database, user)}
        slot = {**known, "mark": mark_of(self._key, account, proof), **sealed}
        with keys.alone(self._config):
            self._write([*self._stored(), slot])
        self._kept()

    def drop(self, account: str) -> None:
        """Let a person's password open the database no more. Raises Trouble damaged_key or data_folder."""
        with keys.alone(self._config):
            stored = self._stored()
            left = [one for one in stored if not _is_of(one, account)]
            if left != stored:
                self._write(left)

    def start_by_itself(self, *, yes: bool) -> None:
        """Let this machine open the database by itself, or no more. Raises Trouble damaged_key or data_folder."""
        with keys.alone(self._config):
            stored = self._stored()
            others = [one for one in stored if one["kind"] != keys.MACHINE]
            wanted = [keys.machine_slot(self._key), *others] if yes else others
            if wanted != stored:
                self._write(wanted)

    def _stored(self) -> list[Slot]:
        """Return the slots that stand; none yet where the clinic is new."""
        try:
            return keys.stored(self._config, self._database)
        except Trouble as trouble:
            # The key itself is at hand: a file that was lost meanwhile is written anew.
            if trouble.what == "missing_key":
                return []
            raise

    def _write(self, slots: list[Slot]) -> None:
        keys.write(self._config, self._database, slots)


def by_password(config: Path, database: str, user: str, password: str) -> tuple[bytes, str, str] | None:
    """Return the key that a password opens, whose it is, by account, and its slot's mark; None where it opens nothing.

    A name that nobody has costs as much time as a wrong password. Raises Trouble missing_key or damaged_key.
    """
    of_staff = [slot for slot in keys.stored(config, database) if slot["kind"] == STAFF]
    known = _known_by(database, user)
    # Two where a cut came while a password was changed; the clinic itself says which of them it has.
    mine = [slot for slot in of_staff if slot.get("user") == known]
    for slot in mine or of_staff[:1]:
        account = str(slot.get("account", "")) if mine else ""
        key = sealing.unseal(slot, password.encode(), _bound(database, account))
        if key is not None:
            return key, account, str(slot.get("mark", ""))
    return None


def by_recovery_key(config: Path, database: str, typed: str) -> bytes | None:
    """Return the key of a database that a recovery key opens; None where it is another one, or none was made.

    Raises Trouble missing_key or damaged_key.
    """
    slot = next((one for one in keys.stored(config, database) if one["kind"] == recovery.KIND), None)
    return None if slot is None else recovery.unwrap(slot, database, typed)


def mark_of(key: bytes, account: str, proof: str) -> str:
    """Return what ties a person's slot to the stored hash of their password; it gives nothing of either away."""
    return hmac.new(keys.derived(key, "staff slots"), f"{account} {proof}".encode(), hashlib.sha256).hexdigest()


def _is_of(slot: Slot, account: str) -> bool:
    return slot["kind"] == STAFF and slot.get("account") == account


def _known_by(database: str, user: str) -> str:
    """By what a slot is found: a stolen disk need not list who works here."""
    return hashlib.sha256(f"{database} {user}".encode()).hexdigest()


def _bound(database: str, account: str) -> str:
    """What a slot is bound to: under another clinic or another person it opens nothing."""
    return f"kypho-prep {STAFF} 1 {database} {account}"
