"""From which side a text reads, and what of it must keep its own order: numbers, names, codes, quotes.

Unicode's Bidirectional Algorithm (Standard Annex 9) orders a line by its letters. Within Arabic it turns "555-0123"
into "0123-555" and takes the full stop of an English quote to the wrong end. Isolates (LRI, RLI, FSI and PDI there)
keep such a part together. They are put in where a line is laid out, and never stand in a text that is stored or sent.
"""

from __future__ import annotations

import re

LRI, RLI, FSI, PDI = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{RIGHT-TO-LEFT ISOLATE}", "\N{FIRST STRONG ISOLATE}", "\u2069"
MARKS = frozenset((LRI, RLI, FSI, PDI))

# Letters of Hebrew, Arabic and the scripts between them; Arabic's own digits and marks of punctuation are left out.
_RIGHT = r"\u0590-\u05ff\u0620-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LEFT = r"A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u052f\u1e00-\u1fff"
_SPACE = " \N{NO-BREAK SPACE}"
_RIGHT_LETTER, _LEFT_LETTER = re.compile(f"[{_RIGHT}]"), re.compile(f"[{_LEFT}]")
_QUOTE = re.compile('[“«"]([^“”«»"]+)[”»"]')
# Latin words and numbers with what stands between them: "Dr. Okafor", "20 mg", "+1 (555) 555-0123", "8:30", "37 °C".
_WORD = rf"[{_LEFT}0-9]+"
_BETWEEN = rf"[-\u2010-\u2013.,:/&@'\u2019+*#°%()_{_SPACE}]{{1,3}}"
_LATIN = re.compile(rf"[+(#]{{0,2}}{_WORD}(?:{_BETWEEN}{_WORD})*[%°)]*")
_NUMBER_AT_END = re.compile(rf"^(.*[{_LEFT}].*?)[^{_LEFT}0-9]+([0-9]+(?:[.,:/][0-9]+)*)$")
# Two numbers beside each other, such as a year and an hour, are two words, unless they are groups of a telephone number
# or of a code.
_TWO_NUMBERS = re.compile(rf"(?<=[0-9%°)])(?:[,.]?[{_SPACE}]+|[{_SPACE}][-\u2010-\u2013][{_SPACE}])(?=[(#+]?[0-9])")
_GROUPS = re.compile(r"[+(][0-9][0-9()\-./ ]*[0-9]|(?<![0-9:.,])[0-9]{3,}(?: [0-9]{3,})+(?![0-9:.,])")
_SENTENCE_END = re.compile(rf"\.[{_SPACE}]+(?=[0-9])")
_OTHER_SCRIPT = re.compile(rf"[{_RIGHT}]+(?:[^{_LEFT}{_RIGHT}]{{1,12}}[{_RIGHT}]+)*")


def has_right_letters(text: str) -> bool:
    """Tell whether a text has letters of a script that runs from right to left."""
    return not text.isascii() and _RIGHT_LETTER.search(text) is not None


def reads_from_right(text: str, page_from_right: bool) -> bool:
    """Tell whether a text reads from right to left on a page that does, or on one that does not.

    A text is of its page's language as soon as it has letters of it; a medicine's name or a number alone is not.
    """
    return has_right_letters(text) and (page_from_right or not _LEFT_LETTER.search(text))


def isolated(text: str, from_right: bool) -> str:
    """Return a text that reads from that side, with isolates around each part that keeps an order of its own."""
    return with_marks(text, isolates(text, from_right))


def with_marks(text: str, marks: list[tuple[int, str]]) -> str:
    """Return a text with each mark before the letter at its place."""
    parts, last = [], 0
    for place, mark in marks:
        parts += [text[last:place], mark]
        last = place
    return "".join([*parts, text[last:]])


def isolates(text: str, from_right: bool) -> list[tuple[int, str]]:
    """Return where an isolate begins or ends in a text that reads from that side, in order."""
    has_other = has_right_letters(text)
    if not from_right and not has_other:
        return []
    if from_right and not has_other:
        return [(0, LRI), (len(text), PDI)] if text.strip() else []
    found: list[tuple[int, str]] = []
    at = 0
    for quote in _QUOTE.finditer(text):
        start, end = quote.span(1)
        if _reads_otherwise(quote[1], from_right):
            found += _of_runs(text, at, start, from_right)
            found += [(start, FSI), (end, PDI)]
            at = end
    return found + _of_runs(text, at, len(text), from_right)


def _reads_otherwise(quote: str, from_right: bool) -> bool:
    """Tell whether the first letter of a quote is of the other direction than the text around it."""
    right, left = _RIGHT_LETTER.search(quote), _LEFT_LETTER.search(quote)
    if right is None or left is None:
        return left is not None if from_right else right is not None
    return (right.start() > left.start()) is from_right


def _of_runs(text: str, start: int, end: int, from_right: bool) -> list[tuple[int, str]]:
    """Return the isolates around the runs of the other direction in a part of a text."""
    found: list[tuple[int, str]] = []
    for run in (_LATIN if from_right else _OTHER_SCRIPT).finditer(text, start, end):
        for begins, stops in _latin_parts(text, *run.span()) if from_right else [run.span()]:
            found += [(begins, LRI if from_right else RLI), (stops, PDI)]
    return found


def _latin_parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a run that each keep their order: a number stays with the word that it counts."""
    parts = []
    for piece in _pieces(text, start, end):
        begins, stops = piece
        said = text[begins:stops]
        counted = _NUMBER_AT_END.match(said)
        if counted and _RIGHT_LETTER.match(text[stops : stops + 2].lstrip(_SPACE)):
            # The number, whole ("6:00", "2.5"), belongs to the word behind it.
            parts.append((begins + counted.start(2), stops))
            stops = begins + len(counted[1])
        parts += _in_pairs(text, begins, stops)
    return sorted((begins, stops) for begins, stops in parts if begins < stops and not text[begins:stops].isdigit())


def _in_pairs(text: str, begins: int, stops: int) -> list[tuple[int, int]]:
    """Return a part without the brackets whose other half stands outside it, among the words around."""
    while text.count(")", begins, stops) > text.count("(", begins, stops):
        stops = text.rindex(")", begins, stops)
    if text.count("(", begins, stops) > text.count(")", begins, stops):
        place = text.rindex("(", begins, stops)
        return [*_in_pairs(text, begins, place), *_in_pairs(text, place + 1, stops)]
    return [(begins, begins + len(text[begins:stops].rstrip(_SPACE)))]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a run in pieces: it ends with a sentence before a number, and with a number before another."""
    groups = [one.span() for one in _GROUPS.finditer(text, start, end)]
    found = [
        one.span() for one in (*_SENTENCE_END.finditer(text, start, end), *_TWO_NUMBERS.finditer(text, start, end))
    ]
    ends = sorted({one for one in found if not any(first <= one[0] < last for first, last in groups)})
    begins = [start, *(stop for _, stop in ends)]
    return list(zip(begins, [*(first for first, _ in ends), end], strict=True))
