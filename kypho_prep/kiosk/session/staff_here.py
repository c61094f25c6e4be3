"""Staff at a machine that is a kiosk alone: they sign in to hand it over to one patient, whom they name themselves.

Neither a board nor a list is ever asked for here: a kiosk stands in a waiting room.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kypho_prep.kiosk.job_queue import JobQueue
from kypho_prep.kiosk.pages.emergency_page import StaffSignIn
from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.sign_in import BORN, SignInPage
from kypho_prep.kiosk.pages.staff_here import FamilyNamePage
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.session.signing_in import born_on, sign_in_page
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.errors import Refused, ServerLost
from kypho_prep.workflow.visits import identifying

if TYPE_CHECKING:
    from datetime import date

    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace


class StaffHere(QObject):
    """Three pages: who signs in, the patient's family name, her date of birth; then the kiosk is `handed_over`."""

    handed_over = Signal(str, object)
    over = Signal()
    quit_wanted = Signal()

    def __init__(self, screen: Screen, *, sample: bool) -> None:
        super().__init__()
        self._screen = screen
        self._sample = sample
        self._member: StaffMember | None = None
        self._family = ""
        self._jobs = JobQueue(screen, self._refused, self._broken)

    def show(self) -> None:
        """Ask who is there."""
        self._screen.put(self._sign_in_page, staff=True)

    def close(self) -> None:
        """Let nothing that is still asked of the database reach the screen."""
        self._jobs.close()

    def _sign_in_page(self) -> StaffSignIn:
        page = StaffSignIn(self._screen.look, self._screen.words, "staff_here")
        page.closed.connect(self.over)
        page.signed.connect(self._sign)
        return page

    def _sign(self, user: str, password: str) -> None:
        job = partial(staff.sign_in, user=user, password=password)
        self._jobs.when_free(partial(self._jobs.run, job, self._signed))

    def _signed(self, member: StaffMember) -> None:
        self._member = member
        self._screen.put(self._name_page, staff=True)

    def _name_page(self) -> FamilyNamePage:
        page = FamilyNamePage(self._screen.look, self._screen.words)
        page.field.setText(self._family)
        page.closed.connect(self.over)
        page.quit_wanted.connect(self.quit_wanted)
        page.named.connect(self._named)
        return page

    def _named(self, family: str) -> None:
        self._family = family
        self._screen.put(self._birth_page, staff=True)

    def _birth_page(self) -> Frame:
        frame = sign_in_page(self._screen, BORN, sample=self._sample)
        page, bottom = frame.content, frame.bottom
        if isinstance(page, SignInPage):
            page.heading.setText(self._screen.words("kiosk.staff_here.born"))
            page.ready.connect(self._enter)
        if bottom is not None:
            bottom.next_wanted.connect(self._enter)
            bottom.back_wanted.connect(lambda: self._screen.put(self._name_page, staff=True))
        return frame

    def _enter(self) -> None:
        born = born_on(self._screen)
        if born is not None:
            self._jobs.when_free(partial(self._find, born))

    def _find(self, born: date) -> None:
        member = self._member
        if member is None:
            return

        def job(workplace: Workplace) -> str:
            return identifying.visit_of(workplace, staff=member, family=self._family, born=born)

        self._jobs.run(job, lambda visit: self.handed_over.emit(visit, member))

    def _refused(self, error: Refused) -> None:
        key = "error.server_away" if isinstance(error, ServerLost) else error.words_key
        self._say(self._screen.words(key, **error.params))

    def _broken(self) -> None:
        self._say(self._screen.words("error.refused"))

    def _say(self, text: str) -> None:
        page = self._screen.page
        shown = page.content if isinstance(page, Frame) else page
        if isinstance(shown, StaffSignIn | FamilyNamePage | SignInPage):
            shown.say(text)
