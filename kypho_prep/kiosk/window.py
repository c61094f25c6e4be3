"""The patient's side of the program: one window that swaps pages and forwards what is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from kypho_prep.kiosk.after_paint import Known, first_known
from kypho_prep.kiosk.covering import Covering
from kypho_prep.kiosk.job_queue import JobQueue
from kypho_prep.kiosk.page_place import PagePlace
from kypho_prep.kiosk.pages.bars import NurseCall
from kypho_prep.kiosk.pages.welcome import WelcomePage
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.services import KioskServices
from kypho_prep.kiosk.session.settings_watch import SettingsWatch
from kypho_prep.kiosk.session.signed_out import SignedOut
from kypho_prep.look.clipboard import empty_clipboard
from kypho_prep.look.idle import IdleWatch

# A session, the emergency and the rules behind them are imported once the first page has been painted: in `ready`.
if TYPE_CHECKING:
    from kypho_prep.kiosk.session.emergency import EmergencyScreen
    from kypho_prep.kiosk.session.handed import HandedOver
    from kypho_prep.kiosk.session.page_actions import PageActions
    from kypho_prep.kiosk.session.resting import RestScreen
    from kypho_prep.kiosk.session.session import PatientSession
    from kypho_prep.kiosk.session.staff_here import StaffHere
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.patient.intake import Intake

# Seconds for which staff's word holds who sits here: an emergency may stand before a hand-over for much longer.
HANDED_OVER = 120


class KioskWindow(QWidget):
    """Holds the welcome page, and while a patient is signed in one session."""

    staff_requested = Signal()
    quit_wanted = Signal()

    def __init__(self, services: KioskServices) -> None:
        super().__init__()
        self.setWindowTitle(services.words("program.name"))
        self.stage = Screen(services, PagePlace(self))
        self.signed_out = SignedOut(self.stage)
        self.signed_out.signed_in.connect(self._begin)
        self.signed_out.staff_requested.connect(self._show_staff)
        self.session: PatientSession | None = None
        self._page_actions: PageActions | None = None
        self.emergency_screen: EmergencyScreen | None = None
        self.rest_screen: RestScreen | None = None
        self.staff_screen: StaffHere | None = None
        self.handed_over: HandedOver | None = None
        self._covering = Covering(self.stage, self)
        self._covering.still_here.connect(self._uncover)
        self.idle = IdleWatch(ticks=services.ticks, parent=self)
        self.settings_watch = SettingsWatch(self.stage, self.signed_out, self.idle, self._is_free, self)
        self.signed_out.sign_in_shown.connect(self.idle.start)
        self.signed_out.chosen.connect(self.idle.start)
        services.held_back.saved.connect(self.held_saved, Qt.ConnectionType.QueuedConnection)
        self.idle.cover.connect(self._idle_cover)
        self.idle.leave.connect(self._idle_leave)
        self.stage.reading.heard.connect(self.idle.touched)
        self.stage.reading.rule = lambda: self.signed_out.clinic.read_aloud if self.signed_out.clinic else "on"
        self.signed_out.welcome()

    def ready(self) -> None:
        """Begin to work: the database is open. An emergency that nobody has acknowledged takes the screen again."""
        self.stage.read_words()
        trouble = partial(self.signed_out.close_with, "trouble")
        JobQueue(self.stage, lambda _: self.show_welcome(), trouble).run(first_known, self._know, reads=True)

    def _know(self, found: Known) -> None:
        from kypho_prep.kiosk.ways import Ways

        self.ways = Ways(self, self.stage, self.signed_out)
        self.settings_watch.begin(found.clinic)
        if found.guarded:  # nobody hands over from elsewhere what works alone
            from kypho_prep.kiosk.session.handed import HandedOver

            self.handed_over = HandedOver(self.stage, self._is_free, self, sample=found.clinic.sample)
            self.handed_over.shown.connect(self.idle.start)
            self.handed_over.opened.connect(self._begin)
            self.handed_over.over.connect(self._ended)
        self._take_screen(found.emergency)

    def held_saved(self) -> None:
        """Take over that something held back is saved: the cover may say so, and an emergency may be among it."""
        self.stage.renew_cover()
        self._find_emergency()

    def _find_emergency(self) -> None:
        """Show an emergency of this kiosk that nobody has acknowledged, where nobody sits here."""
        if self._is_taken:
            return
        from kypho_prep.workflow.patient.intake import emergency_on

        JobQueue(self.stage, lambda _: None, lambda: None).run(emergency_on, self._take_screen, reads=True)

    def _take_screen(self, visit: str | None) -> None:
        if visit is not None and not self._is_taken:
            self.signed_out.forget()
            self._emergency(visit)

    @property
    def screens(self) -> tuple[EmergencyScreen | RestScreen | StaffHere | None, ...]:
        """Return what may stand here beside a session and the first page."""
        return self.emergency_screen, self.rest_screen, self.staff_screen

    @property
    def _is_taken(self) -> bool:
        """Whether a patient has the screen, sits in a rest, or an emergency has it already."""
        return any((self.session, self.rest_screen, self.emergency_screen))

    def _is_free(self) -> bool:
        """Tell whether the first page stands, and nobody has begun anything."""
        return isinstance(self.stage.page, WelcomePage) and not any((self.session, *self.screens))

    def show_welcome(self) -> None:
        """Show the first page; whoever was signed in is gone from this screen."""
        self._drop()
        self.signed_out.welcome()
        self._find_emergency()
        self.settings_watch.look()

    def hand_over(self, visit: str, member: StaffMember) -> None:
        """Open a visit for whom staff has just identified, after an emergency here; whoever sits here is signed out."""
        self.sign_out()
        opening = partial(self._open, visit, member, self.stage.services.ticks() + HANDED_OVER)
        if self.emergency_screen is not None:  # not asked for: it may not be on the disk yet
            self.emergency_screen.then = opening
        else:
            opening()

    def _open(self, visit: str, member: StaffMember, until: float) -> None:
        if self.stage.services.ticks() > until:
            self.show_welcome()
            return
        self._drop()
        again = partial(self._open, visit, member, until)
        self.signed_out.hand_over(visit, member, partial(self._emergency, then=again))

    def sign_out(self) -> None:
        """Save the page of whoever sits here, and close the sitting, of whoever rests too; the screen stays."""
        if self.session is not None:
            self.session.save_later("left")
        if self.rest_screen is not None:
            self.rest_screen.end_sitting()

    def show_trouble(self, *, signed_in: bool) -> None:
        """Show the calm page of last resort: the program met a fault of its own; what a patient answered is saved."""
        self._ended("trouble", "" if signed_in else "kiosk.trouble.nobody")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press what has the focus, and go on from a field of one line."""
        focus = self.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focus, QAbstractButton):
            focus.click()
        elif isinstance(focus, QLineEdit) and self.session is not None and self._page_actions is not None:
            self.session.jobs.when_free(self._page_actions.next)

    def _show_staff(self) -> None:
        """Let staff in: on a machine that is a kiosk alone by pages that show nobody else's."""
        if not self.stage.services.kiosk_alone:
            self.staff_requested.emit()
            return
        self._drop()
        from kypho_prep.kiosk.session.staff_here import StaffHere

        self.staff_screen = StaffHere(self.stage, sample=self._clinic().sample)
        self.staff_screen.over.connect(self.show_welcome)
        self.staff_screen.handed_over.connect(self.hand_over)
        self.staff_screen.quit_wanted.connect(self.quit_wanted)
        self.staff_screen.show()
        self.idle.start()

    def _begin(self, opened: Intake) -> None:
        self._drop()
        self.stage.know_languages(opened.situation.clinic)
        self._take_comfort(opened)
        from kypho_prep.kiosk.session.call_watch import CallWatch
        from kypho_prep.kiosk.session.dialog_actions import DialogActions
        from kypho_prep.kiosk.session.page_actions import PageActions
        from kypho_prep.kiosk.session.page_ahead import PageAhead
        from kypho_prep.kiosk.session.session import PatientSession

        self.signed_out.clinic = opened.situation.clinic
        session = PatientSession(self.stage, opened, self.signed_out.take_interpreter())
        session.ended.connect(self._ended)
        session.emergency.connect(self._emergency)
        self.session, self._page_actions = session, PageActions(session)
        DialogActions(session)  # these live as long as the session, their parent
        CallWatch(session)
        PageAhead(session)
        self.idle.start()
        if opened.emergency:
            self._emergency(opened.session.visit)
            return
        chosen, usual = self.stage.comfort, opened.session
        session.start()
        if (usual.language, usual.theme, usual.text_size) != (chosen.language, chosen.theme, chosen.text_size):
            session.take_comfort(chosen)

    def _take_comfort(self, opened: Intake) -> None:
        """Read on as the patient did last time, but for what was chosen before signing in: that is newer."""
        last, chose = opened.session, self.signed_out.chose
        usual: dict[str, Any] = {"language": last.language, "theme": last.theme, "text_size": last.text_size}
        kept = {name: value for name, value in usual.items() if name not in chose}
        self.stage.take_comfort(replace(self.stage.comfort, **kept))

    def _ended(self, how: str, key: str, params: Mapping[str, object] | None = None) -> None:
        if how == "welcome":
            self.show_welcome()
            return
        if how == "rest" and self.session is not None:
            self._rest(self.session.id)
        else:
            call = self.session.call if self.session is not None and how in ("thanks", "left") else NurseCall.NONE
            self._drop()
            self.signed_out.close_with(how, key, call, **(params or {}))
        self._find_emergency()

    def _rest(self, session: str) -> None:
        """Clear the screen of the patient; it waits as long as a page nobody touches would, without a cover."""
        self._drop()
        from kypho_prep.kiosk.session.resting import RestScreen

        clinic = self._clinic()
        self.rest_screen = RestScreen(self.stage, session, clinic)
        self.rest_screen.back.connect(self._begin)
        self.rest_screen.over.connect(self._ended)
        self.rest_screen.show()
        self.idle.set_seconds(clinic.cover_after + clinic.leave_after, 0)
        self.idle.start()

    def _emergency(self, visit: str, then: Callable[[], None] | None = None) -> None:
        session = self.session.id if self.session is not None else ""
        self._drop()
        from kypho_prep.kiosk.session.emergency import EmergencyScreen

        line, after = self._clinic().emergency_line, then or self.show_welcome
        self.emergency_screen = EmergencyScreen(self.stage, visit, line, after, session)
        self.emergency_screen.show()

    def _idle_cover(self) -> None:
        if self.rest_screen is not None:
            self.rest_screen.leave(idle=True)
            return
        if self.session is None:
            self.show_welcome()
            return
        self._covering.save(self.session)
        if self.session is not None:  # an emergency in it has the screen by now
            self._covering.put(self.session, self._clinic().leave_after)

    def _clinic(self) -> Clinic:
        """Return the clinic's settings as last read, before that the program's."""
        from kypho_prep.prep.clinic import Clinic

        return self.signed_out.clinic or Clinic()

    def _uncover(self) -> None:
        self.idle.touched()
        self.stage.uncover()
        if self.session is not None:
            self.session.page_free.emit()

    def _idle_leave(self) -> None:
        self._uncover()
        if self.session is not None:
            self.session.leaving.leave_idle()

    def _drop(self) -> None:
        self.idle.stop()
        empty_clipboard()
        self._uncover()
        self.stage.drop_ahead()
        if self.handed_over is not None:
            self.handed_over.put_away()
        for screen in self.screens:
            if screen is not None:
                screen.close()
        if self.rest_screen is not None:
            self.idle.set_seconds(self._clinic().cover_after, self._clinic().leave_after)
        for part in (self.session, *self.screens):
            if part is not None:
                part.deleteLater()
        if self.session is not None:
            self.session.jobs.close()
        self.session = self._page_actions = self.emergency_screen = self.rest_screen = self.staff_screen = None
