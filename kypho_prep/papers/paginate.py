"""Parts a paper's blocks into pages and lanes: a heading goes with all that follows closely, a table's goes along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kypho_prep.papers.measure import Laid

# How often the height of lanes is halved on the way to even ones.
STEPS = 8


@dataclass(frozen=True)
class Placed:
    """One block on its page: how far from the top, and in which lane."""

    laid: Laid
    top: float
    lane: int = 0


Page = list[Placed]


def paginated(laid: Sequence[Laid], room: float, *, lanes: int = 1, lanes_from: int = 0) -> list[Page]:
    """Return the pages of a paper; from block `lanes_from` on it runs in lanes, even ones where all fit one page."""
    pages = _flow(laid, room, lanes, lanes_from)
    if lanes == 1 or len(pages) > 1:
        return pages
    low, high = 0.0, room
    for _ in range(STEPS):
        middle = (low + high) / 2
        tried = _flow(laid, middle, lanes, lanes_from)
        if len(tried) == 1 and _deepest(tried[0]) <= room:
            pages, high = tried, middle
        else:
            low = middle
    return pages


def _flow(laid: Sequence[Laid], room: float, lanes: int, lanes_from: int) -> list[Page]:
    flow = _Flow(room, lanes)
    for number, one in enumerate(laid):
        if number == lanes_from:
            flow.split(one.above)
        if one.block.fresh:
            flow.freshen(sum(rest.above + rest.height for rest in laid[number:]))
        flow.take(one, _followers(laid, number))
    return flow.pages


def _followers(laid: Sequence[Laid], number: int) -> list[Laid]:
    """Return what no page parts from a block: the next one where it keeps it, and what that one keeps."""
    found: list[Laid] = []
    while laid[number].block.keeps_next and number + 1 < len(laid):
        number += 1
        found.append(laid[number])
    return found


def _deepest(page: Page) -> float:
    return max((placed.top + placed.laid.height for placed in page), default=0.0)


class _Flow:
    """Where the next block goes."""

    def __init__(self, room: float, lanes: int) -> None:
        self.pages: list[Page] = [[]]
        self._room = room
        self._lanes = lanes
        self._lane: int | None = None
        self._start = 0.0
        self._top = 0.0

    def split(self, above: float) -> None:
        """Begin the lanes side by side, so far below what stands there."""
        self._top += above if self._top else 0.0
        self._lane, self._start = 0, self._top

    def freshen(self, rest: float) -> None:
        """Begin a page for a rest of such a height that does not fit here, where this one is half full at least."""
        if self._top + rest > self._room and self._top >= self._room / 2:
            self._turn()

    def take(self, laid: Laid, followers: Sequence[Laid]) -> None:
        """Place a block here, else in the next lane or on the next page, its table's heading before it."""
        above = laid.above if self._top > self._start else 0.0
        needed = above + laid.height + sum(one.above + one.height for one in followers)
        if self._top > self._start and self._top + needed > self._room:
            self._turn()
            above = 0.0
            if laid.head is not None:
                self._put(laid.head, 0.0)
        self._put(laid, above)

    def _put(self, laid: Laid, above: float) -> None:
        self.pages[-1].append(Placed(laid, self._top + above, self._lane or 0))
        self._top += above + laid.height

    def _turn(self) -> None:
        if self._lane is not None and self._lane + 1 < self._lanes:
            self._lane, self._top = self._lane + 1, self._start
            return
        self.pages.append([])
        self._lane = None if self._lane is None else 0
        self._start = self._top = 0.0
