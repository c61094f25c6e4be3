"""A kiosk's outbox: what the clinic's server did not take, in an encrypted file on this machine until it does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kypho_prep.records.sqlite import cipher
from kypho_prep.records.trouble import Trouble

FILE = "outbox.db"
_BESIDE = ("", "-wal", "-shm", "-journal")
_TABLE = """
CREATE TABLE IF NOT EXISTS entry (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, at TEXT NOT NULL, what TEXT NOT NULL,
    refused TEXT NOT NULL DEFAULT ''
)
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that waits: its key, the moment at which it was handed in, and what it is, as its writer put it."""

    key: str
    at: datetime
    what: str


class Outbox:
    """Entries in the order in which they came, each key once; an entry that was added is on the disk.

    Any thread may ask. Every method raises Trouble disk_full or not_saved.
    """

    def __init__(self, connection: Any, driver: Any) -> None:
        """Work on a connection that is open; see `opened`."""
        self._connection, self._driver = connection, driver
        self._turn = threading.Lock()

    @classmethod
    def opened(cls, folder: Path, key: bytes) -> Outbox:
        """Open the outbox of a folder, or begin one. Raises Trouble damaged, also under another key; no_room."""
        driver, path = cipher.driver(), folder / FILE
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        connection = cipher.connect(path, key, driver)
        try:
            cipher.check_pages(connection, driver)
            path.chmod(0o600)
            connection.execute(_TABLE)
        except driver.DatabaseError as error:
            connection.close()
            raise Trouble("damaged", f"{FILE}: {type(error).__name__}") from error
        except BaseException:
            connection.close()
            raise
        return cls(connection, driver)

    def add(self, entry: Entry) -> None:
        """Keep an entry; one whose key is there already stays as it is."""
        values = (entry.key, entry.at.isoformat(), entry.what)
        with self._saving() as connection:
            connection.execute("INSERT OR IGNORE INTO entry (key, at, what) VALUES (?, ?, ?)", values)

    def remove(self, key: str) -> None:
        """Forget an entry: the server has it. Nothing of it stays in the file once none waits."""
        with self._saving() as connection:
            connection.execute("DELETE FROM entry WHERE key = ?", (key,))
            if connection.execute("SELECT NOT EXISTS (SELECT 1 FROM entry WHERE refused = '')").fetchone() == (1,):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def refuse(self, key: str, why: str) -> None:
        """Set an entry aside that the server will never take; it stays in the file."""
        with self._saving() as connection:
            connection.execute("UPDATE entry SET refused = ? WHERE key = ?", (why, key))

    def waiting(self) -> tuple[Entry, ...]:
        """Return what waits, the oldest first."""
        with self._saving() as connection:
            rows = connection.execute("SELECT key, at, what FROM entry WHERE refused = '' ORDER BY seq").fetchall()
        return tuple(Entry(key, datetime.fromisoformat(at), what) for key, at, what in rows)

    def refused(self) -> tuple[tuple[str, str], ...]:
        """Return what was set aside, each with why."""
        with self._saving() as connection:
            return tuple(connection.execute("SELECT key, refused FROM entry WHERE refused <> '' ORDER BY seq"))

    def close(self) -> None:
        """Let go of the file; an outbox that is closed takes nothing more."""
        with self._turn:
            self._connection.close()

    @contextmanager
    def _saving(self) -> Iterator[Any]:
        with self._turn:
            try:
                yield self._connection
            except self._driver.Error as error:
                # Of the driver's message nothing goes on: it may quote what was being stored.
                what = "disk_full" if "full" in str(error) else "not_saved"
                raise Trouble(what, type(error).__name__) from None


def set_aside(folder: Path, at: datetime) -> str:
    """Give a damaged outbox another name beside it, which is returned; a new one may begin. Raises OSError."""
    name = f"{FILE}.damaged-{at:%Y%m%dT%H%M%S}"
    for beside in reversed(_BESIDE):
        path = folder / f"{FILE}{beside}"
        if path.exists():
            path.replace(folder / f"{name}{beside}")
    return name
