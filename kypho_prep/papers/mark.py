"""The mark across a page that no longer counts: large and light behind the text, so that no copy of it is followed."""

from __future__ import annotations

from math import atan2, degrees, hypot

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from kypho_prep.papers.layout import paper_font

LIGHT = QColor("#E2E6E7")
# How much of the page from corner to corner it covers.
SHARE = 0.72


def draw_mark(painter: QPainter, text: str, size: QSizeF) -> None:
    """Draw a mark from corner to corner; it is a drawing, so that a search still reads the words over it."""
    path = QPainterPath()
    path.addText(QPointF(0, 0), paper_font(100, bold=True), text)
    bounds = path.boundingRect()
    if bounds.isEmpty():
        return
    times = SHARE * hypot(size.width(), size.height()) / bounds.width()
    painter.save()
    painter.translate(size.width() / 2, size.height() / 2)
    painter.rotate(-degrees(atan2(size.height(), size.width())))
    painter.scale(times, times)
    painter.translate(-bounds.center())
    painter.fillPath(path, LIGHT)
    painter.restore()
