"""Puts a sheet on paper: as a PDF file, or straight to the clinic's printer, with who and page on every page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from kypho_prep.look.papers.laid import Laid, Place, document, lay, paint
from kypho_prep.look.papers.sheet import Part, Sheet

MARGIN_MM = 18.0
FOOT_POINTS = 10.0
SIZES = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}


@dataclass(frozen=True)
class Paper:
    """A finished paper: its title, its sheet, and what stands at the foot of every page."""

    title: str
    sheet: Sheet
    foot: str
    page_words: str = "{page} / {pages}"


def write_pdf(paper: Paper, path: Path, *, size: str = "letter") -> int:
    """Write a paper as PDF and return its number of pages; raises OSError when the file cannot be written."""
    with path.open("wb"):
        pass  # Qt says only that it could not draw: Python names the reason
    writer = QPdfWriter(str(path))
    writer.setTitle(paper.title)
    writer.setCreator("kypho-prep")
    writer.setResolution(300)
    pages = draw(paper, writer, size=size)
    if path.stat().st_size == 0:
        raise OSError(5, "the file could not be written", str(path))
    return pages


def draw(paper: Paper, device: QPagedPaintDevice, *, size: str = "letter") -> int:
    """Draw a paper on a PDF or a printer and return its number of pages; raises OSError when it takes none."""
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    device.setPageSize(QPageSize(SIZES.get(size, SIZES["letter"])))
    device.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    painter = QPainter(device)
    if not painter.isActive():
        raise OSError(5, "the printer or file does not take the paper")
    try:
        return _draw_pages(paper, device, painter)
    finally:
        painter.end()


def _draw_pages(paper: Paper, device: QPagedPaintDevice, painter: QPainter) -> int:
    sheet, place = paper.sheet, Place(device, paper.sheet.right_to_left)
    paper_size = QSizeF(device.width(), device.height())
    room = paper_size.height() - _foot_height(paper, place, paper_size.width())
    pages = paginated([lay(block, sheet.body, place, paper_size.width()) for block in sheet.blocks], room)
    for number, page in enumerate(pages, start=1):
        if number > 1:
            device.newPage()
        for top, laid in page:
            paint(painter, laid, top, paper_size.width(), place)
        _draw_foot(paper, painter, place, paper_size, (number, len(pages)))
    return len(pages)


def paginated(laid: list[Laid], room: float) -> list[list[tuple[float, Laid]]]:
    """Return the pages of a paper, each block with its distance from the top; a heading goes with what follows it."""
    pages: list[list[tuple[float, Laid]]] = [[]]
    top = 0.0
    for number, one in enumerate(laid):
        above = one.above if pages[-1] else 0.0
        needed = above + one.height
        for follower in laid[number + 1 : number + 2] if one.block.keeps_next else ():
            needed += follower.above + follower.height
        if pages[-1] and top + needed > room:
            pages.append([])
            top, above = 0.0, 0.0
        pages[-1].append((top + above, one))
        top += above + one.height
    return pages


def _foot_height(paper: Paper, place: Place, width: float) -> float:
    """Return the room of the foot: its own lines, and as much again as one line above them."""
    text = document((Part(paper.foot),), FOOT_POINTS, place, width * 0.8)
    return text.size().height() + place.pixels(FOOT_POINTS * 1.5)


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
