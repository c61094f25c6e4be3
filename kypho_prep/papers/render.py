"""Puts a sheet on paper: as a PDF file, or straight to the clinic's printer, with who and page on every page."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from math import atan2, degrees, hypot
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPainterPath, QPdfWriter

from kypho_prep.papers.layout import LEADING, Part, Sheet, paper_font
from kypho_prep.papers.measure import GAP, Place, document, lay, paint
from kypho_prep.papers.paginate import Page, paginated

MARGIN_MM = 16.0
FOOT_POINTS = 10.0
# By so many percent of a line at a time a paper is made airier.
STEP = 4.0
PDF_END = b"%%EOF"
SIZES = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}


@dataclass(frozen=True)
class Paper:
    """A finished paper: its title, its sheet, and what stands at the foot of every page.

    A `mark` lies large and light across every page behind the text; `wide` lays the paper on its side.
    """

    title: str
    sheet: Sheet
    foot: str
    page_words: str = "{page} / {pages}"
    mark: str = ""
    wide: bool = False
    margin_mm: float = MARGIN_MM


def write_pdf(paper: Paper, path: Path, *, size: str = "letter") -> int:
    """Write a paper as PDF and return its number of pages; raises OSError when the file cannot be written."""
    with path.open("wb"):
        pass  # Qt says only that it could not draw: Python names the reason
    writer = QPdfWriter(str(path))
    writer.setTitle(paper.title)
    writer.setCreator("kypho-prep")
    writer.setResolution(300)
    pages = draw(paper, writer, size=size)
    del writer  # what it still holds goes to the file
    # Qt tells nobody when a full disk took nothing of it, or only its beginning.
    if not _is_whole(path):
        if path.is_file():  # a device stays
            path.unlink()
        raise OSError(errno.ENOSPC, "the file could not be written", str(path))
    return pages


def _is_whole(path: Path) -> bool:
    """Tell whether a PDF has its last line, which is written after all else."""
    last = len(PDF_END) + 8
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - last))
        return file.read(last).rstrip().endswith(PDF_END)


def draw(paper: Paper, device: QPagedPaintDevice, *, size: str = "letter") -> int:
    """Draw a paper on a PDF or a printer and return its number of pages; raises OSError when it takes none."""
    margins = QMarginsF(*[paper.margin_mm] * 4)
    way = QPageLayout.Orientation
    device.setPageSize(QPageSize(SIZES.get(size, SIZES["letter"])))
    device.setPageOrientation(way.Landscape if paper.wide else way.Portrait)
    device.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    painter = QPainter(device)
    if not painter.isActive():
        raise OSError(5, "the printer or file does not take the paper")
    try:
        return _draw_pages(paper, device, painter)
    finally:
        painter.end()


def _draw_pages(paper: Paper, device: QPagedPaintDevice, painter: QPainter) -> int:
    sheet = paper.sheet
    paper_size = QSizeF(device.width(), device.height())
    place, pages = _loosest(paper, device, paper_size)
    gap, lane = _lane(sheet, place, paper_size.width())
    for number, page in enumerate(pages, start=1):
        if number > 1:
            device.newPage()
        draw_mark(painter, paper.mark, paper_size)
        for placed in page:
            start = place.left(placed.lane * (lane + gap), placed.laid.width, paper_size.width())
            painter.save()
            painter.translate(start, 0)
            paint(painter, placed.laid, placed.top, place)
            painter.restore()
        _draw_foot(paper, painter, place, paper_size, (number, len(pages)))
    return len(pages)


def _loosest(paper: Paper, device: QPagedPaintDevice, size: QSizeF) -> tuple[Place, list[Page]]:
    """Return the pages of a paper with its lines as far apart as they may stand without one page more."""
    steps = max(0, int((LEADING - paper.sheet.tightest) / STEP))
    places = [Place(device, paper.sheet.right_to_left, LEADING - STEP * number) for number in range(steps + 1)]
    # Of equal ones the first, which is the airiest, wins.
    found = ((one, _pages(paper, one, size)) for one in places)
    return min(found, key=lambda one: (len(one[1]) + _is_short(one[1], size), _late(one[1])))


def _is_short(pages: list[Page], size: QSizeF) -> bool:
    """Tell whether the last of several pages would be left half empty: lines moved closer for it save no paper."""
    ends = max((placed.top + placed.laid.height for placed in pages[-1]), default=0.0)
    return len(pages) > 1 and ends < size.height() / 2


def _late(pages: list[Page]) -> int:
    """Return how many of the blocks that ask for a page of their own begin further down."""
    return sum(placed.laid.block.fresh and placed.top > 0 for page in pages for placed in page)


def _pages(paper: Paper, place: Place, size: QSizeF) -> list[Page]:
    sheet = paper.sheet
    _, lane = _lane(sheet, place, size.width())
    widths = [size.width() if number < sheet.lanes_from else lane for number in range(len(sheet.blocks))]
    laid = [lay(block, sheet.body, place, width) for block, width in zip(sheet.blocks, widths, strict=True)]
    room = size.height() - _foot_height(paper, place, size.width())
    return paginated(laid, room, lanes=sheet.lanes, lanes_from=sheet.lanes_from)


def _lane(sheet: Sheet, place: Place, width: float) -> tuple[float, float]:
    """Return the gap between two lanes, and the width of one."""
    gap = place.pixels(sheet.body * GAP)
    return gap, (width - gap * (sheet.lanes - 1)) / sheet.lanes


def _foot_height(paper: Paper, place: Place, width: float) -> float:
    """Return the room of the foot: its own lines, and one line's height above them."""
    text = document((Part(paper.foot),), FOOT_POINTS, place, width * 0.8)
    return text.size().height() + place.pixels(FOOT_POINTS)


def _draw_foot(paper: Paper, painter: QPainter, place: Place, size: QSizeF, page: tuple[int, int]) -> None:
    counted = paper.page_words.format(page=page[0], pages=page[1])
    sides = (Part(paper.foot, quiet=True), 0.0, 0.8), (Part(counted, quiet=True), 0.82, 0.18)
    for part, start, share in sides:
        text = document((part,), FOOT_POINTS, place, size.width() * share, at_end=start > 0)
        left = place.left(size.width() * start, size.width() * share, size.width())
        painter.save()
        painter.translate(left, size.height() - text.size().height())
        text.drawContents(painter, QRectF(0, 0, text.textWidth(), text.size().height()))
        painter.restore()


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
