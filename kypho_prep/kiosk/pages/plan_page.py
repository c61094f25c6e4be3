"""What to do, and when: only what staff entered, in quotes; and whether it comes on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.item_view import ItemView
from kypho_prep.look.announce import choices_of
from kypho_prep.look.buttons import secondary
from kypho_prep.look.cards import Card, NoteBox, Rule
from kypho_prep.look.labels import BodyLabel, HeadingLabel, HelpLabel, TitleLabel
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import Look
from kypho_prep.prep.interview.entries import QUESTION, entries
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.plan.plan import PlanLine, plan
from kypho_prep.prep.plan.printed_plan import PlanState, plan_state
from kypho_prep.prep.wording.dates import clock_words, month_day_words, weekday_words
from kypho_prep.prep.wording.sentences import plan_words
from kypho_prep.prep.words import Words


class PlanPage(QWidget):
    """The lines of the plan in one card, the open questions and the printer beside it."""

    print_wanted = Signal()

    def __init__(self, view: ItemView, situation: Situation, look: Look, words: Words, *, prints: bool) -> None:
        super().__init__()
        self.view = view
        self._look = look
        self._words = words
        content = QWidget()
        m = look.metrics
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._parts.setSpacing(m.space(4))
        self._parts.addWidget(self._plan(situation), 5)
        self._parts.addWidget(self._side(situation, prints=prints), 3)
        self._scroll = PageScroll(content, look, words("controls.more_below"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def scroll_unseen(self) -> bool:
        """Scroll on to what has not been on the screen; false when all of it has been."""
        return self._scroll.scroll_unseen()

    def say_printed(self, text: str) -> None:
        """Say what came of printing."""
        self._paper.set_words(text)
        self._look.voice.say(self._paper, [text])

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus and say it."""
        super().showEvent(event)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.voice.say(self.heading, [self.view.question, self.view.help, *choices_of(self)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the two columns on an upright screen, or where the letters are large."""
        super().resizeEvent(event)
        m = self._look.metrics
        way = QBoxLayout.Direction
        wide = self.width() > self.height() and not m.large
        self._parts.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._parts.setContentsMargins(m.space(5), m.space(3), m.space(5), m.space(3))

    def _plan(self, situation: Situation) -> Card:
        m = self._look.metrics
        card = Card(self._look)
        card.body.setSpacing(m.space(1.5))
        self.heading = HeadingLabel(self.view.question, self._look, m.text(36), "text/surface")
        card.body.addWidget(self.heading)
        if self.view.help:
            card.body.addWidget(HelpLabel(self.view.help, self._look, m.text(24), "quiet/surface"))
        kind = ""
        for line in plan(situation):
            group = {"restart": "medicine", "ask": "medicine", "arrival": "procedure"}.get(line.kind, line.kind)
            if group != kind:
                card.body.addWidget(Rule(self._look))
            card.body.addLayout(self._line(line, self._words(f"kiosk.plan.{group}") if group != kind else ""))
            kind = group
        card.body.addStretch(1)
        return card

    def _line(self, line: PlanLine, title: str) -> QBoxLayout:
        """Return one line: its day and time, or its subject, on the left, the words on the right."""
        m = self._look.metrics
        when = QVBoxLayout()
        when.setSpacing(0)
        for text in (title, *self._when(line)):
            if text:
                pair = "go/surface" if text == title else "text/surface"
                when.addWidget(TitleLabel(text, self._look, m.text(24), pair))
        when.addStretch(1)
        way = QBoxLayout.Direction
        row = QBoxLayout(way.TopToBottom if m.large else way.LeftToRight)
        row.setSpacing(m.space(0.5) if m.large else m.space(2.5))
        row.addLayout(when, 3)
        said = BodyLabel(plan_words(self._words, line), self._look, m.text(27), "text/surface")
        row.addWidget(said, 6, Qt.AlignmentFlag.AlignTop)
        return row

    def _when(self, line: PlanLine) -> tuple[str, ...]:
        if line.on is None:
            return ()
        day = (weekday_words(self._words, line.on), month_day_words(self._words, line.on))
        when = (*day, clock_words(self._words, line.at or "", line.on))
        return (", ".join(part for part in when if part),) if self._look.metrics.large else when

    def _side(self, situation: Situation, *, prints: bool) -> QWidget:
        m = self._look.metrics
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.space(2.5))
        column.addWidget(NoteBox(self._words("kiosk.plan.not_on_your_own"), self._look))
        asked = [one.name for one in entries(situation, QUESTION) if one.name]
        if asked:
            column.addWidget(self._questions(asked))
        key = "kiosk.plan.paper" if prints else "kiosk.plan.ask_print"
        if plan_state(situation) is PlanState.VOID:
            column.addWidget(NoteBox(self._words("kiosk.plan.paper_void"), self._look))
        self._paper = NoteBox(self._words(key), self._look, "printer")
        column.addWidget(self._paper)
        if prints:
            button = secondary(self._words("kiosk.plan.print"), self._look, "print", "printer")
            button.clicked.connect(self.print_wanted)
            column.addWidget(button)
        column.addStretch(1)
        return side

    def _questions(self, asked: list[str]) -> Card:
        m = self._look.metrics
        card = Card(self._look, "note_soft")
        title = self._words.count("kiosk.plan.questions", len(asked))
        card.body.addWidget(TitleLabel(title, self._look, m.text(28), "text/note_soft"))
        for one in asked:
            card.body.addWidget(BodyLabel(one, self._look, m.text(24), "text/note_soft"))
        return card
