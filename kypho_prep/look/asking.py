"""What a screen asks the database again and again, and the bell that wakes it when the clinic's server says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from kypho_prep.look.worker import Jobs

Found = TypeVar("Found")


class Question(Generic[Found]):
    """What a screen asks again and again: one at a time, and once more where it was woken while one was out.

    `job` makes what is asked, as things stand when it is asked.
    """

    def __init__(
        self,
        worker: Jobs,
        job: Callable[[], Callable[[], Found]],
        done: Callable[[Found], None],
        missed: Callable[[Exception], None],
    ) -> None:
        self._worker = worker
        self._job = job
        self._done = done
        self._missed = missed
        self._out = self._woken = False

    def ask(self) -> None:
        """Ask, unless the last question is still out."""
        if not self._out:
            job = self._job()
            self._out, self._woken = True, False
            self._worker.run(job, partial(self._told, self._done), partial(self._told, self._missed))

    def wake(self) -> None:
        """Ask at once, and once more where a question is out: it may have been answered before what woke us."""
        self._woken = True
        self.ask()

    def forget(self) -> None:
        """Ask no more for what woke it: nobody is there to be told."""
        self._woken = False

    def _told(self, tell: Callable[[Any], None], found: object) -> None:
        self._out = False
        tell(found)
        if self._woken:
            self.ask()


class Bell(QObject):
    """Rings when the clinic's server says that something changed; any thread may ring it."""

    rang = Signal()

    def ring(self) -> None:
        """Tell it on the screen's thread; whoever holds this method holds the bell, which a signal's own would not."""
        self.rang.emit()
