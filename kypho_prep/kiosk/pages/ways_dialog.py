"""How somebody uses the screen whom touching it does not serve: one switch, and buttons that stand low."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from kypho_prep.kiosk.pages.dialogs import HeadedDialog, foot
from kypho_prep.kiosk.pages.frame import WAYS
from kypho_prep.look.buttons import choice_card, primary
from kypho_prep.look.labels import HelpLabel, TitleLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words

SPEEDS = {"": "off", "slow": "slow", "medium": "medium", "fast": "fast"}


class WaysDialog(HeadedDialog):
    """A card for each speed of scanning by one switch, and for none; `speed_wanted` names the one that was touched."""

    speed_wanted = Signal(str)

    def __init__(self, speed: str, look: Look, words: Words) -> None:
        heading, told = words("kiosk.ways.heading"), words("kiosk.ways.switch_help")
        super().__init__(heading, f"{heading} {words('kiosk.ways.switch')}. {told}", look, words)
        self.setObjectName(WAYS)
        self.column.setSpacing(look.metrics.space(2))
        self.column.addWidget(self.heading)
        self.column.addWidget(TitleLabel(words("kiosk.ways.switch"), look, look.metrics.text(32), "text/page"))
        self.column.addWidget(HelpLabel(told, look))
        self._grid = QGridLayout()
        self._grid.setSpacing(look.metrics.gap)
        self._cards = {one: choice_card(words(f"kiosk.ways.{SPEEDS[one]}"), look, f"speed:{one}") for one in SPEEDS}
        for one, card in self._cards.items():
            # In a group that excludes itself an arrow key would choose the next one at once.
            card.setAutoExclusive(False)
            card.clicked.connect(partial(self._choose, one))
        self.show_speed(speed)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)
        close = primary(words("kiosk.sheet.close"), look, "close", "")
        close.clicked.connect(self.closed)
        self._outer.addWidget(foot(look, close))

    def show_speed(self, speed: str) -> None:
        """Show which speed is chosen."""
        for one, card in self._cards.items():
            card.setChecked(one == speed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one row, in two columns where the letters are large, in one on an upright screen with such."""
        super().resizeEvent(event)
        large, upright = self._look.metrics.large, self.height() > self.width()
        columns = 4 if not large and not upright else 1 if large and upright else 2
        for number, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, number // columns, number % columns)

    def _choose(self, speed: str, *_: bool) -> None:
        self.speed_wanted.emit(speed)
