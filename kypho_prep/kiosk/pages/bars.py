"""The two bars of every patient's page: where one is and how to get help above, the way back and on below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kypho_prep.look.buttons import Button, back, bar_button, primary, secondary
from kypho_prep.look.cards import Ground, ProgressBar, Rule
from kypho_prep.look.labels import SEMI_BOLD, CaptionLabel, Chip
from kypho_prep.look.theme import HIGH_CONTRAST, Look
from kypho_prep.prep.words import Words

LOW = 600  # pixels at 100 dpi and 100 %: a lower screen gives the upper bar one row, its letters' size considered
LARGEST_ASIDE = 34  # pixels at 100 dpi: the letters of the two buttons between Back and Next, where they share a row


@dataclass(frozen=True, slots=True)
class BarView:
    """What the upper bar says: a title, the step, the share that is done, the person's initials.

    `signed_in`: somebody is signed in, so the nurse can be called and the pages left.
    """

    title: str
    step: tuple[int, int] | None = None
    done: tuple[int, int] = (0, 0)
    initials: str = ""
    sample: bool = False
    signed_in: bool = True


class TopBar(Ground):
    """The same buttons at the same place on every page; two rows for large letters and upright screens."""

    text_size_wanted = Signal()
    contrast_wanted = Signal()
    nurse_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, view: BarView, look: Look, words: Words) -> None:
        super().__init__(look)
        self._view = view
        self._look = look
        self._words = words
        m = look.metrics
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows.setContentsMargins(m.space(3.5), m.space(1), m.space(3.5), m.space(1))
        self._rows.setSpacing(m.space(2))
        self._always: list[QWidget] = []
        self._yielding: list[QWidget] = []
        self._rows.addWidget(self._place(view), 1)
        self._asked = self._buttons(view)
        self._rows.addLayout(self._asked)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._rows)
        outer.addWidget(Rule(look))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take two rows for large letters or on an upright screen, but one where its second row hides the answers.

        On a low screen at the largest letters the chapter's name and the bar give way: the step says where one is.
        """
        super().resizeEvent(event)
        window = self.window()
        two = self._view.signed_in and (self._look.metrics.large or window.height() > window.width())
        one = two and window.width() > window.height() and self._fits_low(window.height())
        for part in self._yielding:
            part.setHidden(one and not self._fits(self._yielding))
        two = two and not one
        way = QBoxLayout.Direction
        self._rows.setDirection(way.TopToBottom if two else way.LeftToRight)

    def _fits_low(self, high: int) -> bool:
        """Tell whether the screen is so low for its letters that a second row costs an answer, and one row does."""
        return bool(self._yielding) and high < self._look.metrics.text(LOW) and self._fits(())

    def _fits(self, yielding: Sequence[QWidget]) -> bool:
        """Tell whether one row holds the buttons and what always stays, with what may give way."""
        m = self._look.metrics
        parts = [*self._always, *yielding]
        spaces = m.space(3.5) * 2 + m.space(2) * len(parts)
        return sum(one.sizeHint().width() for one in parts) + self._asked.sizeHint().width() + spaces <= self.width()

    def _place(self, view: BarView) -> QWidget:
        m = self._look.metrics
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(m.space(2))
        title = CaptionLabel(view.title, self._look, m.text(22), "go/surface")
        title.set_weight(SEMI_BOLD)
        title.setObjectName("bar_title")
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(title, 0, middle)
        if view.step:
            said = self._words("kiosk.bar.step", number=view.step[0], of=view.step[1])
            bar, step = ProgressBar(self._look, *view.done, said), CaptionLabel(said, self._look)
            row.addWidget(bar, 1, middle)
            self._yielding, self._always = [title, bar], [step]
        else:
            row.addStretch(1)
        if view.initials:
            self._always.append(Chip(view.initials, self._look))
        if view.sample:
            self._always.append(Chip(self._words("kiosk.bar.sample"), self._look, pair="text/note_soft"))
        for one in self._always:
            row.addWidget(one, 0, middle)
        return holder

    def _buttons(self, view: BarView) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._look.metrics.gap)
        row.addStretch(1)
        size = self._button("text_size", "a-large-small", "kiosk.bar.text_size", named=False)
        size.clicked.connect(self.text_size_wanted)
        contrast = self._button("contrast", "contrast", "kiosk.bar.contrast", named=False)
        dark = self._look.theme.name == HIGH_CONTRAST
        contrast.setAccessibleName(self._words("kiosk.bar.contrast_off" if dark else "kiosk.bar.contrast"))
        contrast.clicked.connect(self.contrast_wanted)
        row.addWidget(size)
        row.addWidget(contrast)
        if view.signed_in:
            call = self._button("call_nurse", "", "kiosk.bar.call_nurse")
            call.clicked.connect(self.nurse_wanted)
            leave = self._button("leave", "", "kiosk.bar.leave")
            leave.clicked.connect(self.leave_wanted)
            row.addWidget(call)
            row.addWidget(leave)
        return row

    def _button(self, name: str, icon: str, key: str, *, named: bool = True) -> Button:
        button = bar_button(self._words(key) if named else "", self._look, name, icon)
        if not named:
            face = replace(button.face, size=round(self._look.metrics.text(26)), padding=self._look.metrics.space(1.5))
            button.set_face(face)
        button.setAccessibleName(self._words(key))
        button.setToolTip("")
        return button


@dataclass(frozen=True, slots=True)
class BottomView:
    """What the lower bar offers; an empty text leaves its button out."""

    on: str
    back: str = ""
    why: str = ""
    question: str = ""
    arrow: str = "arrow-right"


class BottomBar(Ground):
    """Back on the left, Next on the right, and between them why we ask and "I have a question"."""

    back_wanted = Signal()
    next_wanted = Signal()
    why_wanted = Signal()
    question_wanted = Signal()

    def __init__(self, view: BottomView, look: Look) -> None:
        super().__init__(look)
        self._look = look
        m = look.metrics
        self._asides = QHBoxLayout()
        self._asides.setSpacing(m.gap)
        self._row = QHBoxLayout()
        self._row.setSpacing(m.gap)
        if view.back:
            button = back(view.back, look)
            button.clicked.connect(self.back_wanted)
            self._row.addWidget(button)
        self._between = QHBoxLayout()
        self._between.setSpacing(m.gap)
        self._row.addLayout(self._between)
        self._row.addStretch(1)
        self.next = primary(view.on, look, "next", view.arrow)
        self.next.clicked.connect(self.next_wanted)
        self.next.installEventFilter(self)
        self._row.addWidget(self.next)
        self._extra = self._aside_buttons(view)
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drop the second tap of a double tap: it was meant for the page before."""
        return event.type() == QEvent.Type.MouseButtonDblClick

    def set_next(self, words: str) -> None:
        """Change what Next says."""
        if self.next.words != words:
            self.next.set_words(words)
            self._hold_next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the two buttons a row of their own where letters are large and the screen stands upright."""
        super().resizeEvent(event)
        window = self.window()
        own = window.height() > window.width() and (self._look.metrics.large or window.width() < 1000)
        target = self._asides if own else self._between
        m = self._look.metrics
        size = m.text(25) if own else min(m.text(25), m.px(LARGEST_ASIDE))
        for button in self._extra:
            button.set_face(replace(button.face, size=size))
            target.addWidget(button, 1 if own else 0)
        self._hold_next()

    def _hold_next(self) -> None:
        self.next.setMinimumWidth(min(self.next.sizeHint().width(), round(self.width() * 0.5)))

    def _lay_out(self) -> None:
        m = self._look.metrics
        inner = QVBoxLayout()
        air = m.space(1 if m.large else 1.5)
        inner.setContentsMargins(m.space(3.5), air, m.space(3.5), air)
        inner.setSpacing(m.gap)
        inner.addLayout(self._asides)
        inner.addLayout(self._row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule(self._look))
        column.addLayout(inner)
        for button in self._extra:
            self._between.addWidget(button)

    def _aside_buttons(self, view: BottomView) -> list[Button]:
        made = []
        wished = ((view.why, "why", self.why_wanted), (view.question, "question_for_nurse", self.question_wanted))
        m = self._look.metrics
        for words, name, signal in wished:
            if words:
                button = secondary(words, self._look, name)
                button.set_face(replace(button.face, padding=m.space(2.5)))
                button.clicked.connect(signal)
                made.append(button)
        return made
