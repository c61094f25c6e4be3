"""The letters of the review: each leads to its form or panel, none does anything by itself while a form is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from kypho_prep.look.overrides import later
from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.open_visit.inline_form import InlineForm
from kypho_prep.nurse.open_visit.printing import PRINT
from kypho_prep.nurse.review.focus import begin_inside, nth_card, open_cards, spot_of
from kypho_prep.nurse.review.frame import ReviewFrame
from kypho_prep.nurse.review.panels.ask_again_panel import PANEL
from kypho_prep.nurse.widgets.parts import shortcut
from kypho_prep.prep.staff_entries.instructions import MORNING

# What a letter opens; the words of the sheet of keys stand under the same letter.
PLACES = {
    "C": "call",
    "R": "result",
    "F": "fasting",
    "I": "fact:identifiers",
    "H": "fact:adult",
    "S": "sign",
    "B": "all_blockers",
    "X": "not_complete",
    "P": PRINT,
}
# What an ended visit is still read by.
READING = ("P", "W")
OTHERS = ("M", "T", "W", "N", "A", "D", "K", "E")


def letters(page: ReviewFrame) -> dict[str, Callable[[], object]]:
    """Return what each letter and digit does on a review."""
    opens: dict[str, Callable[[], object]] = {letter: partial(page.go, place) for letter, place in PLACES.items()}
    counts = {str(number): partial(to_card, page, number) for number in range(1, 10)}
    leaves = {"K": page.handing_asked, "E": page.edit_asked, "D": page.day_asked}
    away: dict[str, Callable[[], object]] = {
        letter: partial(signal.emit, page.visit) for letter, signal in leaves.items()
    }
    panels: dict[str, Callable[[], object]] = {
        "A": partial(begin_inside, page, PANEL),
        "W": partial(begin_inside, page, "answers_panel"),
    }
    more: dict[str, Callable[[], object]] = {
        "T": partial(_to_chart, page),
        "M": partial(_to_morning, page),
        "N": lambda: to_card(page, _after(page)),
    }
    return {**opens, **counts, **away, **panels, **more}


def show_letters(page: ReviewFrame, desk: DeskContext) -> None:
    """Let each key that has a letter say it, under the pointer and to a screen reader."""
    for letter, place in {**PLACES, "M": MORNING}.items():
        button = page.findChild(QPushButton, place)
        said = desk.words("desk.review_keys.tip", letter=letter)
        if isinstance(button, QPushButton) and button.toolTip() != said:
            button.setToolTip(said)
            button.setAccessibleDescription(" ".join(part for part in (button.accessibleDescription(), said) if part))


def to_card(page: ReviewFrame, number: int) -> None:
    """Put the keyboard on the first action of an open card, counted from 1."""
    target = nth_card(page, number)
    if target is not None:
        page.columns.bring(target)
        target.setFocus()


def bind(page: ReviewFrame, does: Mapping[str, Callable[[], object]]) -> None:
    """Let letters and digits work while no form is open: typing never sets anything off; an ended visit is read."""
    for letter, press in does.items():
        shortcut(page, letter, _unless_typing(page, letter, press))


def key_rows(page: ReviewFrame, desk: DeskContext) -> list[tuple[str, str]]:
    """Return the rows of the sheet of keys: which key, and what it does; of an ended visit those that read."""
    words = desk.words
    rows = [
        (letter, words(f"desk.review_keys.{letter.lower()}"))
        for letter in (*PLACES, *OTHERS)
        if letter in READING or not page.is_over
    ]
    named = ("esc",) if page.is_over else ("nth", "enter", "esc")
    rows += [(words(f"desk.review_keys.{name}_key"), words(f"desk.review_keys.{name}")) for name in named]
    return rows


def _unless_typing(page: ReviewFrame, letter: str, press: Callable[[], object]) -> Callable[[], object]:
    def pressed() -> None:
        if not page.findChildren(InlineForm) and (letter in READING or not page.is_over):
            press()

    return pressed


def _after(page: ReviewFrame) -> int:
    """Return the number of the open card after the one that holds the keyboard, the first after the last."""
    spot, count = spot_of(page), len(open_cards(page))
    return (spot.at + 1) % count + 1 if spot is not None and count else 1


def _to_chart(page: ReviewFrame) -> None:
    """Lead to the chart's ticks; the panel opens for it."""
    if page.findChild(QWidget, "not_recorded") is None:
        page.turn("chart_panel")
    later(0, page, lambda: begin_inside(page, "chart_panel"))


def _to_morning(page: ReviewFrame) -> None:
    """Open the medicines of the morning, for correcting where they are recorded."""
    chart = page.review.situation.chart if page.review is not None else None
    found = [one for one in chart.current_instructions if one.subject == MORNING] if chart is not None else []
    page.go(f"correct:{found[-1].id}" if found else MORNING)
