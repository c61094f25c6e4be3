"""The one background thread that owns the database; jobs run there in order, results come back to the screen."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, QThread, Signal, Slot

log = logging.getLogger(__name__)

Job = Callable[[], Any]
Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Jobs(Protocol):
    """Whatever runs jobs for a screen."""

    def run(self, job: Job, done: Done, failed: Failed) -> None:
        """Run a job off the screen; afterwards, on the screen's thread, `done(result)` or `failed(error)`."""

    def close(self) -> None:
        """Finish what was handed over and run nothing more."""


@dataclass(frozen=True)
class _Outcome:
    """A finished job: who wants to know, and what came of it."""

    done: Done
    failed: Failed
    result: Any = None
    error: Exception | None = None

    def tell(self) -> None:
        if self.error is not None:
            self.failed(self.error)
        else:
            self.done(self.result)


def _carry_out(job: Job, done: Done, failed: Failed) -> _Outcome:
    try:
        return _Outcome(done, failed, result=job())
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the page says it in words and keeps the answer
        return _Outcome(done, failed, error=error)


class _Bench(QObject):
    """Lives in the worker's thread and carries out one job after the other."""

    finished = Signal(object)

    @Slot(object)
    def work(self, asked: tuple[Job, Done, Failed]) -> None:
        self.finished.emit(_carry_out(*asked))


class Worker(QObject):
    """Runs jobs one by one in one thread of its own; `close` waits for those handed over, and tells nobody any more."""

    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._open = True
        self._thread = QThread()
        self._thread.setObjectName("database")
        self._bench = _Bench()
        self._bench.moveToThread(self._thread)
        self._asked.connect(self._bench.work)
        self._bench.finished.connect(self._tell)
        self._thread.start()

    def run(self, job: Job, done: Done, failed: Failed) -> None:
        """Run a job in the thread; afterwards, on the caller's thread, `done(result)` or `failed(error)`."""
        if self._open:
            self._asked.emit((job, done, failed))
        else:
            log.debug("a job came after the worker was closed")

    def close(self) -> None:
        """Finish what was handed over, end the thread, and run nothing more."""
        if not self._open:
            return
        self._open = False
        self._asked.emit((self._thread.quit, _nothing, _nothing))
        self._thread.wait()

    @Slot(object)
    def _tell(self, outcome: _Outcome) -> None:
        # Whoever asked may be gone by the time a closed worker's last result arrives.
        if self._open:
            outcome.tell()


class InlineWorker:
    """Runs each job at once on the caller's thread: for tests and the tour, where waiting has no place."""

    def run(self, job: Job, done: Done, failed: Failed) -> None:
        """Run a job now and tell at once."""
        _carry_out(job, done, failed).tell()

    def close(self) -> None:
        """Do nothing: every job is finished."""


def _nothing(_: object) -> None:
    """Ignore the end of the last job."""
