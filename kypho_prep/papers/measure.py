"""Measures a sheet's blocks on the paper at hand and paints them, mirrored for a language that runs right to left."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

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

from kypho_prep.papers.layout import INK, LEADING, QUIET, RULE, SOFT, Block, Column, Frame, Part, Square, paper_font
from kypho_prep.papers.qr_square import dots, paint_square
from kypho_prep.prep.wording.direction import isolated, reads_from_right

# In print sizes of the body: between two columns, inside a frame, between two paragraphs of a block.
GAP = 1.2
PADDING = 0.45
BETWEEN = 0.2
# QTextDocument counts margins in pixels of a screen with 96 dots per inch, whatever it is painted on.
DOCUMENT_PX = 96 / 72


@dataclass(frozen=True)
class Place:
    """The paper under the pen: its resolution, and the side on which its lines begin."""

    device: QPagedPaintDevice
    right_to_left: bool
    leading: float = LEADING

    def pixels(self, points: float) -> float:
        """Return a length in points as the device counts it."""
        return points / 72 * self.device.logicalDpiY()

    def left(self, start: float, width: float, whole: float) -> float:
        """Return where something begins from the left that begins `start` from the side where lines begin."""
        return whole - start - width if self.right_to_left else start


@dataclass(frozen=True)
class Cell:
    """One column of a block as it lies on this paper: its text or its drawing, where it begins and how wide it is."""

    inside: QTextDocument | Square
    start: float
    width: float
    height: float


@dataclass(frozen=True)
class Laid:
    """One block as it lies on this paper; lengths are the device's."""

    block: Block
    cells: tuple[Cell, ...]
    width: float
    above: float
    padding: float
    height: float
    head: Laid | None = None


def lay(block: Block, body: float, place: Place, width: float) -> Laid:
    """Return a block measured for a paper of a width."""
    padding = 0.0 if block.frame is Frame.NONE else place.pixels(body * PADDING)
    below = 0.0 if block.frame is Frame.TOP else padding
    gap = place.pixels(body * GAP)
    inset = place.pixels(body) if block.frame is Frame.BOX else 0.0
    inner = width - 2 * inset
    starts = [inset + share * inner for share in accumulate(block.shares, initial=0.0)]
    last = len(block.columns) - 1
    cells = tuple(
        _cell(column, body, place, starts[number], block.shares[number] * inner - (gap if number < last else 0.0))
        for number, column in enumerate(block.columns)
    )
    height = max(cell.height for cell in cells) + padding + below
    head = lay(block.head, body, place, width) if block.head is not None else None
    return Laid(block, cells, width, place.pixels(block.above), padding, height, head)


def paint(painter: QPainter, laid: Laid, top: float, place: Place) -> None:
    """Paint a block at a distance from the top."""
    frame, width = laid.block.frame, laid.width
    painter.setPen(QPen(RULE, place.pixels(0.75)))
    if frame in (Frame.RULE, Frame.TOP):
        painter.drawLine(0, round(top), round(width), round(top))
    elif frame is Frame.BOX:
        painter.setBrush(SOFT)
        corner = place.pixels(8)
        painter.drawRoundedRect(QRectF(0, top, width, laid.height), corner, corner)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    for cell in laid.cells:
        left, inside = place.left(cell.start, cell.width, width), top + laid.padding
        if isinstance(cell.inside, Square):
            middle = top + (laid.height - cell.height) / 2
            paint_square(painter, cell.inside, place.device, (left, middle if cell.inside.cells else inside))
            continue
        painter.save()
        painter.translate(left, inside)
        cell.inside.drawContents(painter, QRectF(0, 0, cell.width, cell.height))
        painter.restore()


def document(
    parts: tuple[Part, ...], body: float, place: Place, width: float, *, at_end: bool = False
) -> QTextDocument:
    """Return paragraphs as a text of a width (`at_end`: of its far side); all in a part stays plain text."""
    text = QTextDocument()
    # Without it the lines would break where a screen breaks them, and print too long or too short.
    text.documentLayout().setPaintDevice(place.device)
    text.setDocumentMargin(0)
    text.setDefaultFont(paper_font(body))
    option = QTextOption(Qt.AlignmentFlag.AlignAbsolute | _side(at_right=place.right_to_left is not at_end))
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    text.setDefaultTextOption(option)
    cursor = QTextCursor(text)
    for number, part in enumerate(parts):
        if number:
            cursor.insertBlock()
        _write(cursor, part, body, place, above=body * BETWEEN * DOCUMENT_PX if number else 0.0)
    text.setTextWidth(width)
    return text


def _side(*, at_right: bool) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft


def _write(cursor: QTextCursor, part: Part, body: float, place: Place, *, above: float) -> None:
    """Write one paragraph, which reads from the side that its words are read from."""
    from_right = reads_from_right(f"{part.lead} {part.text}", place.right_to_left)
    way = Qt.LayoutDirection
    shape = QTextBlockFormat()
    shape.setLineHeight(place.leading, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    shape.setTopMargin(above)
    shape.setLayoutDirection(way.RightToLeft if from_right else way.LeftToRight)
    shape.setAlignment(cursor.document().defaultTextOption().alignment())
    cursor.setBlockFormat(shape)
    # No line parts a number from its unit.
    said = part.text.replace(" °", "\N{NO-BREAK SPACE}°")
    if part.lead:
        cursor.insertText(f"{isolated(part.lead, from_right)} ", _letters(part, body, bold=True))
    cursor.insertText(isolated(said, from_right), _letters(part, body, bold=part.bold))


def _letters(part: Part, body: float, *, bold: bool) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFont(paper_font(body * part.times, bold=bold))
    letters.setForeground(QUIET if part.quiet else INK)
    return letters


def _cell(column: Column, body: float, place: Place, start: float, width: float) -> Cell:
    if isinstance(column, Square):
        side = dots(column, place.device)
        return Cell(column, start + width - side if column.cells else start, side, side)
    text = document(column, body, place, width)
    return Cell(text, start, width, text.size().height())
