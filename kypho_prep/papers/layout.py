"""A paper as it is written: headings, lines, boxes and rows in large print, always as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

from PySide6.QtGui import QColor, QFont

from kypho_prep.look.fonts import FALLBACK, FAMILY

INK = QColor("#14262B")
QUIET = QColor("#37494E")
RULE = QColor("#76878B")
SOFT = QColor("#E9EEEF")
# In percent of the line that the letters ask for, which is a third higher than they are.
LEADING = 108.0
# More text than this is cut between two words, so that any text fits the page that it begins or the next one.
LONGEST_BLOCK = 500
# Each paragraph fills at least a good part of a line.
SHORTEST_LINE = 20


class Frame(StrEnum):
    """What surrounds a block: nothing, a rule above it (a row of a table), one close above it, or a box."""

    NONE = "none"
    RULE = "rule"
    TOP = "top"
    BOX = "box"


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of a block; `times` is its size in print sizes of the body, `lead` stands before it in bold."""

    text: str
    times: float = 1.0
    bold: bool = False
    quiet: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Square:
    """A drawing of so many millimetres each way: the dark cells of a scanner's code, or with none a box to tick."""

    side: float
    cells: tuple[tuple[bool, ...], ...] = ()


Column = tuple[Part, ...] | Square


@dataclass(frozen=True, slots=True)
class Block:
    """What stays together on a page: columns beside each other, `shares` of the width.

    `head` is the heading of its table; a `fresh` one begins a page, unless all that follows fits below it where it is,
    or the page before would stay half empty.
    """

    columns: tuple[Column, ...]
    above: float
    frame: Frame = Frame.NONE
    shares: tuple[float, ...] = (1.0,)
    keeps_next: bool = False
    head: Block | None = None
    fresh: bool = False


class Sheet:
    """One paper under way; `body` is the print size in points, and every other size follows from it."""

    def __init__(self, *, body: float = 15.0, right_to_left: bool = False, tightest: float = LEADING) -> None:
        """Start an empty paper; its lines stand as close as `tightest`, in percent, where that saves a page."""
        self.tightest = tightest
        self.body = body
        self.right_to_left = right_to_left
        self.blocks: list[Block] = []
        self.lanes = 1
        self.lanes_from = 0

    def flow_in_lanes(self, count: int) -> None:
        """Let what follows run down so many lanes beside each other, below what stands there already."""
        self.lanes = count
        self.lanes_from = len(self.blocks)

    def heading(self, text: str, *, times: float = 1.6, fresh: bool = False) -> None:
        """Write a heading, `times` as large as the body; it stays with what follows; a `fresh` one asks for a page."""
        self._add((Part(text, times, bold=True),), above=1.3 if self.blocks else 0.0, keeps_next=True)
        self.blocks[-1] = replace(self.blocks[-1], fresh=fresh)

    def line(self, text: str, *, bold: bool = False, quiet: bool = False, times: float = 1.0) -> None:
        """Write one paragraph."""
        self._add((Part(text, times, bold=bold, quiet=quiet),), above=0.4)

    def paragraphs(self, *parts: Part) -> None:
        """Write paragraphs that belong together."""
        self._add(parts, above=0.4)

    def box(self, *parts: Part, beside: Square | None = None) -> None:
        """Write paragraphs into a box that stands out from the paper, with a drawing at its end where one is given."""
        if beside is None:
            self._add(parts, above=1.0, frame=Frame.BOX)
        else:
            self.blocks.append(Block((parts, beside), self._above(1.0), Frame.BOX, (0.68, 0.32)))

    def entries(self, *parts: Part, together: bool = False) -> None:
        """Write paragraphs below a rule, across the whole width.

        The first stays with the second, and where they are to stand `together` no page parts any of them.
        """
        apart = [(part,) for part in parts]
        pieces = [piece for some in ([parts] if parts and together else apart) for piece in _cut(some)]
        for number, piece in enumerate(pieces):
            above, frame = (0.1, Frame.NONE) if number else (0.25, Frame.TOP)
            stays = not number and len(pieces) > 1
            self.blocks.append(Block((piece,), self._above(above), frame, keeps_next=stays))

    def rows(self, rows: Iterable[tuple[tuple[Part, ...], tuple[Part, ...]]], *, first: float = 0.34) -> None:
        """Write a table: what it is about (`first` of the width), and beside it what there is to say."""
        self.table(rows, shares=(first, 1 - first))

    def table(self, rows: Iterable[tuple[Column, ...]], *, shares: tuple[float, ...], head: Sequence[str] = ()) -> None:
        """Write rows of columns; their heading stands again wherever they run on."""
        above = self._above(0.8)
        top: Block | None = None
        if head:
            names = tuple((Part(name, bold=True, quiet=True),) for name in head)
            top = Block(names, above, Frame.NONE, shares, keeps_next=True)
            self.blocks.append(top)
        for number, row in enumerate(rows):
            for more, columns in enumerate(_pieces(row)):
                frame = Frame.NONE if more else Frame.RULE
                space = above if not head and not number and not more else 0.0
                self.blocks.append(Block(columns, space, frame, shares, head=top))

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


def _pieces(row: tuple[Column, ...]) -> list[tuple[Column, ...]]:
    """Return a row as pieces that each fit a page: what is too long runs on below, the rest stays empty there."""
    nothing: Column = ()
    cut: list[list[Column]] = [[column] if isinstance(column, Square) else list(_cut(column)) for column in row]
    return [tuple(columns) for columns in zip_longest(*cut, fillvalue=nothing)]


def _cut(parts: tuple[Part, ...]) -> Iterable[tuple[Part, ...]]:
    """Yield the parts in groups that fit a page, longer paragraphs cut between two words."""
    held: list[Part] = []
    for part in (short for one in parts for short in _short(one)):
        if held and sum(max(len(one.text), SHORTEST_LINE) for one in (*held, part)) > LONGEST_BLOCK:
            yield tuple(held)
            held = []
        held.append(part)
    yield tuple(held)


def _short(part: Part) -> list[Part]:
    """Return a paragraph in pieces of which none is longer than a block may be."""
    cuts = textwrap.wrap(part.text, LONGEST_BLOCK, replace_whitespace=False, break_on_hyphens=False)
    if len(part.text) <= LONGEST_BLOCK:
        return [part]
    return [replace(part, text=text, lead="" if number else part.lead) for number, text in enumerate(cuts)]
