"""The clinic's encrypted database: opened once, owned by one thread, every write one transaction."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, text

from kypho_prep.records.audit_chain import tag
from kypho_prep.records.disk import Tell
from kypho_prep.records.key_values import CODE_KEY
from kypho_prep.records.migrate import Steps, revision
from kypho_prep.records.rows import Station
from kypho_prep.records.sqlite import cipher, folder, keys
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.records.sqlite.backup import BackUp, Source
from kypho_prep.records.sqlite.closed import source_of
from kypho_prep.records.sqlite.engine import engine_over, told_apart
from kypho_prep.records.sqlite.high_water import HighWater
from kypho_prep.records.sqlite.key_slots import KeySlots
from kypho_prep.records.sqlite.lock import FolderLock
from kypho_prep.records.sqlite.reserve import Reserve
from kypho_prep.records.transaction import Transaction
from kypho_prep.records.trouble import Trouble


class Database:
    """An open database; `write` and `read` hand out transactions, one at a time."""

    shared = False
    guarded = False
    outbox_key = b""

    def __init__(self, source: Source, config: Path, lock: FolderLock) -> None:
        """Open the encrypted file of a folder that is already locked; its one station has the id of the database.

        Raises Trouble damaged, before anything is touched, where it is, or where changes that were saved are gone.
        """
        self.slots = KeySlots(config, source.label.database, source.key, self.finish)
        self.station = Station(source.label.database, "", "both")
        self.file = source.file
        self.codes = keys.derived(source.key, "slip codes")
        self.audit_key = keys.derived(source.key, "audit")
        self.backups = Archive(self.file.parent / folder.BACKUPS)
        self.reserve = Reserve(self.file.parent)
        self._key = source.key
        self._config = config
        self._lock = lock
        self._changes = 0
        self._module = source.module
        self._turn = threading.RLock()
        self._mark = HighWater(config, source)
        if source.label.made:
            self._mark.refuse_loss(source, whole=True)
        self._raw = cipher.connect(self.file, self._key, self._module)
        # A trigger asks for it: whatever puts an entry into the audit, it is chained.
        self._raw.create_function("audit_tag", -1, lambda *parts: tag(self.audit_key, *parts))
        self._number = cipher.change(self._raw)
        self._is = folder.identity(self.file)
        self._engine = engine_over(self._raw, self._module)
        self._connection = self._engine.connect()

    @classmethod
    def open(
        cls,
        data: Path,
        config: Path,
        *,
        create: bool = True,
        key: bytes | None = None,
        attended: bool = False,
        module: ModuleType | None = None,
    ) -> Database:
        """Open a data folder's database, or make it where there is none and `create`; see Trouble for what may fail.

        `key` is the one that staff unlocked; without it the machine's own is taken. The key of a new one that is
        `attended` is stored nowhere: nothing of it counts as made before somebody's slot stands (`slots`).
        """
        driver = module or cipher.driver()
        folder.make_ready(data, create=create)
        # Before anything in the folder is read: another program may be making its clinic there.
        lock = FolderLock(data / folder.LOCK)
        try:
            folder.refuse_moved(data)
            label = folder.read_label(data)
            if label is None:
                return _make(data, config, lock, driver, attended=attended)
            return _open_with_room(source_of(data, config, key, driver), config, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open_as_it_is(cls, data: Path, config: Path, steps: Steps | None = None, key: bytes | None = None) -> Database:
        """Open a folder's database to be copied: neither made nor brought up, and also one that moved to a server.

        Raises Trouble no_clinic, already_running, folder_old, newer, and what opening raises.
        """
        if not folder.holds_data(data):
            raise Trouble("no_clinic", str(data))
        lock = FolderLock(data / folder.LOCK)
        try:
            database = cls(source_of(data, config, key), config, lock)
        except BaseException:
            lock.release()
            raise
        try:
            database._refuse_other_version(steps or Steps())
            database.take_codes()
        except BaseException:
            database.close()
            raise
        return database

    @contextmanager
    def write(self, *, alone: bool = False, heartbeat: bool = False) -> Iterator[Transaction]:  # noqa: ARG002
        """Hold the one write lock from the start; commit at the end, or leave everything as it was.

        Who writes is always `alone` in a file. Raises Trouble disk_full, locked, damaged or not_saved.
        """
        # A lock that is taken only at the first write can fail after everything was read and decided.
        self._refuse_removed()
        with self._turn, self.reserve.given_up_when_full():
            before, number = self._raw.total_changes, self._number
            with self._transaction("BEGIN IMMEDIATE") as connection:
                yield Transaction(connection)
                if self._raw.total_changes != before:
                    number += 1
                    connection.exec_driver_sql(f"PRAGMA user_version={number}")
            # After the commit: what never reached the file is not noted, and a back-up begun now holds what is counted.
            self._number = number
            self._mark.note(number)
            self._changes += 0 if heartbeat else self._raw.total_changes - before

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Read one consistent state. Raises Trouble locked or damaged."""
        with self._turn, self._transaction("BEGIN") as connection:
            yield Transaction(connection)

    def pragmas(self) -> dict[str, Any]:
        """Return the safety settings as the open file has them."""
        return cipher.read_back(self._raw)

    @property
    def no_room(self) -> bool:
        """Whether the disk has too little room left for somebody new to begin."""
        return self.reserve.scarce

    @property
    def changes(self) -> int:
        """How many rows were written since this was opened, heartbeats left out; any thread may ask."""
        return self._changes

    def source(self) -> Source:
        """Return what a back-up is made of, on any thread and beside whatever is written. Raises Trouble damaged."""
        return source_of(self.file.parent, self._config, self._key, self._module)

    def back_up(self, at: datetime, *, only_changed: bool = False, above: int = 0, tell: Tell | None = None) -> BackUp:
        """Make a back-up, or return the last one where nothing changed and that is enough; on any thread.

        Its number is `above` those of another place too. Raises Trouble damaged, no_backup or backup_running, and what
        `tell` does.
        """
        self.reserve.set_aside()
        return self.backups.back_up(self.source(), at, only_changed=only_changed, above=above, tell=tell)

    def bring_up(self, steps: Steps | None = None) -> None:
        """Bring the tables to this version, after a back-up of what was there.

        Raises Trouble newer, damaged or no_backup.
        """
        wanted = steps or Steps()
        with self.read() as records:
            found = revision(records.connection)
        if found == wanted.head:
            return
        if found is not None:
            if not wanted.knows(found):
                raise Trouble("newer", found)
            self.backups.make(self.source(), datetime.now(UTC).astimezone())
        # A table that is rebuilt is dropped first; references are checked before the commit instead.
        self._raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with self.write() as records:
                wanted.upgrade(records.connection)
                _refuse_broken_references(records.connection)
        finally:
            self._raw.execute("PRAGMA foreign_keys=ON")
        # References were not checked just now: read back that they are again.
        cipher.refuse_if_insecure(self.pragmas())

    def finish(self) -> None:
        """Let a new clinic count as made, now that its key is stored. Raises Trouble data_folder."""
        label = folder.parsed(self.file.parent)
        if label is not None and not label.made:
            folder.write_label(self.file.parent, replace(label, made=True))
            # Not before: by its mark this machine has a clinic, and makes no other one.
            self.begin_mark()

    def _refuse_other_version(self, steps: Steps) -> None:
        with self.read() as records:
            found = revision(records.connection) or "none"
        steps.refuse_other(found, "folder_old", "newer")

    def take_codes(self) -> None:
        """Know slips by the key of the server that the clinic came from, if it came from one."""
        with self.read() as records:
            kept = records.settings.get(CODE_KEY)
        if kept is not None:
            self.codes = bytes.fromhex(kept)

    def begin_mark(self) -> None:
        """Note from now on how far this file has come, outside its folder."""
        self._mark.begin(self._number)

    def wipe(self) -> None:
        """Leave nothing of removed rows in the file or its log. Raises Trouble disk_full, locked or not_saved."""
        with self._turn:
            cipher.wipe(self._raw, self._module)

    def listen(self, tell: Callable[[], None]) -> None:
        """Tell nobody: who works on this file works in this program."""

    def close(self) -> None:
        """Close the file and let another program have the folder."""
        with self._turn:
            self._connection.close()
            self._engine.dispose()
            self._mark.close()
            self._lock.release()

    def _refuse_removed(self) -> None:
        """Raise Trouble not_saved where the file is not in its place: nobody would find what is written into it."""
        if folder.identity(self.file) != self._is:
            raise Trouble("not_saved", f"{self.file.name} was removed")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        self._connection.info["begin"] = begin
        with told_apart(), self._connection.begin():
            yield self._connection


def _make(data: Path, config: Path, lock: FolderLock, module: ModuleType, *, attended: bool) -> Database:
    """Make a new database; its label says so only once the tables stand, so that a cut leaves nothing half made."""
    name, key = str(uuid.uuid4()), keys.new()
    if not attended:
        # The key first: data whose key was never stored could be opened by nobody.
        keys.write(config, name, [keys.machine_slot(key)])
    # Not made yet: what a cut leaves from here on is swept away at the next start.
    label = folder.Label(name, keys.fingerprint(key), made=False)
    folder.write_label(data, label)
    database = Database(Source(data / folder.NAME, key, label, module), config, lock)
    try:
        database.bring_up()
        if not attended:
            database.finish()
    except BaseException:
        database.close()
        raise
    return database


def _open_with_room(source: Source, config: Path, lock: FolderLock) -> Database:
    """Open; where the disk is full, with the room that was set aside, so that who had begun can go on."""
    reserve = Reserve(source.file.parent)
    try:
        return _open(source, config, lock)
    except Trouble as trouble:
        if trouble.what not in ("no_room", "disk_full") or not reserve.file.exists():
            raise
    reserve.give_up()
    return _open(source, config, lock)


def _open(source: Source, config: Path, lock: FolderLock) -> Database:
    database = Database(source, config, lock)
    try:
        database.begin_mark()
        database.bring_up()
        database.take_codes()
    except BaseException:
        database.close()
        raise
    return database


def _refuse_broken_references(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise Trouble("damaged", f"a reference in {broken[0]} leads nowhere")
