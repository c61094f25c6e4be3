"""How long a server may take to answer: one that hangs, or a network that swallows all, must not keep a patient."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


class AnswerLimit:
    """Breaks a connection off that is watched once its time is over; who waits for an answer there gets an error."""

    def __init__(self) -> None:
        """Watch nothing yet."""
        self.over = False
        self._turn = threading.Lock()
        self._watched: Any = None

    def watch(self, driver: Any) -> None:
        """Watch another connection of psycopg, None for none."""
        with self._turn:
            self._watched = driver

    def end(self) -> None:
        """Break off what is watched."""
        with self._turn:
            if self._watched is None or self._watched.closed:
                return
            self.over = True
            # What the server hears of it is nothing: it may be stopped. Who waits here reads the end of the stream.
            with suppress(OSError):
                handle = socket.socket(fileno=self._watched.fileno())
                try:
                    handle.shutdown(socket.SHUT_RDWR)
                finally:
                    handle.detach()


@contextmanager
def answer_limit(seconds: float) -> Iterator[AnswerLimit]:
    """Give what is watched within so many seconds."""
    limit = AnswerLimit()
    timer = threading.Timer(seconds, limit.end)
    timer.name, timer.daemon = "answer limit", True
    timer.start()
    try:
        yield limit
    finally:
        limit.watch(None)
        timer.cancel()
