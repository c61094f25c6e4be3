"""Keeps the bar true while a page stays: staff may have seen to a call for a nurse since."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from kypho_prep.kiosk.session.session import PatientSession
from kypho_prep.workflow.patient.nurse_call import call_stands

EVERY = 2000  # milliseconds, as the nurse's board asks


class CallWatch(QObject):
    """Asks every two seconds whether an open call still stands; no question of its own holds the patient up."""

    def __init__(self, session: PatientSession) -> None:
        super().__init__(session)
        self._session = session
        self._asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        session.ended.connect(self._timer.stop)
        session.emergency.connect(self._timer.stop)

    def look(self) -> None:
        """Ask once, where a call is open and the last question is not still out."""
        services = self._session.screen.services
        workplace = services.workplace()
        if self._asking or workplace is None or not self._session.state.intake.nurse_called:
            return
        self._asking = True
        services.worker.run(partial(call_stands, workplace, session=self._session.id), self._looked, self._missed)

    def _looked(self, called: bool) -> None:
        self._asking = False
        jobs = self._session.jobs
        if not called and not jobs.busy:  # what is being saved may be a newer call; the next beat knows
            jobs.when_free(partial(self._session.know_call, called=False))

    def _missed(self, _trouble: Exception) -> None:
        """Try again at the next beat: a busy database is no news."""
        self._asking = False
