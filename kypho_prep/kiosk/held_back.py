"""Keeps in memory what could not be saved when its page had to go, and tries again until it is on the disk."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kypho_prep.look.faults import note
from kypho_prep.workflow.errors import NotSaved

if TYPE_CHECKING:
    from kypho_prep.look.worker import Jobs
    from kypho_prep.workflow.workplace import Workplace

Save = Callable[["Workplace"], object]
Workplaces = Callable[[], "Workplace | None"]
SECONDS = 20


class HeldBack(QObject):
    """Saves in the order in which it was handed in, each thing once; it outlives the window that handed it in.

    Every job of the kiosk comes after what waits here: who signs in again finds what she answered before.
    """

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Save] = deque()
        self._ask: tuple[Jobs, Workplaces] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.again)

    @property
    def waiting(self) -> int:
        """Return how many things are not on the disk yet."""
        return len(self._waiting)

    def save(self, worker: Jobs, workplace: Workplaces, save: Save) -> None:
        """Save it now or, where that fails, later; `save` may run more than once and then changes nothing."""
        self._ask = worker, workplace
        self._waiting.append(save)
        self.again()

    def again(self) -> None:
        """Try to save all that waits."""
        if not self._waiting or self._ask is None:
            return
        worker, workplaces = self._ask
        workplace = workplaces()
        if workplace is not None:
            self._timer.start()
            worker.run(lambda: self._save_all(workplace), self._done, self._failed)

    def _save_all(self, workplace: Workplace) -> None:
        while self._waiting:
            try:
                self._waiting[0](workplace)
            except NotSaved:
                raise
            except Exception as error:  # noqa: BLE001 - it will never do; what waits behind it must not wait for ever
                note("what was held back cannot be saved", error)
            self._waiting.popleft()

    def _done(self, _: object) -> None:
        self._timer.stop()

    def _failed(self, error: Exception) -> None:
        note(f"{self.waiting} held back, not saved yet", error)
