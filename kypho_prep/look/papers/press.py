"""Puts a sheet on paper: as a PDF file, or straight to the clinic's printer, with who and page on every page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from kypho_prep.look.papers.sheet import INK, Sheet, paper_font

MARGIN_MM = 18.0
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
    if not path.parent.is_dir():
        raise FileNotFoundError(2, "no such folder", str(path.parent))
    writer = QPdfWriter(str(path))
    writer.setTitle(paper.title)
    writer.setCreator("kypho-prep")
    writer.setResolution(300)
    pages = draw(paper, writer, size=size)
    if not path.is_file() or path.stat().st_size == 0:
        raise OSError(5, "the file could not be written", str(path))
    return pages


def draw(paper: Paper, device: QPagedPaintDevice, *, size: str = "letter") -> int:
    """Draw a paper on a PDF or a printer and return its number of pages."""
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
    document = paper.sheet.document
    document.documentLayout().setPaintDevice(device)
    width, height = float(device.width()), float(device.height())
    foot = paper.sheet.body / 72 * device.logicalDpiY() * 2.2
    document.setPageSize(QSizeF(width, height - foot))
    pages = document.pageCount()
    for page in range(pages):
        if page:
            device.newPage()
        painter.save()
        painter.translate(0, -page * (height - foot))
        document.drawContents(painter, QRectF(0, page * (height - foot), width, height - foot))
        painter.restore()
        _draw_foot(paper, painter, QRectF(0, height - foot, width, foot), (page + 1, pages))
    return pages


def _draw_foot(paper: Paper, painter: QPainter, where: QRectF, page: tuple[int, int]) -> None:
    painter.setPen(INK)
    painter.setFont(paper_font(9))
    across = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
    counted = paper.page_words.format(page=page[0], pages=page[1])
    side = where.adjusted(0, 0, -where.width() * 0.18, 0)
    painter.drawText(side, int(across | Qt.AlignmentFlag.AlignLeft), paper.foot)
    painter.drawText(where, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight), counted)
