"""Hears from the server that something changed, on a connection and a thread of its own; polling stands behind it."""

from __future__ import annotations

import logging
import select
import socket
import threading
from collections.abc import Callable
from contextlib import closing, suppress

from kypho_prep.records.postgresql import connection as raw
from kypho_prep.records.postgresql.server_trouble import told_apart
from kypho_prep.records.trouble import Trouble

log = logging.getLogger(__name__)

AGAIN_AFTER = 2.0
# A way to the server that takes longer to be known as closed ends by itself, with nobody told.
ENDS_WITHIN = 0.2


class Listening:
    """Calls `tell`, on its own thread, after a change told on `channel` was committed, and when it begins to listen.

    A connection that is lost is made again every two seconds; the log has one line for the loss and one for the return.
    """

    def __init__(self, connect: Callable[[], raw.Connection], channel: str, tell: Callable[[], None]) -> None:
        self._connect = connect
        self._channel = channel
        self._tell = tell
        self._over = threading.Event()
        self._away = False
        self._end, self._ended = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="listening", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Tell nobody any more, and end at once."""
        if not self._over.is_set():
            self._over.set()
            # Where the thread ended by a fault of ours, its end is closed by now.
            with suppress(OSError):
                self._end.send(b".")
        self._thread.join(ENDS_WITHIN)

    def _run(self) -> None:
        with self._end, self._ended:
            while not self._over.is_set():
                try:
                    with told_apart(), closing(self._connect()) as connection:
                        self._listen(connection)
                except (Trouble, OSError) as trouble:
                    self._lost(trouble)
                select.select([self._ended], [], [], AGAIN_AFTER)

    def _listen(self, connection: raw.Connection) -> None:
        connection.execute(f"LISTEN {self._channel}")
        if self._away:
            self._away = False
            log.info("this station hears the server again")
        # What changed while nobody listened was told to nobody.
        changed = True
        while not self._over.is_set():
            if changed:
                self._say()
            heard = connection.fileno()
            ready, _, _ = select.select([self._ended.fileno(), heard], [], [])
            changed = heard in ready and list(connection.notifies(timeout=0)) != []

    def _say(self) -> None:
        try:
            self._tell()
        except Exception as fault:  # noqa: BLE001 - whatever it is, the next change is to be heard
            log.error("who was told of a change met a fault of its own (%s)", type(fault).__name__)  # noqa: TRY400 - its words may be a patient's

    def _lost(self, trouble: Exception) -> None:
        if not self._away and not self._over.is_set():
            self._away = True
            kind = trouble.what if isinstance(trouble, Trouble) else type(trouble).__name__
            log.info("this station does not hear the server (%s): it asks every few seconds", kind)
