"""The languages that an interpreter may speak, each in its own name."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.interpreter import ANOTHER, LANGUAGES, NOBODY, need, own_name
from kypho_prep.kiosk.pages.dialogs import foot, stack
from kypho_prep.look.buttons import Button, back, choice_card
from kypho_prep.look.labels import BodyLabel, HeadingLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words


class InterpreterPage(QWidget):
    """A card for each language, for another one, and for none; `chosen` names the one that was touched."""

    chosen = Signal(str)
    back_wanted = Signal()

    def __init__(self, language: str, look: Look, words: Words) -> None:
        super().__init__()
        self._look = look
        self._words = words
        m = look.metrics
        content = QWidget()
        column = QVBoxLayout(content)
        side = m.space(5)
        column.setContentsMargins(side, m.space(3), side, m.space(2))
        column.setSpacing(m.space(2))
        self.heading = HeadingLabel(words("kiosk.interpreter.heading"), look)
        column.addWidget(self.heading)
        self._free = BodyLabel(words("kiosk.interpreter.text"), look)
        column.addWidget(self._free)
        self._grid = QGridLayout()
        self._grid.setSpacing(m.gap)
        self._cards = [self._card(one, language) for one in (*LANGUAGES, ANOTHER, NOBODY)]
        column.addLayout(self._grid)
        column.addStretch(1)
        way_back = back(words("kiosk.back"), look)
        way_back.clicked.connect(self.back_wanted)
        stack(self, content, look, words, foot(look, way_back, QWidget()))

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus and say it."""
        super().showEvent(event)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.voice.say(self.heading, [self.heading.text(), self._words("kiosk.interpreter.text")])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in as many columns as the words have room for."""
        super().resizeEvent(event)
        large, upright = self._look.metrics.large, self.height() > self.width()
        columns = max(1, 3 - large - upright)
        # On a low screen the largest letters leave room for the heading and the languages' names.
        low = self._look.metrics.text_percent > 140 and not upright
        self._free.setHidden(low)
        for card, language in zip(self._cards, LANGUAGES, strict=False):
            card.set_detail("" if low else need(self._words, language))
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, int(column < columns))

    def _card(self, language: str, chosen: str) -> Button:
        words = self._words
        if language == NOBODY:
            card = choice_card(words("kiosk.interpreter.nobody"), self._look, "interpreter:nobody")
        else:
            card = choice_card(own_name(words, language), self._look, f"interpreter:{language}")
            card.set_face(replace(card.face, detail=need(words, language), detail_size=self._look.metrics.text(24)))
        # In a group that excludes itself an arrow key would choose the next language and leave the page.
        card.setAutoExclusive(False)
        card.setChecked(language == chosen)
        card.clicked.connect(partial(self._choose, language))
        return card

    def _choose(self, language: str, *_: bool) -> None:
        self.chosen.emit(language)
