"""The review of one visit: opens on what is open, closes each with one press, ends in the sign-off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from kypho_prep.look.announce import announce
from kypho_prep.look.cards import Rule
from kypho_prep.nurse.desk import Desk, Post
from kypho_prep.nurse.form import Form
from kypho_prep.nurse.inline import InlineForm
from kypho_prep.nurse.key_sheet import key_sheet, on_question_mark
from kypho_prep.nurse.opened import Job, Opened
from kypho_prep.nurse.parts import empty, say, shortcut
from kypho_prep.nurse.review.answers_panel import AnswersPanel
from kypho_prep.nurse.review.ask_again_panel import again_panels
from kypho_prep.nurse.review.bar import review_bar
from kypho_prep.nurse.review.ended_banner import read_only
from kypho_prep.nurse.review.focus import settle, spot_of
from kypho_prep.nurse.review.frame import ReviewFrame
from kypho_prep.nurse.review.keys import bind, key_rows, letters, show_letters
from kypho_prep.nurse.review.left import banners, groups
from kypho_prep.nurse.review.print_panel import PRINTING
from kypho_prep.nurse.review.side import side_panels
from kypho_prep.nurse.review.sign_off_panel import SignOffPanel
from kypho_prep.nurse.review.since_panel import since_panels
from kypho_prep.workflow.errors import Changed, Invalid, VisitEnded
from kypho_prep.workflow.review import Review, open_chart


class ReviewPage(ReviewFrame):
    """One visit; it shows a frozen review and asks for jobs, and shows the next review that comes back."""

    def __init__(self, desk: Desk, post: Post, visit: str) -> None:
        super().__init__(desk, visit)
        self._desk = desk
        self._post = post
        self._place = ""
        self._chapters: set[str] = set()
        self._turned: set[str] = set()
        self._busy = False
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        self._head = QVBoxLayout()
        room.addLayout(self._head)
        room.addWidget(Rule(desk.look))
        self._trouble = say(desk, "", "urgent/page", bold=True)
        self._trouble.setObjectName("trouble")
        self._trouble.setContentsMargins(desk.px(24), desk.px(8), desk.px(24), 0)
        self._trouble.hide()
        room.addWidget(self._trouble)
        room.addWidget(self.columns, 1)
        shortcut(self, "Esc", self._escape)
        bind(self, letters(self))
        on_question_mark(self, lambda: key_sheet(desk, key_rows(self, desk)).show_over(self))

    def show_review(self, review: Review, *, done: bool = False) -> None:
        """Show the visit as it stands now, at the same place as before; after something was done, at the next one."""
        self.review = review
        spot = spot_of(self)
        self.setFocus()  # the page's letters work while its keys are made anew
        self._busy = False
        opened = Opened(self._desk, self._post, self.visit, review, self._place, self._do, self.go, self._tell)
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

    def patient(self) -> str:
        """Return the patient's name, empty before the review came."""
        person = self.review.situation.chart.patient if self.review else None
        return f"{person.family}, {person.given}" if person else ""

    def place(self) -> str:
        """Return the place whose form is open, empty when none is."""
        return self._place

    def _do(self, job: Job, form: Form | None) -> None:
        if not self._busy:
            self._ask(job, form)

    def _keep(self, job: Job) -> None:
        """Put on record what has happened already, though something else is under way: the worker does both in turn."""
        self._ask(job, None)

    def _ask(self, job: Job, form: Form | None) -> None:
        self._busy = True
        self._trouble.hide()
        self._desk.ask(job, lambda review: self._done(review, form), lambda trouble: self._refused(trouble, form))

    def _done(self, review: Review, form: Form | None) -> None:
        if form is not None:
            form.saved()
        if not isValid(self):  # locked, or left, before the answer came
            return
        self._place = ""
        announce(self, self._desk.words("desk.review.saved"))
        self.show_review(review, done=True)

    def _refused(self, trouble: Exception, form: Form | None) -> None:
        if not isValid(self):
            return
        self._busy = False
        if isinstance(trouble, Invalid) and form is not None:
            form.show_problems({name: self._desk.words(said, **params) for name, said, params in trouble.problems})
            return
        sentence = self._desk.sentence(trouble)
        if form is not None:
            form.show_trouble(sentence)
        self._tell(sentence, "urgent/page")
        if isinstance(trouble, Changed | VisitEnded):
            read_again(self, self._desk, self._post)

    def _tell(self, sentence: str, pair: str = "text/page") -> None:
        """Say something above the columns; it stays until the next thing is done."""
        self._trouble.setText(sentence)
        self._trouble.set_pair(pair)
        self._trouble.show()
        announce(self, sentence)

    def go(self, place: str) -> None:
        """Open the form of a place, or close the open one; what was typed in it is kept."""
        self._place = place
        if self.review is not None:
            self.show_review(self.review)

    def turn(self, name: str) -> None:
        """Open what was shut, shut what was open; a form that is open stays."""
        self._turned ^= {name}
        self.go(self._place)

    def _escape(self) -> None:
        if self._place:
            self.go("")
        else:
            self.left.emit()

    def _leads(self) -> dict[str, Callable[[], object]]:
        """Return what the keys of the bar do."""
        asked = {"handing": self.handing_asked, "edit": self.edit_asked, "day": self.day_asked, "end": self.end_asked}
        named: dict[str, Callable[[], object]] = {
            name: partial(signal.emit, self.visit) for name, signal in asked.items()
        }
        return {**named, "lock": self.lock_asked.emit}


def read_again(page: ReviewPage, desk: Desk, post: Post) -> None:
    """Show what somebody else recorded meanwhile; what was typed here stays in its form."""

    def show(review: Review) -> None:
        if isValid(page):
            page.show_review(review)

    staff, workplace = post.staff, desk.workplace
    desk.ask(lambda: open_chart(workplace, staff=staff, visit=page.visit), show, lambda _still: None)


def beside(opened: Opened, panels: list[QWidget], signing: SignOffPanel) -> tuple[list[QWidget], list[QWidget]]:
    """Return what scrolls on the right and what stands still below it: the sign-off, while no form needs its room."""
    if signing.wide:
        return [signing, *panels], []
    if opened.place in PRINTING or any(panel.findChildren(InlineForm) for panel in panels):
        return [*panels, signing], []
    return panels, [signing]


def same(review: Review, shown: Review | None) -> bool:
    """Tell whether a review says nothing that is not shown already; that it was read again does not count."""
    return shown is not None and (review.situation, review.sessions) == (shown.situation, shown.sessions)
