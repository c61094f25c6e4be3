"""Reading grades of the patient's pages; needs the `authoring` extra (textstat)."""

from __future__ import annotations

import re
from pathlib import Path

from kypho_prep.content.check import page_text, read_by_patients
from kypho_prep.content.files import BrokenContent, read_toml
from kypho_prep.content.forbidden import sentences
from kypho_prep.prep.checklist import Checklist
from kypho_prep.prep.words import Words

LONGEST_SENTENCE = 20


def load_terms(path: Path) -> dict[str, str]:
    """Return drug names and explained terms with the short word that each counts as; raises BrokenContent."""
    terms: dict[str, str] = {}
    for number, one in enumerate(read_toml(path).get("term", ())):
        if not one.get("word"):
            raise BrokenContent(path.name, f"term[{number}]", "the term has no word")
        terms[one["word"]] = one.get("counts_as", "drug")
    return terms


def grades(checklist: Checklist, words: Words, terms: dict[str, str]) -> dict[str, float]:
    """Return the Flesch-Kincaid grade of every page; ModuleNotFoundError without the authoring extra."""
    import textstat

    return {
        item.id: round(float(textstat.flesch_kincaid_grade(plain(page_text(item, words), terms))), 1) + 0.0
        for item in checklist.items
    }


def plain(text: str, terms: dict[str, str]) -> str:
    """Return a page's text with placeholders and listed terms replaced by the short words they count as."""
    text = re.sub(r"\{\w+\}", "Tuesday", text)
    # The longest first, so that none is cut up by a shorter one inside it.
    for word in sorted(terms, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(word)}\b", terms[word], text, flags=re.IGNORECASE)
    return text


def long_sentences(words: Words) -> tuple[tuple[str, int], ...]:
    """Return the keys that show a patient a sentence of more than 20 words, with its length in words."""
    return tuple(
        (key, len(sentence.split()))
        for key, text in read_by_patients(words)
        for sentence in sentences(text)
        if len(sentence.split()) > LONGEST_SENTENCE
    )
