"""Words laid out in a width: broken at spaces, and inside a word only where the word alone is too wide."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from kypho_prep.look.fonts import letters

UNLIMITED = 1_000_000.0


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
    pixels: int, weight: QFont.Weight, *, centered: bool = False, right_to_left: bool = False, light_from: int = 0
) -> Lettering:
    """Return the program's letters of a size and weight, the same object each time: it is measured once."""
    return Lettering(letters(pixels, weight), 1.2, centered, right_to_left, light_from)


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
        layout = QTextLayout(paragraph.replace(" °", "\N{NO-BREAK SPACE}°"), lettering.font)
        layout.setTextOption(_option(lettering.centered, lettering.right_to_left))
        layout.setCacheEnabled(True)
        if lettering.light_from:
            layout.setFormats([_light(lettering, len(paragraph))])
        layout.beginLayout()
        top = self.height
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, self.height - top))
            self.width = max(self.width, line.naturalTextWidth())
            self.height += max(step, line.height())
            self.lines += 1
            line = layout.createLine()
        layout.endLayout()
        self._layouts.append((layout, top))

    def draw(self, painter: QPainter, at: QPointF, color: QColor) -> None:
        """Draw the words with their upper left corner at a point."""
        painter.setPen(color)
        for layout, top in self._layouts:
            layout.draw(painter, QPointF(at.x(), at.y() + top))


def unbroken(words: str, lettering: Lettering) -> QSizeF:
    """Return the room in pixels that the words take where nothing breaks them."""
    laid = Wrapped(words, lettering, UNLIMITED)
    return QSizeF(laid.width, laid.height)


def least_width(words: str, lettering: Lettering) -> float:
    """Return the width that the longest word wants, at most thirteen letters: longer words may be broken."""
    metrics = lettering.metrics
    longest = max((metrics.horizontalAdvance(word) for word in words.split()), default=0.0)
    return min(longest, metrics.averageCharWidth() * 13)


def _light(lettering: Lettering, length: int) -> QTextLayout.FormatRange:
    from PySide6.QtGui import QTextCharFormat  # its many names are made for the few words that need them

    light = QTextLayout.FormatRange()
    light.start, light.length = lettering.light_from, max(0, length - lettering.light_from)
    letters = QTextCharFormat()
    letters.setFontWeight(QFont.Weight.Normal)
    light.format = letters
    return light


@cache
def _option(centered: bool, right_to_left: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if centered:
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    else:
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    # The words' own script decides their order: "25 mg" stays "25 mg" on a page that reads from the right.
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    return option
