"""The sheet of keys under "?": what the keyboard does on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QGridLayout, QWidget

from kypho_prep.nurse.desk import Desk
from kypho_prep.nurse.widgets.overlay import Overlay
from kypho_prep.nurse.widgets.parts import say, shortcut


def key_sheet(desk: Desk, rows: Iterable[tuple[str, str]]) -> Overlay:
    """Return the sheet of a page's keys, each with what it does; `show_over(page)` shows it."""
    sheet = Overlay(desk, "key_sheet", desk.words("desk.keys.title"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(desk.px(24))
    grid.setVerticalSpacing(desk.px(2))
    grid.setColumnStretch(1, 1)
    for at, (keys, does) in enumerate(rows):
        grid.addWidget(say(desk, keys, "text/surface", 16, bold=True), at, 0)
        grid.addWidget(say(desk, does, "text/surface", 16), at, 1)
    sheet.body.setContentsMargins(0, 0, desk.px(8), 0)
    sheet.body.addLayout(grid)
    sheet.body.addStretch(1)
    on_question_mark(sheet, sheet.dismiss)
    return sheet


def on_question_mark(owner: QWidget, press: Callable[[], object]) -> None:
    """Let "?" do something; keyboards differ in whether Shift comes with it, and some send both."""
    for keys in ("?", "Shift+?"):
        shortcut(owner, keys, press).activatedAmbiguously.connect(press)
