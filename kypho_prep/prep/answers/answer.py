"""What every kind of answer can do: be stored and read back, be compared, and say itself in words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, Self

from kypho_prep.prep.checklist import Item

Pairs = tuple[tuple[str, str], ...]
Stored = Any  # a JSON value, as the database holds it


class Answer(ABC):
    """One answer to one item, a frozen value; a reply without a value ("not sure", declined, removed) holds none.

    Says itself by `word_keys` where it was chosen among what the program offers, else by `params`.
    """

    __slots__ = ()
    fhir_type: ClassVar[str]  # the type of its item in a FHIR R4 Questionnaire
    has_cards: ClassVar[bool] = False  # whether its page offers the item's choices
    has_none_card: ClassVar[bool] = False  # whether the last of them is "none of these"
    has_right_card: ClassVar[bool] = False  # whether one of them is the right one

    @classmethod
    @abstractmethod
    def parse(cls, raw: Stored) -> Self:
        """Return the answer that a stored JSON value holds; ValueError for a value that is none of this kind."""

    @abstractmethod
    def stored(self) -> Stored:
        """Return the JSON value that the database holds; `parse` reads it back as the same answer."""

    @classmethod
    def possible(cls, item: Item) -> tuple[Any, ...]:
        """Return the values that a condition may name for an item; empty where any text or number may stand."""
        return tuple(choice.id for choice in item.choices)

    @property
    def picked(self) -> tuple[str, ...]:
        """Return the ids of the cards that were chosen, or the text that was typed; empty for any other kind."""
        return ()

    @property
    def unsure(self) -> bool:
        """Tell whether "I'm not sure" was ticked beside the answer."""
        return False

    @property
    def text(self) -> str:
        """Return what was typed, or the name that was confirmed; empty for what was chosen."""
        return ""

    @property
    def says_nothing(self) -> bool:
        """Tell whether it is "no", nothing ticked, nothing listed or no letter typed."""
        return not self.stored()

    def word_keys(self, item: Item) -> tuple[str, ...]:
        """Return the words keys that say the answer to an item; empty for one that was typed."""
        del item
        return ()

    def params(self, name: str) -> Pairs:
        """Return what was typed under a placeholder; empty for nothing typed, and for an answer that has words keys."""
        return ((name, self.text),) if self.text else ()

    def includes(self, wanted: object) -> frozenset[str]:
        """Return which of the wanted values (one, or several) the answer includes."""
        return frozenset(self._compared) & frozenset(several(wanted))

    def equals(self, wanted: object) -> bool:
        """Tell whether the answer is the wanted value; JSON tells true from 1, as patients do."""
        own = self.stored()
        return bool(own == wanted) and isinstance(own, bool) == isinstance(wanted, bool)

    def meets(self, operator: str, wanted: object) -> bool:
        """Tell whether a condition's operator holds; KeyError for an unknown operator."""
        return _OPERATORS[operator](self, wanted)

    @property
    def _compared(self) -> tuple[Any, ...]:
        """Return the values among which `includes` looks."""
        return self.picked


_OPERATORS: dict[str, Callable[[Answer, object], bool]] = {
    "is": lambda answer, wanted: answer.equals(wanted),
    "is_not": lambda answer, wanted: not answer.equals(wanted),
    "includes": lambda answer, wanted: bool(answer.includes((wanted,))),
    "includes_any": lambda answer, wanted: bool(answer.includes(wanted)),
    "lacks": lambda answer, wanted: not answer.includes((wanted,)),
    "answered": lambda _answer, _wanted: True,
    "truthy": lambda answer, _wanted: not answer.says_nothing,
}


def several(value: Any) -> tuple[Any, ...]:
    """Return one or several values as several; nothing as none."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list | tuple) else (value,)
