"""The review of one visit: opens on what is open, closes each with one press, ends in the sign-off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import InlineForm
from kypho_prep.nurse.review.focus import settle, spot_of
from kypho_prep.nurse.review.frame import ReviewFrame, review_bar
from kypho_prep.nurse.review.keys import bind, key_rows, letters, show_letters
from kypho_prep.nurse.review.panels.answers_panel import AnswersPanel
from kypho_prep.nurse.review.panels.ask_again_panel import again_panels
from kypho_prep.nurse.review.panels.left_column import banners, groups, read_only
from kypho_prep.nurse.review.panels.print_panel import PRINTING
from kypho_prep.nurse.review.panels.right_column import side_panels
from kypho_prep.nurse.review.panels.sign_off_panel import SignOffPanel
from kypho_prep.nurse.review.panels.since_panel import since_panels
from kypho_prep.nurse.widgets.overlay import key_sheet, on_question_mark
from kypho_prep.nurse.widgets.parts import empty, shortcut
from kypho_prep.workflow.desk.review import Review


class ReviewPage(ReviewFrame):
    """One visit; it shows a frozen review and asks for jobs, and shows the next review that comes back."""

    def __init__(self, desk: DeskContext, session: StaffSession, visit: str) -> None:
        super().__init__(desk, session, visit)
        self._chapters: set[str] = set()
        self._turned: set[str] = set()
        shortcut(self, "Esc", self._escape)
        bind(self, letters(self))
        on_question_mark(self, lambda: key_sheet(desk, key_rows(self, desk)).show_over(self))

    def show_review(self, review: Review, *, done: bool = False) -> None:
        """Show the visit as it stands now, at the same place as before; after something was done, at the next one."""
        self.review = review
        spot = spot_of(self)
        self.setFocus()  # the page's letters work while its keys are made anew
        self._busy = False
        opened = OpenVisit(self._desk, self._session, self.visit, review, self._place, self._do, self.go, self._tell)
        opened = replace(
            opened, turned=frozenset(self._turned), turn=self.turn, open_visit=self.visit_asked.emit, keep=self._keep
        )
        self.setUpdatesEnabled(False)
        kept = self.columns.scrolled()
        empty(self._head)
        self._head.addWidget(review_bar(opened, self.left.emit, self._leads()))
        left = (*banners(opened), *since_panels(opened), *groups(opened), *again_panels(opened, self._chapters))
        right, signing = side_panels(opened), SignOffPanel(opened)
        answers = AnswersPanel(opened, self._chapters)
        self.columns.fill((*left, answers), *beside(opened, right, signing))
        show_letters(self, self._desk)
        if self.is_over:
            read_only(self)
        self.setUpdatesEnabled(True)
        QTimer.singleShot(0, self, lambda: settle(self, kept, spot, done=done))

    def refresh(self, review: Review) -> None:
        """Show what changed elsewhere, unless a form is open: then the nurse finishes it first.

        Her own change comes back with the board's next beat: it shows already, and the keyboard stays where it is.
        """
        if self._place:
            self.review = review
        elif not self._busy and not same(review, self.review):
            self.show_review(review)

    def _keep(self, job: Job) -> None:
        """Put on record what has happened already, though something else is under way: the worker does both in turn."""
        self._ask(job, None)

    def turn(self, name: str) -> None:
        """Open what was shut, shut what was open; a form that is open stays."""
        self._turned ^= {name}
        self.go(self._place)

    def _leads(self) -> dict[str, Callable[[], object]]:
        """Return what the keys of the bar do."""
        asked = {"handing": self.handing_asked, "edit": self.edit_asked, "day": self.day_asked, "end": self.end_asked}
        named: dict[str, Callable[[], object]] = {
            name: partial(signal.emit, self.visit) for name, signal in asked.items()
        }
        return {**named, "lock": self.lock_asked.emit}


def beside(opened: OpenVisit, panels: list[QWidget], signing: SignOffPanel) -> tuple[list[QWidget], list[QWidget]]:
    """Return what scrolls on the right and what stands still below it: the sign-off, while no form needs its room."""
    if signing.wide:
        return [signing, *panels], []
    if opened.place in PRINTING or any(panel.findChildren(InlineForm) for panel in panels):
        return [*panels, signing], []
    return panels, [signing]


def same(review: Review, shown: Review | None) -> bool:
    """Tell whether a review says nothing that is not shown already; that it was read again does not count."""
    return shown is not None and (review.situation, review.sessions) == (shown.situation, shown.sessions)
