"""What the buttons of a session's pages do: on, back, to a chapter, to one answer and back; a list's entries.

Each waits for what is being saved; the session saves, then opens the next page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from kypho_prep.kiosk import route
from kypho_prep.kiosk.pages.bars import TopBar
from kypho_prep.kiosk.pages.bottom_bar import BottomBar
from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.plan_page import PlanPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.pages.summary import SummaryPage
from kypho_prep.kiosk.services import larger, other_theme
from kypho_prep.kiosk.session.medicine_entry import duplicate_question, touched_name
from kypho_prep.kiosk.session.next_step import NotMe, Open, Store, next_step
from kypho_prep.kiosk.session.nurse_calls import call_nurse
from kypho_prep.kiosk.session.page_builder import Turning, menu_over, name_next
from kypho_prep.kiosk.session.session import PatientSession
from kypho_prep.kiosk.session.shown_reply import entry_of
from kypho_prep.kiosk.session.state import Languages, Menu, Text, Topic
from kypho_prep.look.buttons import Button
from kypho_prep.look.overrides import later
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.rules.visit_rules import RIGHT_NOW
from kypho_prep.prep.words import Words
from kypho_prep.workflow.patient import intake as patient


class PageActions(QObject):
    """Connects each page that a session builds."""

    def __init__(self, session: PatientSession) -> None:
        super().__init__(session)
        self._session = session
        session.page_built.connect(self._connect)

    def next(self) -> None:
        """Save and show the page after this one, or say what is missing."""
        frame = self._session.screen.frame
        if frame is None or frame.dialog is not None:
            return
        page = frame.content
        if isinstance(page, Turning) and page.scroll_unseen():
            return
        if isinstance(page, QuestionPage) and page.problem() is not None:
            page.show_problem()
        elif isinstance(page, QuestionPage) and not page.settle():
            self._changed(page)
        elif not isinstance(page, OverviewPage):  # that has no Next: it goes on by its own buttons
            self._go_on(page)

    def _back(self) -> None:
        """Save what is answered, then show the page before, the list, the summary or the overview."""
        session, state = self._session, self._session.state
        if state.page is None:
            return
        back = route.before_page(state.intake, state.page, state.list_item, state.edit)
        if back is not None:
            keep = partial(session.keep_answer, partial(session.open_page, back))
            session.unless_saved(
                partial(session.turn_unsaved, back), partial(keep, back if isinstance(back, PageRef) else None)
            )

    def _continue(self) -> None:
        """Go from the overview to the next open question."""
        if self._session.screen.frame is not None:
            self._go_on(self._session.screen.frame.content)

    def _open_chapter(self, chapter: str) -> None:
        """Go from the overview to a chapter."""
        page = route.chapter_page(self._session.situation, chapter)
        if page is not None:
            self._session.open_page(page)

    def _changed(self, page: QuestionPage) -> None:
        """Note what is half done; "right now" saves each tick at once."""
        session, draft = self._session, page.value()
        session.keep_draft(draft, page.value_below())
        frame = session.screen.frame
        if frame is not None and frame.bottom is not None:
            name_next(frame, session.screen.words)
            frame.bottom.set_explain(page.wants_explaining)
        if page.view.page.item == RIGHT_NOW and draft is not None:
            session.jobs.when_free(self._save_tick)

    def _save_tick(self) -> None:
        page = self._question_page()
        if page is not None and page.view.page.item == RIGHT_NOW:
            self._session.keep_answer(_stay)

    def _go_on(self, page: QWidget) -> None:
        """Do what Next does on a page as it stands, which was foreseen by the same rule."""
        session = self._session
        step = next_step(session.state, page)
        if isinstance(step, Open):
            session.open_page(step.destination)
        elif isinstance(step, NotMe):
            session.leaving.refuse_identity()
        elif isinstance(step, Store):
            session.keep_scroll()
            session.store_answers(step.answers, step.position, self._follow)
        elif step is not None:
            session.open_dialog(step)

    def _follow(self) -> None:
        """Go on from a page whose reply is stored: to the page that follows, or to the end."""
        state = self._session.state
        if state.page is None:
            return
        destination = route.after_reply(state.intake, state.page, state.list_item, state.edit)
        if destination is route.Stop.FINISH:
            to_print = not state.printed and not state.intake.situation.clinic.printer
            self._session.leaving.finish(plan_to_print=to_print)
        else:
            self._session.follow(destination)

    def _add(self, group: str = "") -> None:
        """Open an empty name's page for a new entry, of a ticked card where it was added from one."""
        self._session.open_entry(patient.new_entry_id(), group)

    def _add_touched(self, name: str, group: str) -> None:
        """Add the common medicine that was touched, and show the list with it where the patient was."""
        session, page = self._session, self._question_page()
        if page is None:
            return
        here = page.view.page
        session.keep_list_scroll(page.sheet.scrolled)
        given = touched_name(session.situation, here.item, name, group)
        view = session.view_of(route.name_page(session.situation, here, entry_of(session.state, given)))
        question = duplicate_question(session.situation, view, given)
        if question is not None:
            session.open_dialog(question)
        else:
            session.store_answers([(view, given)], here, lambda: self._show_touched(here, name))

    def _show_touched(self, here: PageRef, name: str) -> None:
        """Show the list with what was added; the keys go on from the same tile, which now says that it is there."""
        self._session.open_page(here)
        page = self._question_page()
        tile = page.findChild(Button, f"tile:{name}") if page is not None else None
        if tile is not None:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self) -> None:
        """Say that the papers are printed, then print them on the clinic's printer: that takes a moment."""
        session = self._session
        self._say_printed("printing")
        # What stands on the page is what the paper says, whatever staff enter meanwhile.
        later(
            0,
            self,
            partial(self._print_now, session.situation, session.screen.paper_words(session.situation.languages)),
        )

    def _print_now(self, situation: Situation, words: Words) -> None:
        session = self._session
        print_plan = session.screen.services.print_plan
        sent = print_plan(situation, words) if print_plan is not None else ()
        session.note_printed()
        came_of_it = "not_printed" if "plan" not in sent else "printed" if "reading" in sent else "plan_printed"
        # What the printer did is so whether or not it can be put on record.
        self._say_printed(came_of_it)
        session.jobs.when_free(partial(session.jobs.plan_printed, sent, situation))

    def _say_printed(self, what: str) -> None:
        screen = self._session.screen
        page = screen.frame.content if screen.frame is not None else None
        if isinstance(page, PlanPage):
            page.say_printed(screen.words(f"kiosk.plan.{what}"))

    def _explain_card(self) -> None:
        """Ask the nurse to explain the card that shows, or take that back."""
        page = self._question_page()
        if page is not None:
            page.ask_to_explain()

    def _open_menu(self) -> None:
        """Show what the slim bars leave out: comfort, the nurse, the way out, and what this page offers."""
        frame, over = self._session.screen.frame, self._session.state.dialog
        if frame is not None and not isinstance(over, Menu | Languages):
            self._session.open_dialog(menu_over(over, frame))

    def _open_languages(self) -> None:
        """Show the languages that the page may be read in; half a question written below stays."""
        over = self._session.state.dialog
        if not isinstance(over, Languages):
            self._session.open_dialog(Languages(over.over if isinstance(over, Menu) else over))

    def _question_page(self) -> QuestionPage | None:
        content = self._session.screen.frame.content if self._session.screen.frame is not None else None
        return content if isinstance(content, QuestionPage) else None

    def _connect(self, frame: Frame) -> None:
        """Connect everything that can be pressed on a page and its bars."""
        self._connect_top(frame.top)
        if frame.bottom is not None:
            self._connect_bottom(frame.bottom)
        self._connect_content(frame.content)

    def _connect_top(self, top: TopBar) -> None:
        session = self._session
        top.text_size_wanted.connect(lambda: session.take_comfort(larger(session.screen.comfort)))
        top.contrast_wanted.connect(lambda: session.take_comfort(other_theme(session.screen.comfort)))
        top.language_wanted.connect(self._when_free(self._open_languages))
        top.nurse_wanted.connect(self._when_free(partial(call_nurse, session)))
        top.leave_wanted.connect(self._when_free(session.leaving.leave))
        top.menu_wanted.connect(self._when_free(self._open_menu))

    def _connect_bottom(self, bottom: BottomBar) -> None:
        session = self._session
        bottom.next_wanted.connect(self._when_free(self.next))
        bottom.back_wanted.connect(self._when_free(self._back))
        bottom.why_wanted.connect(lambda: session.open_dialog(Text(Topic.WHY)))
        bottom.question_wanted.connect(self._when_free(session.write_question))
        bottom.explain_wanted.connect(self._explain_card)

    def _connect_content(self, content: QWidget) -> None:
        session = self._session
        if isinstance(content, QuestionPage):
            content.rest_wanted.connect(self._when_free(session.leaving.rest))
            content.changed.connect(partial(self._changed, content))
            content.add_wanted.connect(self._when_free(self._add))
            content.another_wanted.connect(self._when_free(self._add))
            content.tile_wanted.connect(self._when_free(self._add_touched))
            content.edit_wanted.connect(self._when_free(session.open_entry))
            content.remove_wanted.connect(self._when_free(session.remove_entry))
        elif isinstance(content, OverviewPage):
            content.continue_wanted.connect(self._when_free(self._continue))
            content.chapter_wanted.connect(self._when_free(self._open_chapter))
        elif isinstance(content, SummaryPage):
            content.edit_wanted.connect(self._when_free(session.edit_answer))
        elif isinstance(content, PlanPage):
            content.print_wanted.connect(self._when_free(self._print))

    def _when_free(self, action: Callable[..., None]) -> Callable[..., None]:
        """Return the action as it waits for what is being saved; one meant for a page that has gone is dropped."""
        session = self._session

        def pressed(*given: Any) -> None:
            page = session.screen.page
            session.jobs.when_free(lambda: action(*given) if session.screen.page is page else None)

        return pressed


def _stay() -> None:
    """Stay on the page: only its answer was to be saved."""
