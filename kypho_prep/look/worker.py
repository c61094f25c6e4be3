"""The one background thread that owns the database; jobs run there in order, results come back to the screen."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, QThread, Signal, Slot

from kypho_prep.look.garbage import GarbageCollector

log = logging.getLogger(__name__)

Job = Callable[[], Any]
Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Jobs(Protocol):
    """Whatever runs jobs for a screen."""

    def run(self, job: Job, done: Done, failed: Failed) -> Asked:
        """Run a job off the screen; afterwards, on the screen's thread, `done(result)` or `failed(error)`."""

    def close(self) -> None:
        """Finish what was handed over and run nothing more."""


@dataclass
class Asked:
    """A job, who wants to know of it, and, once it is carried out, what came of it."""

    job: Job
    done: Done
    failed: Failed
    result: Any = None
    error: Exception | None = None

    def abandon(self, late: Done, failed: Failed = lambda _error: None) -> None:
        """Let whoever asked hear nothing more: the page is gone. `late(result)` takes back what the job did after all.

        A job that was handed over is carried out all the same; one that has been told is not told again.
        """
        self.done, self.failed = late, failed

    def carry_out(self) -> None:
        """Do the job and keep what came of it."""
        try:
            self.result = self.job()
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the page says it in words and keeps the answer
            self.error = error

    def tell(self) -> None:
        """Hand on what came of the job, on the screen's thread."""
        if self.error is not None:
            self.failed(self.error)
        else:
            self.done(self.result)


class _Bench(QObject):
    """Lives in the worker's thread and carries out one job after the other."""

    finished = Signal()

    def __init__(self, asked: deque[Asked]) -> None:
        super().__init__()
        self._asked = asked

    @Slot()
    def work(self) -> None:
        # Nothing of the job may be held here once its end is told: see `Worker`.
        self._asked.popleft().carry_out()
        self.finished.emit()


class Worker(QObject):
    """Runs jobs one by one in one thread of its own; `close` waits for those handed over, and tells nobody any more.

    A job knows the page that asked for it, and Qt's widgets may end on the screen's thread alone. So whatever is
    handed over is kept on the screen's side until it has been told, and garbage is collected there.
    """

    _asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._open = True
        self._jobs: deque[Asked] = deque()
        self._untold: deque[Asked] = deque()
        self._garbage = GarbageCollector()
        self._thread = QThread()
        self._thread.setObjectName("database")
        self._bench = _Bench(self._jobs)
        self._bench.moveToThread(self._thread)
        self._asked.connect(self._bench.work)
        self._bench.finished.connect(self._tell)
        self._thread.start()

    @property
    def idle(self) -> bool:
        """Tell whether all that was handed over is done and told."""
        return not self._untold

    def run(self, job: Job, done: Done, failed: Failed) -> Asked:
        """Run a job in the thread; afterwards, on the caller's thread, `done(result)` or `failed(error)`."""
        asked = Asked(job, done, failed)
        if self._open:
            self._hand_over(asked)
        else:
            log.debug("a job came after the worker was closed")
        return asked

    def close(self) -> None:
        """Finish what was handed over, end the thread, and run nothing more."""
        if not self._open:
            return
        self._open = False
        # Behind all others, so that what was handed over is done first.
        self._hand_over(Asked(self._thread.quit, _nothing, _nothing))
        self._thread.wait()
        # Here, on the screen's thread, where the widgets that these know may end.
        self._untold.clear()
        self._garbage.close()

    def _hand_over(self, asked: Asked) -> None:
        self._untold.append(asked)
        self._jobs.append(asked)
        self._asked.emit()

    @Slot()
    def _tell(self) -> None:
        # Whoever asked may be gone by the time a closed worker's last result arrives.
        if self._open:
            self._untold.popleft().tell()


class InlineWorker:
    """Runs each job at once on the caller's thread: for tests and the tour, where waiting has no place."""

    def run(self, job: Job, done: Done, failed: Failed) -> Asked:
        """Run a job now and tell at once."""
        asked = Asked(job, done, failed)
        asked.carry_out()
        asked.tell()
        return asked

    def close(self) -> None:
        """Do nothing: every job is finished."""


def _nothing(_: object) -> None:
    """Ignore the end of the last job."""
