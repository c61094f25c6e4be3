"""The board's keys: which digit filters by which count, and what stands on the sheet of keys."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.board.filters import FILTERS
from kypho_prep.nurse.desk import Desk
from kypho_prep.nurse.widgets.key_sheet import key_sheet
from kypho_prep.prep.words import Words

# The key of each count, in the counts' order; what ended today has none of its own.
DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0")
MOVES = ("arrows", "enter", "ends", "find", "past", "new", "calls", "day", "day_list", "esc", "lock", "sheet")


def board_keys(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the keys of the board, each with what it does."""
    moves = [(words(f"desk.keys.{name}"), words(f"desk.keys.{name}_does")) for name in MOVES]
    filters = [
        (digit, words("desk.keys.filter", count=words(f"desk.board.count_{name}")))
        for digit, name in zip(DIGITS, FILTERS, strict=True)
        if digit
    ]
    return (*moves, *filters)


def show_keys(desk: Desk, page: QWidget) -> None:
    """Show the sheet of keys over the board."""
    key_sheet(desk, board_keys(desk.words)).show_over(page)
