"""All words of one language by their key, with only the placeholders that the key allows."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

# The last parts of the words keys of the days and months.
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


@dataclass(frozen=True)
class Words:
    """The words of one language; a call renders one key, every placeholder inserted as plain text."""

    language: str
    name: str
    table: Mapping[str, str] = field(repr=False)
    right_to_left: bool = False

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key; KeyError when the key or one of its placeholders is missing."""
        text = self.table[key]
        return string.Formatter().vformat(text, (), {name: str(value) for name, value in values.items()})

    def __contains__(self, key: str) -> bool:
        """Tell whether the language has words for an optional key."""
        return key in self.table

    def optional(self, key: str, **values: object) -> str:
        """Return the words of a key, or nothing where the language has none for it."""
        return self(key, **values) if key in self.table else ""

    def completed_by(self, reference: Words) -> Words:
        """Return these words, and for each key that they lack the reference's."""
        return replace(self, table={**reference.table, **self.table})
