"""The frame that desk pages share: a bar with the title and the keys on top, and one card in the middle below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kypho_prep.look.buttons import Button
from kypho_prep.look.cards import Card, Ground, Rule
from kypho_prep.look.labels import Label
from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.widgets.parts import say, scrolling


class Bar(Ground):
    """The bar on top of a desk page: its title on the left, its keys on the right."""

    def __init__(self, desk: DeskContext, title: str, *, stretch: int = 1) -> None:
        super().__init__(desk.look, "surface")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(desk.px(24), desk.px(10), desk.px(24), desk.px(10))
        self._row.setSpacing(desk.px(14))
        self.title: Label = say(desk, title, "go/surface", 22, bold=True)
        self.title.setObjectName("heading")
        self.title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.addWidget(self.title, stretch)

    def before(self, widget: QWidget) -> None:
        """Put something before the title, as the way back is."""
        self._row.insertWidget(0, widget)

    def below_title(self, words: QWidget) -> None:
        """Put words below the title; both take the room that the keys leave."""
        at = self._row.indexOf(self.title)
        self._row.removeWidget(self.title)
        stack = QVBoxLayout()
        stack.setSpacing(0)
        stack.addWidget(self.title)
        stack.addWidget(words)
        self._row.insertLayout(at, stack, 1)

    def put(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a key or words at the end of the bar."""
        self._row.addWidget(widget, stretch)


class Sheet(QWidget):
    """A page of one card: a form, or a choice."""

    def __init__(self, desk: DeskContext, title: str, *, width: int = 720) -> None:
        super().__init__()
        self._desk = desk
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        self.bar = Bar(desk, title)
        room.addWidget(self.bar)
        room.addWidget(Rule(desk.look))
        self.card = Card(desk.look)
        self.card.setMaximumWidth(desk.px(width))
        self.body = self.card.body
        self.body.setSpacing(desk.px(14))
        inside = QWidget()
        across = QHBoxLayout(inside)
        across.setContentsMargins(desk.px(24), desk.px(24), desk.px(24), desk.px(24))
        across.addStretch(1)
        middle = QVBoxLayout()
        middle.addWidget(self.card)
        middle.addStretch(1)
        across.addLayout(middle, 100)
        across.addStretch(1)
        room.addWidget(scrolling(desk, inside, "sheet"), 1)

    def keys(self, *buttons: Button) -> None:
        """Put the page's buttons below what stands on the card, the filled one first."""
        line = QHBoxLayout()
        line.setSpacing(self._desk.px(12))
        for button in buttons:
            line.addWidget(button)
        line.addStretch(1)
        self.body.addLayout(line)
