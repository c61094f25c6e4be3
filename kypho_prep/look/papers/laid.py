"""Measures a sheet's blocks on the paper at hand and paints them, mirrored for a language that runs right to left."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QPagedPaintDevice,
    QPainter,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from kypho_prep.look.papers.sheet import INK, QUIET, RULE, SOFT, Block, Frame, Part, paper_font

LINE_PERCENT = 108.0
# In print sizes of the body: between two columns, inside a frame, between two paragraphs of a block.
GAP = 1.2
PADDING = 0.6
BETWEEN = 0.2
# QTextDocument counts margins in pixels of a screen with 96 dots per inch, whatever it is painted on.
DOCUMENT_PX = 96 / 72


@dataclass(frozen=True)
class Place:
    """The paper under the pen: its resolution, and the side on which its lines begin."""

    device: QPagedPaintDevice
    right_to_left: bool

    def pixels(self, points: float) -> float:
        """Return a length in points as the device counts it."""
        return points / 72 * self.device.logicalDpiY()

    def left(self, start: float, width: float, whole: float) -> float:
        """Return where something begins from the left that begins `start` from the side where lines begin."""
        return whole - start - width if self.right_to_left else start


@dataclass(frozen=True)
class Laid:
    """One block as it lies on this paper; lengths are the device's."""

    block: Block
    columns: tuple[QTextDocument, ...]
    above: float
    padding: float
    height: float


def lay(block: Block, body: float, place: Place, width: float) -> Laid:
    """Return a block measured for a paper of a width."""
    padding = 0.0 if block.frame is Frame.NONE else place.pixels(body * PADDING)
    gap = place.pixels(body * GAP)
    inner = width - 2 * (place.pixels(body) if block.frame is Frame.BOX else 0)
    shares = [inner] if len(block.columns) == 1 else [inner * block.first - gap, inner * (1 - block.first)]
    columns = tuple(document(parts, body, place, share) for parts, share in zip(block.columns, shares, strict=True))
    height = max(one.size().height() for one in columns) + 2 * padding
    return Laid(block, columns, place.pixels(block.above), padding, height)


def paint(painter: QPainter, laid: Laid, top: float, width: float, place: Place) -> None:
    """Paint a block at a distance from the top."""
    frame = laid.block.frame
    painter.setPen(QPen(RULE, place.pixels(0.75)))
    if frame is Frame.RULE:
        painter.drawLine(0, round(top), round(width), round(top))
    elif frame is Frame.BOX:
        painter.setBrush(SOFT)
        corner = place.pixels(8)
        painter.drawRoundedRect(QRectF(0, top, width, laid.height), corner, corner)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    last = len(laid.columns) - 1
    inset = (width - laid.columns[0].textWidth()) / 2 if frame is Frame.BOX else 0.0
    for number, column in enumerate(laid.columns):
        start = width - column.textWidth() if number == last and last else inset
        painter.save()
        painter.translate(place.left(start, column.textWidth(), width), top + laid.padding)
        column.drawContents(painter, QRectF(0, 0, column.textWidth(), column.size().height()))
        painter.restore()


def document(
    parts: tuple[Part, ...], body: float, place: Place, width: float, *, at_end: bool = False
) -> QTextDocument:
    """Return paragraphs as a text of a width (`at_end`: of its far side); all in a part stays plain text."""
    text = QTextDocument()
    text.documentLayout().setPaintDevice(place.device)
    text.setDocumentMargin(0)
    text.setDefaultFont(paper_font(body))
    option = QTextOption(Qt.AlignmentFlag.AlignTrailing if at_end else Qt.AlignmentFlag.AlignLeading)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if place.right_to_left else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    text.setDefaultTextOption(option)
    cursor = QTextCursor(text)
    shape = QTextBlockFormat()
    shape.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    for number, part in enumerate(parts):
        if number:
            shape.setTopMargin(body * BETWEEN * DOCUMENT_PX)
            cursor.insertBlock()
        cursor.setBlockFormat(shape)
        letters = QTextCharFormat()
        letters.setFont(paper_font(body * part.times, bold=part.bold))
        letters.setForeground(QUIET if part.quiet else INK)
        cursor.insertText(part.text, letters)
    text.setTextWidth(width)
    return text
