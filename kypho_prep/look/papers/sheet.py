"""A paper as it is written: headings, lines, boxes and rows in large print, always as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtGui import QColor, QFont

from kypho_prep.look.fonts import FALLBACK, FAMILY

INK = QColor("#14262B")
QUIET = QColor("#37494E")
RULE = QColor("#76878B")
SOFT = QColor("#E9EEEF")
# A longer paragraph is cut between two words, so that any text fits the page that it begins or the next one.
LONGEST_PARAGRAPH = 500


class Frame(StrEnum):
    """What surrounds a block: nothing, a rule above it (a row of a table), or a box."""

    NONE = "none"
    RULE = "rule"
    BOX = "box"


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of a block; `times` is its size in print sizes of the body."""

    text: str
    times: float = 1.0
    bold: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """What stays together on a page: one column or two beside each other, `first` is the first one's share."""

    columns: tuple[tuple[Part, ...], ...]
    above: float
    frame: Frame = Frame.NONE
    first: float = 1.0
    keeps_next: bool = False


class Sheet:
    """One paper under way; `body` is the print size in points, and every other size follows from it."""

    def __init__(self, *, body: float = 15.0, right_to_left: bool = False) -> None:
        """Start an empty paper."""
        self.body = body
        self.right_to_left = right_to_left
        self.blocks: list[Block] = []

    def heading(self, text: str, *, times: float = 1.6) -> None:
        """Write a heading, `times` as large as the body; it stays with what follows."""
        self._add((Part(text, times, bold=True),), above=1.3 if self.blocks else 0.0, keeps_next=True)

    def line(self, text: str, *, bold: bool = False, quiet: bool = False, times: float = 1.0) -> None:
        """Write one paragraph."""
        self._add((Part(text, times, bold=bold, quiet=quiet),), above=0.4)

    def box(self, *parts: Part) -> None:
        """Write paragraphs into a box that stands out from the paper."""
        self._add(parts, above=1.0, frame=Frame.BOX)

    def rows(self, rows: Iterable[tuple[tuple[Part, ...], tuple[Part, ...]]], *, first: float = 0.34) -> None:
        """Write a table: what it is about (`first` of the width), and beside it what there is to say."""
        for number, (left, right) in enumerate(rows):
            cut = tuple(_cut(right))
            self.blocks.append(Block((left, cut[0]), self._above(0.0 if number else 0.8), Frame.RULE, first))
            self.blocks.extend(Block(((), more), 0.0, Frame.NONE, first) for more in cut[1:])

    def _add(
        self, parts: tuple[Part, ...], *, above: float, frame: Frame = Frame.NONE, keeps_next: bool = False
    ) -> None:
        for number, some in enumerate(_cut(parts)):
            space = 0.0 if number else self._above(above)
            self.blocks.append(Block((some,), space, frame, keeps_next=keeps_next))

    def _above(self, times: float) -> float:
        """Return the space above a block, in points; a box is never crowded by what follows it."""
        crowds = bool(self.blocks) and self.blocks[-1].frame is Frame.BOX
        return self.body * (max(times, 1.2) if crowds else times)


def paper_font(points: float, *, bold: bool = False) -> QFont:
    """Return the paper's font, without the letter forms that a search in the PDF would not find.

    Ligatures hide "office", and the font's local form of the letter A has no character of its own.
    """
    font = QFont([FAMILY, FALLBACK])
    font.setPointSizeF(points)
    font.setBold(bold)
    for form in ("liga", "clig", "dlig", "locl"):
        font.setFeature(QFont.Tag(form), 0)
    return font


def _cut(parts: tuple[Part, ...]) -> Iterable[tuple[Part, ...]]:
    """Yield the parts in groups of at most one long paragraph, longer ones cut between two words."""
    whole = [part for part in parts if len(part.text) <= LONGEST_PARAGRAPH]
    if len(whole) == len(parts):
        yield parts
        return
    for part in parts:
        cuts = textwrap.wrap(part.text, LONGEST_PARAGRAPH, replace_whitespace=False, break_on_hyphens=False)
        for text in cuts or [part.text]:
            yield (replace(part, text=text),)
