"""Draws a board row: two lines of words, a bar of progress, chips with a shape for each level."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kypho_prep.nurse.board.model import COLUMNS, ROW, BoardModel, Index
from kypho_prep.nurse.board.status_words import Chipped
from kypho_prep.nurse.board.words import BoardWords
from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.widgets.parts import LEVEL_PAIRS, draw_shape
from kypho_prep.workflow.visits.schedule import BoardRow

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def shortened(text: str, letters: QFont, width: int) -> str:
    """Return words as they are drawn in a width: whole where they have room, else cut with dots."""
    metrics = QFontMetrics(letters)
    # Asked first: of words just as wide as their room Qt cuts the end, since it counts parts of a pixel there.
    if metrics.horizontalAdvance(text) <= width:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


class BoardDelegate(QStyledItemDelegate):
    """Draws every cell of the board itself, so that 500 visits scroll without a widget each."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, self._desk.look.metrics.desk_row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, BoardModel):
            return
        row: BoardRow = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        self._ground(painter, rect, row, index.column(), chosen=chosen)
        inner = rect.adjusted(self._desk.px(14), self._desk.px(8), -self._desk.px(6), -self._desk.px(8))
        Cell(self._desk, painter, inner, model.said).draw(COLUMNS[index.column()], row)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, row: BoardRow, column: int, *, chosen: bool) -> None:
        color = self._desk.look.color
        painter.fillRect(rect, color("go_soft" if chosen else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), color("card_edge"))
        if column == 0 and row.could_cancel:
            painter.fillRect(QRect(rect.left(), rect.top(), self._desk.px(6), rect.height() - 2), color("urgent"))
        if chosen:
            painter.setPen(QPen(color("focus"), 3))
            painter.drawLine(rect.left(), rect.top() + 1, rect.right() + 1, rect.top() + 1)
            painter.drawLine(rect.left(), rect.bottom() - 2, rect.right() + 1, rect.bottom() - 2)


@dataclass(frozen=True)
class Cell:
    """One cell to draw into."""

    desk: DeskContext
    painter: QPainter
    rect: QRect
    said: BoardWords

    def draw(self, column: str, row: BoardRow) -> None:
        """Draw one column of a row."""
        if column == "when":
            self.two_lines(*self.said.when(row), bold_second=True)
        elif column == "patient":
            self.person(row.patient, self.said.person(row))
        elif column == "procedure":
            self.two_lines(*self.said.procedure(row), bold_first=False)
        elif column == "checklist":
            self.progress(row)
        elif column == "needs":
            chips = self.said.open_chips(row)
            if chips:
                self.chips(chips)
            else:
                self.words(self.rect, self.said.nothing_open(row), "quiet")
        else:
            self.status(row)

    def two_lines(self, first: str, second: str, *, bold_first: bool = True, bold_second: bool = False) -> None:
        """Draw two lines of words, or one in the middle."""
        if not second:
            self.words(self.rect, first, "text", bold=bold_first)
            return
        half = self.rect.height() // 2
        upper = QRect(self.rect.left(), self.rect.top(), self.rect.width(), half)
        self.words(upper, first, "text", bold=bold_first)
        self.words(upper.translated(0, half), second, "text" if bold_second else "quiet", bold=bold_second)

    def person(self, name: str, facts: str) -> None:
        """Draw a name whole, on two lines where one is too short, and what else is known of the person below."""
        font = self.fitting(name, self.rect.width(), 17, bold=True)
        if QFontMetrics(font).horizontalAdvance(name) <= self.rect.width():
            self.two_lines(name, facts)
            return
        below = self.rect.adjusted(0, self.rect.height() * 2 // 3, 0, 0)
        font = self.font(13, bold=True)
        fits = all(QFontMetrics(font).horizontalAdvance(word) <= self.rect.width() for word in name.split())
        self.painter.setFont(font)
        self.painter.setPen(self.desk.look.color("text"))
        room = QRect(self.rect.topLeft(), below.topRight())
        self.painter.drawText(room, Qt.TextFlag.TextWordWrap if fits else Qt.TextFlag.TextWrapAnywhere, name)
        self.words(below, facts, "quiet", size=13)

    def words(self, rect: QRect, text: str, meaning: str, *, bold: bool = False, size: int = 17) -> None:
        """Draw words on one line, shortened with dots where the column is too narrow."""
        font = self.fitting(text, rect.width(), size, bold=bold)
        self.painter.setFont(font)
        self.painter.setPen(self.desk.look.color(meaning))
        self.painter.drawText(rect, LEFT, shortened(text, font, rect.width()))

    def progress(self, row: BoardRow) -> None:
        """Draw how many chapters are done, as a bar and in figures."""
        color, text = self.desk.look.color, self.said.progress(row)
        figures = QFontMetrics(self.font(17)).horizontalAdvance(text) + self.desk.px(10)
        wide, high = self.rect.width() - figures, self.desk.px(10)
        if wide < self.desk.px(24):
            self.words(self.rect, text, "text")
            return
        bar = QRectF(self.rect.left(), self.rect.center().y() - high / 2, wide, high)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(color("track"))
        self.painter.drawRoundedRect(bar, high / 2, high / 2)
        share = row.chapters_done / row.chapters_of if row.chapters_of else 0
        if share:
            self.painter.setBrush(color("go"))
            self.painter.drawRoundedRect(
                QRectF(bar.left(), bar.top(), max(high, wide * share), high), high / 2, high / 2
            )
        self.words(self.rect.adjusted(wide + self.desk.px(10), 0, 0, 0), text, "text")

    def chips(self, chips: tuple[Chipped, ...]) -> None:
        """Draw chips on two lines, on one in the middle where they fit; what has no room is counted."""
        line, x, high = 0, self.rect.left(), self.rect.height() // 2
        wanted = sum(self.chip_width(chip) + self.desk.px(6) for chip in chips) - self.desk.px(6)
        top = self.rect.top() + (high // 2 if wanted <= self.rect.width() else 0)
        for at, chip in enumerate(chips):
            last_line, rest = line == 1, len(chips) - at - 1
            wide, kept = self.chip_width(chip), self.desk.px(62) if rest else 0
            if not last_line and x > self.rect.left() and wide > self.rect.right() - x:
                line, x, last_line = 1, self.rect.left(), True
            room = self.rect.right() - x - (kept if last_line else 0)
            if last_line and x > self.rect.left() and wide > room:
                more = self.said.words("desk.board.more", count=rest + 1)
                self.words(QRect(x, self.rect.top() + high, self.desk.px(70), high), more, "text", bold=True, size=15)
                return
            wide = min(wide, room)
            box = QRect(x, top + line * high, wide, high)
            self.chip(box, chip)
            x += wide + self.desk.px(6)

    def chip_width(self, chip: Chipped) -> int:
        """Return the width that a chip takes."""
        return QFontMetrics(self.font(15, bold=True)).horizontalAdvance(chip.text) + self.desk.px(40)

    def chip(self, rect: QRect, chip: Chipped) -> None:
        """Draw one chip: ground, shape, words."""
        words, ground = self.desk.look.theme.pair(LEVEL_PAIRS[chip.level])
        box = QRectF(rect).adjusted(0, 1, 0, -1)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(ground)
        self.painter.drawRoundedRect(box, 10, 10)
        self.painter.setBrush(words)
        side = self.desk.px(11)
        draw_shape(
            self.painter, chip.level, QRectF(box.left() + self.desk.px(9), box.center().y() - side / 2, side, side)
        )
        room = rect.adjusted(self.desk.px(27), 0, -self.desk.px(8), 0)
        font = self.fitting(chip.text, room.width(), 15, bold=True)
        self.painter.setFont(font)
        self.painter.setPen(words)
        self.painter.drawText(room, LEFT, shortened(chip.text, font, room.width()))

    def status(self, row: BoardRow) -> None:
        """Draw the stage as a chip, and calls below it."""
        chip, below = self.said.status(row), self.said.below_status(row)
        wide, high = min(self.chip_width(chip), self.rect.width()), self.rect.height() // 2
        top = self.rect.top() if below else self.rect.top() + high // 2
        self.chip(QRect(self.rect.left(), top, wide, high), chip)
        if below:
            self.words(
                QRect(self.rect.left(), self.rect.top() + high, self.rect.width(), high), below, "quiet", size=15
            )

    def fitting(self, text: str, width: int, size: int, *, bold: bool = False) -> QFont:
        """Return the letters in which words fit a width, at most a fifth smaller."""
        sizes = [one for one in (size, 15, 14, 13) if one <= size and one * 5 >= size * 4]
        fonts = [self.font(one, bold=bold) for one in sizes]
        return next((font for font in fonts if QFontMetrics(font).horizontalAdvance(text) <= width), fonts[-1])

    def font(self, size: int, *, bold: bool = False) -> QFont:
        """Return the desk's letters at a size."""
        weight = QFont.Weight.Bold if bold else QFont.Weight.Normal
        return self.desk.look.letters(self.desk.look.metrics.text(size), weight)
