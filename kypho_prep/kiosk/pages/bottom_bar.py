"""The lower bar of every patient's page: the way back and on, and what the page offers between."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kypho_prep.kiosk.pages.bars import slim
from kypho_prep.look.buttons import Button, back, explain_card, primary, secondary
from kypho_prep.look.cards import Ground, Rule
from kypho_prep.look.theme import Look


@dataclass(frozen=True, slots=True)
class BottomView:
    """What the lower bar offers; an empty text leaves its button out. `explained`: the nurse is to explain the page."""

    on: str
    back: str = ""
    why: str = ""
    question: str = ""
    explain: str = ""
    explained: bool = False
    arrow: str = "arrow-right"


class BottomBar(Ground):
    """Back on the left, Next on the right, and between them why we ask and "I have a question".

    A slim bar has Back and Next alone; what stood between them is in the menu.
    """

    back_wanted = Signal()
    next_wanted = Signal()
    why_wanted = Signal()
    question_wanted = Signal()
    explain_wanted = Signal()

    def __init__(self, view: BottomView, look: Look) -> None:
        super().__init__(look)
        self.view = view
        self._look = look
        m = look.metrics
        self._row = QHBoxLayout()
        self._row.setSpacing(m.gap)
        if view.back:
            button = back(view.back, look)
            button.clicked.connect(self.back_wanted)
            self._row.addWidget(button)
        self._extra = self._aside_buttons(view)
        for button in self._extra:
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._explain = self._explain_button(view) if view.explain else None
        if self._explain is not None:
            self._row.addWidget(self._explain)
        self.next = primary(view.on, look, "next", view.arrow)
        self.next.clicked.connect(self.next_wanted)
        self.next.installEventFilter(self)
        self._row.addWidget(self.next)
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drop the second tap of a double tap: it was meant for the page before."""
        return event.type() == QEvent.Type.MouseButtonDblClick

    def set_explain(self, wanted: bool) -> None:
        """Show whether the nurse is to explain the page."""
        if self._explain is not None:
            self._explain.setChecked(wanted)

    def set_next(self, words: str) -> None:
        """Change what Next says."""
        if self.next.words != words:
            self.next.set_words(words)
            self._hold_next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the two buttons between to the menu where the bar is slim."""
        super().resizeEvent(event)
        for button in self._extra:
            button.setHidden(slim(self, self._look))
        self._hold_next()

    def _hold_next(self) -> None:
        self.next.setMinimumWidth(min(self.next.sizeHint().width(), round(self.width() * 0.5)))

    def _lay_out(self) -> None:
        m = self._look.metrics
        inner = QVBoxLayout()
        air = m.space(1 if m.large else 1.5)
        inner.setContentsMargins(m.space(3.5), air, m.space(3.5), air)
        inner.setSpacing(m.gap)
        inner.addLayout(self._row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule(self._look))
        column.addLayout(inner)

    def _explain_button(self, view: BottomView) -> Button:
        """Return "Explain this to me", beside Next and as large: going on is no promise to have understood."""
        button = explain_card(view.explain, self._look, "explain_in_bar")
        button.setChecked(view.explained)
        button.clicked.connect(self.explain_wanted)
        self._extra.append(button)
        return button

    def _aside_buttons(self, view: BottomView) -> list[Button]:
        made = []
        wished = ((view.why, "why", self.why_wanted), (view.question, "question_for_nurse", self.question_wanted))
        m = self._look.metrics
        for words, name, signal in wished:
            if words:
                button = secondary(words, self._look, name)
                button.set_face(replace(button.face, size=m.text(25), padding=m.space(2.5)))
                button.clicked.connect(signal)
                made.append(button)
        return made
