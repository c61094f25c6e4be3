"""The emergency: the page that takes the whole screen, and the staff sign-in that alone ends it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kypho_prep.kiosk.job_queue import JobQueue
from kypho_prep.kiosk.pages.emergency_page import EmergencyPage, StaffSignIn
from kypho_prep.kiosk.screen import Screen
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.errors import Refused, ServerLost
from kypho_prep.workflow.patient import intake as patient

if TYPE_CHECKING:
    from kypho_prep.workflow.workplace import Workplace

FORGOTTEN = 60  # seconds after which a sign-in that nobody goes on with gives way to the page again


class EmergencyScreen(QObject):
    """Stands for one visit until a named staff member acknowledges it; `then` comes after that."""

    def __init__(self, screen: Screen, visit: str, line: str, then: Callable[[], None], session: str = "") -> None:
        super().__init__()
        self.then = then
        self._screen = screen
        self._visit = visit
        self._line = line
        self._session = session
        self._jobs = JobQueue(screen, self._refused, self._broken)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FORGOTTEN * 1000)
        self._timer.timeout.connect(self._again)

    def show(self) -> None:
        """Show the page."""
        self._timer.stop()
        self._screen.put(self._page)

    def _again(self) -> None:
        # A window that went meanwhile shows nothing any more.
        if self._screen.stands:
            self.show()

    def close(self) -> None:
        """Let nothing that is still asked of the database reach the screen."""
        self._jobs.close()

    def _page(self) -> EmergencyPage:
        page = EmergencyPage(self._line, self._screen.look, self._screen.words)
        page.staff_wanted.connect(self._ask_staff)
        return page

    def _ask_staff(self) -> None:
        self._timer.start()
        self._screen.put(self._sign_in_page, staff=True)

    def _sign_in_page(self) -> StaffSignIn:
        page = StaffSignIn(self._screen.look, self._screen.words)
        page.closed.connect(self.show)
        page.signed.connect(self._sign)
        return page

    def _sign(self, user: str, password: str) -> None:
        def job(workplace: Workplace) -> None:
            member = staff.sign_in(workplace, user=user, password=password)
            patient.acknowledge_emergency(workplace, visit=self._visit, staff=member)
            # With the acknowledgement: nobody else may find the sitting open when the page goes.
            if self._session:
                patient.leave(workplace, session=self._session)

        self._jobs.when_free(partial(self._jobs.run, job, self._done))

    def _done(self, _: None) -> None:
        self._timer.stop()
        self.then()

    def _refused(self, error: Refused) -> None:
        key = "error.server_away" if isinstance(error, ServerLost) else error.words_key
        self._say(self._screen.words(key, **error.params))

    def _broken(self) -> None:
        self._say(self._screen.words("error.not_saved"))

    def _say(self, text: str) -> None:
        page = self._screen.page
        if isinstance(page, StaffSignIn):
            page.say(text)
