"""Every answer in words, what is not settled first; tapping one goes there and comes back to the same place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kypho_prep.kiosk.item_view import ItemView, item_view
from kypho_prep.kiosk.pages.row_button import RowButton
from kypho_prep.kiosk.route import IDENTITY, PLAN, SUMMARY
from kypho_prep.look.labels import BodyLabel, CaptionLabel, HeadingLabel, HelpLabel, IconLabel, TitleLabel
from kypho_prep.look.overrides import later
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import Look
from kypho_prep.prep.checklist import Control
from kypho_prep.prep.interview.path import PageRef, pages
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.rules.look_over import looked_over_first
from kypho_prep.prep.wording.sentences import answer_words
from kypho_prep.prep.words import Words


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One row: the page that it leads to, the id of its chapter, the question, and the answer in words if any."""

    page: PageRef
    chapter: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class SummaryView:
    """What the summary shows: the item that asks to look it over, the rows to look at first, and the others."""

    item: ItemView
    first: tuple[AnswerView, ...]
    others: tuple[AnswerView, ...]


def summary_view(situation: Situation, words: Words, item: ItemView) -> SummaryView:
    """Return every answer in words."""
    listed = [page for page in pages(situation) if _listed(situation, page)]
    first = looked_over_first(situation, listed)
    others = [page for page in listed if page not in first]
    rows = [tuple(_answer(situation, words, page) for page in some) for some in (first, others)]
    return SummaryView(item, *rows)


def _answer(situation: Situation, words: Words, page: PageRef) -> AnswerView:
    question = item_view(situation, words, page).question
    chapter = situation.checklist.chapter_of[page.item].id
    return AnswerView(page, chapter, question, answer_words(situation, words, page))


def _listed(situation: Situation, page: PageRef) -> bool:
    """Tell whether a page has an answer to look over: a lesson has one only where a question was asked."""
    item = situation.checklist.item(page.item)
    if item.control is Control.LESSON:
        reply = situation.reply(page.item, page.entry)
        return item.shows not in (SUMMARY, PLAN) and reply is not None and reply.value == "question"
    return item.shows != IDENTITY


class SummaryPage(QWidget):
    """One row for each page: dangers, what is not clear and what is open on top, the rest by chapters below.

    Next waits for the rows on top alone; the strip counts what stands below. `turned`: another part of it shows.
    """

    edit_wanted = Signal(object)
    turned = Signal()

    def __init__(self, shown: SummaryView, look: Look, words: Words) -> None:
        super().__init__()
        self._look = look
        self._words = words
        self._wanted = 0
        self.view = view = shown.item
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setSpacing(look.metrics.gap)
        self.heading = HeadingLabel(view.question, look)
        self._column.addWidget(self.heading)
        self._first: list[RowButton] = []
        self._rows: list[RowButton] = []
        self._fill(shown)
        if view.help:  # in large letters what is looked at first needs the room, as answers do
            below = len(self._first) + 2 if self._first and look.metrics.large else 1
            self._column.insertWidget(below, HelpLabel(view.help, look))
        self._column.addStretch(1)
        self._scroll = PageScroll(content, look, words("controls.more_below"))
        self._scroll.turned.connect(self._count_below)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    @property
    def scrolled(self) -> int:
        """Return how far the page is scrolled, in pixels."""
        return self._scroll.area.verticalScrollBar().value()

    def scroll_to(self, pixels: int) -> None:
        """Scroll to where the page stood."""
        self._wanted = pixels
        self._scroll.area.verticalScrollBar().setValue(pixels)

    @property
    def next_key(self) -> str:
        """Return the words key of the page's Next button: what it does as the page stands."""
        return "controls.show_more" if self._has_more() else "controls.next"

    def scroll_unseen(self) -> bool:
        """Scroll on to what is to be looked at first and has not been on the screen; false when all of it has been."""
        return self._has_more() and self._scroll.scroll_unseen()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus and say it; scroll once the rows have their height."""
        super().showEvent(event)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        first = [self._words("kiosk.summary.first")] if self._first else []
        self._look.voice.say(self.heading, [self.view.question, self.view.help, *first])
        later(0, self, lambda: self.scroll_to(self._wanted))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave more room at the sides of a wide page."""
        super().resizeEvent(event)
        m = self._look.metrics
        side = m.space(12) if self.width() > m.mm(250) and not m.large else m.space(5)
        top = 0.5 if m.large and self.width() > self.height() else 1.5  # the title's place on every page
        self._column.setContentsMargins(side, m.space(top), side, m.space(3))

    def _has_more(self) -> bool:
        return not all(self._scroll.has_seen(row) for row in self._first)

    def _count_below(self) -> None:
        """Let the strip say how many answers are below it, and Next whether it shows them."""
        below = self._scroll.below(self._rows)
        words = self._words
        said = words.count("controls.answers_below", below) if below else words("controls.more_below")
        self._scroll.more.set_words(said)
        self.turned.emit()

    def _fill(self, shown: SummaryView) -> None:
        if shown.first:
            self._add_title(self._words("kiosk.summary.first"))
            self._first = [self._add_row(one, strong=True) for one in shown.first]
        chapter = ""
        for one in shown.others:
            if one.chapter != chapter:
                chapter = one.chapter
                self._column.addSpacing(self._look.metrics.space(2))
                self._add_title(self._words(f"chapter.{chapter}.title"))
            self._add_row(one)

    def _add_title(self, words: str) -> None:
        self._column.addWidget(TitleLabel(words, self._look, self._look.metrics.text(32), "go/page"))

    def _add_row(self, shown: AnswerView, *, strong: bool = False) -> RowButton:
        row = self._row(shown, strong=strong)
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def _row(self, shown: AnswerView, *, strong: bool) -> RowButton:
        m, page, answer = self._look.metrics, shown.page, shown.answer
        said = answer or self._words("kiosk.summary.unanswered")
        spoken = self._words("kiosk.summary.row", question=shown.question, answer=said)
        row = RowButton(self._look, f"answer:{page.item}:{page.entry or ''}", spoken, strong=strong)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, m.space(1), 0, m.space(1))
        column.setSpacing(0)
        column.addWidget(CaptionLabel(shown.question, self._look, m.text(22)))
        if answer:
            column.addWidget(TitleLabel(said, self._look, m.text(28)))
        else:
            column.addWidget(BodyLabel(said, self._look, m.text(28), "quiet/surface"))
        row.add(words, 1)
        row.add(IconLabel("pencil", self._look, m.text(28)))
        row.clicked.connect(lambda *_: self.edit_wanted.emit(page))
        return row
