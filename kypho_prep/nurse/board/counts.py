"""The counts on top of the board: each is a figure with its words, and a filter; one is always chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kypho_prep.look.buttons import Button
from kypho_prep.look.face import Face
from kypho_prep.nurse.board.filters import CHIPS, TILES
from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.widgets.flow_layout import Flowing

MEANINGS = {"cancel": "urgent", "needs": "check", "filling": "text", "complete": "done"}


class Tile(QAbstractButton):
    """One big count: the chosen one has a filled ground and a thick edge."""

    def __init__(self, desk: DeskContext, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._meaning = MEANINGS[name]
        # Not read yet: no figure shows, since a 0 would look like a quiet day.
        self._count = -1
        self.setObjectName(f"count:{name}")
        self.setText(desk.words(f"desk.board.count_{name}"))
        self.setCheckable(True)
        # One of all counts is chosen, which the group sees to; a screen reader hears so by this.
        self.setAutoExclusive(True)
        self.setProperty("pair", "text/surface")
        self.toggled.connect(lambda on: self.setProperty("pair", "text/go_soft" if on else "text/surface"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        """Show another figure."""
        self._count = count
        self.setAccessibleName(f"{count} {self.text()}")
        self.update()

    def count(self) -> int:
        """Return the figure that shows."""
        return self._count

    def sizeHint(self) -> QSize:
        return QSize(self._desk.px(170), self._desk.px(82))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color, metrics, px = self._desk.look.color, self._desk.look.metrics, self._desk.px
        on = self.isChecked()
        waits = "urgent" if self._count > 0 and self._meaning == "urgent" else "card_edge"
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
        painter.drawText(
            inner.adjusted(0, 0, 0, -half), Qt.AlignmentFlag.AlignLeft, str(self._count) if self._count >= 0 else ""
        )
        painter.setFont(self._desk.look.letters(metrics.text(16)))
        painter.setPen(color("text"))
        painter.drawText(
            inner.adjusted(0, half, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text()
        )


class CountChip(Button):
    """One small count beside the others."""

    def __init__(self, desk: DeskContext, name: str) -> None:
        m = desk.look.metrics
        face = Face(m.text(16), desk.px(42), desk.px(42), edge_width=2, radius=12, padding=desk.px(13))
        self._said = desk.words(f"desk.board.count_{name}")
        self._count = -1
        super().__init__(self._said, desk.look, face, f"count:{name}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        """Show another figure."""
        self._count = count
        self.set_words(f"{self._said} {count}")

    def count(self) -> int:
        """Return the figure that shows."""
        return self._count


class Counts(QWidget):
    """Four tiles side by side and the chips below them, with room at the end for what else the board does."""

    picked = Signal(str)

    def __init__(self, desk: DeskContext, *after: QWidget) -> None:
        super().__init__()
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(desk.px(14))
        tiles = QHBoxLayout()
        tiles.setSpacing(desk.px(14))
        self._group = QButtonGroup(self)
        made: dict[str, Tile | CountChip] = {name: Tile(desk, name) for name in TILES}
        for tile in made.values():
            tiles.addWidget(tile)
        made |= {name: CountChip(desk, name) for name in CHIPS}
        room.addLayout(tiles)
        room.addWidget(Flowing([made[name] for name in CHIPS], list(after), gap=desk.px(10)))
        self._buttons = made
        for name, button in made.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _on=False, name=name: self.picked.emit(name))
        made["all"].setChecked(True)

    def chosen(self) -> str:
        """Return which count filters now."""
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def choose(self, name: str) -> None:
        """Filter by a count."""
        self._buttons[name].setChecked(True)
        self.picked.emit(name)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many visits stand under each."""
        for name, button in self._buttons.items():
            if button.count() != counts[name]:
                button.show_count(counts[name])
