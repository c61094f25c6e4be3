"""What stays of a typed medicine once dose, form and how often are taken away; numbers that belong to a name stay."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from kypho_prep.prep.medicines.filler_words import AROUND, DENYING, FORMS, JOINING, OFTEN, REASON, SALTS, UNITS, UNSURE

# No name on a box is as long: a longer text is kept word for word and never looked up.
LONGEST = 120

_NOT_TYPED = re.compile(r"[^\x20-\x7e\s\u0621-\u064a]|[<>\x00-\x08\x0b\x0c\x0e-\x1f]")
_WORDS = re.compile(r"[a-z]+|[\u0621-\u064a]+|\d+(?:[./]\d+)*%?")
_APOSTROPHES = dict.fromkeys("'`\u2018\u2019\u00b4", "")
_TRADE_MARKS = dict.fromkeys("\u00ae\u2122\u00a9\u00b0", " ")
_SIGNS = {"\u00b5": "u", "\u2044": "/", "\u00d7": "x", "\u00bd": "1/2"}
_MARKS = str.maketrans(_APOSTROPHES | _TRADE_MARKS | _SIGNS)
# Arabic letters that are written for one another, or not at all; a hamza on its carrier goes with the vowel marks.
_ALIKE = str.maketrans(
    "\u0649\u06cc\u0629\u06a9\u06af\u067e\u0686\u06a4", "\u064a\u064a\u0647\u0643\u062c\u0628\u062c\u0641"
)
_ARABIC = str.maketrans(_ALIKE | dict.fromkeys("\u0621\u0640", "") | {chr(0x660 + one): str(one) for one in range(10)})
# "The", "and the", "for the" before an Arabic noun.
_ARTICLE = re.compile(r"\b(?:وال|ال|لل)(?=[\u0621-\u064a]{2})")


def plain_words(text: str) -> tuple[str, ...]:
    """Return a text's words and numbers in small letters; nothing for what nobody types as a medicine's name.

    Nothing comes of a text that is too long, holds markup, control characters, pictures or letters that are neither
    Latin nor Arabic.
    """
    if len(text) > LONGEST:
        return ()
    folded = text if text.isascii() else _unaccented(text)
    if _NOT_TYPED.search(folded):
        return ()
    return tuple(_WORDS.findall(folded.casefold().translate(_MARKS)))


def _unaccented(text: str) -> str:
    """Return a text without accents, vowel marks and Arabic articles, with dashes and quotes as plain ones.

    Other scripts and pictures stay in it.
    """
    spread = unicodedata.normalize("NFKD", text.translate(_MARKS))
    kinds = ((one, unicodedata.category(one)) for one in spread)
    plain = "".join(" " if kind[0] in "PZ" and not one.isascii() else one for one, kind in kinds if kind != "Mn")
    return _ARTICLE.sub("", plain.translate(_ARABIC))


def joined(words: Iterable[str]) -> str:
    """Return words as one, by which split and joined spellings of a name are the same; "and" and "with" left out."""
    return "".join(word for word in words if word not in JOINING)


def affirmed(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words before the first that denies ("for my heart, not diabetes"), without "sugar free".

    "Not sure" and "don't know the name" deny nothing.
    """
    kept = tuple(_without_free(words))
    for at, word in enumerate(kept):
        if word in DENYING and not UNSURE.intersection(kept[at + 1 : at + 2]):
            return kept[:at]
    return kept


def _without_free(words: tuple[str, ...]) -> Iterator[str]:
    for at, word in enumerate(words):
        if word != "free" and words[at + 1 : at + 2] != ("free",):
            yield word


def readings(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the words as typed, then with ever more taken away: how often, dose, talk, salt, numbers, form.

    A number that may belong to the name (70/30, #3) stays until everything else was tried.
    """
    # A single word is the name: taking more away would leave nothing to look up.
    if len(words) == 1:
        return (words,)
    found = {words: None}
    for one in _stripped(affirmed(words)):
        if one:
            found[one] = None
    return tuple(found)


def _stripped(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    dosed = tuple(undosed(words))
    yield dosed
    bare = tuple(word for word in dosed if word not in OFTEN)
    yield bare
    told = _head(tuple(word for word in bare if word not in AROUND))
    yield told
    base = tuple(word for word in told if word not in SALTS)
    yield base
    yield tuple(word for word in base if word not in FORMS)
    lettered = tuple(word for word in base if word[0].isalpha())
    yield lettered
    yield tuple(word for word in lettered if word not in FORMS)


def undosed(words: tuple[str, ...]) -> Iterator[str]:
    """Return the words without numbers that have a unit, and without per cents; a number that stays may name."""
    unit = False
    for at, word in enumerate(words):
        follows = words[at + 1] if at + 1 < len(words) else ""
        counted = follows in ("a", "per") and not UNITS.isdisjoint(words[at + 2 : at + 3])
        dose = word[0].isdigit() and (follows in UNITS or counted)
        # Only the unit right behind its number goes with it: the same word elsewhere may belong to a name.
        if not (dose or word.endswith("%") or (unit and word in UNITS)):
            yield word
        unit = dose


def _head(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return what stands before "for my heart"."""
    for at, word in enumerate(words):
        if at and word in REASON:
            return words[:at]
    return words
