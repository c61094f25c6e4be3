"""Draws the squares of a paper: a code of dark cells that a scanner reads, or an empty box to tick."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPainterPath, QPen

from kypho_prep.papers.layout import INK, Square

# The light cells around a code without which a scanner does not find it.
QUIET_CELLS = 4
MM_PER_INCH = 25.4
BLACK, WHITE = Qt.GlobalColor.black, Qt.GlobalColor.white


def dots(square: Square, device: QPagedPaintDevice) -> float:
    """Return how many of the device's dots a square takes each way, with the light edge of a code."""
    if not square.cells:
        return square.side / MM_PER_INCH * device.logicalDpiY()
    return _cell(square, device) * (len(square.cells) + 2 * QUIET_CELLS)


def paint_square(painter: QPainter, square: Square, device: QPagedPaintDevice, at: tuple[float, float]) -> None:
    """Draw a square from its left upper corner."""
    left, top, side = round(at[0]), round(at[1]), dots(square, device)
    whole = QRectF(left, top, side, side)
    painter.save()
    if not square.cells:
        painter.setPen(QPen(INK, device.logicalDpiY() / 72))
        painter.drawRect(whole)
    else:
        painter.fillRect(whole, WHITE)
        painter.fillPath(_dark(square, _cell(square, device)).translated(QPointF(left, top)), BLACK)
    painter.restore()


def _dark(square: Square, cell: int) -> QPainterPath:
    """Return the dark cells as one shape, so that no hair of light parts two of them."""
    path = QPainterPath()
    for y, row in enumerate(square.cells):
        for dark, run in groupby(enumerate(row), key=lambda pair: pair[1]):
            places = [x for x, _ in run]
            if dark:
                corner = ((places[0] + QUIET_CELLS) * cell, (y + QUIET_CELLS) * cell)
                path.addRect(QRectF(*corner, len(places) * cell, cell))
    return path.simplified()


def _cell(square: Square, device: QPagedPaintDevice) -> int:
    """Return the dots of one cell: a whole number, and together never smaller than the side that was asked for."""
    wanted = square.side / MM_PER_INCH * device.logicalDpiY()
    return -(-int(wanted) // len(square.cells))
