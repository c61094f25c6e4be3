"""One card of several, or own words behind the last of them: what is said most is touched, not typed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from kypho_prep.kiosk.controls.answer import Typing, release
from kypho_prep.kiosk.controls.choosing import OneOf, lay_cards
from kypho_prep.kiosk.controls.typing import FreeText
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.look.buttons import choice_card
from kypho_prep.look.theme import Look
from kypho_prep.prep.answers.single import OneOfOrText
from kypho_prep.prep.reply import State
from kypho_prep.prep.words import Words


class ChoiceOrWords(OneOf):
    """Cards, none chosen at first; "Another way" brings a field and the keyboard."""

    def __init__(self, view: ItemView, look: Look, words: Words) -> None:
        super().__init__(view, look, words)
        self._buttons = {
            OneOfOrText(choice=one.id): choice_card(one.words, look, f"choice:{one.id}") for one in view.choices
        }
        self._another = choice_card(words("controls.another_way"), look, "another_way")
        self._another.toggled.connect(self._turn)
        self._another.clicked.connect(self._write)
        self._own = FreeText(replace(view, given=None, unsure=False, choices=(), second=None), look, words)
        self._own.hide()
        self._own.changed.connect(self.changed)
        self._grid = QGridLayout()
        self._grid.setSpacing(look.metrics.gap)
        self.rows.addLayout(self._grid)
        self.rows.addWidget(self._own)
        for card in (*self._buttons.values(), self._another):
            self._group.addButton(card)
            card.clicked.connect(self.changed)
        unsure = self.add_unsure()
        if unsure is not None:
            self._group.addButton(unsure)
        self.flow(wide=not look.metrics.large)
        self.set_value(view.given)

    def value(self) -> Given | None:
        """Return the chosen card, the words as typed, not sure or nothing."""
        if self._another.isChecked():
            typed = self._own.typed
            return Given(State.VALUE, OneOfOrText(typed=typed)) if typed else None
        return super().value()

    def set_value(self, given: Given | None) -> None:
        """Show the chosen card, or the words as they were typed."""
        release(self._group)
        if given is None:
            return
        if given.state is State.NOT_SURE and self.unsure is not None:
            self.unsure.setChecked(True)
        elif isinstance(given.answer, OneOfOrText) and not given.answer.choice:
            self._own.set_value(given)
            self._another.setChecked(True)
        elif given.answer is not None:
            self._buttons[given.answer].setChecked(True)

    def problem(self) -> str | None:
        """Return what is missing: the words, once another way was touched."""
        if not self._another.isChecked():
            return super().problem()
        return self._own.problem() or (None if self._own.value() else "controls.missing.write_one")

    def problem_words(self) -> str:
        """Return what is missing in words, with how many letters are too many."""
        own = self._own.problem_words() if self._another.isChecked() else ""
        return own or super().problem_words()

    def typing(self) -> Typing | None:
        """Return the field and its keyboard, which waits until it is asked for."""
        typing = self._own.typing()
        return replace(typing, waits=True) if typing is not None else None

    def flow(self, *, wide: bool) -> None:
        """Put the cards in two columns on a wide page, the field's buttons beside it."""
        cards, across = [*self._buttons.values(), self._another], 3 if self.view.second is not None else 2
        lay_cards(self._grid, cards, self.unsure, wide=wide, across=across)
        self._own.flow(wide=wide)

    def _turn(self, on: bool) -> None:
        self._own.setVisible(on)
        if not on:
            self._own.keyboard.set_open(False)

    def _write(self) -> None:
        """Lead to the field: the keyboard opens with it."""
        self._own.field.setFocus(Qt.FocusReason.OtherFocusReason)
