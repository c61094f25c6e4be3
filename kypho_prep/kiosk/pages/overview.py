"""The checklist of nine chapters: what is done, what is left, about how many minutes, and where to go on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.pages.blocks import procedure_card
from kypho_prep.kiosk.pages.dialogs import foot
from kypho_prep.kiosk.pages.row_button import Badge, RowButton
from kypho_prep.kiosk.route import onward
from kypho_prep.look.announce import choices_of
from kypho_prep.look.buttons import Button, primary
from kypho_prep.look.cards import Card, ProgressBar
from kypho_prep.look.labels import BodyLabel, CaptionLabel, Chip, HeadingLabel, TitleLabel
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import Look
from kypho_prep.prep.interview.progress import ChapterProgress, Progress, progress
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.words import Words


class OverviewPage(QWidget):
    """The visit and "Continue" on the left, the chapters on the right; tapping one goes there."""

    continue_wanted = Signal()
    chapter_wanted = Signal(str)

    def __init__(self, situation: Situation, look: Look, words: Words) -> None:
        super().__init__()
        self._look = look
        self._words = words
        m = look.metrics
        content = QWidget()
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._parts.setSpacing(m.space(4.5))
        known = progress(situation)
        self._here = situation.checklist.chapter_of[onward(situation).item].id
        self._parts.addWidget(self._left(situation, known), 7)
        self._parts.addWidget(self._chapters(known), 12)
        self._scroll = PageScroll(content, look, words("controls.more_below"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        if m.large:
            outer.addWidget(foot(look, self._button))

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus and say how much is done."""
        super().showEvent(event)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.voice.say(self.heading, [self.heading.text(), self._said, *choices_of(self)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the two columns on an upright screen, or where the letters are large."""
        super().resizeEvent(event)
        m = self._look.metrics
        wide = self.width() > self.height() and m.text_percent < 200
        way = QBoxLayout.Direction
        self._parts.setDirection(way.LeftToRight if wide else way.TopToBottom)
        upright = m.px(11) if self.height() < m.px(760) else m.space(4)
        self._parts.setContentsMargins(m.space(5), upright, m.space(5), upright)

    def _left(self, situation: Situation, known: Progress) -> QWidget:
        m = self._look.metrics
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.space(2.5))
        self.heading = HeadingLabel(self._words("kiosk.overview.heading"), self._look)
        column.addWidget(self.heading)
        column.addWidget(procedure_card(situation, self._look, self._words))
        column.addWidget(self._progress(known))
        column.addStretch(1)
        self._button = self._continue(known)
        if not m.large:
            column.addWidget(self._button)
        return left

    def _continue(self, known: Progress) -> Button:
        m = self._look.metrics
        key = "kiosk.overview.continue" if known.chapters_done < known.chapters_of else "kiosk.overview.check"
        button = primary(self._words(key), self._look, "continue")
        if not m.large:
            button.set_face(replace(button.face, size=m.text(32), height=m.mm(26)))
        button.clicked.connect(self.continue_wanted)
        return button

    def _progress(self, known: Progress) -> Card:
        m = self._look.metrics
        card = Card(self._look)
        done = self._words("kiosk.overview.done_of", done=known.chapters_done, of=known.chapters_of)
        left = self._minutes(known.minutes_left)
        self._said = f"{done}, {left}"
        card.body.addWidget(TitleLabel(done, self._look, m.text(24)))
        card.body.addWidget(BodyLabel(left, self._look, m.text(24), "quiet/surface"))
        card.body.addSpacing(m.space(1))
        answered = sum(one.answered for one in known.chapters)
        of = sum(one.total for one in known.chapters)
        card.body.addWidget(ProgressBar(self._look, answered, of, self._said))
        return card

    def _minutes(self, minutes: int) -> str:
        if minutes == 0:
            return self._words("kiosk.overview.no_minutes")
        return self._words.count("kiosk.overview.minutes", minutes)

    def _chapters(self, known: Progress) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.metrics.gap)
        for number, chapter in enumerate(known.chapters):
            column.addWidget(self._chapter(number + 1, chapter))
        column.addStretch(1)
        return holder

    def _chapter(self, number: int, chapter: ChapterProgress) -> RowButton:
        m = self._look.metrics
        title = self._words(f"chapter.{chapter.id}.title")
        here = chapter.id == self._here
        state = self._state(chapter)
        spoken = self._words("kiosk.overview.chapter_spoken", number=number, title=title, state=state)
        row = RowButton(self._look, f"chapter:{chapter.id}", spoken, strong=here)
        row.add(Badge(number, self._look, done=chapter.done, here=here))
        row.add(TitleLabel(title, self._look, m.text(24)), 1)
        if here and not chapter.done:
            row.add(Chip(self._words("kiosk.overview.next"), self._look))
        elif state:
            row.add(CaptionLabel(state, self._look))
        row.clicked.connect(lambda *_: self.chapter_wanted.emit(chapter.id))
        return row

    def _state(self, chapter: ChapterProgress) -> str:
        if chapter.not_sure:
            return self._words.count("kiosk.overview.questions", chapter.not_sure)
        if chapter.done:
            return self._words("kiosk.overview.done")
        left = chapter.total - chapter.answered
        return self._words("kiosk.overview.left", count=left) if chapter.answered else ""
