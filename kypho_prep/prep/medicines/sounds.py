"""How a medicine's name sounds: two spellings that are heard alike get the same code.

The codes stand for sounds of American English as lay people write them: x, ks and cks are one, so are ph and f, soft c
and s, ou and u, a silent e and none. Of Arabic letters those are one that foreign names are written with in turn.
"""

from __future__ import annotations

import re

# At each letter the first that fits holds: longer spellings of a sound stand before the letters that they begin with.
_SOUNDS = (
    ("^eye", "i"),
    ("^x|^ps|^sc(?=[eiy])", "s"),
    ("^[pkgm]n", "n"),
    ("^wr", "r"),
    ("^wh", "w"),
    ("ph", "f"),
    ("(?<=[aeiou])gh(?=t)", ""),
    ("gh", "g"),
    ("th", "t"),
    ("(?<=[aeiouy])tt?(?=[aeiouy])(?!e$)", "d"),
    ("tch|sh|[ts]i(?=on|an)|ci(?=an|ou)", "c"),
    ("sch|ch|ck(?!s)|qu?(?![a-z])|q(?!u)", "k"),
    ("(?<=r)(?:x|cks)(?=[aeiouy])", "s"),
    ("x+|cks|cs|cc(?=[eiy])", "ks"),
    ("s?c(?=[eiy])|z", "s"),
    ("d?g(?=[eiy])|dj", "j"),
    ("c", "k"),
    ("qu", "kw"),
    ("[aeo]?(?:ou|oo|ew|eu|ue|ui)", "u"),
    ("e[aei]|i?e[iy]|ie|y", "i"),
    ("a[iy]|a(?=[^aeiou]e$)", "e"),
    ("n(?=[bp])", "m"),
    ("a[uwo]|o[aw]", "o"),
    ("(?<!^)h", ""),
    ("(?<=[^aeiou])e$", ""),
)
_HEARD = re.compile("|".join(f"({spelled})" for spelled, _said in _SOUNDS))
_TWICE = re.compile(r"(.)\1+")
_OTHERS = re.compile(r"[^a-z\u0621-\u064a]+")
_ARABIC = str.maketrans("ثطصذظضقغجخح", "تتسزززككككه")
_VOWELS = str.maketrans("", "", "aeiou\u0627\u0648\u064a")


def sound(joined: str) -> str:
    """Return the code of a name's sound, its vowels kept as they are heard."""
    letters = joined if joined.isalpha() else _OTHERS.sub("", joined)
    heard = _HEARD.sub(_said, letters) if letters.isascii() else letters.translate(_ARABIC)
    return _TWICE.sub(r"\1", heard)


def consonant_skeleton(heard: str) -> str:
    """Return a sound without its vowels, but for a mark that it begins with one: the part of a name least misheard."""
    return ("a" if heard[:1] in "aeiou\u0627" else "") + heard.translate(_VOWELS)


def _said(found: re.Match[str]) -> str:
    return _SOUNDS[(found.lastindex or 0) - 1][1]
