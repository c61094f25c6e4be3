"""Several cards to tick, with "None of these" that excludes them, and "I'm not sure" that may stand beside them."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from kypho_prep.kiosk.controls.answer import NOT_SURE, Answer
from kypho_prep.kiosk.controls.choosing import lay_cards
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.look.buttons import Button, tick_card
from kypho_prep.look.theme import Look
from kypho_prep.prep.answers.structured import SomeOf
from kypho_prep.prep.reply import State
from kypho_prep.prep.words import Words


class Ticks(Answer):
    """At most eight cards; ticking one lets go of "None of these", and the other way round."""

    def __init__(self, view: ItemView, look: Look, words: Words) -> None:
        super().__init__(view, look, words)
        self._cards: dict[str, Button] = {}
        self._none: Button | None = None
        self._grid = QGridLayout()
        self._grid.setSpacing(look.metrics.gap)
        for one in view.choices:
            card = tick_card(one.words, look, f"choice:{one.id}", one.picture)
            card.clicked.connect(self._take_none if one.none else self._take_card)
            self._cards[one.id] = card
            if one.none:
                self._none = card
        self.rows.addLayout(self._grid)
        unsure = self.add_unsure(beside_others=True)
        if unsure is not None:
            unsure.clicked.connect(self._let_none_go)
        self.flow(wide=not look.metrics.large)
        self.set_value(view.given)

    def value(self) -> Given | None:
        """Return the ticked ids and whether not sure stands beside them; not sure alone; or nothing."""
        picked = [one for one, card in self._cards.items() if card is not self._none and card.isChecked()]
        if picked:
            return Given(State.VALUE, SomeOf(tuple(picked), self.is_unsure))
        if self.is_unsure:
            return NOT_SURE
        if self._none is not None and self._none.isChecked():
            return Given(State.VALUE, SomeOf())
        return None

    def set_value(self, given: Given | None) -> None:
        """Show the cards as they were ticked."""
        said = given.answer if given is not None and isinstance(given.answer, SomeOf) else None
        picked = said.ticked if said is not None else ()
        for one, card in self._cards.items():
            card.setChecked(one in picked)
        if self._none is not None:
            self._none.setChecked(said is not None and not picked and not said.not_sure)
        if self.unsure is not None:
            alone = given is not None and given.state is State.NOT_SURE
            self.unsure.setChecked(alone or (said is not None and said.not_sure))

    def problem(self) -> str | None:
        """Return what is missing."""
        return None if self.view.optional or self.value() is not None else "controls.missing.tick"

    def flow(self, *, wide: bool) -> None:
        """Put the cards in two columns on a wide page."""
        lay_cards(self._grid, list(self._cards.values()), self.unsure, wide=wide)

    def _take_card(self) -> None:
        self._let_none_go()
        self.changed.emit()

    def _let_none_go(self) -> None:
        if self._none is not None:
            self._none.setChecked(False)

    def _take_none(self) -> None:
        for card in self._cards.values():
            if card is not self._none:
                card.setChecked(False)
        if self.unsure is not None:
            self.unsure.setChecked(False)
        self.changed.emit()
