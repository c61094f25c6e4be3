"""The counts on top of the board: each is a figure with its words, and a filter."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from kypho_prep.nurse.board_words import FILTERS
from kypho_prep.nurse.desk import Desk

MEANINGS = {"cancel": "urgent", "needs": "check", "filling": "text", "complete": "done", "all": "text"}


class Tile(QAbstractButton):
    """One count: the chosen one has a filled ground and a thick edge."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._meaning = MEANINGS[name]
        self._count = 0
        self.setObjectName(f"count:{name}")
        self.setText(desk.words(f"desk.board.count_{name}"))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setProperty("pair", "text/surface")
        self.toggled.connect(lambda on: self.setProperty("pair", "text/go_soft" if on else "text/surface"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        """Show another figure."""
        self._count = count
        self.setAccessibleName(f"{count} {self.text()}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._desk.px(170), self._desk.px(82))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color, metrics, px = self._desk.look.color, self._desk.look.metrics, self._desk.px
        on = self.isChecked()
        waits = "urgent" if self._count and self._meaning == "urgent" else "card_edge"
        painter.setPen(QPen(color("go" if on else waits), 3 if on else 2))
        painter.setBrush(color("go_soft" if on else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 16, 16)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("focus"), 4))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 16, 16)
        inner = self.rect().adjusted(px(18), px(10), -px(10), -px(10))
        half = inner.height() // 2
        painter.setFont(self._desk.look.letters(metrics.text(26), QFont.Weight.Bold))
        painter.setPen(color("text" if on else self._meaning))
        painter.drawText(inner.adjusted(0, 0, 0, -half), Qt.AlignmentFlag.AlignLeft, str(self._count))
        painter.setFont(self._desk.look.letters(metrics.text(16)))
        painter.setPen(color("text"))
        painter.drawText(
            inner.adjusted(0, half, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text()
        )


class Counts(QWidget):
    """The five counts side by side; one is always chosen."""

    picked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(desk.px(14))
        self._tiles = {name: Tile(desk, name) for name in FILTERS}
        for name, tile in self._tiles.items():
            line.addWidget(tile)
            tile.clicked.connect(lambda _on=False, name=name: self.picked.emit(name))
        self._tiles["all"].setChecked(True)

    def chosen(self) -> str:
        """Return which count filters now."""
        return next(name for name, tile in self._tiles.items() if tile.isChecked())

    def choose(self, name: str) -> None:
        """Filter by a count."""
        self._tiles[name].setChecked(True)
        self.picked.emit(name)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many visits stand under each."""
        for name, tile in self._tiles.items():
            tile.show_count(counts[name])
