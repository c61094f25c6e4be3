"""How a desk that locked itself is re-opened by the PIN of who was signed in, and when only the password serves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kypho_prep.nurse.clinic.pin_pages import PinPage
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.workflow.clinic import pins
from kypho_prep.workflow.clinic import staff as people
from kypho_prep.workflow.errors import WrongPassword, WrongPin

if TYPE_CHECKING:
    from kypho_prep.look.worker import Asked
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace


class PinLock(QObject):
    """Waits for the PIN of one session at a time; `password_needed` says why it does so no more."""

    reopened = Signal(object, object)
    password_needed = Signal(str)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: Asked | None = None
        self.session: StaffSession | None = None
        self.page = PinPage(desk)
        self.page.submitted.connect(self._try)
        self.page.by_password.connect(lambda: self._end(""))

    def begin(self, session: StaffSession) -> bool:
        """Wait for a session's PIN; False where it has none that serves, as where patients come to this screen."""
        if self._desk.services.patient_side or not session.takes_pin(self._desk.workplace.ticks()):
            return False
        self.session = session
        self.page.begin(session.staff.name)
        return True

    def forget(self) -> None:
        """Wait no more; what a try under way brings is a sign-out."""
        self.session = None
        if self._asked is not None:
            workplace = self._desk.workplace
            self._asked.abandon(lambda made: people.sign_out(workplace, staff=made[0]))
            self._asked = None

    def look(self) -> None:
        """Ask for the password once the longest session is over."""
        session = self.session
        if session is not None and session.is_over(self._desk.workplace.ticks()):
            self._end(too_long(self._desk, session))

    def _try(self, pin: str) -> None:
        self.look()
        session = self.session
        if session is not None:
            job = partial(_reopen, self._desk.workplace, session.staff, pin)
            self._asked = self._desk.ask(job, self._opened, partial(self._refused, session))

    def _opened(self, made: tuple[StaffMember, Clinic]) -> None:
        self.session = self._asked = None
        self.reopened.emit(*made)

    def _refused(self, session: StaffSession, trouble: Exception) -> None:
        self._asked = None
        if isinstance(trouble, WrongPin):
            session.wrong_pins += 1
        words = self._desk.words
        if session.wrong_pins >= pins.TRIES:
            self._end(words("desk.sign_in.no_more_pins"))
        elif isinstance(trouble, WrongPassword):
            self._end(words("desk.sign_in.changed"))
        else:
            self.page.refuse(self._desk.sentence(trouble))

    def _end(self, note: str) -> None:
        # A try that is under way must not open the desk over a sign-in, or over whoever signed in meanwhile.
        self.forget()
        self.password_needed.emit(note)


def too_long(desk: DeskContext, session: StaffSession) -> str:
    """Return why a desk asks for the password although somebody works at it."""
    return desk.words.count("desk.sign_in.too_long", session.clinic.session_hours)


def _reopen(workplace: Workplace, staff: StaffMember, pin: str) -> tuple[StaffMember, Clinic]:
    return pins.reopen(workplace, staff=staff, pin=pin), people.clinic(workplace)
