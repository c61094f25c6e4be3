"""Reads the clinic's settings again while nobody sits at the kiosk: its name, its times, the languages it offers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kypho_prep.kiosk.job_queue import JobQueue

if TYPE_CHECKING:
    from kypho_prep.kiosk.screen import Screen
    from kypho_prep.kiosk.session.signed_out import SignedOut
    from kypho_prep.look.idle import IdleWatch
    from kypho_prep.prep.clinic import Clinic

EVERY = 60_000  # milliseconds


class SettingsWatch(QObject):
    """From `begin` on it looks each minute, while the first page stands and `is_free`, and takes over what changed."""

    def __init__(
        self, screen: Screen, signed_out: SignedOut, idle: IdleWatch, is_free: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._signed_out, self._idle, self._is_free = signed_out, idle, is_free
        self._known: Clinic | None = None
        # What cannot be read now is read a minute later: nobody waits for it.
        self._jobs = JobQueue(screen, lambda _: None, lambda: None)
        self._beat = QTimer(self, interval=EVERY)
        self._beat.timeout.connect(self.look)

    def begin(self, clinic: Clinic) -> None:
        """Take over the settings as they were read at the start."""
        self._take(clinic)
        self._beat.start()

    def look(self) -> None:
        """Read the settings, where nobody sits here."""
        if self._known is not None and self._is_free():
            from kypho_prep.workflow.clinic import staff

            self._jobs.run(staff.clinic, self._found, reads=True)

    def _found(self, clinic: Clinic) -> None:
        if clinic != self._known and self._is_free():
            self._take(clinic)

    def _take(self, clinic: Clinic) -> None:
        self._known = clinic
        self._idle.set_seconds(clinic.cover_after, clinic.leave_after)
        self._signed_out.know(clinic)
