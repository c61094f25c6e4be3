"""The checklist of nine chapters: what is done, what each takes, about how many minutes in all, and where to go on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.pages.blocks import VisitView, procedure_card, visit_view
from kypho_prep.kiosk.pages.dialogs import foot
from kypho_prep.kiosk.pages.row_button import Badge, RowButton
from kypho_prep.look.announce import choices_of
from kypho_prep.look.buttons import Button, primary
from kypho_prep.look.cards import Card, ProgressBar
from kypho_prep.look.labels import BodyLabel, CaptionLabel, Chip, HeadingLabel, TitleLabel
from kypho_prep.look.metrics import around
from kypho_prep.look.overrides import later
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import Look
from kypho_prep.prep.interview.progress import ChapterProgress, Progress
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.words import Words


@dataclass(frozen=True, slots=True)
class OverviewView:
    """What the checklist shows: how far the patient is, the id of the chapter that comes next, and the visit."""

    known: Progress
    here: str
    visit: VisitView


def overview_view(situation: Situation, known: Progress, here: str, words: Words) -> OverviewView:
    """Return the checklist of a patient who is so far; its minutes are whole ones."""
    return OverviewView(known.in_minutes(), here, visit_view(situation, words))


class OverviewPage(QWidget):
    """What is left, the visit and "Continue" on the left, the chapters on the right; tapping one goes there.

    On an upright screen and in large letters all of it stands in one column, and "Continue" in a bar below.
    """

    continue_wanted = Signal()
    chapter_wanted = Signal(str)

    def __init__(self, view: OverviewView, look: Look, words: Words) -> None:
        super().__init__()
        known = view.known
        self._look = look
        self._words = words
        self._here = view.here
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self.heading = HeadingLabel(words("kiosk.overview.heading"), look)
        self._left = _column(look.metrics.space(1.5), self.heading, self._progress(known))
        self._visit = procedure_card(view.visit, look, words)
        self.rows = [self._chapter(number + 1, chapter) for number, chapter in enumerate(known.chapters)]
        self._chapters = _column(look.metrics.gap, *self.rows)
        self._button = self._continue(known)
        self._standing: QWidget | None = None
        self._way = ""
        self._scroll = self._arrange("stacked")

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus and say how much is done."""
        super().showEvent(event)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.voice.say(self.heading, [self.heading.text(), self._said, *choices_of(self)])
        later(0, self, self._show_next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in two columns on a wide screen, in one where it is upright or the letters are the largest."""
        super().resizeEvent(event)
        m = self._look.metrics
        wide = self.width() > self.height() and m.text_percent < 200
        way = "stacked" if not wide else "columns" if m.large else "beside"
        if way != self._way:
            self._scroll = self._arrange(way)

    def _arrange(self, way: str) -> PageScroll:
        """Put the parts where the screen has room for them; return what scrolls the chapters."""
        self._way = way
        old, self._standing = self._standing, QWidget()
        scroll = self._beside(self._standing) if way == "beside" else self._in_one(self._standing, way)
        scroll.turned.connect(self._count_below)
        self._outer.addWidget(self._standing)
        if old is not None:
            # Its parts stand in the new one already.
            self._outer.removeWidget(old)
            old.hide()
            old.deleteLater()
        return scroll

    def _beside(self, standing: QWidget) -> PageScroll:
        """Let the chapters scroll by themselves beside what is left, the visit and "Continue", which stay."""
        m = self._look.metrics
        side, top = m.space(5), m.space(1.5)
        left = _column(m.space(2.5), self._left, self._visit)
        turned = self._words.right_to_left
        left.setContentsMargins(*around(side, top, 0, 0, right_to_left=turned))
        held = _column(0, self._button)
        held.setContentsMargins(*around(side, m.space(1), 0, m.space(2), right_to_left=turned))
        right = _column(0, self._chapters)
        right.setContentsMargins(*around(m.space(4.5), top, side, m.space(1), right_to_left=turned))
        scroll = self._scrolled(right)
        column = QVBoxLayout()
        column.addWidget(self._scrolled(left), 1)
        column.addWidget(held)
        row = QHBoxLayout(standing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 7)
        row.addWidget(scroll, 12)
        return scroll

    def _in_one(self, standing: QWidget, way: str) -> PageScroll:
        """Let all of it scroll, in two columns or with the chapters right below what is left; "Continue" stays."""
        m = self._look.metrics
        low = m.large and self.width() > self.height() and way != "columns"
        side, top = m.space(5), m.space(0.5 if low else 1.5)
        if way == "columns":
            content = QWidget()
            row = QHBoxLayout(content)
            row.setSpacing(m.space(4.5))
            row.addWidget(_column(m.space(2.5), self._left, self._visit), 7)
            row.addWidget(_column(0, self._chapters), 12)
            row.setContentsMargins(side, top, side, m.space(1))
        else:
            content = _column(m.space(2.5), self._left, self._chapters, self._visit)
            content.setContentsMargins(side, top, side, m.space(1))
        scroll = self._scrolled(content)
        column = QVBoxLayout(standing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(foot(self._look, self._button))
        return scroll

    def _scrolled(self, content: QWidget) -> PageScroll:
        return PageScroll(content, self._look, self._words("controls.more_below"))

    def _show_next(self) -> None:
        """Bring the chapter that comes next into view, where that takes nothing else away."""
        for row in self.rows:
            if self._way == "beside" and row.objectName() == f"chapter:{self._here}":
                self._scroll.show_widget(row)

    def _count_below(self) -> None:
        """Let the strip say how many chapters are below it."""
        below = self._scroll.below(self.rows)
        words = self._words
        said = words.count("kiosk.overview.below", below) if below else words("controls.more_below")
        self._scroll.more.set_words(said)

    def _continue(self, known: Progress) -> Button:
        key = "kiosk.overview.continue" if known.chapters_done < known.chapters_of else "kiosk.overview.check"
        button = primary(self._words(key), self._look, "continue")
        button.clicked.connect(self.continue_wanted)
        return button

    def _progress(self, known: Progress) -> Card:
        m = self._look.metrics
        card = Card(self._look)
        done = self._words("kiosk.overview.done_of", done=known.chapters_done, of=known.chapters_of)
        left = minutes_words(self._words, known)
        self._said = f"{done}, {left}"
        card.body.addWidget(TitleLabel(done, self._look, m.text(24)))
        card.body.addWidget(BodyLabel(left, self._look, m.text(24), "quiet/surface"))
        card.body.addSpacing(m.space(1))
        answered = sum(one.answered for one in known.chapters)
        of = sum(one.total for one in known.chapters)
        card.body.addWidget(ProgressBar(self._look, answered, of, self._said))
        return card

    def _chapter(self, number: int, chapter: ChapterProgress) -> RowButton:
        m, words = self._look.metrics, self._words
        title = words(f"chapter.{chapter.id}.title")
        here = chapter.id == self._here
        following = words("kiosk.overview.next") if here and not chapter.done else ""
        state = self._state(chapter)
        spoken = ", ".join(one for one in (following, state) if one)
        name = words("kiosk.overview.chapter_spoken", number=number, title=title, state=spoken)
        row = RowButton(self._look, f"chapter:{chapter.id}", name, strong=here)
        row.add(Badge(number, self._look, done=chapter.done, here=here))
        row.add(TitleLabel(title, self._look, m.text(24)), 1)
        if following:
            row.add(Chip(following, self._look))
        row.add(CaptionLabel(state, self._look))
        row.clicked.connect(lambda *_: self.chapter_wanted.emit(chapter.id))
        return row

    def _state(self, chapter: ChapterProgress) -> str:
        """Return how many minutes a chapter takes, or that it is done and what of it a nurse will talk about."""
        if not chapter.done:
            return self._words.count("kiosk.overview.takes", chapter.minutes_left)
        if chapter.not_sure:
            return self._words.count("kiosk.overview.questions", chapter.not_sure)
        return self._words("kiosk.overview.done")


def minutes_words(words: Words, known: Progress) -> str:
    """Return about how many minutes are left, or that nothing is."""
    if known.minutes_left == 0:
        return words("kiosk.overview.no_minutes")
    return words.count("kiosk.overview.minutes", known.minutes_left)


def _column(spacing: int, *parts: QWidget) -> QWidget:
    """Return widgets below each other, with what room is left below them."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return holder
