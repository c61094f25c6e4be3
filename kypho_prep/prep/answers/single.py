"""Answers that are one value: yes or no, one card, a text, a number, a day, a card that was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from kypho_prep.prep.answers.answer import Answer, Pairs, Stored
from kypho_prep.prep.checklist import Item
from kypho_prep.prep.times import DAY, clock_meant

# Two weeks, as far back as the picture cards of the medicines ask.
OFFERED = 14
_BEFORE = "before:"
READ = ("read", "question", "understood")


@dataclass(frozen=True, slots=True)
class YesNo(Answer):
    """A plain yes or no; whoever is not sure has given neither."""

    fhir_type: ClassVar[str] = "boolean"
    yes: bool

    @classmethod
    def parse(cls, raw: Stored) -> Self:
        """Return the answer of a stored JSON value; ValueError for one of another kind."""
        if not isinstance(raw, bool):
            raise ValueError(f"neither yes nor no: {raw!r}")
        return cls(raw)

    @classmethod
    def possible(cls, item: Item) -> tuple[bool, ...]:
        """Return what a condition may name."""
        del item
        return (True, False)

    def stored(self) -> bool:
        """Return the JSON value that the database holds."""
        return self.yes

    def word_keys(self, item: Item) -> tuple[str, ...]:
        """Return the words keys that say it."""
        del item
        return ("answer.yes" if self.yes else "answer.no",)

    @property
    def _compared(self) -> tuple[Any, ...]:
        return (self.yes,)


@dataclass(frozen=True, slots=True)
class OneOf(Answer):
    """One card of several, by its id."""

    fhir_type: ClassVar[str] = "choice"
    has_cards: ClassVar[bool] = True
    choice: str

    @classmethod
    def parse(cls, raw: Stored) -> Self:
        return cls(_string(raw, "no card"))

    def stored(self) -> str:
        return self.choice

    @property
    def picked(self) -> tuple[str, ...]:
        """Return the chosen card, the typed text or the day, as it is stored."""
        return (self.choice,)

    def word_keys(self, item: Item) -> tuple[str, ...]:
        return (f"{item.id}.choice.{self.choice}",)


@dataclass(frozen=True, slots=True)
class Text(Answer):
    """What was typed, word for word; an optional text may be empty."""

    fhir_type: ClassVar[str] = "text"
    typed: str

    @classmethod
    def parse(cls, raw: Stored) -> Self:
        return cls(_string(raw, "no text"))

    def stored(self) -> str:
        return self.typed

    @property
    def picked(self) -> tuple[str, ...]:
        return (self.typed,)

    @property
    def text(self) -> str:
        """Return what was typed."""
        return self.typed


@dataclass(frozen=True, slots=True)
class OneOfOrText(Answer):
    """One card of several by its id, or own words where none of them fits; one of the two is empty.

    Words are stored as a text is: an item that asked for a text before reads what was typed then.
    """

    fhir_type: ClassVar[str] = "open-choice"
    has_cards: ClassVar[bool] = True
    choice: str = ""
    typed: str = ""

    @classmethod
    def parse(cls, raw: Stored) -> Self:
        if isinstance(raw, str) and raw:
            return cls(typed=raw)
        picked = raw.get("picked") if isinstance(raw, dict) else None
        if not isinstance(picked, list) or len(picked) != 1:
            raise ValueError(f"neither one card nor words: {raw!r}")
        return cls(choice=_string(picked[0], "no card"))

    def stored(self) -> Stored:
        return {"picked": [self.choice]} if self.choice else self.typed

    @property
    def picked(self) -> tuple[str, ...]:
        return (self.choice or self.typed,)

    @property
    def text(self) -> str:
        return self.typed

    def equals(self, wanted: object) -> bool:
        """Tell whether it is the wanted card."""
        return self.picked == (wanted,)

    def word_keys(self, item: Item) -> tuple[str, ...]:
        return (f"{item.id}.choice.{self.choice}",) if self.choice else ()


class Phone(Text):
    """A phone number as it was typed; it is never taken apart."""

    __slots__ = ()
    fhir_type: ClassVar[str] = "string"


@dataclass(frozen=True, slots=True)
class Number(Answer):
    """A number; on an item that asks for a time it is a clock face's, 9 or 945 for 9:45."""

    fhir_type: ClassVar[str] = "decimal"
    number: int | float

    @classmethod
    def parse(cls, raw: Stored) -> Self:
        if isinstance(raw, bool) or not isinstance(raw, int | float):
            raise ValueError(f"no number: {raw!r}")
        return cls(raw)

    def stored(self) -> int | float:
        return self.number

    @property
    def text(self) -> str:
        return str(self.number)

    @property
    def clock(self) -> tuple[int, int] | None:
        """Return the hour (1 to 12) and the latest minute that it means on a clock face; none for what is no time."""
        return clock_meant(self.number)

    @property
    def _compared(self) -> tuple[Any, ...]:
        return (self.number,)


@dataclass(frozen=True, slots=True)
class Day(Answer):
    """A local date, or, `before` one, any day that is longer ago; said as a date in any language."""

    fhir_type: ClassVar[str] = "date"
    on: date
    before: bool = False

    @classmethod
    def parse(cls, raw: Stored) -> Self:
        text = _string(raw, "no day")
        try:
            return cls(date.fromisoformat(text.removeprefix(_BEFORE)), text.startswith(_BEFORE))
        except ValueError:
            raise ValueError(f"no day: {raw!r}") from None

    @classmethod
    def offered(cls, today: date) -> tuple[Self, ...]:
        """Return what is offered to choose from: the last two weeks, today first, and what was before them."""
        days = [today - timedelta(days=back) for back in range(OFFERED)]
        return (*(cls(one) for one in days), cls(days[-1], before=True))

    def stored(self) -> str:
        return f"{_BEFORE if self.before else ''}{self.on.isoformat()}"

    @property
    def picked(self) -> tuple[str, ...]:
        return (self.stored(),)

    @property
    def latest(self) -> date:
        """Return the latest date that it can mean."""
        return self.on - DAY if self.before else self.on

    def params(self, name: str) -> Pairs:
        """Return the date under `<name>_on`, or `<name>_before` where it was before one."""
        return ((f"{name}_{'before' if self.before else 'on'}", self.on.isoformat()),)


@dataclass(frozen=True, slots=True)
class Acknowledged(Answer):
    """A card that was read, or that the nurse is to explain; `understood` is what the button said before 2026.11.3."""

    # A FHIR item that is only displayed can hold no answer: what is kept is the choice of the two buttons.
    fhir_type: ClassVar[str] = "choice"
    has_question: bool = False
    understood: bool = False

    @classmethod
    def parse(cls, raw: Stored) -> Self:
        if raw not in READ:
            raise ValueError(f"neither read nor to be explained: {raw!r}")
        return cls(raw == "question", raw == "understood")

    @classmethod
    def possible(cls, item: Item) -> tuple[str, ...]:
        del item
        return READ

    def stored(self) -> str:
        return "question" if self.has_question else "understood" if self.understood else "read"

    @property
    def picked(self) -> tuple[str, ...]:
        return (self.stored(),)

    def word_keys(self, item: Item) -> tuple[str, ...]:
        del item
        return (f"answer.{self.stored()}",)


def _string(raw: Stored, otherwise: str) -> str:
    if not isinstance(raw, str):
        raise ValueError(f"{otherwise}: {raw!r}")
    return raw
