"""A patient's session, from sign-in to the closing page: owns its state and the page; saves before a page turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from kypho_prep.kiosk import route
from kypho_prep.kiosk.interpreter import NOBODY
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.kiosk.pages.bars import NurseCall
from kypho_prep.kiosk.pages.dialogs import Dialog, WritingDialog
from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.pages.summary import SummaryPage
from kypho_prep.kiosk.route import Destination, EditFromSummary
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.services import Comfort
from kypho_prep.kiosk.session import page_builder, page_parts
from kypho_prep.kiosk.session.interpreter_wish import InterpreterWish
from kypho_prep.kiosk.session.leaving import Leaving
from kypho_prep.kiosk.session.session_jobs import SessionJobs
from kypho_prep.kiosk.session.shown_reply import handed_in, worth_keeping
from kypho_prep.kiosk.session.state import Languages, Menu, OpenDialog, SessionState, Text, Topic, Writing, begun
from kypho_prep.prep.interview.entries import QUESTION, name_item
from kypho_prep.prep.interview.path import PageRef, pages
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import State, Who
from kypho_prep.workflow.errors import NotAnAnswer, NotSaved, Refused, SessionEnded, StaffOnly, TooLong, VisitEnded
from kypho_prep.workflow.patient import intake as patient
from kypho_prep.workflow.patient.foreseeing import alarming
from kypho_prep.workflow.patient.intake import Intake, Session
from kypho_prep.workflow.server_errors import NoEntry

Then = Callable[[], None]


class PatientSession(QObject):
    """What a window holds while a patient is signed in; `state` is read by anyone and changed here alone.

    It knows no button: `page_built` hands out each new page and `dialog_built` each dialog, with what it is about,
    before they show. `ended` names the closing page and the key of its words; `emergency` the visit.
    """

    page_built = Signal(Frame)
    answer_changed = Signal()  # what is half done on the page is another
    page_free = Signal()  # what stood over the page is gone
    dialog_built = Signal(Dialog, object)
    ended = Signal(str, str)
    emergency = Signal(str)

    def __init__(self, screen: Screen, opened: Intake, interpreter: str = NOBODY) -> None:
        super().__init__()
        self.screen, self.id = screen, opened.session.id
        self.jobs = SessionJobs(screen, self.id, InterpreterWish(interpreter, screen), self._refused, self._broken)
        self.leaving = Leaving(self.jobs, self.keep_answer, self._end, self.save_later, self.unless_saved)
        self._state = begun(opened)

    @property
    def state(self) -> SessionState:
        """Return what is known now: a frozen value, replaced at each change."""
        return self._state

    @property
    def situation(self) -> Situation:
        """Return everything known about the visit."""
        return self._state.intake.situation

    @property
    def call(self) -> NurseCall:
        """Return how the call for a nurse stands, as the bar says it."""
        return page_parts.call_of(self._state)

    def view_of(self, page: PageRef) -> ItemView:
        """Return what an item's page shows now, half done or saved."""
        return page_parts.view_of(self._state, self.screen, page)

    def start(self) -> None:
        """Show the first page of the session."""
        self.open_page(route.opening(self._state.intake))

    def open_page(self, destination: Destination) -> None:
        """Store where the patient goes, then show it."""
        page = destination if isinstance(destination, PageRef) else None
        if page is not None and page == self._state.intake.page:
            self._show(self._state.showing(destination, self.screen.services.ticks()))
        else:
            self.jobs.store_position(page, self._state.intake, partial(self._moved, destination))

    def follow(self, destination: Destination) -> None:
        """Show where a stored reply leads, and what it finished; the checklist on the way leaves the stored place."""
        if destination in (route.Stop.OVERVIEW, self._state.intake.page):
            self._show(self._state.followed(destination, self.screen.services.ticks()))
        else:
            self.open_page(destination)

    def keep_answer(self, then: Then, position: PageRef | None = None) -> None:
        """Save the page's answer where there is one, then go on; the position becomes `position`, or stays."""
        self.keep_scroll()
        self.store_answers(worth_keeping(self._state, self.screen), position or self._state.page, then)

    def save_later(self, end: str = "") -> None:
        """Save all that is not saved without waiting for it; `end` closes the sitting after it, "left" or "idle"."""
        try:
            given = [handed_in(self._state, self.screen, *one) for one in worth_keeping(self._state, self.screen)]
            self._state = self._state.handing_in(tuple(given))
        finally:  # a page that is broken keeps nothing from being saved that was handed in before
            self.jobs.save_later(self._state.unsaved, self._state.page, end=end)
            self._state = replace(self._state, pending=())

    def unless_saved(self, otherwise: Then, action: Then) -> None:
        """Do what is asked for, and `otherwise` where that cannot be saved; an emergency is told before either."""
        self.jobs.unless_saved(partial(self._unsaved, otherwise), action)

    def turn_unsaved(self, destination: Destination) -> None:
        """Show another page although the disk did not take this one, which is saved later, and say so."""
        self.save_later()
        self._show(self._state.turned(destination, self.screen.services.ticks()))
        self.say(self.screen.words("error.saved_later"))

    def store_answers(self, given: Sequence[tuple[ItemView, Given]], position: PageRef | None, then: Then) -> None:
        """Hand answers in, after those not saved before; `then` follows the last commit. The same one keeps its id."""
        handed = tuple(handed_in(self._state, self.screen, *one) for one in given)
        self._state = self._state.handing_in(handed)
        self._store(self._state.unsaved, position, then)

    def _store(self, left: tuple[patient.Given, ...], position: PageRef | None, then: Then) -> None:
        if not left:
            then()
            return
        page = position if len(left) == 1 else self._state.page
        after = partial(self._stored, left[0], partial(self._store, left[1:], position, then))
        self.jobs.reply(left[0], page, self._state.intake, after)

    def keep_draft(self, given: Given | None, below: Given | None = None) -> None:
        """Note what is half done, on a second question `below` too: the page drawn another way shows it again."""
        self._state = self._state.drafting(given, below)
        self.answer_changed.emit()

    def take_back(self, page: PageRef) -> None:
        """Forget what was handed in for a page and could not be saved: the patient has taken it back."""
        self._state = self._state.without(page)

    def keep_scroll(self) -> None:
        """Note how far the summary is scrolled: it comes back at the same place."""
        if self.screen.frame is not None and isinstance(self.screen.frame.content, SummaryPage):
            self._state = replace(self._state, summary_scroll=self.screen.frame.content.scrolled)

    def keep_list_scroll(self, pixels: int) -> None:
        """Note how far the list that shows is scrolled: an entry added from it leaves the patient there."""
        self._state = replace(self._state, list_scroll=(self._state.page, pixels))

    def edit_answer(self, page: PageRef) -> None:
        """Go from the summary to one answer; the summary comes back at the same place."""
        self.keep_scroll()
        self._state = replace(self._state, edit=EditFromSummary(frozenset(pages(self.situation))))
        self.open_page(page)

    def open_entry(self, entry: str, group: str = "") -> None:
        """Open the page that names an entry of the list that shows; `group` is the ticked card it is added from."""
        here = self._state.page
        if here is not None:
            self._state = replace(self._state, list_item=here.item, group=group)
            self.open_page(route.name_page(self.situation, here, entry))

    def remove_entry(self, entry: str) -> None:
        """Take an entry off the list that shows, and show the list without it."""
        here = self._state.page
        if here is not None:
            view = self.view_of(route.name_page(self.situation, here, entry))
            handed = handed_in(self._state, self.screen, view, Given(State.REMOVED))
            done = partial(self._stored, handed, lambda: self.open_page(here))
            self.jobs.remove_entry(handed, here, self._state.intake, done)

    def know_call(self, *, called: bool) -> None:
        """Take over whether a call for a nurse is open, and let the bar of the page that shows say it."""
        self._state = replace(self._state, intake=replace(self._state.intake, nurse_called=called))
        if self.screen.frame is not None:
            self.screen.frame.top.show_call(self.call)

    def say(self, text: str) -> None:
        """Say that something did not work, on the page that it concerns, or over it."""
        frame = self.screen.frame
        if frame is None:
            return
        if isinstance(frame.dialog, WritingDialog):
            frame.dialog.page.say(text)
        elif isinstance(frame.content, QuestionPage) and frame.dialog is None:
            frame.content.say(text)
        else:
            self.open_dialog(Text(Topic.SAID, text))

    def write_question(self) -> None:
        """Let the patient write a question for the nurse, or go on with the one that could not be saved."""
        waits = self._state.waiting(name_item(self.situation, QUESTION))
        self.open_dialog(Writing((waits.entry if waits else None) or patient.new_entry_id()))

    def close_dialog(self) -> None:
        """Take the dialog away; what is below is as it was."""
        open_now = self._state.dialog
        self._state = replace(self._state, dialog=open_now.over if isinstance(open_now, Menu | Languages) else None)
        if self.screen.frame is not None:
            self.screen.frame.close_dialog()
        self.page_free.emit()

    def take_comfort(self, comfort: Comfort) -> None:
        """Draw the page another way at once, and store how this patient reads best."""
        self.screen.take_comfort(comfort)
        self.jobs.when_free(lambda: self.jobs.store_comfort(comfort, self._comforted))

    def note_printed(self) -> None:
        """Note that the plan was given to the printer: the board is not asked for it once more."""
        self._state = replace(self._state, printed=True)

    def _stored(self, given: patient.Given, then: Then, intake: Intake) -> None:
        """Take over what the database knows now; an emergency takes the whole screen."""
        newly_kept = intake.kept_here and not self._state.intake.kept_here
        self._state = replace(self._state.saved(given), intake=intake)
        if intake.emergency:
            self._alarm()
        else:
            then()
            if newly_kept:
                self.say(self.screen.words("error.kept_here"))

    def _unsaved(self, otherwise: Then) -> None:
        workplace = self.screen.services.workplace()
        if workplace is not None and alarming(workplace, self._state.intake, self._state.unsaved):
            self._alarm()  # nobody else can know of it yet
        else:
            otherwise()

    def _alarm(self) -> None:
        self.jobs.save_later(self._state.unsaved, self._state.page)
        # What the patient pressed meanwhile must not lead away from the emergency page.
        self.jobs.close()
        self.emergency.emit(self._state.intake.session.visit)

    def _moved(self, destination: Destination, called: bool) -> None:
        self._state = replace(self._state, intake=replace(self._state.intake, nurse_called=called))
        self._show(self._state.turned(destination, self.screen.services.ticks()))

    def _show(self, state: SessionState) -> None:
        """Build the page and put it on the screen, in the words of whoever answers."""
        self._state = state
        self.screen.speak_to(helper=state.intake.session.who is Who.HELPER_FOR)
        self.screen.put(self._build)

    def _build(self) -> Frame:
        parts = page_parts.parts_of(self._state, self.screen)
        drawn = self.screen.take_ahead(parts)
        frame = drawn or page_builder.frame_of(parts, self.screen, self.situation.medicines)
        self.page_built.emit(frame)
        for opened in self._state.dialogs:
            self._show_dialog(frame, opened)
        return frame

    def open_dialog(self, opened: OpenDialog) -> None:
        """Let something stand over the page: words, a question, a page to write on, the menu."""
        self._state = replace(self._state, dialog=opened)
        if self.screen.frame is not None:
            self._show_dialog(self.screen.frame, opened)

    def _show_dialog(self, frame: Frame, opened: OpenDialog) -> None:
        dialog = page_builder.dialog_of(opened, self._state, self.screen, frame.content)
        self.dialog_built.emit(dialog, opened)
        frame.open_dialog(dialog, over=isinstance(opened, Menu | Languages))

    def _comforted(self, session: Session) -> None:
        self._state = replace(self._state, intake=replace(self._state.intake, session=session))

    def _end(self, how: str, key: str = "", *, called: bool = False) -> None:
        """End the session on this screen; nothing comes after it. `called`: a call for a nurse stays open."""
        self._state = replace(self._state, intake=replace(self._state.intake, nurse_called=called))
        self.jobs.close()
        self.ended.emit(how, key)

    def _broken(self) -> None:
        self._end("trouble") if self.screen.frame is None else self.say(self.screen.words("error.not_saved"))

    def _refused(self, error: Refused) -> None:
        if isinstance(error, NoEntry | SessionEnded | VisitEnded):
            if isinstance(error, SessionEnded):
                self.save_later()  # what was refused is kept as what comes late
            # Where the station was revoked, nothing of the patient stays on its screen either.
            self._end("closed", SessionEnded.key if isinstance(error, NoEntry) else error.words_key)
        elif isinstance(error, NotSaved):
            self._unsaved(partial(self.say, self.screen.words(error.words_key, **error.params)))
        else:
            if isinstance(error, TooLong | NotAnAnswer | StaffOnly):  # it will never be saved: nothing waits behind it
                self._state = self._state.without_oldest()
            self.say(self.screen.words(error.words_key, **error.params))
