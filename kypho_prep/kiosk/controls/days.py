"""A day of the last two weeks, each by its name and date: seven in a row, so that a weekday stands below itself."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from kypho_prep.kiosk.controls.choosing import OneOf, lay_cards
from kypho_prep.kiosk.controls.even_grid import EvenGrid
from kypho_prep.kiosk.item_view import ItemView
from kypho_prep.look.buttons import choice_card, day_card
from kypho_prep.look.theme import Look
from kypho_prep.prep.answers import single
from kypho_prep.prep.words import Words

WEEK = 7


class Days(OneOf):
    """One day of several, none at first; today stands first, "Longer ago" and "I'm not sure" below the days."""

    def __init__(self, view: ItemView, look: Look, words: Words) -> None:
        super().__init__(view, look, words)
        *days, older = view.choices
        self._days = [day_card(one.card, look, f"choice:{one.id}", one.detail, one.words) for one in days]
        self._older = choice_card(older.words, look, f"choice:{older.id}")
        offered = (single.Day.parse(one.id) for one in view.choices)
        self._buttons = dict(zip(offered, (*self._days, self._older), strict=True))

        self._grid = EvenGrid(self._days, look, most=WEEK, widest=max(one.sizeHint().width() for one in self._days))
        self._last = QGridLayout()
        self._last.setSpacing(look.metrics.gap)
        for grid in (self._grid, self._last):
            self.rows.addLayout(grid)
        for card in self._buttons.values():
            self._group.addButton(card)
            card.clicked.connect(self.changed)
        unsure = self.add_unsure()
        if unsure is not None:
            self._group.addButton(unsure)
        self.flow(wide=not look.metrics.large)
        self.set_value(view.given)

    def flow(self, *, wide: bool) -> None:
        """Put what is left beside each other on a wide page."""
        lay_cards(self._last, [self._older], self.unsure, wide=wide, stacked=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many days into a row as have room, at most a week."""
        super().resizeEvent(event)
        self._grid.fit(event.size().width())
