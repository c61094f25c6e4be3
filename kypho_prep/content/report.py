"""The whole report of `kypho-prep content check`: what the files hold, what is missing, how hard the pages read."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from statistics import median
from typing import Any

from kypho_prep.content import Content
from kypho_prep.content.check import check
from kypho_prep.content.checklist_file import load_checklist
from kypho_prep.content.medicines_file import load_medicines
from kypho_prep.content.readability import grades, load_terms, long_sentences
from kypho_prep.content.spanish_ease import HARDEST, SPANISH, USUAL, eases
from kypho_prep.content.structure import check_structure
from kypho_prep.content.words_files import about, languages, load_words
from kypho_prep.prep.words import REFERENCE

HARDEST_GRADE = 6.0


def report(resources: Path) -> tuple[dict[str, Any], bool]:
    """Return the report and whether all is well; a broken file raises BrokenContent, a wrong key is reported."""
    folder = resources / "content"
    checklist = load_checklist(folder / "checklist.toml")
    check_structure(checklist, resources / "images")
    medicines = load_medicines(resources / "medicines" / "flagging.toml")
    read = {code: load_words(folder / "words", code) for code in languages(folder / "words")}
    known = tuple(about(folder / "words", code) for code in read)
    found = check(Content(checklist, read, medicines, known), folder)
    tables = found.as_tables()
    tables["long_sentences"] = [
        {"language": code, "key": key, "words": count} for code in read for key, count in long_sentences(read[code])
    ]
    graded = {"grades": read[REFERENCE], "grades_helper": read[REFERENCE].for_helper()}
    tables |= {name: {} for name in graded}
    if importlib.util.find_spec("textstat"):
        terms = load_terms(folder / "terms.toml")
        tables |= {name: grades(checklist, words, terms) for name, words in graded.items()}
    hard = any(grade > HARDEST_GRADE for name in graded for grade in tables[name].values())
    said = [read[SPANISH], read[SPANISH].for_helper()] if SPANISH in read else []
    tables["ease_spanish"], *helper = [eases(checklist, words) for words in said] or [{}]
    hard = hard or any(_hard(pages) for pages in (tables["ease_spanish"], *helper) if pages)
    return tables, found.ok and not hard and not tables["long_sentences"]


def _hard(pages: dict[str, float]) -> bool:
    return min(pages.values()) < HARDEST or median(pages.values()) < USUAL
