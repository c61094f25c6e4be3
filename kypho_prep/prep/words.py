"""All words of one language by their key, with only the placeholders that the key allows."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
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


# The language that the checklist is written in: its words are the measure of all others.
REFERENCE = "en"
# The plural forms of all languages, as named in Unicode's CLDR; OTHER is the one that every language has.
OTHER = "other"
PLURAL_FORMS = ("zero", "one", "two", "few", "many", OTHER)


def no_plurals(_: int) -> str:
    """Return the one form of a language that has no other."""
    return OTHER


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of a language that has words here, before any of them is read.

    `lacking` counts the words that a draft lacks or says wrongly: with any, it is left out. `digest` is that of all its
    own words: another one says that some word is another.
    """

    code: str
    name: str
    right_to_left: bool = False
    draft: bool = False
    lacking: int = 0
    digest: str = ""

    @property
    def complete(self) -> bool:
        """Tell whether a patient could read everything in it."""
        return self.lacking == 0


@dataclass(frozen=True)
class HelperWords:
    """What a language says instead, by its key, while somebody else answers for the patient ("they", never "you").

    `speaks_to` are the words that speak to the patient, or as the patient, "-" before one that is the ending of a word;
    `speaks_to_nobody` are words with such an ending that do not. `whoever` are the keys, or the beginnings of keys, in
    which they mean whoever touches the screen. `same_form`: the language says "you" and "they" in one form ("¿Toma…?"),
    so that no words of its own tell which texts have to be said otherwise; then the reference language's do as well.
    """

    table: Mapping[str, str] = field(default_factory=dict, repr=False)
    speaks_to: tuple[str, ...] = ()
    whoever: tuple[str, ...] = ()
    speaks_to_nobody: tuple[str, ...] = ()
    same_form: bool = False


@dataclass(frozen=True)
class Words:
    """The words of one language; a call renders one key, every placeholder inserted as plain text.

    `plural` names the form, one of PLURAL_FORMS, that a whole number takes in the language.
    """

    language: str
    name: str
    table: Mapping[str, str] = field(repr=False)
    right_to_left: bool = False
    plural: Callable[[int], str] = field(default=no_plurals, repr=False)
    helper: HelperWords = field(default_factory=HelperWords, repr=False)

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key; KeyError when the key or one of its placeholders is missing."""
        text = self.table[key]
        if "{" not in text and "}" not in text:  # most have no placeholder
            return text
        return string.Formatter().vformat(text, (), {name: str(value) for name, value in values.items()})

    def __contains__(self, key: str) -> bool:
        """Tell whether the language has words for an optional key."""
        return key in self.table

    def optional(self, key: str, **values: object) -> str:
        """Return the words of a key, or nothing where the language has none for it."""
        return self(key, **values) if key in self.table else ""

    def count(self, key: str, number: int, **values: object) -> str:
        """Return the words of a key in the plural form that a number takes, {count} being the number.

        The forms stand below the key: `<key>.one`, `<key>.other`. KeyError where the form and `other` are missing.
        """
        form = f"{key}.{self.plural(number)}"
        return self(form if form in self else f"{key}.{OTHER}", count=number, **values)

    def completed_by(self, reference: Words) -> Words:
        """Return these words, and for each key that they lack the reference's."""
        return replace(self, table={**reference.table, **self.table})

    def for_helper(self) -> Words:
        """Return these words as somebody reads them who answers for the patient."""
        return replace(self, table={**self.table, **self.helper.table})
