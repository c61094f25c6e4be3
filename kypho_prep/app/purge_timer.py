"""Looks each minute whether finished visits are to go by themselves, while nobody is at the screen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from kypho_prep.app.program import Program
from kypho_prep.look.faults import note
from kypho_prep.settings import Kind
from kypho_prep.workflow.errors import Refused

EVERY_MS = 60_000


class PurgeTimer(QObject):
    """Begins once a program's database is open; it never comes between somebody and the screen."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        program.working.connect(lambda _set_up_needed: self._timer.start())

    @property
    def _nobody_there(self) -> bool:
        program = self._program
        if program.staff is not None and program.staff.workspace() is not None:
            return False
        if program.chosen.kind is Kind.DESK:
            return True
        kiosk = program.kiosk
        return kiosk.session is None and kiosk.rest_screen is None and kiosk.emergency_screen is None

    def look(self) -> None:
        """Have what is due removed, off the screen's thread."""
        from kypho_prep.workflow.clinic import purging

        workplace = self._program.workplace
        if workplace is not None and self._nobody_there:
            job = partial(purging.purge_itself, workplace, self._program.chosen.backups)
            self._program.worker.run(job, lambda _none: None, self._failed)

    def _failed(self, trouble: Exception) -> None:
        # A clock in doubt and a disk that takes no back-up are told on the board; the rest is a fault of ours.
        if not isinstance(trouble, Refused):
            note("finished visits could not be removed", trouble)
