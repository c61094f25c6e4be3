"""Which plural forms a language has, and which one a number takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kypho_prep.prep.words import OTHER, PLURAL_FORMS, REFERENCE

ONE = "one"


@dataclass(frozen=True)
class PluralRule:
    """The forms that a language needs for each counted key, and the function from a whole number to its form."""

    forms: tuple[str, ...]
    form: Callable[[int], str]


def english_form(number: int) -> str:
    """Return the plural form of a whole number in English, after CLDR: "one" for 1, else "other"."""
    return ONE if number == 1 else OTHER


def spanish_form(number: int) -> str:
    """Return the plural form of a whole number in Spanish, after CLDR: "many" for whole millions."""
    if number == 1:
        return ONE
    return "many" if number and number % 1_000_000 == 0 else OTHER


def arabic_form(number: int) -> str:
    """Return the plural form of a whole number in Arabic, after CLDR: above two the last two digits decide."""
    if number in (0, 1, 2):
        return ("zero", ONE, "two")[number]
    tail = number % 100
    if 3 <= tail <= 10:
        return "few"
    return "many" if tail >= 11 else OTHER


ENGLISH = PluralRule((ONE, OTHER), english_form)
RULES = {
    REFERENCE: ENGLISH,
    "ar": PluralRule(PLURAL_FORMS, arabic_form),
    "es": PluralRule((ONE, "many", OTHER), spanish_form),
}


def plural_rule(language: str) -> PluralRule:
    """Return the rule of a language's code; English's, which many count by, where it needs none of its own."""
    return RULES.get(language, ENGLISH)
