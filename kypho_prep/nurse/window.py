"""The nurse's window: first run, sign-in, and one workspace for each staff member; it swaps pages and forwards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QToolTip, QVBoxLayout, QWidget

from kypho_prep.look.asking import Bell
from kypho_prep.look.clipboard import empty_clipboard
from kypho_prep.look.idle import IdleWatch
from kypho_prep.nurse.board.alarm_strip import AlarmStrip
from kypho_prep.nurse.clinic.first_run import ChoicePage, SetUpPage, set_up
from kypho_prep.nurse.clinic.sample_page import SamplePage
from kypho_prep.nurse.clinic.sign_in_page import SignInPage
from kypho_prep.nurse.desk import DeskContext, Draft, StaffSession
from kypho_prep.nurse.fault_strip import FaultStrip
from kypho_prep.nurse.pin_lock import PinLock, too_long
from kypho_prep.nurse.widgets.parts import shortcut
from kypho_prep.nurse.workspace import Workspace
from kypho_prep.workflow.clinic import staff as people
from kypho_prep.workflow.visits.alarms import alarms

if TYPE_CHECKING:
    from kypho_prep.look.worker import Asked
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.visits.schedule import Board

STAFF_IDLE = 300
# Milliseconds between two looks whether the longest session is over.
LOOK_AT_LIMIT = 10_000


class NurseWindow(QWidget):
    """Staff's side of the program; `locked` says that nothing of it shows any more."""

    locked = Signal()
    hand_over = Signal(str, object)
    sample_made = Signal()

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._drafts: dict[str, Draft] = {}
        self._sessions: dict[str, Workspace] = {}
        self._now: Workspace | None = None
        self._entering: Asked | None = None
        self._locking = False
        self._stack = QStackedWidget()
        self._fault = FaultStrip(desk)
        self._alarms = AlarmStrip(desk)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        room.addWidget(self._fault)
        room.addWidget(self._alarms)
        room.addWidget(self._stack)
        self.sign_in = SignInPage(desk)
        self._stack.addWidget(self.sign_in)
        self._pin = PinLock(desk, self)
        self.sign_in.submitted.connect(self._enter)
        self.sign_in.left.connect(self.locked)
        self.idle = IdleWatch(STAFF_IDLE, STAFF_IDLE, parent=self)
        self._limit = QTimer(self)
        self._lock_by_time()
        shortcut(self, "Ctrl+L", self.lock)
        bell = Bell()  # held by who rings it: this window may be gone by then
        bell.rang.connect(self._wake, Qt.ConnectionType.QueuedConnection)
        desk.workplace.database.listen(bell.ring)

    def _lock_by_time(self) -> None:
        """Lock the desk when nobody touches it, and when its longest session is over."""
        self.idle.cover.connect(self._left_alone)
        self._limit.setInterval(LOOK_AT_LIMIT)
        self._limit.timeout.connect(self.look_at_limit)
        self._pin.reopened.connect(partial(self._entered, by_pin=True))
        self._pin.password_needed.connect(self._by_password)
        self._stack.addWidget(self._pin.page)

    def begin(self) -> None:
        """Show the first run where nobody works here yet, else the sign-in."""
        workplace = self._desk.workplace
        if self._now is None:
            self._alarms.lock()
        self.sign_in.begin()
        self._desk.ask(lambda: people.set_up_needed(workplace), self._begun, self._refused)

    def lock(self, note: str = "") -> None:
        """Let go of everything that shows; the same person finds it again after signing in."""
        if self._now is None:
            return
        self._locking = True
        self._fault.hide()
        member = self._now.session.staff
        self._now.leave()
        self._now = None
        self._alarms.lock()
        # A tooltip is a window of its own, and would stay over the locked desk with a name in it.
        QToolTip.hideText()
        empty_clipboard()
        self.idle.stop()
        self._show(self.sign_in)
        self.sign_in.begin(note)
        self._sign_out(member, locked=True)
        self.locked.emit()
        self._locking = False

    def look_at_limit(self) -> None:
        """Lock the desk where its longest session is over; a locked one takes no PIN then either."""
        self._pin.look()
        if self._now is not None and self._now.session.is_over(self._desk.workplace.ticks()):
            self.lock(too_long(self._desk, self._now.session))

    def _left_alone(self) -> None:
        """Lock a desk that nobody touches; the PIN of who works at it may re-open it."""
        left = self._now
        self.lock(self._desk.words("desk.sign_in.idle"))
        if left is not None and self._pin.begin(left.session):
            self._show(self._pin.page)

    def _by_password(self, note: str) -> None:
        self._show(self.sign_in)
        self.sign_in.begin(note)

    def say_fault(self) -> bool:
        """Say above the page that the program met a fault; all on it stays. False where it was on the way to lock."""
        if self._locking:
            return False
        self._fault.tell()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Let nobody in behind the patient's side: a sign-in that ends after this is a sign-out."""
        super().hideEvent(event)
        if self._entering is not None:
            self._entering.abandon(lambda made: self._sign_out(made[0]))
            self._entering = None
        if self._pin.session is not None:
            self._pin.forget()
            self._by_password("")

    def workspace(self) -> Workspace | None:
        """Return the pages of who is signed in, none while locked."""
        return self._now

    def page(self) -> QWidget:
        """Return the page that shows."""
        return self._now.page() if self._now is not None else self._stack.currentWidget() or self.sign_in

    def give_up_sample(self) -> None:
        """Let a sample clinic that is still being made end: the program closes."""
        page = self._stack.currentWidget()
        if isinstance(page, SamplePage):
            page.give_up()

    def _wake(self) -> None:
        """Look at once for what the server says has changed."""
        if self._now is not None:
            self._now.watch.wake()
        else:
            self._alarms.wake()

    def _moved(self, board: Board) -> None:
        """Ring for what is new on the board; what was read before a lock and comes after it is the locked desk's."""
        if self._now is not None:
            self._alarms.tell(alarms(board.rows))

    def _begun(self, needed: bool) -> None:
        if not needed:
            # Who began to type while the database was asked goes on typing.
            if self._stack.currentWidget() is not self.sign_in:
                self._show(self.sign_in)
                self.sign_in.begin()
            return
        choice = ChoicePage(self._desk)
        choice.clinic_chosen.connect(self._to_set_up)
        choice.sample_chosen.connect(self._to_sample)
        self._show(choice)
        choice.sample.setFocus()

    def _to_sample(self) -> None:
        """Open the sample clinic; where there is none yet, ask for its password and make it."""
        make = self._desk.services.make_sample
        if self._desk.services.sample_there or make is None:
            self.sample_made.emit()
            return
        page = SamplePage(self._desk, make)
        page.made.connect(self.sample_made)
        page.left.connect(lambda: self._begun(needed=True))
        self._show(page)
        page.form.focus_first()

    def _to_set_up(self) -> None:
        page = SetUpPage(self._desk, self._drafts)
        page.submitted.connect(lambda values: self._set_up(page, values))
        page.left.connect(lambda: self._begun(needed=True))
        self._show(page)
        page.form.focus_first()

    def _set_up(self, page: SetUpPage, values: Draft) -> None:
        keep_kind = self._desk.services.keep_kind

        def job() -> tuple[StaffMember, Clinic]:
            # First: a machine that cannot keep what it is must not have a clinic made on it.
            if keep_kind is not None:
                keep_kind(values["kind"])
            return set_up(self._desk.workplace, values)

        def refused(trouble: Exception) -> None:
            page.refuse(trouble)

        self._entering = self._desk.ask(job, lambda made: self._entered(*made), refused)

    def _enter(self, user: str, password: str) -> None:
        workplace = self._desk.workplace

        def job() -> tuple[StaffMember, Clinic]:
            return people.sign_in(workplace, user=user, password=password), people.clinic(workplace)

        self._entering = self._desk.ask(job, lambda made: self._entered(*made), self._refused)

    def _sign_out(self, member: StaffMember, *, locked: bool = False) -> None:
        """Put on record that somebody is at the desk no more."""
        workplace = self._desk.workplace
        job = partial(people.sign_out, workplace, staff=member, locked=locked)
        self._desk.ask(job, lambda _none: None, lambda _trouble: None)

    def _entered(self, member: StaffMember, clinic: Clinic, *, by_pin: bool = False) -> None:
        self._entering = None
        held = self._sessions.get(member.id)
        if held is None:
            held = Workspace(self._desk, StaffSession(member, clinic, self._desk.workplace.clock))
            held.lock_asked.connect(self.lock)
            held.handed_over.connect(self._hand)
            held.watch.moved.connect(self._moved)
            held.watch.blind.connect(self._alarms.tell_blind)
            held.watch.let_go.connect(self._let_go)
            held.watch.changed.connect(lambda: self.lock(self._desk.words("desk.sign_in.changed")))
            self._sessions[member.id] = held
        held.session.take_staff(member)
        held.session.take_clinic(clinic)
        if not by_pin:
            held.session.password_typed(self._desk.workplace.ticks())
        self._limit.start()
        self._drafts.clear()
        self._now = held
        self._alarms.open_up()
        self._show(held)
        held.begin()
        self.idle.set_seconds(clinic.staff_idle, clinic.staff_idle)
        self.idle.start()

    def _let_go(self) -> None:
        """Lock out who works here no more; what she typed goes with her."""
        if self._now is not None:
            gone = self._sessions.pop(self._now.session.staff.id)
            self.lock(self._desk.words("desk.sign_in.let_go"))
            self._stack.removeWidget(gone)
            gone.deleteLater()

    def _hand(self, visit: str) -> None:
        """Give the kiosk to the patient: staff's view locks itself first."""
        if self._now is not None:
            member = self._now.session.staff
            # She comes back to the board: the visit is in the patient's hands now.
            self._now.to_board()
            self.lock()
            self.hand_over.emit(visit, member)

    def _refused(self, trouble: Exception) -> None:
        self.sign_in.refuse(self._desk.sentence(trouble))

    def _show(self, page: QWidget) -> None:
        old = self._stack.currentWidget()
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if isinstance(old, ChoicePage | SamplePage | SetUpPage) and old is not page:
            self._stack.removeWidget(old)
            old.deleteLater()
