"""The kiosk while nobody is signed in: the welcome page, signing in, and the pages that end a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kypho_prep.kiosk.interpreter import NOBODY
from kypho_prep.kiosk.job_queue import JobQueue
from kypho_prep.kiosk.pages.bars import NurseCall
from kypho_prep.kiosk.pages.frame import Frame, framed
from kypho_prep.kiosk.pages.welcome import WelcomePage, WelcomeView
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.services import Comfort
from kypho_prep.workflow.errors import Refused, ServerLost, Wait, WrongCode

# Signing in and the closing pages are imported once the first page has been painted: see `KioskWindow.ready`.
if TYPE_CHECKING:
    from kypho_prep.kiosk.pages.dialogs import Dialog
    from kypho_prep.kiosk.pages.sign_in import SignInPage
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.patient.intake import Intake
    from kypho_prep.workflow.workplace import Workplace


class SignedOut(QObject):
    """Forgets what was typed as soon as its page goes; `signed_in` hands the session over.

    `chosen`: somebody chooses how to read, or an interpreter, and may walk away; `chose` names what of `Comfort` was
    chosen by hand since the first page came up for everyone. `everyone`: all goes back to what is usual.
    """

    signed_in = Signal(object)
    staff_requested = Signal()
    sign_in_shown = Signal()
    chosen = Signal()
    everyone = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._jobs = JobQueue(screen, self._refused, partial(self.close_with, "trouble"))
        self._code = ""
        self._born: dict[str, str] = {}
        self._until = 0.0
        self._interpreter = NOBODY
        self.chose: frozenset[str] = frozenset()
        self.clinic: Clinic | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)
        # Whoever chose something of the voice on the first page may walk away.
        screen.reading.chosen.connect(lambda: self.chosen.emit() if isinstance(screen.page, WelcomePage) else None)

    def welcome(self) -> None:
        """Show the first page, as it is for everyone: the next patient finds nothing."""
        self.forget()
        self._screen.speak_to(helper=False)
        self._choose_nothing()
        self._screen.put(self._welcome_page)

    def know(self, clinic: Clinic) -> None:
        """Take over the clinic's name and numbers once the database is open."""
        self.clinic = clinic
        self._screen.know_languages(clinic)
        page = self._screen.page
        if page is None or isinstance(page, WelcomePage):
            self._screen.put(self._welcome_page)

    def sign_in(self, begun: str = "") -> None:
        """Show the code's page, the first step; `begun` is what a scanner has typed of the code already."""
        from kypho_prep.kiosk.pages.sign_in import CODE

        self._jobs.abandon(self._end_late)
        self._code = begun or self._code
        self._show_step(CODE)

    def close_with(self, name: str, key: str = "", call: NurseCall = NurseCall.NONE, **params: object) -> None:
        """Show a closing page: thanks, left, desk, closed, trouble; it goes after some seconds or a tap.

        `key` and `params` are other words for it.
        """
        from kypho_prep.kiosk.session.closing import Closing, closing_page, seconds_it_stays

        self.forget()
        self._interpreter = NOBODY
        said = Closing(name, key, call, self.clinic, params)
        self._screen.put(partial(closing_page, self._screen, said, self.welcome))
        self._until = self._screen.services.ticks() + (seconds_it_stays(self._screen) or 0)
        self._timer.start()

    def hand_over(self, visit: str, member: StaffMember, emergency: Callable[[str], None]) -> None:
        """Open a visit for the patient whom staff has just identified.

        `emergency` hears of the visit whose emergency at this kiosk nobody has acknowledged; then nothing is opened.
        """
        self._choose_nothing()  # whoever chose anything here before was somebody else
        from kypho_prep.workflow.patient import intake as patient

        def job(workplace: Workplace) -> Intake | str:
            # In one job, behind what was held back: an emergency may be among that.
            return patient.emergency_on(workplace) or patient.hand_over(workplace, visit=visit, staff=member)

        self._jobs.run(job, lambda found: emergency(found) if isinstance(found, str) else self.signed_in.emit(found))

    def take_interpreter(self) -> str:
        """Return the language of the interpreter that was asked for, and forget it."""
        asked, self._interpreter = self._interpreter, NOBODY
        return asked

    def tick(self) -> None:
        """Count the wait down, or let a closing page go."""
        from kypho_prep.kiosk.session.closing import seconds_it_stays
        from kypho_prep.kiosk.session.signing_in import sign_in_on

        left = self._until - self._screen.services.ticks()
        page = sign_in_on(self._screen)
        if seconds_it_stays(self._screen) is not None:
            if left <= 0 and not self._screen.reading.reads:
                self.welcome()
        elif page is not None:
            self._count_down(page, left)
        else:
            self._timer.stop()

    def enter(self) -> None:
        """Next on a sign-in page: the second step, or the sign-in itself."""
        self._jobs.when_free(self._enter)

    def _show_step(self, step: str) -> None:
        self._screen.put(partial(self._sign_in_page, step))
        self.sign_in_shown.emit()

    def _enter(self) -> None:
        from kypho_prep.kiosk.pages.sign_in import BORN, CODE
        from kypho_prep.kiosk.session.signing_in import sign_in_on

        page = sign_in_on(self._screen)
        if page is None:
            return
        if self._until > self._screen.services.ticks():
            self.tick()
        elif page.problem():
            if not page.scroll_unseen():
                page.say(self._screen.words(page.problem()))
        elif page.step == CODE:
            self._code = page.code.text if page.code is not None else ""
            self._show_step(BORN)
        elif page.born is not None and (born := page.born.value()) is not None:
            self._born = page.born.parts
            from kypho_prep.workflow.patient import intake as patient

            self._jobs.run(partial(patient.sign_in, code=self._code, born=born), self._entered)

    def _entered(self, opened: Intake) -> None:
        self.forget()
        self.signed_in.emit(opened)

    def _refused(self, error: Refused) -> None:
        from kypho_prep.kiosk.session.signing_in import sign_in_on

        # Nobody has answered anything yet: it is signing in that has to wait.
        key = "error.sign_in_waits" if isinstance(error, ServerLost) else error.words_key
        if sign_in_on(self._screen) is None:
            self.close_with("closed", key, **error.params)
            return
        if isinstance(error, Wait):
            self._until = self._screen.services.ticks() + error.seconds
            self._timer.start()
        # Back to the code, whichever of the two was wrong: the page must not tell.
        if isinstance(error, WrongCode):
            self.sign_in()
        page = sign_in_on(self._screen)
        if page is not None:
            page.say(self._screen.words(key, **error.params))

    def _count_down(self, page: SignInPage, left: float) -> None:
        if left > 0:
            page.say(self._screen.words("error.wait", seconds=round(left + 0.49)), aloud=False)
        else:
            self._timer.stop()
            page.say(self._screen.words("kiosk.sign_in.again"))

    @property
    def _is_sample(self) -> bool:
        return self.clinic is not None and self.clinic.sample

    def _end_late(self, opened: Intake | str) -> None:
        """End a sitting that opened after its page had gone: nobody waits for it any more."""
        if isinstance(opened, str):  # an emergency stood there, and none was opened
            return
        # Not one of this screen's own jobs: whoever is there now has nothing to do with it.
        services = self._screen.services
        services.held_back.leave(services.worker, services.workplace, opened.session.id)

    def forget(self) -> None:
        """Forget what was typed, and let nobody in who is let in late."""
        self._jobs.abandon(self._end_late)
        self._code = ""
        self._born = {}
        self._timer.stop()
        self._until = 0.0

    def _welcome_page(self) -> WelcomePage:
        page = welcome_page(self._screen, self.clinic, self._interpreter)
        page.interpreter_wanted.connect(lambda: self._show_beside(self._interpreter_page))
        page.code_begun.connect(self.sign_in)
        page.start_wanted.connect(self.sign_in)
        if self._screen.ways is not None:
            page.ways_wanted.connect(partial(self._show_beside, partial(self._ways_page, self._screen.ways)))
        page.staff_wanted.connect(self.staff_requested)
        page.text_size_wanted.connect(lambda size: self._choose(text_size=size))
        page.theme_wanted.connect(lambda theme: self._choose(theme=theme))
        page.language_wanted.connect(lambda code: self._choose(language=code))
        return page

    def _show_beside(self, build: Callable[[], Frame]) -> None:
        self._screen.put(build)
        self.chosen.emit()

    def _interpreter_page(self) -> Frame:
        from kypho_prep.kiosk.pages.interpreter_page import InterpreterPage

        content = InterpreterPage(self._interpreter, self._screen.look, self._screen.words)
        content.back_wanted.connect(self._back_to_welcome)
        content.chosen.connect(self._choose_interpreter)
        return self._framed(content, "kiosk.interpreter.title")

    def _ways_page(self, ways: Callable[[], Dialog]) -> Frame:
        content = ways()
        content.closed.connect(self._back_to_welcome)
        return self._framed(content, "kiosk.welcome.comfort")

    def _framed(self, content: QWidget, title: str) -> Frame:
        """Return a page below the upper bar of who has not signed in."""
        from kypho_prep.kiosk.session.signing_in import bar_before, with_comfort

        screen = self._screen
        bar = bar_before(screen, title, sample=self._is_sample)
        return with_comfort(screen, framed(content, bar, None, screen.look, screen.words), self._take)

    def _choose_interpreter(self, language: str) -> None:
        self._interpreter = language
        self.chosen.emit()
        self._back_to_welcome()

    def _choose(self, **comfort: Any) -> None:
        """Draw the page as it was chosen; it stays so through sign-in, whatever this patient chose another time."""
        self.chose |= comfort.keys()
        self.chosen.emit()
        from kypho_prep.kiosk.session.signing_in import draw_again

        draw_again(self._screen, replace(self._screen.comfort, **comfort))

    def _take(self, wanted: Comfort) -> None:
        """Draw the page as it was chosen in the bar."""
        stood = self._screen.comfort
        names = ("language", "theme", "text_size")
        self._choose(**{one: getattr(wanted, one) for one in names if getattr(wanted, one) != getattr(stood, one)})

    def _choose_nothing(self) -> None:
        """Go back to what is usual for everyone."""
        self.chose, self._interpreter = frozenset(), NOBODY
        self._screen.reading.forget()
        self._screen.take_comfort(Comfort(self._screen.services.words.language))
        self.everyone.emit()

    def _back_to_welcome(self) -> None:
        """Show the first page with what was chosen on it: the same person is still there."""
        self.forget()
        self._screen.put(self._welcome_page)

    def _sign_in_page(self, step: str) -> Frame:
        from kypho_prep.kiosk.pages.sign_in import CODE, SignInPage
        from kypho_prep.kiosk.session.signing_in import sign_in_page, with_comfort

        frame = with_comfort(self._screen, sign_in_page(self._screen, step, sample=self._is_sample), self._take)
        page = frame.content
        if isinstance(page, SignInPage):
            page.ready.connect(self.enter)
            page.show_again(self._code, self._born)
        if frame.bottom is not None:
            frame.bottom.next_wanted.connect(self.enter)
            frame.bottom.back_wanted.connect(self._back_to_welcome if step == CODE else self.sign_in)
        return frame


def welcome_page(screen: Screen, clinic: Clinic | None, interpreter: str) -> WelcomePage:
    """Return the first page; a language is offered only where there are several."""
    known = screen.languages.offered
    name, sample = (clinic.name, clinic.sample) if clinic is not None else ("", False)
    return WelcomePage(WelcomeView(screen.comfort, name, known, sample, interpreter), screen.look, screen.words)
