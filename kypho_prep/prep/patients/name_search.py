"""Names, record numbers and phones as they are searched: without case, accents and signs ("swiatek" finds Świątek)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that no accent can be taken from.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_APOSTROPHES = re.compile("['`\u2018\u2019\u02bc\u00b4]")
_SIGNS = re.compile(r"[\W_]+")
_NO_FIGURES = re.compile(r"\D")


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """Return a text in small letters without accents and apostrophes, one space in the place of any other sign."""
    spread = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold().translate(_LETTERS))
    plain = "".join(one for one in spread if unicodedata.category(one) != "Mn")
    return _SIGNS.sub(" ", plain).strip()


def figures(text: str) -> str:
    """Return the figures of a text alone."""
    return _NO_FIGURES.sub("", text)


def search_words(patient: str, mrn: str, phone: str) -> tuple[str, ...]:
    """Return the words that a visit is found by, each by its beginning: names, the MRN, the phone and its endings."""
    numbers = folded(mrn).split()
    digits = figures(phone)
    # People give a phone number without its country, without its area, or by the last four figures.
    words = [*folded(patient).split(), *numbers, "".join(numbers), digits, digits[-10:], digits[-7:], digits[-4:]]
    return tuple(sorted({word for word in words if word}))


def needles(typed: str) -> tuple[str, ...]:
    """Return the beginnings that a typed search asks for; figures without letters are one number."""
    if not any(letter.isalpha() for letter in typed):
        number = figures(typed)
        return (number,) if number else ()
    return tuple(folded(typed).split())
