"""A rest: of the patient the screen holds no more than which sitting is open; her date of birth leads back to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kypho_prep.kiosk.job_queue import JobQueue
from kypho_prep.kiosk.pages.frame import Frame, framed
from kypho_prep.kiosk.pages.rest_page import RestPage
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.session.signing_in import BirthDateStep, bar_before, with_comfort
from kypho_prep.workflow.errors import Refused, RestOver, SessionEnded, VisitEnded
from kypho_prep.workflow.patient import resting

if TYPE_CHECKING:
    from datetime import date

    from kypho_prep.prep.clinic import Clinic


class RestScreen(QObject):
    """Stands from "Rest?" until the patient is `back`, or it is `over` on one of the closing pages or "welcome"."""

    back = Signal(object)
    over = Signal(str, str)

    def __init__(self, screen: Screen, session: str, clinic: Clinic) -> None:
        super().__init__()
        self._screen = screen
        self._session = session
        self._sample = clinic.sample
        self._minutes = max(1, (clinic.cover_after + clinic.leave_after) // 60)
        self._jobs = JobQueue(screen, self._refused, self._broken)
        self._born = BirthDateStep(screen, sample=clinic.sample, tried=self._come_back, back=self.show)

    def show(self) -> None:
        """Show the page that says nothing of the patient."""
        self._screen.put(self._rest_page)

    def leave(self, *, idle: bool = False) -> None:
        """Close the sitting for good, for somebody else or since nobody came; the slip leads back to it."""
        self.end_sitting(idle=idle)
        self._end("welcome")

    def end_sitting(self, *, idle: bool = False) -> None:
        """Close the sitting; the screen stays as it is."""
        # Not waited for: the screen is clear for whoever comes next, also while the disk is slow or full.
        services = self._screen.services
        services.held_back.leave(services.worker, services.workplace, self._session, idle=idle)

    def close(self) -> None:
        """Let nothing that is still asked of the database reach the screen."""
        self._jobs.close()

    def _end(self, how: str, key: str = "") -> None:
        self.close()
        self.over.emit(how, key)

    def _rest_page(self) -> Frame:
        screen = self._screen
        page = RestPage(self._minutes, screen.look, screen.words)
        page.back_wanted.connect(self._born.show)
        page.other_wanted.connect(self.leave)
        bar = bar_before(screen, "kiosk.rest.title", sample=self._sample)
        return with_comfort(screen, framed(page, bar, None, screen.look, screen.words))

    def _come_back(self, born: date) -> None:
        call = partial(resting.come_back, session=self._session, born=born)
        self._jobs.when_free(partial(self._jobs.run, call, self.back.emit))

    def _refused(self, error: Refused) -> None:
        if isinstance(error, RestOver):
            self._end("left")
        elif isinstance(error, SessionEnded | VisitEnded):
            self._end("closed", error.words_key)
        else:
            self._born.refused(error)

    def _broken(self) -> None:
        self._born.say(self._screen.words("error.refused"))
