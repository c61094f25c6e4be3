"""Buttons of one width, as many beside each other as have room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from kypho_prep.look.theme import Look

UPRIGHT, FLAT = 3, 6  # keys of a number pad beside each other: as on a telephone; where a low screen has no room for it


class EvenGrid(QGridLayout):
    """Lays its parts row by row in as many columns as fit a width; one below the other until `fit` was told one."""

    def __init__(self, parts: Sequence[QWidget], look: Look, *, most: int, widest: int) -> None:
        """Take the parts, at `most` so many of them in a row; `widest` pixels is what each of them needs."""
        super().__init__()
        self._parts = parts
        self._most = most
        self._widest = widest
        self._across = 0
        self.setSpacing(look.metrics.gap)
        self.lay(1)

    def fit(self, width: int) -> None:
        """Lay the parts anew where another number of them has room in so many pixels."""
        gap = self.spacing()
        self.lay(max(1, min(self._most, (width + gap) // (self._widest + gap))))

    def lay(self, across: int) -> None:
        """Lay the parts so many beside each other."""
        if across == self._across:
            return
        self._across = across
        while self.count():
            self.takeAt(0)
        for number, one in enumerate(self._parts):
            self.addWidget(one, number // across, number % across)
        for column in range(self._most):
            self.setColumnStretch(column, 1 if column < across else 0)
