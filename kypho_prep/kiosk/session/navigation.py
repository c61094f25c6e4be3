"""Turns the pages of a sitting: the answer goes to the disk first, the next page shows after the commit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from kypho_prep.kiosk import route
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.kiosk.job_queue import JobQueue
from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.pages.summary import SummaryPage
from kypho_prep.kiosk.route import Way, is_name
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.services import Comfort
from kypho_prep.kiosk.session import page_builder
from kypho_prep.kiosk.session.shown_reply import handed_in
from kypho_prep.kiosk.session.state import Sitting
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.workflow.errors import Refused, SessionEnded, VisitEnded
from kypho_prep.workflow.patient import intake as patient
from kypho_prep.workflow.patient.intake import Intake, Session

Then = Callable[[], None]


class Turning(QObject):
    """Knows no button: `connect_page` is handed each new page, `say` what did not work.

    `ended` names the closing page and the key of its words; `emergency` the visit.
    """

    ended = Signal(str, str)
    emergency = Signal(str)

    def __init__(self, screen: Screen, opened: Intake) -> None:
        super().__init__()
        self.screen = screen
        self.sitting = Sitting(opened)
        self.jobs = JobQueue(screen, self._refused, self._broken)
        self.connect_page: Callable[[Frame], None] = _leave_alone
        self.say: Callable[[str], None] = _leave_alone

    @property
    def session(self) -> str:
        """Return the id of the sitting."""
        return self.sitting.intake.session.id

    @property
    def frame(self) -> Frame | None:
        """Return the page on the screen with its bars."""
        page = self.screen.page
        return page if isinstance(page, Frame) else None

    def keep(self, then: Then, wish: PageRef | None = None) -> None:
        """Save the page's answer where there is one, then go on with `then`; the position becomes `wish`, or stays."""
        page = self.frame.content if self.frame is not None else None
        if isinstance(page, SummaryPage):
            self.sitting.scroll = page.scrolled
        if isinstance(page, QuestionPage) and page.problem() is None:
            given = page.value()
            if given is not None and route.worth_keeping(self.sitting.intake.situation, page.view, given):
                self.store(page.view, given, wish or self.sitting.page, then)
                return
        then()

    def store(self, view: ItemView, given: Given, wish: PageRef | None, then: Then) -> None:
        """Hand an answer to the database; `then` runs after the commit. The same answer again keeps its id."""
        handed = handed_in(self.sitting, self.screen, view, given)
        self.sitting.pending = handed
        call = partial(patient.reply_to, session=self.session, given=handed, next_page=wish)
        self.jobs.run(call, partial(self.stored, then))

    def stored(self, then: Then, intake: Intake) -> None:
        """Take over what the database knows now; an emergency takes the whole screen."""
        self.sitting.intake = intake
        self.sitting.pending = None
        if intake.emergency:
            self.jobs.close()
            self.emergency.emit(intake.session.visit)
        else:
            then()

    def turn(self, way: Way) -> None:
        """Store where the patient goes, then show it."""
        page = way if isinstance(way, PageRef) else None
        if page is not None and page == self.sitting.intake.page:
            self.show(way)
        else:
            call = partial(patient.turn_to, session=self.session, page=page)
            self.jobs.run(call, lambda _: self._turned(way, page))

    def show(self, way: Way) -> None:
        """Build the page and put it on the screen."""
        sitting = self.sitting
        sitting.way, sitting.draft, sitting.sheet = way, None, ""
        sitting.since = self.screen.services.ticks()
        if sitting.page is not None and not is_name(sitting.intake.situation, sitting.page):
            sitting.list_item, sitting.group = "", ""
        if sitting.trip is not None and sitting.page == route.summary_page(sitting.intake.situation):
            sitting.trip = None
        self.screen.put(self._build)

    def take_comfort(self, comfort: Comfort) -> None:
        """Draw the page another way at once, and store how this patient reads best."""
        self.screen.take_comfort(comfort)
        call = partial(
            patient.comfort,
            session=self.session,
            text_size=comfort.text_size,
            theme=comfort.theme,
            language=comfort.language,
        )
        self.jobs.when_free(lambda: self.jobs.run(call, self._comforted))

    def end(self, how: str, key: str = "") -> None:
        """End the sitting on this screen; nothing comes after it."""
        self.jobs.close()
        self.ended.emit(how, key)

    def _comforted(self, session: Session) -> None:
        self.sitting.intake = replace(self.sitting.intake, session=session)

    def _turned(self, way: Way, page: PageRef | None) -> None:
        self.sitting.intake = replace(self.sitting.intake, page=page)
        self.show(way)

    def _build(self) -> Frame:
        frame = page_builder.frame_of(self.sitting, self.screen)
        self.connect_page(frame)
        return frame

    def _broken(self) -> None:
        if self.frame is None:
            self.end("trouble")
        else:
            self.say(self.screen.words("error.not_saved"))

    def _refused(self, error: Refused) -> None:
        if isinstance(error, SessionEnded | VisitEnded):
            self.end("closed", error.words_key)
        else:
            self.say(self.screen.words(error.words_key, **error.params))


def _leave_alone(_: object) -> None:
    """Do nothing: nobody listens yet."""
