"""A kiosk that staff hand over from their desk: found while the first page stands, it asks for the date of birth.

The page says nothing of the patient, and whoever else is there goes back from it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kypho_prep.kiosk.job_queue import JobQueue
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.session.signing_in import BirthDateStep
from kypho_prep.look.asking import Bell, Question
from kypho_prep.workflow.errors import SessionTaken, VisitEnded
from kypho_prep.workflow.patient import handed
from kypho_prep.workflow.patient.handed import HandOverEnded
from kypho_prep.workflow.patient.intake import Intake

if TYPE_CHECKING:
    from datetime import date

    from kypho_prep.workflow.errors import Refused
    from kypho_prep.workflow.workplace import Workplace

EVERY = 2000  # milliseconds, as a desk asks: also where the server does not ring
# Seconds after which the page goes although the server cannot say that the hand-over is over.
LONGEST = 300


class HandedOver(QObject):
    """Asks what is handed to this kiosk while it `is_free`; `shown` says that the page stands.

    Only a kiosk with a login of its own at the clinic's server is ever handed one. Where another page took the screen
    from it, the first page of an idle screen too, it is shown anew as long as it stands at the server. It ends by the
    visit that is `opened`, or it is `over` on one of the closing pages, with its words, or "welcome".
    """

    shown = Signal()
    opened = Signal(object)
    over = Signal(str, str, object)

    def __init__(self, screen: Screen, is_free: Callable[[], bool], parent: QObject, *, sample: bool) -> None:
        super().__init__(parent)
        self._screen, self._is_free = screen, is_free
        self._id, self._until, self._closed = "", 0.0, False
        self._jobs = JobQueue(screen, self._refused, self._broken)
        self._born = BirthDateStep(screen, sample=sample, tried=self._tried, back=self._back)
        self._beat = QTimer(self, interval=EVERY)
        self._beat.timeout.connect(self.look)
        workplace = screen.services.workplace()
        if workplace is not None and workplace.database.guarded:
            self._begin(workplace)

    def look(self) -> None:
        """Ask whether a free kiosk was handed over, or whether what shows still stands."""
        if self._id and self._screen.services.ticks() > self._until:
            self._end("welcome")
        elif self._id or self._is_free():
            self._question.ask()

    def put_away(self) -> None:
        """Let another page have the screen: what is still asked of the database is told to nobody."""
        self._id = ""
        self._jobs.abandon(self._open_late)

    def close(self) -> None:
        """Find nothing any more, and let nothing that is still asked reach the screen."""
        self._closed = True
        self._beat.stop()
        self.put_away()

    def _begin(self, workplace: Workplace) -> None:
        worker, job = self._screen.services.worker, partial(handed.handed_here, workplace)
        self._question = Question(worker, lambda: job, self._looked, self._missed)
        bell = Bell()  # held by who rings it: this window may be gone by then
        bell.rang.connect(self._wake, Qt.ConnectionType.QueuedConnection)
        workplace.database.listen(bell.ring)
        self._beat.start()

    def _wake(self) -> None:
        if self._id or self._is_free():
            self._question.wake()

    def _looked(self, found: str | None) -> None:
        if self._closed or self._jobs.busy:
            return
        if self._id and found != self._id:
            self._end("welcome")
        elif found is not None and not self._id and self._is_free():
            self._show(found)

    def _missed(self, _trouble: Exception) -> None:
        """Ask again at the next beat."""

    def _show(self, found: str) -> None:
        self._id, self._until = found, self._screen.services.ticks() + LONGEST
        self._born.show()
        self.shown.emit()
        self._jobs.run(partial(handed.show, handed=found), self._told)

    def _told(self, stands: bool) -> None:
        if not stands:
            self._end("welcome")

    def _tried(self, born: date) -> None:
        job = partial(handed.open_handed, handed=self._id, born=born)
        self._jobs.when_free(partial(self._jobs.run, job, self._opened))

    def _opened(self, opened: object) -> None:
        self._id = ""
        self.opened.emit(opened)

    def _open_late(self, came: Intake | bool) -> None:
        """End a sitting that opened after its page had gone: nobody waits for it any more."""
        if isinstance(came, Intake):
            services = self._screen.services
            services.held_back.leave(services.worker, services.workplace, came.session.id)

    def _back(self) -> None:
        self._leave()
        self._end("welcome")

    def _leave(self) -> None:
        services = self._screen.services
        workplace = services.workplace()
        if workplace is not None:
            services.worker.run(partial(handed.leave, workplace, handed=self._id), lambda _none: None, self._missed)

    def _end(self, how: str, key: str = "", **params: object) -> None:
        self.put_away()
        self.over.emit(how, key, params)

    def _refused(self, error: Refused) -> None:
        if isinstance(error, SessionTaken | VisitEnded):
            self._leave()
        if isinstance(error, SessionTaken | VisitEnded | HandOverEnded):
            self._end("closed", error.words_key, **error.params)
            return
        self._born.refused(error)

    def _broken(self) -> None:
        self._born.say(self._screen.words("error.refused"))
