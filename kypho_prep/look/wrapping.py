"""Words laid out in a width: broken at spaces, and inside a word only where the word alone is too wide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from kypho_prep.look.fonts import letters
from kypho_prep.prep.wording.direction import MARKS, isolates, reads_from_right, with_marks

UNLIMITED = 1_000_000.0
# How far Arabic letters reach above and below the line, in font sizes, and how much further with marks of vowels. The
# font itself asks for 2.1, which has room for the marks of verse: two lines of a question would leave no answer room.
ABOVE, BELOW = 0.95, 0.42
# What the first line asks for above and the last below, and both with marks: between lines the letters seldom meet.
AIR_ABOVE, AIR_BELOW = 0.15, 0.04
MARKS_ABOVE, MARKS_BELOW = 0.15, 0.08
_ARABIC, _MARKS = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"), re.compile("[\u064b-\u065f\u0670]")


@dataclass(frozen=True)
class Lettering:
    """How words are set: font, line distance as a factor, sideways alignment, and the reading direction."""

    font: QFont
    leading: float = 1.2
    centered: bool = False
    right_to_left: bool = False
    light_from: int = 0

    @cached_property
    def metrics(self) -> QFontMetricsF:
        """Return the font's measures."""
        return QFontMetricsF(self.font)

    @cached_property
    def step(self) -> float:
        """Return the distance of two lines in pixels."""
        return self.metrics.height() * self.leading / 1.2


@cache
def kept_lettering(
    pixels: int,
    weight: QFont.Weight,
    *,
    leading: float = 1.2,
    centered: bool = False,
    right_to_left: bool = False,
    light_from: int = 0,
) -> Lettering:
    """Return the program's letters of a size and weight, the same object each time: it is measured once."""
    return Lettering(letters(pixels, weight), leading, centered, right_to_left, light_from)


class Wrapped:
    """Words laid out in one width in pixels; `height` and `width` say the room that they take."""

    def __init__(self, words: str, lettering: Lettering, width: float) -> None:
        self._layouts: list[tuple[QTextLayout, float]] = []
        self.height = 0.0
        self.width = 0.0
        self.lines = 0
        for paragraph in words.split("\n") if words else ():
            self._add(paragraph, lettering, max(1.0, width), lettering.step)

    def _add(self, paragraph: str, lettering: Lettering, width: float, step: float) -> None:
        # No line parts a number from its degrees.
        said = paragraph.replace(" °", "\N{NO-BREAK SPACE}°")
        from_right = reads_from_right(said, lettering.right_to_left)
        marks = isolates(said, from_right)
        layout = QTextLayout(with_marks(said, marks) if marks else said, lettering.font)
        layout.setTextOption(_option(lettering.centered, lettering.right_to_left, from_right))
        layout.setCacheEnabled(True)
        if lettering.light_from:
            before = sum(place <= lettering.light_from for place, _ in marks)
            layout.setFormats([_light(lettering.light_from + before, len(said) + len(marks))])
        arabic = not said.isascii() and _ARABIC.search(said) is not None
        size = lettering.font.pixelSize() if arabic else 0
        marked = size if arabic and _MARKS.search(said) else 0
        self.height += size * AIR_ABOVE + marked * MARKS_ABOVE
        self._layouts.append((layout, self.height))
        self._break(layout, width, step, lettering if arabic else None)
        self.height += size * AIR_BELOW + marked * MARKS_BELOW

    def _break(self, layout: QTextLayout, width: float, step: float, arabic: Lettering | None) -> None:
        """Break a paragraph into lines, each below the one before; Arabic letters ask for lines further apart."""
        layout.beginLayout()
        top = self.height
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            high, down = max(step, line.height()), 0.0
            if arabic is not None:
                size = arabic.font.pixelSize()
                high = max(step, size * (ABOVE + BELOW) * arabic.leading / 1.2)
                down = (high - size * (ABOVE + BELOW)) / 2 + size * ABOVE - line.ascent()
            line.setPosition(QPointF(0, self.height - top + down))
            self.width = max(self.width, line.naturalTextWidth())
            self.height += high
            self.lines += 1
            line = layout.createLine()
        layout.endLayout()

    def places(self, begin: int, end: int) -> list[QRectF]:
        """Return where the letters from `begin` to `end` stand, line by line, measured from the upper left corner."""
        found, past = [], 0
        for layout, top in self._layouts:
            # What keeps a part's own order is laid out as well, and is no letter of the text.
            laid = [place for place, letter in enumerate(layout.text()) if letter not in MARKS]
            one, other = max(begin - past, 0), min(end - past, len(laid))
            if one < other:
                found += _on_lines(layout, top, laid[one], laid[other - 1] + 1)
            past += len(laid) + 1
        return found

    def draw(self, painter: QPainter, at: QPointF, color: QColor) -> None:
        """Draw the words with their upper left corner at a point."""
        painter.setPen(color)
        for layout, top in self._layouts:
            layout.draw(painter, QPointF(at.x(), at.y() + top))


def _on_lines(layout: QTextLayout, top: float, begin: int, end: int) -> list[QRectF]:
    """Return the room that a part of a paragraph takes on each of its lines, whichever way its letters run."""
    found = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        places = range(max(begin, line.textStart()), min(end, line.textStart() + line.textLength()) + 1)
        if len(places) > 1:
            across = [line.cursorToX(place)[0] for place in places]  # type: ignore[index]
            found.append(QRectF(min(across), top + line.y(), max(across) - min(across), line.height()))
    return found


def unbroken(words: str, lettering: Lettering) -> QSizeF:
    """Return the room in pixels that the words take where nothing breaks them."""
    laid = Wrapped(words, lettering, UNLIMITED)
    return QSizeF(laid.width, laid.height)


def least_width(words: str, lettering: Lettering) -> float:
    """Return the width that the longest word wants, at most thirteen letters: longer words may be broken."""
    metrics = lettering.metrics
    longest = max((metrics.horizontalAdvance(word) for word in words.split()), default=0.0)
    return min(longest, metrics.averageCharWidth() * 13)


def _light(start: int, length: int) -> QTextLayout.FormatRange:
    from PySide6.QtGui import QTextCharFormat  # its many names are made for the few words that need them

    light = QTextLayout.FormatRange()
    light.start, light.length = start, max(0, length - start)
    letters = QTextCharFormat()
    letters.setFontWeight(QFont.Weight.Normal)
    light.format = letters
    return light


@cache
def _option(centered: bool, right_to_left: bool, from_right: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if centered:
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    else:
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    # A name in Latin letters, or "25 mg", reads from the left on a page that reads from the right, and stands there.
    way = Qt.LayoutDirection
    option.setTextDirection(way.RightToLeft if from_right else way.LeftToRight)
    return option
