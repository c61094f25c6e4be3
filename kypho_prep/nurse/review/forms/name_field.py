"""The field of a medicine's name: what the list knows under it, and what it may mean."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.widgets.fields import LineField
from kypho_prep.nurse.widgets.parts import key, row
from kypho_prep.prep.medicines.catalogue import MedicineList, Suggestion, folded, match, suggest
from kypho_prep.prep.words import Words

OFFERED = 3
LONGEST = 200
LEAST = 2  # letters from which names are offered


class NameField(LineField):
    """Offers names while the typed one is not known; the typed one stays unless a key is pressed."""

    def __init__(self, desk: DeskContext, name: str, label: str, medicines: MedicineList) -> None:
        super().__init__(desk, name, label)
        self.line.setMaxLength(LONGEST)
        self._desk = desk
        self._medicines = medicines
        self._keys = [key(desk, "", "", partial(self._take, number)) for number in range(OFFERED)]
        self._names: list[str] = []
        for number, button in enumerate(self._keys):
            self._room.insertLayout(2 + number, row(button, None))
        self._offer(())
        self.line.textChanged.connect(self._look_up)

    def _look_up(self) -> None:
        """Say what the list knows under the typed name, or offer what it may mean."""
        typed, words = self.value(), self._desk.words
        known = known_name(self._medicines, typed)
        offered = () if known or len(typed) < LEAST else suggest(self._medicines, typed, OFFERED)
        self._offer(offered)
        if known:
            self.echo(words("desk.answer.known", name=said(words, known)))
        else:
            self.echo(words("desk.answer.like" if offered else "desk.answer.unknown") if typed else "")

    def _offer(self, offered: Iterable[Suggestion]) -> None:
        found = list(offered)
        self._names = [one.name for one in found]
        for button, one in zip(self._keys, [*found, *([None] * OFFERED)], strict=False):
            button.setVisible(one is not None)
            if one is not None:
                button.setObjectName(f"meant:{one.name}")
                button.set_words(said(self._desk.words, one))

    def _take(self, number: int) -> None:
        self.put(self._names[number])
        self.line.setFocus()


def said(words: Words, one: Suggestion) -> str:
    """Return a name with what it holds, where that is another word."""
    others = ", ".join(generic for generic in one.generics if folded(generic) != folded(one.name))
    return words("desk.matched.contains", name=one.name, generics=others) if others else one.name


def known_name(medicines: MedicineList, typed: str) -> Suggestion | None:
    """Return the name that a text spells, whatever dose or form stands with it; none while it is only like one."""
    first = next(iter(match(medicines, typed).suggestions), None)
    return first if first is not None and first.exact else None
