"""One answer of several: yes or no, a card of a few, a time that something happened."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout

from kypho_prep.kiosk.controls.answer import NOT_SURE, Answer, release
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.look.buttons import Button, answer, choice_card
from kypho_prep.look.theme import Look
from kypho_prep.prep.answers import answer as answers
from kypho_prep.prep.answers import single
from kypho_prep.prep.reply import State
from kypho_prep.prep.words import Words

ONE_COLUMN = 3  # up to so many cards stand below each other on a wide page too
THREE_COLUMNS = 7  # so many cards and more, where the words of each are this short, stand three in a row
SHORT = 18
ONE_WORD = 5  # letters: two cards as short as Yes and No stand side by side on every screen


class OneOf(Answer):
    """Exactly one of a few buttons, "I'm not sure" among them; none at first. `_buttons` holds what each stands for."""

    _buttons: Mapping[answers.Answer, Button]

    def __init__(self, view: ItemView, look: Look, words: Words) -> None:
        super().__init__(view, look, words)
        self._group = QButtonGroup(self)

    def value(self) -> Given | None:
        """Return what the chosen button stands for, not sure or nothing."""
        if self.is_unsure:
            return NOT_SURE
        chosen = [one for one, button in self._buttons.items() if button.isChecked()]
        return Given(State.VALUE, chosen[0]) if chosen else None

    def set_value(self, given: Given | None) -> None:
        """Show one as chosen, or none."""
        release(self._group)
        if given is None:
            return
        if given.state is State.NOT_SURE and self.unsure is not None:
            self.unsure.setChecked(True)
        elif given.answer is not None and given.answer in self._buttons:
            self._buttons[given.answer].setChecked(True)

    def problem(self) -> str | None:
        """Return what is missing."""
        if self.view.optional or self.value() is not None:
            return None
        return "controls.missing.choose" if self.unsure else "controls.missing.choose_one"


class YesNo(OneOf):
    """Yes, No and "I'm not sure": exactly one of them, none at first."""

    def __init__(self, view: ItemView, look: Look, words: Words) -> None:
        super().__init__(view, look, words)
        self._buttons = {
            single.YesNo(True): answer(words("controls.yes"), look, "choice:yes"),
            single.YesNo(False): answer(words("controls.no"), look, "choice:no"),
        }
        row = QHBoxLayout()
        row.setSpacing(look.metrics.space(3))
        for button in self._buttons.values():
            self._group.addButton(button)
            button.clicked.connect(self.changed)
            row.addWidget(button, 1)
        self.rows.addLayout(row)
        unsure = self.add_unsure()
        if unsure is not None:
            self._group.addButton(unsure)
            self.rows.addWidget(unsure)
        self.set_value(view.given)


class SingleChoice(OneOf):
    """One card of several; none at first."""

    def __init__(self, view: ItemView, look: Look, words: Words) -> None:
        super().__init__(view, look, words)
        self._buttons = {single.OneOf(one.id): choice_card(one.words, look, f"choice:{one.id}") for one in view.choices}
        self._grid = QGridLayout()
        self._grid.setSpacing(look.metrics.gap)
        for card in self._buttons.values():
            self._group.addButton(card)
            card.clicked.connect(self.changed)
        self.rows.addLayout(self._grid)
        unsure = self.add_unsure()
        if unsure is not None:
            self._group.addButton(unsure)
        self.flow(wide=not look.metrics.large)
        self.set_value(view.given)

    def flow(self, *, wide: bool) -> None:
        """Put many cards in two columns on a wide page."""
        stacked, cards = 2 if self.view.note else ONE_COLUMN, list(self._buttons.values())
        pair = 2 if len(cards) == 2 and all(len(one.words) <= ONE_WORD for one in cards) else 0
        lay_cards(self._grid, cards, self.unsure, wide=wide or bool(pair), stacked=stacked, across=pair)


def lay_cards(
    grid: QGridLayout,
    cards: list[Button],
    unsure: Button | None,
    *,
    wide: bool,
    stacked: int = ONE_COLUMN,
    across: int = 0,
) -> None:
    """Put cards into a grid row by row; "I'm not sure" comes last, in the free place beside an odd card or below.

    `stacked`: up to so many stay below each other on a wide page too; `across`: so many in a row of one, if given.
    """
    while grid.count():
        grid.takeAt(0)
    columns = (across or _columns(cards, stacked)) if wide else 1
    for number, card in enumerate(cards):
        grid.addWidget(card, number // columns, number % columns)
    for column in range(3):
        grid.setColumnStretch(column, 1 if column < columns else 0)
    left = len(cards) % columns
    if unsure is not None and left:
        grid.addWidget(unsure, len(cards) // columns, left, 1, columns - left)
    elif unsure is not None:
        grid.addWidget(unsure, len(cards) // columns, 0, 1, columns)


def _columns(cards: list[Button], stacked: int) -> int:
    if len(cards) >= THREE_COLUMNS and all(len(one.words) <= SHORT for one in cards):
        return 3
    return 2 if len(cards) > stacked else 1
