"""The line in which a visit is searched; the arrow leads from it into the table below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from kypho_prep.look.native import shape
from kypho_prep.nurse.desk import DeskContext

LONGEST = 200
DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchLine(QLineEdit):
    """One line that is typed in; arrow down and Enter lead on."""

    led_on = Signal()

    def __init__(self, desk: DeskContext, name: str, words: str) -> None:
        super().__init__()
        shape(self, desk.look)
        self.setObjectName(name)
        self.setMaxLength(LONGEST)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setMinimumHeight(desk.px(44))
        self.setMinimumWidth(desk.px(240))
        self.setFont(desk.look.letters(desk.look.metrics.desk_body))
        self.setProperty("pair", "text/surface")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in DOWN:
            self.led_on.emit()
            return
        super().keyPressEvent(event)

    def begin(self) -> None:
        """Put the keyboard here, what was typed chosen so that the next letter replaces it."""
        self.setFocus()
        self.selectAll()
