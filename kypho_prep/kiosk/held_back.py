"""Keeps in memory what could not be saved when its page had to go, and tries again until it is on the disk."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kypho_prep.look.faults import note
from kypho_prep.workflow.errors import NotSaved

if TYPE_CHECKING:
    from kypho_prep.look.worker import Jobs
    from kypho_prep.workflow.workplace import Workplace

Save = Callable[["Workplace"], object]
Workplaces = Callable[[], "Workplace | None"]
SECONDS = 20


@dataclass(frozen=True)
class Held:
    """Something to save; `key` tells it from all others, `session` is the sitting it is of, "" for none.

    It is saved as of the moment `at` when it was handed in, whatever the clock says later; None: no clinic was open.
    """

    save: Save
    key: str
    session: str
    at: datetime | None


class HeldBack(QObject):
    """Saves in the order in which it was handed in, each thing once; it outlives the window that handed it in.

    Every job of the kiosk that writes comes after what waits here, and fails where that fails: who signs in again
    finds what she answered before, and nobody's newer answer is followed by an older one. `saved` says that some of it
    is on the disk now, from whatever thread.
    """

    saved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Held] = deque()
        self._ask: tuple[Jobs, Workplaces] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.again)

    @property
    def waiting(self) -> int:
        """Return how many things are not on the disk yet."""
        return len(self._waiting)

    def holds(self, session: str) -> bool:
        """Tell whether something of a sitting is not on the disk yet."""
        return any(one.session == session for one in tuple(self._waiting))

    def save(self, worker: Jobs, workplace: Workplaces, save: Save, *, key: str, session: str = "") -> None:
        """Save it now or, where that fails, later; `save` may run more than once and then changes nothing.

        What waits under the same key already is not added again.
        """
        self._ask = worker, workplace
        if all(one.key != key for one in tuple(self._waiting)):
            open_now = workplace()
            self._waiting.append(Held(save, key, session, open_now.now() if open_now is not None else None))
        self.again()

    def leave(self, worker: Jobs, workplace: Workplaces, session: str, *, idle: bool = False) -> None:
        """Close a sitting that nobody waits for, at once or when the disk takes it."""
        from kypho_prep.workflow.patient import intake as patient

        job = partial(patient.leave, session=session, idle=idle)
        self.save(worker, workplace, job, key=f"{session} leave", session=session)

    def again(self) -> None:
        """Try to save all that waits."""
        workplace = self._ask[1]() if self._ask is not None else None
        if self._ask is not None and self._waiting and workplace is not None:
            self._ask[0].run(lambda: self.save_all(workplace), self._done, self._failed)
        self._go_on()

    def save_all(self, workplace: Workplace) -> None:
        """Save all that waits, on the database's thread. Raises NotSaved where the disk does not take it."""
        before = len(self._waiting)
        try:
            while self._waiting:
                self._save(self._waiting[0], workplace)
                self._waiting.popleft()
        finally:
            if len(self._waiting) < before:
                self.saved.emit()

    @staticmethod
    def _save(held: Held, workplace: Workplace) -> None:
        try:
            held.save(workplace if held.at is None else workplace.as_of(held.at))
        except NotSaved:
            raise
        except Exception as error:  # noqa: BLE001 - it will never do; what waits behind it must not wait for ever
            note("what was held back cannot be saved", error)

    def _done(self, _: object) -> None:
        self._go_on()

    def _failed(self, error: Exception) -> None:
        note(f"{self.waiting} held back, not saved yet", error)
        self._go_on()

    def _go_on(self) -> None:
        """Try again after a while as long as something waits, whatever became of the last try."""
        if not self._waiting:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
