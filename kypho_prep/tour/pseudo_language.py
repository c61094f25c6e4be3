"""A language made of the English words by code: what no words file says shows, and so does a page without room.

Its codes are those that Unicode's CLDR keeps for such languages: "en-XA" in accented letters, from left to right, and
"ar-XB" in Arabic letters, from right to left. Nobody is offered either; tests and the tour make them where they stand.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kypho_prep.prep.words import HelperWords, Words

ACCENTED, MIRRORED = "en-XA", "ar-XB"
NAMES = {ACCENTED: "Áççéñtéd Éñglísh", MIRRORED: "إنجليزية معكوسة"}
# Spanish takes a quarter more room than English, German a third; this is more than any of them.
LONGER = 1.4
# What fills a text up to that length, in words as long as English has them.
FILLERS = ("et", "alia", "omnis", "quo", "temporis")
# Words without Latin or other letters of a language: keys of the keyboard, and what they are called.
_KEYS = re.compile(r"controls\.keyboard\.(short_)?(letters|digits|accents)(_key)?$|controls\.keyboard\.latin_key$")
_ACCENTS = str.maketrans("aceinouyACEINOUYsz", "áçéíñóúýÁÇÉÍÑÓÚÝšž")
_ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz,?;", "ابكديفجهيجكلمنوبقرستوفوخيز،؟؛"
)  # fmt: skip
_ARABIC_KEYS = {
    "letters": "ضصثقفغعهخحجد شسيبلاتنمكط ئءؤرىةوزظذ",
    "short_letters": "ضصثقفغعهخحجد شسيبلاتنمكط ئءؤرىةوزظذ",
    "accents": "أإآئءؤةى پچڤگژ ،؛؟",
    "letters_key": "أبج",
    "accents_key": "أ ؤ",
}
_PLAIN = re.compile(r"[A-Za-z]*[aeiouAEIOU][A-Za-z]*")


def pseudo_language(english: Words, code: str) -> Words:
    """Return English in the letters of one of the two codes; KeyError for another one."""
    helper = HelperWords(_table(english.helper.table, code), english.helper.speaks_to, english.helper.whoever)
    table = _table(english.table, code)
    return replace(english, language=code, name=NAMES[code], table=table, right_to_left=code == MIRRORED, helper=helper)


def unmarked(text: str, allowed: Mapping[str, object] | frozenset[str] = frozenset()) -> list[str]:
    """Return the English words in a text that came from no words file, but for names that are `allowed`."""
    return [word for word in _PLAIN.findall(text) if word not in allowed and len(word) > 1]


def _table(table: Mapping[str, str], code: str) -> dict[str, str]:
    return {key: _keys(key, text, code) if _KEYS.match(key) else _said(text, code) for key, text in table.items()}


def _keys(key: str, text: str, code: str) -> str:
    return _ARABIC_KEYS.get(key.rpartition(".")[2], text) if code == MIRRORED else text


def _said(text: str, code: str) -> str:
    """Return a text, each of its paragraphs by itself, since a page shows them one by one."""
    return "\n\n".join(_paragraph(one, code) for one in text.split("\n\n"))


def _paragraph(text: str, code: str) -> str:
    parts = list(string.Formatter().parse(text))
    letters = sum(one.isalpha() for literal, *_ in parts for one in literal)
    if letters < 2:  # punctuation between two placeholders, one letter as a sample
        return text
    said = "".join(_written(literal, code) + (f"{{{name}}}" if name is not None else "") for literal, name, *_ in parts)
    short = round(sum(len(literal) for literal, *_ in parts) * LONGER) - len(said) - 2
    more = " ".join(_fill(short + sum(len(name or "") + 2 for _, name, *_ in parts if name is not None)))
    return f"[{said} {_written(more, code)}]" if more else f"[{said}]"


def _fill(letters: int) -> Iterator[str]:
    """Yield filling words of about so many letters together."""
    number = 0
    while letters > 1:
        word = FILLERS[number % len(FILLERS)]
        yield word
        letters -= len(word) + 1
        number += 1


def _written(literal: str, code: str) -> str:
    """Return what stands between two placeholders in the letters of a code."""
    doubled = literal.replace("{", "{{").replace("}", "}}")
    return doubled.lower().translate(_ARABIC) if code == MIRRORED else doubled.translate(_ACCENTS)
