"""A paper as it is written: headings, lines and tables in large print, always as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)

FAMILY = "Atkinson Hyperlegible Next"
FALLBACK = "Noto Sans Arabic"
INK = QColor("#14262B")
RULE = QColor("#76878B")


class Sheet:
    """One paper under way; `body` is the print size in points, and every other size follows from it."""

    def __init__(self, *, body: float = 14.0, right_to_left: bool = False) -> None:
        """Start an empty paper."""
        self.body = body
        self.document = QTextDocument()
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(paper_font(body))
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document.setDefaultTextOption(option)
        self._cursor = QTextCursor(self.document)
        self._first = True

    def heading(self, text: str, *, times: float = 1.6) -> None:
        """Write a heading, `times` as large as the body."""
        self._paragraph(text, times=times, bold=True, above=self.body * 0.9, keep=True)

    def line(self, text: str, *, bold: bool = False, times: float = 1.0) -> None:
        """Write one paragraph."""
        self._paragraph(text, times=times, bold=bold, above=self.body * 0.35)

    def big(self, text: str, *, times: float = 4.0) -> None:
        """Write what must be read from afar, such as a code."""
        self._paragraph(text, times=times, bold=True, above=self.body * 0.5)

    def rows(self, rows: Iterable[tuple[str, tuple[str, ...]]], *, first: int = 34) -> None:
        """Write a table: what it is about (`first` per cent wide), and beside it one or more lines."""
        listed = list(rows)
        if not listed:
            return
        table = self._table(len(listed), first)
        for index, (left, right) in enumerate(listed):
            self._cell(table, index, 0, (left,), bold=True)
            self._cell(table, index, 1, right, bold=False)
        self._cursor = QTextCursor(self.document)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _table(self, count: int, first: int) -> QTextTable:
        shape = QTextTableFormat()
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBorderBrush(RULE)
        shape.setBorder(0.75)
        shape.setBorderCollapse(True)
        shape.setCellPadding(self.body * 0.45)
        shape.setTopMargin(self.body * 0.6)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shape.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, part) for part in (first, 100 - first)]
        )
        return self._cursor.insertTable(count, 2, shape)

    def _cell(self, table: QTextTable, row: int, column: int, lines: tuple[str, ...], *, bold: bool) -> None:
        cursor = table.cellAt(row, column).firstCursorPosition()
        for index, text in enumerate(lines):
            if index:
                cursor.insertBlock()
            cursor.insertText(text, self._letters(times=1.0 if index == 0 else 0.85, bold=bold))

    def _paragraph(self, text: str, *, times: float, bold: bool, above: float, keep: bool = False) -> None:
        shape = QTextBlockFormat()
        shape.setTopMargin(0 if self._first else above)
        shape.setLineHeight(112, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if keep:
            shape.setPageBreakPolicy(QTextBlockFormat.PageBreakFlag.PageBreak_Auto)
        if self._first:
            self._cursor.setBlockFormat(shape)
        else:
            self._cursor.insertBlock(shape)
        self._first = False
        self._cursor.insertText(text, self._letters(times=times, bold=bold))

    def _letters(self, *, times: float, bold: bool) -> QTextCharFormat:
        letters = QTextCharFormat()
        letters.setFont(paper_font(self.body * times, bold=bold))
        letters.setForeground(INK)
        return letters


def paper_font(points: float, *, bold: bool = False) -> QFont:
    """Return the paper's font; ligatures are off, so that a search in the PDF finds "office"."""
    font = QFont([FAMILY, FALLBACK])
    font.setPointSizeF(points)
    font.setBold(bold)
    font.setFeature(QFont.Tag("liga"), 0)
    font.setFeature(QFont.Tag("clig"), 0)
    return font
