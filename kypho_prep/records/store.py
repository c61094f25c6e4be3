"""An open clinic as the workflow sees it, whichever database keeps it: the encrypted file, or the clinic's server."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from kypho_prep.records.disk import Tell
    from kypho_prep.records.rows import Station
    from kypho_prep.records.sqlite.archive import Archive
    from kypho_prep.records.sqlite.backup import BackUp
    from kypho_prep.records.sqlite.key_slots import KeySlots
    from kypho_prep.records.transaction import Transaction


class Store(Protocol):
    """An open database; `write` and `read` hand out transactions, one at a time.

    `station` is the machine that has it open; `shared` says that others may work on it at the same time, `guarded` that
    this login sees only the visits that it holds, and claims them (`records/claims.py`). Under `outbox_key` a kiosk
    keeps what its server did not take (`records/sqlite/outbox.py`); empty where none is kept.
    """

    station: Station
    shared: bool
    guarded: bool
    outbox_key: bytes

    @property
    def codes(self) -> bytes:
        """The key under which the codes of slips are known."""

    @property
    def audit_key(self) -> bytes:
        """The key of the chain over the audit. Raises Trouble no_entry where this login may not have it."""

    @property
    def slots(self) -> KeySlots | None:
        """The slots of the key of a clinic's own file; None on a server, to which each station has a login."""

    def write(self, *, alone: bool = False, heartbeat: bool = False) -> AbstractContextManager[Transaction]:
        """Open a transaction that commits at the end, or leaves everything as it was. Raises Trouble.

        What it reads of a visit or of a staff account is held until the end: nobody else writes there meanwhile.
        Who touches more than one visit asks to be `alone`: nobody else writes anything meanwhile. What a machine writes
        as its own `heartbeat`, while nobody does anything, is no change that is worth a back-up.
        """

    def read(self) -> AbstractContextManager[Transaction]:
        """Read one consistent state. Raises Trouble."""

    @property
    def backups(self) -> Archive | None:
        """The back-ups of a clinic's own file; None on a server, whose administrator makes them."""

    @property
    def no_room(self) -> bool:
        """Whether the disk of a clinic's file has too little room left for somebody new to begin; no disk of others."""

    @property
    def changes(self) -> int:
        """How many rows were written since a clinic's file was opened, without heartbeats; any thread may ask."""

    def back_up(self, at: datetime, *, only_changed: bool = False, above: int = 0, tell: Tell | None = None) -> BackUp:
        """Make a back-up, or return the last one where nothing changed and that is enough; on any thread.

        Its number is `above` those of another place too. Raises Trouble damaged, no_backup or backup_running; on a
        server server_backups.
        """

    def wipe(self) -> None:
        """Leave nothing of removed rows in the files of the database. Raises Trouble."""

    def listen(self, tell: Callable[[], None]) -> None:
        """Have `tell` called, on another thread, soon after others changed the board; until the database is closed.

        At a kiosk with a login of its own: soon after staff handed a kiosk over from a desk, or took one back.

        Whoever asked before is told no more. Nobody is told by a clinic's own file, nor while the server is away: who
        listens asks for the newest change all the same, now and then.
        """

    def close(self) -> None:
        """Let go of the database."""
