"""Holds what is said to a helper against what is said to the patient: "they" wherever the patient is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kypho_prep.content.words_files import placeholders
from kypho_prep.prep.checklist import Checklist, Item
from kypho_prep.prep.words import OTHER, PLURAL_FORMS, HelperWords, Words

# A letter of a word; Arabic vowel marks stand behind theirs.
_LETTER = r"[\w\u064b-\u0652]"
HELPER_MISSING = "the words for a helper are missing"
# What is printed is the patient's own, whoever answered; the plan on the screen names its lines as the paper does.
PAPERS, ON_THE_SCREEN_TOO = "papers.", "papers.plan.label."


def helper_faults(
    checklist: Checklist, words: Words, reference: Words, for_patients: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """Yield each key that would speak to a helper as to the patient, or whose helper's words do not fit, with why.

    Which texts need a helper's words is told by the words that speak to the patient. A language that names none, or
    that says "you" and "they" in one form, needs what the reference language has.
    """
    helper = words.helper
    speaks = _speaks(helper)
    own = (key for key in speaking(words) if for_patients(key) and helper_reads(checklist, key))
    follows = words is not reference and (speaks is None or helper.same_form)
    needed = dict.fromkeys((*_as_in(words, reference), *own)) if follows else own
    for key in needed:
        if key not in helper.table:
            yield key, HELPER_MISSING
    for key, text in helper.table.items():
        if key not in words:
            yield key, "a helper's words stand for no words of the patient's"
        elif placeholders(text) != placeholders(words.table[key]):
            yield key, "the placeholders of the helper's words differ from the patient's"
        elif means_whoever(helper, key):
            yield key, "the words mean whoever touches the screen: a helper reads the patient's"
        elif speaks is not None and speaks.search(text):
            yield key, "the helper's words speak to the patient"


def _as_in(words: Words, reference: Words) -> Iterator[str]:
    """Yield each key for which the reference language has a helper's words, in the plural forms of this one."""
    for key in words.table:
        stem, _, form = key.rpartition(".")
        if key in reference.helper.table or (form in PLURAL_FORMS and f"{stem}.{OTHER}" in reference.helper.table):
            yield key


def speaking(words: Words) -> Iterator[str]:
    """Yield each key whose words speak to the patient, or as the patient, and to nobody else."""
    speaks = _speaks(words.helper)
    if speaks is not None:
        found = (key for key, text in words.table.items() if speaks.search(text))
        yield from (key for key in found if not means_whoever(words.helper, key))


def means_whoever(helper: HelperWords, key: str) -> bool:
    """Tell whether a key's words mean whoever touches the screen, patient or not."""
    return any(key == one or (one.endswith(".") and key.startswith(one)) for one in helper.whoever)


def helper_reads(checklist: Checklist, key: str) -> bool:
    """Tell whether words of the patient's stand on a page of a helper's: no paper, nothing private or off the way."""
    parts = key.split(".")
    item = checklist.by_id.get(".".join(parts[:2]))
    if item is None:
        return key.startswith(ON_THE_SCREEN_TOO) or not key.startswith(PAPERS)
    return _has_place(item) and (parts[2] not in ("choice", "short") or _is_offered(item, parts[3]))


def _has_place(item: Item) -> bool:
    return not item.private and (item.has_page or bool(item.behind))


def _is_offered(item: Item, choice: str) -> bool:
    return any(one.id == choice for one in item.offered)


def _speaks(helper: HelperWords) -> re.Pattern[str] | None:
    """Return what finds a word that speaks to the patient; none where the language names no such words."""
    if not helper.speaks_to:
        return None
    endings = (rf"{_LETTER}+{re.escape(one[1:])}" for one in helper.speaks_to if one.startswith("-"))
    said = "|".join((*(re.escape(one) for one in helper.speaks_to if not one.startswith("-")), *endings))
    nobody = "|".join(map(re.escape, helper.speaks_to_nobody))
    other = rf"(?!(?:{nobody})(?!{_LETTER}))" if nobody else ""
    return re.compile(rf"\b{other}(?:{said})(?!{_LETTER})", re.IGNORECASE)
