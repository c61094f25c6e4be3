"""What to do, and when, on one page: each day once, what to ask, what happens next, where the clinic is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.item_view import ItemView
from kypho_prep.kiosk.pages.clinic_card import Line, clinic_card
from kypho_prep.look.announce import choices_of
from kypho_prep.look.buttons import secondary
from kypho_prep.look.cards import Card, NoteBox, Rule
from kypho_prep.look.labels import HeadingLabel, TitleLabel
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import Look
from kypho_prep.prep.interview.entries import QUESTION, entries
from kypho_prep.prep.interview.plan_news import entered_before, plan_news
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.plan.outline import Outline, outlined
from kypho_prep.prep.plan.plan import PlanLine, plan
from kypho_prep.prep.plan.printed_plan import PlanState, plan_state
from kypho_prep.prep.wording.dates import clock_words, month_day_words, near_day_words, weekday_words
from kypho_prep.prep.wording.plan_words import TIMES, ask_words, english_note, line_words
from kypho_prep.prep.words import Words

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic

LETTERS = 24
# Midnight says between which days it lies: too long to stand beside what it is the time of.
LONG = "00:00"


@dataclass(frozen=True, slots=True)
class PlanView:
    """What the plan shows: its item, its lines by day, the questions for the nurse, the clinic.

    `void`: a printed plan says something else; `prints`: there is a printer; `changed`: staff changed it since it was
    last read here, and `new` are the lines that were not there then.
    """

    item: ItemView
    lines: Outline
    questions: tuple[str, ...]
    clinic: Clinic
    void: bool
    prints: bool
    changed: bool = False
    new: frozenset[PlanLine] = frozenset()


def plan_view(item: ItemView, situation: Situation, *, prints: bool) -> PlanView:
    """Return the plan of a visit."""
    questions = tuple(one.name for one in entries(situation, QUESTION) if one.name)
    void = plan_state(situation) is PlanState.VOID
    changed, lines = item.page in plan_news(situation), plan(situation)
    new = frozenset(lines).difference(plan(entered_before(situation, item.page))) if changed else frozenset()
    return PlanView(item, outlined(lines), questions, situation.clinic, void, prints, changed, new)


class PlanPage(QWidget):
    """The plan in one card; beside it what happens next, where to turn, and the printer.

    `turned`: another part of it shows.
    """

    print_wanted = Signal()
    turned = Signal()

    def __init__(self, shown: PlanView, look: Look, words: Words) -> None:
        super().__init__()
        self.view = shown.item
        self._shown = shown
        self._look = look
        self._words = words
        content = QWidget()
        m = look.metrics
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._parts.setSpacing(m.space(3))
        self._parts.addWidget(self._plan(shown))
        self._parts.addWidget(self._side(shown))
        self._parts.addStretch()
        self._scroll = PageScroll(content, look, words("controls.more_below"))
        self._scroll.turned.connect(self.turned)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    @property
    def next_key(self) -> str:
        """Return the words key of the page's Next button: what it does as the page stands."""
        return "controls.show_more" if self._scroll.unseen else "kiosk.plan.done"

    def scroll_unseen(self) -> bool:
        """Scroll on to what has not been on the screen; false when all of it has been."""
        return self._scroll.scroll_unseen()

    def say_printed(self, text: str) -> None:
        """Say what came of printing, where the key to it stood: one plan is enough."""
        if self._print is not None:
            self._print.hide()
        self._paper.set_words(text)
        self._paper.show()
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.voice.say(self._paper, [text])
        self._scroll.show_top(self._paper)  # where the key stood may be the end of a long page

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus and say it."""
        super().showEvent(event)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        changed = self._words("kiosk.plan.changed") if self._shown.changed else ""
        self._look.voice.say(self.heading, [self.view.question, self.view.help, changed, *choices_of(self)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the two columns on an upright screen, or where the letters are large."""
        super().resizeEvent(event)
        m = self._look.metrics
        way = QBoxLayout.Direction
        wide = self.width() > self.height() and not m.large
        self._parts.setDirection(way.LeftToRight if wide else way.TopToBottom)
        # Upright, what is left of the screen lies below both.
        for part, stretch in enumerate((8, 5, 0) if wide else (0, 0, 1)):
            self._parts.setStretch(part, stretch)
        self._parts.setContentsMargins(m.space(4), m.space(1), m.space(4), m.space(1))

    @property
    def _between(self) -> int:
        """Return the space between two lines, in pixels."""
        m = self._look.metrics
        return m.text(5) if m.large else m.px(2)

    def _plan(self, shown: PlanView) -> Card:
        m, words = self._look.metrics, self._words
        card = Card(self._look)
        card.body.setContentsMargins(m.space(3), m.space(1), m.space(3), m.space(1))
        card.body.setSpacing(self._between)
        card.body.addLayout(self._head())
        if shown.changed:  # beside the plan it would stand below it wherever the letters are large
            card.body.addWidget(NoteBox(words("kiosk.plan.changed"), self._look, size=m.text(LETTERS)))
        found = shown.lines
        note = english_note(words, [*(one for _, lines in found.days for one in lines), *found.undated])
        if note:
            card.body.addWidget(self._line(note, "text/surface"))
        self._days(card, found)
        self._titled(card, "", [self._marked(one, line_words(words, one)) for one in found.undated])
        asked = [words("kiosk.plan.question", quote=one) for one in shown.questions]
        asks = [*(self._marked(one, ask_words(words, one)) for one in found.asks), *asked]
        self._titled(card, words("kiosk.plan.asks"), asks)
        card.body.addWidget(Rule(self._look))
        card.body.addWidget(self._bold(words("kiosk.plan.not_on_your_own")))
        card.body.addStretch(1)
        return card

    def _head(self) -> QBoxLayout:
        """Return the heading, and beside it, or below where the letters are large, who filled the page in."""
        m, way = self._look.metrics, QBoxLayout.Direction
        row = QBoxLayout(way.TopToBottom if m.large else way.LeftToRight)
        self.heading = HeadingLabel(self.view.question, self._look, m.text(34), "text/surface")
        row.addWidget(self.heading, 1)
        if self.view.help:
            beside = Qt.AlignmentFlag.AlignBottom if not m.large else Qt.AlignmentFlag(0)
            row.addWidget(self._line(self.view.help, "quiet/surface"), 0, beside)
        return row

    def _days(self, card: Card, found: Outline) -> None:
        m, words = self._look.metrics, self._words
        clocks = [clock_words(words, one.at) for _, lines in found.days for one in lines if one.at and one.at != LONG]
        # The times of all days stand in one column.
        times = max((self._bold(one).sizeHint().width() for one in clocks), default=0)
        named = [_day(words, day, whole=m.large) for day, _ in found.days]
        wide = max((self._bold(one).sizeHint().width() for parts in named for one in parts), default=0)
        for parts, (_, lines) in zip(named, found.days, strict=True):
            card.body.addWidget(Rule(self._look))
            way = QBoxLayout.Direction
            row = QBoxLayout(way.TopToBottom if m.large else way.LeftToRight)
            row.setSpacing(self._between if m.large else m.space(2))
            row.addLayout(self._column([self._bold(one, "go/surface") for one in parts], 0 if m.large else wide))
            said = self._column([])
            for line in lines:
                said.addLayout(self._row(line, times))
            said.addStretch(1)
            row.addLayout(said, 1)
            card.body.addLayout(row)

    def _column(self, labels: list[TitleLabel], wide: int = 0) -> QVBoxLayout:
        """Return labels below each other at the top of their room, as wide as told."""
        column = QVBoxLayout()
        column.setSpacing(self._between)
        for one in labels:
            if wide:
                one.setFixedWidth(wide)
            column.addWidget(one)
        column.addStretch(1 if labels else 0)
        return column

    def _row(self, line: PlanLine, width: int) -> QBoxLayout:
        """Return one line of a day: its time, where it has one, and beside it what is to be then."""
        m, words, way = self._look.metrics, self._words, QBoxLayout.Direction
        own = line.kind in TIMES
        stacked = line.at == LONG or (m.large and not own)
        row = QBoxLayout(way.TopToBottom if stacked else way.LeftToRight)
        row.setSpacing(0 if stacked else m.space(2))
        if line.at:
            time = self._bold(clock_words(words, line.at, line.on))
            if not stacked:
                time.setFixedWidth(width)
            row.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        said = self._marked(line, line_words(words, line))
        row.addWidget(self._bold(said) if own else self._line(said), 1)
        return row

    def _marked(self, line: PlanLine, said: str) -> str:
        """Return a line's words, with "New" before what staff entered since it was last read."""
        return self._words("kiosk.plan.new", line=said) if line in self._shown.new else said

    def _bold(self, said: str, pair: str = "text/surface") -> TitleLabel:
        return TitleLabel(said, self._look, self._look.metrics.text(LETTERS), pair)

    def _titled(self, card: Card, title: str, lines: list[str]) -> None:
        """Add lines below a rule, and below their title where they have one; nothing where there is no line."""
        if lines:
            card.body.addWidget(Rule(self._look))
        if lines and title:
            card.body.addWidget(self._bold(title, "go/surface"))
        for line in lines:
            card.body.addWidget(self._line(line))

    def _line(self, said: str, pair: str = "text/surface") -> Line:
        return Line(said, self._look, self._look.metrics.text(LETTERS), pair)

    def _side(self, shown: PlanView) -> QWidget:
        m, words, clinic = self._look.metrics, self._words, shown.clinic
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.space(2))
        if shown.void:
            column.addWidget(NoteBox(words("kiosk.plan.paper_void"), self._look))
        column.addWidget(self._next(clinic.calls_when))
        column.addWidget(clinic_card(clinic, self._look, words))
        self._paper = NoteBox(words("kiosk.plan.ask_print"), self._look, "printer", size=m.text(LETTERS))
        column.addWidget(self._paper)
        self._print = secondary(words("kiosk.plan.print"), self._look, "print", "printer") if shown.prints else None
        if self._print is not None:
            self._paper.hide()
            self._print.clicked.connect(self.print_wanted)
            column.addWidget(self._print)
        column.addStretch(1)
        return side

    def _next(self, calls_when: str) -> Card:
        """Return what happens next, with the clinic's own words for when its nurse calls."""
        m, words = self._look.metrics, self._words
        card = Card(self._look, "note_soft")
        card.body.setContentsMargins(m.space(3), m.space(1.5), m.space(3), m.space(1.5))
        card.body.setSpacing(m.px(2))
        card.body.addWidget(self._bold(words("kiosk.plan.next"), "text/note_soft"))
        call = words("kiosk.plan.next_call", when=calls_when) if calls_when else words("kiosk.plan.next_ask")
        for said in (words("kiosk.plan.next_check"), call):
            card.body.addWidget(self._line(said, "text/note_soft"))
        return card


def _day(words: Words, day: date, *, whole: bool) -> tuple[str, ...]:
    """Return a day in words: on a line of its own, or its weekday above its month and number, beside what is then."""
    return (near_day_words(words, day),) if whole else (weekday_words(words, day), month_day_words(words, day))
