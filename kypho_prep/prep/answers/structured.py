"""Answers of several parts: ticked cards, a medicine's name, the entries of a list, a scene."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kypho_prep.prep.answers.answer import Answer, Stored, several
from kypho_prep.prep.checklist import Item

NONE = "none"  # what a condition asks for where nothing was ticked
ANOTHER = "another"
OUTCOMES = ("first_try", "second_try", "handed_over")


@dataclass(frozen=True, slots=True)
class SomeOf(Answer):
    """The ticked cards by their ids; none of them is "none of these", unless not sure stands there alone."""

    fhir_type: ClassVar[str] = "choice"
    has_cards: ClassVar[bool] = True
    has_none_card: ClassVar[bool] = True
    ticked: tuple[str, ...] = ()
    not_sure: bool = False

    @classmethod
    def parse(cls, raw: Stored) -> Self:
        """Return the answer of a stored JSON object; ValueError for one of another kind."""
        return cls(_texts(_parts(raw, "ticks"), "picked"), bool(raw.get("unsure")))

    def stored(self) -> Stored:
        """Return the JSON object that the database holds."""
        return {"picked": list(self.ticked), "unsure": self.not_sure}

    @property
    def picked(self) -> tuple[str, ...]:
        """Return the ids of the ticked cards."""
        return self.ticked

    @property
    def unsure(self) -> bool:
        """Tell whether "I'm not sure" was ticked beside the cards."""
        return self.not_sure

    @property
    def says_nothing(self) -> bool:
        """Tell whether nothing was ticked or listed."""
        return not self.ticked

    def says_none(self, item: Item) -> bool:
        """Tell whether it is a sure "none of these"."""
        none = {choice.id for choice in item.choices if choice.none}
        return set(self.ticked) <= none and not self.not_sure

    def equals(self, wanted: object) -> bool:
        """Tell whether it is what a condition asks for: exactly these cards, or this outcome."""
        return self._compared == several(wanted)

    def word_keys(self, item: Item) -> tuple[str, ...]:
        """Return the words keys that say it."""
        none = [choice.id for choice in item.choices if choice.none]
        said = self.ticked or tuple(none[:1])
        return tuple(f"{item.id}.choice.{one}" for one in said) or ("answer.none",)

    @property
    def _compared(self) -> tuple[str, ...]:
        return self.ticked or (() if self.not_sure else (NONE,))


@dataclass(frozen=True, slots=True)
class NamedMedicine(Answer):
    """A medicine's name: as typed, as confirmed (empty where only typed), and what the confirmed one contains.

    `list_version` is that of the list it was confirmed from; `listed` the list item it was added from, `group` the
    card; `by` how it came in where it was touched; `bottle` says that a second bottle of the same is meant. None
    stands for a part that the stored value does not have.
    """

    fhir_type: ClassVar[str] = "open-choice"
    typed: str
    confirmed: str | None = None
    generics: tuple[str, ...] | None = None
    list_version: str | None = None
    listed: str | None = None
    group: str | None = None
    by: str | None = None
    bottle: str | None = None

    @classmethod
    def parse(cls, raw: Stored) -> Self:
        if isinstance(raw, str):  # never written by the program; a name must not get lost over its form
            return cls(raw)
        named = _parts(raw, "name")
        if not {"typed", "confirmed"} & set(named):
            raise ValueError(f"no name: {raw!r}")
        texts = {part: _text(named, part) for part in ("confirmed", "list_version", "group", "by", "bottle")}
        generics = None if named.get("generics") is None else _texts(named, "generics")
        return cls(typed=_text(named, "typed") or "", generics=generics, listed=_text(named, "list"), **texts)

    def stored(self) -> Stored:
        parts = {
            "typed": self.typed,
            "confirmed": self.confirmed,
            "generics": None if self.generics is None else list(self.generics),
            "list_version": self.list_version,
            "list": self.listed,
            "group": self.group,
            "by": self.by,
            "bottle": self.bottle,
        }
        return {part: value for part, value in parts.items() if value is not None}

    @property
    def text(self) -> str:
        """Return the confirmed name, else the typed one."""
        return self.confirmed or self.typed

    @property
    def is_another_bottle(self) -> bool:
        """Tell whether the patient said that it stands on the list twice because there are two bottles."""
        return self.bottle == ANOTHER


@dataclass(frozen=True, slots=True)
class Entries(Answer):
    """The entries of a list as the patient called it whole, by their uuids."""

    fhir_type: ClassVar[str] = "group"
    entries: tuple[str, ...] = ()

    @classmethod
    def parse(cls, raw: Stored) -> Self:
        return cls(_texts(_parts(raw, "list"), "entries"))

    def stored(self) -> Stored:
        return {"entries": list(self.entries)}

    @property
    def says_nothing(self) -> bool:
        return not self.entries

    def word_keys(self, item: Item) -> tuple[str, ...]:
        del item
        return () if self.entries else ("answer.nothing_listed",)


@dataclass(frozen=True, slots=True)
class Scene(Answer):
    """How a scene ended: at which attempt (1 or 2), with which card, and the outcome by its words key."""

    fhir_type: ClassVar[str] = "choice"
    has_cards: ClassVar[bool] = True
    has_right_card: ClassVar[bool] = True
    attempt: int
    pick: str
    outcome: str

    @classmethod
    def parse(cls, raw: Stored) -> Self:
        ended = _parts(raw, "end of a scene")
        attempt, outcome = ended.get("attempt"), _text(ended, "outcome")
        if not isinstance(attempt, int) or outcome is None:
            raise ValueError(f"no end of a scene: {raw!r}")
        return cls(attempt, _text(ended, "pick") or "", outcome)

    @classmethod
    def possible(cls, item: Item) -> tuple[str, ...]:
        """Return the outcomes that a condition may name."""
        del item
        return OUTCOMES

    def stored(self) -> Stored:
        return {"attempt": self.attempt, "pick": self.pick, "outcome": self.outcome}

    def equals(self, wanted: object) -> bool:
        return self.outcome == wanted

    def word_keys(self, item: Item) -> tuple[str, ...]:
        del item
        return (f"answer.{self.outcome}",)

    @property
    def _compared(self) -> tuple[str, ...]:
        return (self.outcome,)


def _parts(raw: Stored, what: str) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping):
        raise ValueError(f"no {what}: {raw!r}")
    return raw


def _text(raw: Mapping[str, Any], part: str) -> str | None:
    value = raw.get(part)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{part} is no text: {value!r}")
    return value


def _texts(raw: Mapping[str, Any], part: str) -> tuple[str, ...]:
    value = raw.get(part)
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"{part} are no texts: {value!r}")
    return tuple(value)
