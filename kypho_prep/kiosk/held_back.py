"""Keeps what could not be saved when its page had to go, and tries again until the database has it.

In memory; what a sitting says at a kiosk of a clinic with a server also in its outbox, so that a power cut loses none.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kypho_prep.look.faults import note
from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow.errors import CannotOpen, NotSaved, ServerLost

# A sitting's steps and the outbox are imported where there are some: the first paint needs neither.
if TYPE_CHECKING:
    from kypho_prep.look.worker import Jobs
    from kypho_prep.workflow.patient.deferred import Deferred
    from kypho_prep.workflow.workplace import Workplace

Save = Callable[["Workplace"], object]
Workplaces = Callable[[], "Workplace | None"]
SECONDS = 20
# For so long a server that was just away is not asked again for what is kept here: the patient does not wait for it.
AWAY_SECONDS = 5.0


@dataclass(frozen=True)
class Held:
    """Something to save; `key` tells it from all others, `session` is the sitting it is of, "" for none.

    It is saved as of the moment `at` when it was handed in, whatever the clock says later; None: no clinic was open.
    """

    save: Save
    key: str
    session: str
    at: datetime | None


@dataclass(frozen=True)
class _Read:
    """A step of a sitting as the outbox has it: it is read once the checklist is at hand."""

    what: str

    def __call__(self, workplace: Workplace) -> None:
        """Store it."""
        from kypho_prep.workflow.patient.deferred import read

        read(self.what, workplace.content.checklist)(workplace)


class HeldBack(QObject):
    """Saves in the order in which it was handed in, each thing once; it outlives the window that handed it in.

    Every job of the kiosk that writes comes after what waits here, and fails where that fails: who signs in again
    finds what she answered before, and nobody's newer answer is followed by an older one. `saved` says that some of it
    is on the disk now, from whatever thread.
    """

    saved = Signal()
    _kept = Signal()

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._ticks = ticks
        self._waiting: deque[Held] = deque()
        self._ask: tuple[Jobs, Workplaces] | None = None
        self._away_until, self._away = 0.0, ServerLost()
        # From the database's thread to the timer's own.
        self._kept.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
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
        self._add(worker, workplace, Held(save, key, session, None))
        self.again()

    def keep(self, worker: Jobs, workplace: Workplaces, one: Deferred) -> None:
        """Keep a step of a sitting in the outbox, from whatever thread; once this returns it is on this machine's disk.

        Raises NotSaved where there is no outbox, or its disk takes nothing.
        """
        self._add(worker, workplace, Held(one, one.key, one.session, None), must=True)
        self._kept.emit()

    def begin(self, worker: Jobs, workplace: Workplaces) -> None:
        """Take over what waits in the outbox of a clinic that was just opened, in front of all else, and save it."""
        self._ask, open_now = (worker, workplace), workplace()
        if open_now is None or open_now.outbox is None:
            return
        known = {one.key for one in tuple(self._waiting)}
        for entry in reversed(open_now.outbox.waiting()):
            if entry.key not in known:
                self._waiting.appendleft(Held(_Read(entry.what), entry.key, "", entry.at))
        self.again()

    def _add(self, worker: Jobs, workplace: Workplaces, one: Held, *, must: bool = False) -> None:
        from kypho_prep.records.sqlite.outbox import Entry
        from kypho_prep.workflow.patient.deferred import Deferred, written

        self._ask, open_now = (worker, workplace), workplace()
        if any(other.key == one.key for other in tuple(self._waiting)):
            return
        outbox = open_now.outbox if open_now is not None else None
        if open_now is not None:
            one = replace(one, at=open_now.now())
        try:
            if outbox is not None and isinstance(one.save, Deferred) and one.at is not None:
                outbox.add(Entry(one.key, one.at, written(one.save)))
            elif must:
                raise NotSaved
        except Trouble as trouble:
            note("the outbox takes nothing", trouble)
            if must:
                raise NotSaved from trouble
        self._waiting.append(one)

    def leave(self, worker: Jobs, workplace: Workplaces, session: str, *, idle: bool = False) -> None:
        """Close a sitting that nobody waits for, at once or when the disk takes it."""
        from kypho_prep.workflow.patient.deferred import Deferred, Step

        self.save_step(worker, workplace, Deferred(session, Step.IDLE if idle else Step.LEAVE))

    def save_step(self, worker: Jobs, workplace: Workplaces, one: Deferred) -> None:
        """Save a step of a sitting now or later."""
        self.save(worker, workplace, one, key=one.key, session=one.session)

    def again(self) -> None:
        """Try to save all that waits."""
        workplace = self._ask[1]() if self._ask is not None else None
        if self._ask is not None and self._waiting and workplace is not None:
            self._away_until = 0.0
            self._ask[0].run(lambda: self.save_all(workplace), self._done, self._failed)
        self._go_on()

    def save_all(self, workplace: Workplace) -> None:
        """Save all that waits, on the database's thread. Raises NotSaved where the disk does not take it."""
        if self._waiting and self._ticks() < self._away_until:
            raise self._away
        before = len(self._waiting)
        try:
            while self._waiting:
                refused = self._save(self._waiting[0], workplace)
                self._forget(self._waiting.popleft(), workplace, refused)
        finally:
            if len(self._waiting) < before:
                self.saved.emit()

    def server_is_away(self, error: ServerLost) -> None:
        """Note that the server did not answer just now; what `save_all` raised without asking it says nothing new."""
        if error is not self._away:
            self._away = error
            self._away_until = self._ticks() + AWAY_SECONDS

    def _save(self, held: Held, workplace: Workplace) -> str:
        """Save one thing, and return why it never will be; "" where it is."""
        try:
            held.save(workplace if held.at is None else workplace.as_of(held.at))
        except NotSaved as error:
            if isinstance(error, ServerLost):
                self.server_is_away(error)
            raise
        except CannotOpen as error:
            # A right that was taken back, an address: not this entry's fault, and somebody mends it.
            away = ServerLost()
            self.server_is_away(away)
            raise away from error
        except Exception as error:  # noqa: BLE001 - it will never do; what waits behind it must not wait for ever
            note("what was held back cannot be saved", error)
            return type(error).__name__
        return ""

    @staticmethod
    def _forget(held: Held, workplace: Workplace, refused: str) -> None:
        """Take it out of the outbox, where it stays if it was refused; handed in once more it changes nothing."""
        try:
            if workplace.outbox is not None and refused:
                workplace.outbox.refuse(held.key, refused)
                from kypho_prep.workflow.patient.deferred import note_refused

                note_refused(workplace, refused)
            elif workplace.outbox is not None:
                workplace.outbox.remove(held.key)
        except Exception as trouble:  # noqa: BLE001 - it is saved or set aside; what waits behind it comes next
            note("the outbox keeps what was handed on", trouble)

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
