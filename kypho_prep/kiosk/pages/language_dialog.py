"""The languages that a page may be read in, each in its own name."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from kypho_prep.kiosk.language_choice import LanguageChoice
from kypho_prep.kiosk.pages.dialogs import HeadedDialog, foot
from kypho_prep.look.buttons import choice_card, primary
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words


class LanguageDialog(HeadedDialog):
    """A card for each language over the page; `chosen` names the one that was touched."""

    chosen = Signal(str)

    def __init__(self, choice: LanguageChoice, look: Look, words: Words) -> None:
        heading = words("kiosk.welcome.language")
        super().__init__(heading, heading, look, words)
        self.column.setSpacing(look.metrics.space(3))
        self.column.addWidget(self.heading)
        grid = QGridLayout()
        grid.setSpacing(look.metrics.gap)
        columns = 1 if look.metrics.large else 2
        for number, (code, name) in enumerate(choice.offered):
            card = choice_card(name, look, f"to_language:{code}")
            # In a group that excludes itself an arrow key would choose the next language at once.
            card.setAutoExclusive(False)
            card.setChecked(code == words.language)
            card.clicked.connect(partial(self._choose, code))
            grid.addWidget(card, number // columns, number % columns)
        self.column.addLayout(grid)
        self.column.addStretch(1)
        close = primary(words("kiosk.sheet.close"), look, "close", "")
        close.clicked.connect(self.closed)
        self._outer.addWidget(foot(look, close))

    def _choose(self, code: str, *_: bool) -> None:
        self.chosen.emit(code)
