"""The name of one medicine: typed, then confirmed by the patient, or added as typed; never chosen for anyone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kypho_prep.kiosk.controls.answer import NOT_SURE, Answer, Typing, release
from kypho_prep.kiosk.controls.entry_rows import your_list
from kypho_prep.kiosk.controls.keyboard import Keyboard
from kypho_prep.kiosk.controls.typing import keyboard_switch
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.look.buttons import Button, name_card
from kypho_prep.look.native import follow_typed, shape
from kypho_prep.look.theme import Look
from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.medicines.catalogue import Suggestion
from kypho_prep.prep.reply import State
from kypho_prep.prep.words import Words

Suggest = Callable[[str], Sequence[Suggestion]]
SHOWN = 4  # suggestions below the field
LEAST = 2  # letters from which names are offered


class MedicineName(Answer):
    """A field, the names that it may mean, "add as typed", and the list so far beside them."""

    def __init__(self, view: ItemView, look: Look, words: Words, suggest: Suggest) -> None:
        super().__init__(view, look, words)
        m = look.metrics
        self._suggest = suggest
        self._offered: list[tuple[Button, Suggestion | None]] = []
        self._cards: list[Button] = []
        self._group = QButtonGroup(self)
        self.field = QLineEdit()
        shape(self.field, look)
        self.field.setObjectName("field")
        self.field.setProperty("pair", "text/surface")
        self.field.setAccessibleName(words("controls.medicine.field"))
        self.field.setFont(look.letters(m.answer))
        self.field.setMinimumHeight(m.target)
        follow_typed(self.field, page_from_right=words.right_to_left)
        self.field.textChanged.connect(self._typed)
        self.keyboard = Keyboard(look, words, short=True)
        self.keyboard.typed.connect(self.field.insert)
        self.keyboard.erased.connect(self.field.backspace)
        self._names = QWidget()
        self._grid = QGridLayout(self._names)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(m.gap)
        self._room = 0
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(m.space(4))
        self._parts.addLayout(self._left(), 5)
        if view.unsure or view.entries:
            self._parts.addLayout(self._right(), 4)
        self.rows.addLayout(self._parts)
        self.set_value(view.given)

    def value(self) -> Given | None:
        """Return the typed and the confirmed name; nothing while the patient has confirmed none."""
        if self.is_unsure and not self.field.text().strip():
            return NOT_SURE
        for button, suggestion in self._offered:
            if button.isChecked():
                return Given(State.VALUE, self._name(suggestion))
        return None

    def set_value(self, given: Given | None) -> None:
        """Show the name as it was typed, with the confirmed one chosen."""
        named = given.answer if given is not None and isinstance(given.answer, NamedMedicine) else None
        self.field.setText(named.typed if named is not None else "")
        if self.unsure is not None:
            self.unsure.setChecked(given is not None and given.state is State.NOT_SURE)
        if named is not None:
            self._choose(named.confirmed or "")

    def problem(self) -> str | None:
        """Return what is missing: a name, or the patient's word which name it is."""
        if self.view.optional or self.value() is not None:
            return None
        return "controls.missing.pick_name" if self.field.text().strip() else "controls.missing.type_name"

    def is_settled(self) -> bool:
        """Tell that a name is picked: the other names below it need no look."""
        return self.value() is not None

    def typing(self) -> Typing | None:
        """Return the field and its keyboard."""
        return Typing(self.field, self.keyboard, below=self._names)

    def flow(self, *, wide: bool) -> None:
        """Put the list so far beside the names on a wide page, else below them."""
        way = QBoxLayout.Direction
        self._parts.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def fit(self, room: int) -> None:
        """Offer only so many names that the field, they and "add as typed" stand whole in a room in pixels; 0 = all."""
        self._room = max(0, room - self.field.height() - self.rows.spacing()) if room else 0
        self._arrange()

    def _arrange(self) -> None:
        """Lay the offered names out: one below the other, in two columns where the keys leave less room, or fewer."""
        shown = [card for card, _ in self._offered]
        chosen = next((one for one, _ in self._offered if one.isChecked()), None)
        ways = [(count, across) for count in range(len(shown), 1, -1) for across in (1, 2)] or [(len(shown), 1)]
        count, across = next((one for one in ways if self._fits(shown, *one)), ways[-1])
        # The likeliest stand first and "add as typed" last: what has no room comes back when the keys are put away.
        kept = [*shown[: count - 1], *shown[-1:]]
        if chosen is not None and chosen not in kept:
            kept[-2:-1] = [chosen]
        while self._grid.count():
            self._grid.takeAt(0)
        for number, card in enumerate(kept):
            self._grid.addWidget(card, number // across, number % across)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        for card in shown:
            card.setVisible(card in kept)

    def _fits(self, shown: list[Button], count: int, across: int) -> bool:
        """Tell whether so many of the names, "add as typed" among them, have room in so many columns."""
        gap = self._grid.spacing()
        width = (self._names.width() - gap * (across - 1)) // across
        heights = [card.heightForWidth(width) for card in [*shown[: count - 1], *shown[-1:]]]
        rows = [max(heights[at : at + across]) for at in range(0, len(heights), across)]
        return not self._room or sum(rows) + gap * (len(rows) - 1) <= self._room

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(self.look.metrics.gap)
        row = QHBoxLayout()
        row.setSpacing(self.look.metrics.gap)
        row.addWidget(self.field, 1)
        row.addWidget(keyboard_switch(self.keyboard, self.look, self.words, icon_only=True))
        left.addLayout(row)
        left.addWidget(self._names)
        left.addStretch(1)
        return left

    def _right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(self.look.metrics.gap)
        unsure = self.add_unsure(beside_others=True)
        if unsure is not None:
            unsure.clicked.connect(self._not_sure)
            right.addWidget(unsure)
        if self.view.entries:
            right.addWidget(your_list(self.view.entries, self.look, self.words))
        right.addStretch(1)
        return right

    def _typed(self) -> None:
        typed = self.field.text().strip()
        if typed and self.unsure is not None:
            self.unsure.setChecked(False)
        # Another letter may mean another medicine: what was chosen for the text before counts no more.
        release(self._group)
        found: list[Suggestion | None] = []
        if len(typed) >= LEAST:
            found += tuple(self._suggest(typed))[:SHOWN]
        if typed:
            found.append(None)
        while len(self._cards) < len(found):
            self._cards.append(self._card())
        self._offered = list(zip(self._cards, found, strict=False))
        for card, suggestion in self._offered:
            self._offer(card, suggestion, typed)
        for card in self._cards[len(found) :]:
            # A hidden place must not be found under the name that it offered last.
            card.setObjectName("")
            card.hide()
        self._arrange()
        self.changed.emit()

    def _card(self) -> Button:
        """Return one more place for a name; a key stroke fills the places anew, it builds none."""
        card = name_card("", self.look, "")
        self._group.addButton(card)
        card.clicked.connect(self.changed)
        return card

    def _offer(self, card: Button, suggestion: Suggestion | None, typed: str) -> None:
        """Say a name and what it is for on a card: two that look alike are told apart by that."""
        name, said, bold, use = "as_typed", self.words("controls.medicine.as_typed", typed=typed), 0, ""
        if suggestion is not None:
            others = ", ".join(one for one in suggestion.generics if one.casefold() != suggestion.name.casefold())
            name, bold = f"suggestion:{suggestion.name}", len(suggestion.name)
            told = self.words.optional(f"controls.use.{suggestion.what_for}")
            use = told[:1].upper() + told[1:]
            said = suggestion.name
            if others:
                said = self.words("controls.medicine.contains", name=suggestion.name, generics=others)
        card.setObjectName(name)
        card.set_face(replace(card.face, light_from=bold, detail=use))
        card.set_words(said)

    def _choose(self, confirmed: str) -> None:
        release(self._group)
        for button, suggestion in self._offered:
            if (suggestion.name if suggestion else "") == confirmed:
                button.setChecked(True)
                return

    def _name(self, suggestion: Suggestion | None) -> NamedMedicine:
        return NamedMedicine(
            typed=self.field.text().strip(),
            confirmed=suggestion.name if suggestion else "",
            generics=tuple(suggestion.generics) if suggestion else (),
            list_version=self.view.list_version,
            listed=self.view.list_item,
            group=self.view.group or None,
        )

    def _not_sure(self) -> None:
        if self.is_unsure:
            self.field.clear()
