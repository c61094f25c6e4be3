"""What the buttons of a page do: on, back, to a chapter, to one answer of the summary and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.kiosk import route
from kypho_prep.kiosk.item_view import Given
from kypho_prep.kiosk.pages.plan_page import PlanPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.pages.summary import SummaryPage
from kypho_prep.kiosk.route import Stop, Trip, Way
from kypho_prep.kiosk.session.ending import Closing
from kypho_prep.prep.interview.path import PageRef, after, pages
from kypho_prep.prep.reply import State
from kypho_prep.prep.rules.visit_rules import RIGHT_NOW

if TYPE_CHECKING:
    from kypho_prep.kiosk.session.navigation import Turning
    from kypho_prep.kiosk.session.several_prompt import Several


class Moves:
    """Each waits for what is being saved, saves first, and turns the page after the commit."""

    def __init__(self, flow: Turning, closing: Closing, several: Several) -> None:
        self._flow = flow
        self._several = several
        self._closing = closing

    def on(self) -> None:
        """Next: save and show the page after this one, or say what is missing."""
        frame = self._flow.frame
        if frame is None or frame.dialog is not None:
            return
        page = frame.content
        if isinstance(page, QuestionPage | SummaryPage | PlanPage) and page.scroll_unseen():
            return
        if isinstance(page, QuestionPage):
            self._answer(page)
        elif isinstance(page, SummaryPage | PlanPage):
            if isinstance(page, SummaryPage):
                self._flow.sitting.scroll = page.scrolled
            self._flow.store(page.view, Given(State.VALUE, "understood"), None, self._follow)

    def back(self) -> None:
        """Back: what is answered is saved, then the page before, the list, the summary or the overview shows."""
        here = self._flow.sitting.page
        way = self._backward(here) if here is not None else None
        if way is not None:
            self._flow.keep(lambda: self._flow.turn(way), way if isinstance(way, PageRef) else None)

    def proceed(self) -> None:
        """Go from the overview to the next open question."""
        self._flow.turn(route.onward(self._flow.sitting.intake.situation))

    def chapter(self, chapter: str) -> None:
        """Go from the overview to a chapter."""
        page = route.chapter_page(self._flow.sitting.intake.situation, chapter)
        if page is not None:
            self._flow.turn(page)

    def edit(self, page: PageRef) -> None:
        """Go from the summary to one answer; the summary comes back at the same place."""
        sitting, frame = self._flow.sitting, self._flow.frame
        if frame is not None and isinstance(frame.content, SummaryPage):
            sitting.scroll = frame.content.scrolled
        sitting.trip = Trip(frozenset(pages(sitting.intake.situation)), sitting.scroll)
        self._flow.turn(page)

    def changed(self, page: QuestionPage) -> None:
        """Note what is half done; "right now" saves each tick at once."""
        sitting, frame = self._flow.sitting, self._flow.frame
        sitting.draft = page.value()
        if frame is not None and frame.bottom is not None:
            frame.bottom.set_next(self._flow.screen.words(page.next_key))
        if page.view.page.item == RIGHT_NOW and sitting.draft is not None:
            self._flow.jobs.when_free(self._tick)

    def _tick(self) -> None:
        frame = self._flow.frame
        page = frame.content if frame is not None else None
        if isinstance(page, QuestionPage) and page.view.page.item == RIGHT_NOW:
            self._flow.keep(lambda: None)

    def _answer(self, page: QuestionPage) -> None:
        flow, here = self._flow, page.view.page
        if page.problem() is not None:
            page.show_problem()
            return
        if not page.settle():
            self.changed(page)
            return
        given = page.value()
        if given is None:
            flow.turn(after(flow.sitting.intake.situation, here) or Stop.OVERVIEW)
        elif page.view.shows == route.IDENTITY and given.value == route.NOT_ME:
            self._closing.not_me()
        elif not self._several.asks(page.view, given):
            flow.store(page.view, given, self._home(here), self._follow)

    def _follow(self) -> None:
        sitting = self._flow.sitting
        here = sitting.page
        if here is None:
            return
        way: Way | None = self._home(here)
        if way is None and sitting.trip is not None:
            way = route.end_of_trip(sitting.intake.situation, sitting.trip)
        way = way or route.following(sitting.intake, here)
        if way is Stop.FINISH:
            self._closing.finish()
        else:
            self._flow.turn(way)

    def _backward(self, here: PageRef) -> Way | None:
        home = self._home(here)
        if home is not None:
            return home
        if self._flow.sitting.trip is not None:
            return route.summary_page(self._flow.sitting.intake.situation) or Stop.OVERVIEW
        return route.backward(self._flow.sitting.intake, here)

    def _home(self, here: PageRef) -> PageRef | None:
        return route.home(self._flow.sitting.intake.situation, here, self._flow.sitting.list_item)
