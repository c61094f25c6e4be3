"""Makes the back-ups while the program runs: on a thread of their own, so that no answer waits for one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kypho_prep.look.faults import note
from kypho_prep.look.overrides import later

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from kypho_prep.look.worker import Jobs
    from kypho_prep.nurse.desk import Upkeep
    from kypho_prep.records.store import Store
    from kypho_prep.settings import Settings
    from kypho_prep.workflow.clinic.backing_up import BackingUp, BackUps
    from kypho_prep.workflow.clinic.restoring import Offer
    from kypho_prep.workflow.clinic.staff import StaffMember

# The first patient of the morning comes before the first back-up.
FIRST_AFTER_MS = 5_000
LOOK_EVERY_MS = 60_000


class BackUpTimer(QObject):
    """Looks each minute whether a back-up is due, and has it made, one at a time; without a worker it never does."""

    def __init__(
        self, make_worker: Callable[[], Jobs] | None, clock: Callable[[], datetime], second: Path | None
    ) -> None:
        super().__init__()
        self._make_worker = make_worker
        self._clock = clock
        self._second = second
        self._worker: Jobs | None = None
        self._backing: BackingUp | None = None
        self._making = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def works(self) -> bool:
        """Whether back-ups are made of an open clinic."""
        return self._backing is not None

    def begin(self, database: Store) -> None:
        """Begin with a clinic that is open, once its start is over."""
        from kypho_prep.workflow.clinic.backing_up import BackingUp
        from kypho_prep.workflow.clinic.server import backed_up_at

        if self._make_worker is not None:
            self._worker = self._make_worker()
            # No kiosk shows how back-ups stand, nor may its login ask.
            reported = None if database.guarded else partial(backed_up_at, database)
            self._backing = BackingUp(database, self._clock, self._second, reported=reported)
            self._timer.start()
            later(FIRST_AFTER_MS, self, self.look)

    def look(self) -> None:
        """Have a back-up made where one is due, else the last one given to a second place that lacks it."""
        if self._worker is None or self._backing is None or self._making:
            return
        due = self._backing.due()
        if due or self._backing.undelivered:
            self._making = True
            self._worker.run(self._backing.make if due else self._backing.deliver, self._made, self._failed)

    def upkeep(self, chosen: Settings, bring_back: Callable[[Offer, StaffMember], None]) -> Upkeep | None:
        """Return how an administrator's pages reach the back-ups; None where none are made."""
        from kypho_prep.nurse.desk import Upkeep

        if self._worker is None or self._backing is None:
            return None
        return Upkeep(chosen, self._backing, self._worker.run, bring_back)

    def state(self) -> BackUps | None:
        """Return how the back-ups stand; None where none are made."""
        return self._backing.state() if self._backing is not None else None

    def end(self, database_worker: Jobs) -> None:
        """Look no more; wait for the one that is being made, and have a last one made where something changed since.

        That comes behind the last answers, which were handed to the database's worker before.
        """
        self._timer.stop()
        if self._worker is not None and self._backing is not None:
            self._worker.close()
            if not self._backing.on_server:
                database_worker.run(self._backing.make, self._made, self._failed)
        self._worker = self._backing = None
        self._making = False

    def _made(self, _state: BackUps) -> None:
        self._making = False

    def _failed(self, trouble: Exception) -> None:
        # What a disk refuses is in the state already; this is a fault of ours.
        self._making = False
        note("a back-up failed", trouble)
