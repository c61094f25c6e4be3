"""Which plural forms a language has, and which one a number takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kypho_prep.prep.words import OTHER

ONE = "one"


@dataclass(frozen=True)
class PluralRule:
    """The forms that a language needs for each counted key, and the function from a whole number to its form."""

    forms: tuple[str, ...]
    form: Callable[[int], str]


def english_form(number: int) -> str:
    """Return the plural form of a whole number in English, after CLDR: "one" for 1, else "other"."""
    return ONE if number == 1 else OTHER


ENGLISH = PluralRule((ONE, OTHER), english_form)
# English's rule serves languages that count likewise (German, Spanish below a million). One that counts otherwise,
# such as Arabic with six forms, needs its own rule here before it comes.
RULES = {"en": ENGLISH}


def plural_rule(language: str) -> PluralRule:
    """Return the rule of a language's code; English's where none is known."""
    return RULES.get(language, ENGLISH)
