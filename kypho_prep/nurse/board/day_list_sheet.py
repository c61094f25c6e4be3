"""Prints one day's list: asks which day, today first, and says where the paper went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.widgets.overlay import Overlay
from kypho_prep.nurse.widgets.parts import bar_key
from kypho_prep.prep.wording.dates import long_day, short_day
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import Board

# As many days as stand on a card without scrolling.
MOST_DAYS = 10


def day_list_sheet(desk: DeskContext, board: Board, print_day: Callable[[date], None]) -> Overlay:
    """Return the sheet on which a day is chosen; the days are those on which somebody comes, and today."""
    sheet = Overlay(desk, "day_list", desk.words("desk.day_list.title"), width=560)
    counts = Counter(row.procedure_on for row in board.rows if row.procedure_on >= board.today)
    for day in sorted({board.today, *counts})[:MOST_DAYS]:
        words = desk.words("desk.day_list.day", day=_day_words(desk, day, board.today), count=counts[day])
        choice = bar_key(desk, words, f"day:{day.isoformat()}", "printer")
        choice.clicked.connect(lambda _on=False, day=day: _print(sheet, print_day, day))
        sheet.body.addWidget(choice)
    sheet.body.addStretch(1)
    return sheet


def ask_day(desk: DeskContext, session: StaffSession, board: Board, page: QWidget, tell: Callable[[str], None]) -> None:
    """Ask over a page for the day, print its list, and tell where the paper went."""
    sheet = day_list_sheet(desk, board, lambda day: tell(print_day_list(desk, session, board, day)))
    sheet.show_over(page, sheet.findChild(QWidget, f"day:{board.today.isoformat()}"))


def print_day_list(desk: DeskContext, session: StaffSession, board: Board, day: date) -> str:
    """Print a day's list and return the sentence that says where it went."""
    words, paper = desk.words, desk.services.day_list
    if paper is None:
        return words("desk.day_list.no_paper")
    try:
        made = paper(board, day, session.clinic)
    except OSError:
        return words("desk.day_list.no_paper")
    # Only once the paper is out: one that could not be made is not put on record.
    job = partial(schedule.record_day_list, desk.workplace, staff=session.staff, on=day)
    desk.ask(job, lambda _none: None, partial(_not_recorded, desk))
    return words("desk.day_list.printed") if made is None else words("desk.day_list.made", file=str(made))


def _not_recorded(desk: DeskContext, trouble: Exception) -> None:
    """Have an unforeseen trouble logged; the paper is out already."""
    desk.sentence(trouble)


def _print(sheet: Overlay, print_day: Callable[[date], None], day: date) -> None:
    sheet.dismiss()
    print_day(day)


def _day_words(desk: DeskContext, day: date, today: date) -> str:
    near = short_day(desk.words, day, today) if abs((day - today).days) < 2 else ""
    return near[:1].upper() + near[1:] or long_day(desk.words, day)
