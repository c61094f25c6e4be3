"""Reads every language: what is no draft must be whole; a draft that is not is left out, and nobody is kept waiting."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from kypho_prep.content.files import BrokenContent
from kypho_prep.content.word_keys import check_words, key_faults, lacks
from kypho_prep.content.words_files import about, languages, load_words
from kypho_prep.prep.checklist import Checklist
from kypho_prep.prep.medicines.catalogue import MedicineList
from kypho_prep.prep.words import REFERENCE, Language, Words


@dataclass(frozen=True)
class Draft:
    """What a draft lacks of the words that patients read, and what it says wrongly, each by its key with the reason.

    `words` are there unless one of its files cannot be read at all.
    """

    language: Language
    words: Words | None
    lacking: tuple[str, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()


def read_draft(folder: Path, code: str, checklist: Checklist, medicines: MedicineList, reference: Words) -> Draft:
    """Return a draft of a folder of words with all that keeps it from being offered; it may be nothing."""
    known = about(folder, code)
    try:
        words = load_words(folder, code)
    except BrokenContent as broken:
        return Draft(replace(known, lacking=1), None, (), ((broken.key, f"{broken.file}: {broken.reason}"),))
    faults = dict(key_faults(checklist, medicines, words, reference))
    lacking = tuple(key for key, reason in faults.items() if lacks(reason))
    wrong = tuple((key, reason) for key, reason in faults.items() if not lacks(reason))
    return Draft(replace(known, lacking=len(faults), digest=digest(words)), words, lacking, wrong)


def read_languages(
    folder: Path, checklist: Checklist, medicines: MedicineList
) -> tuple[dict[str, Words], tuple[Language, ...]]:
    """Return the complete languages' words by their codes, the reference language first, and what is known of each.

    Raises BrokenContent for the first fault of a language that is no draft.
    """
    codes = languages(folder)
    reference = load_words(folder, REFERENCE)
    check_words(checklist, medicines, reference, reference, folder / REFERENCE)
    read, known = {REFERENCE: reference}, [replace(about(folder, REFERENCE), digest=digest(reference))]
    for code in codes[1:]:
        if about(folder, code).draft:
            draft = read_draft(folder, code, checklist, medicines, reference)
            words, language = draft.words, draft.language
        else:
            words, language = load_words(folder, code), about(folder, code)
            check_words(checklist, medicines, words, reference, folder / code)
            language = replace(language, digest=digest(words))
        known.append(language)
        if words is not None and language.complete:
            # Staff's words that a language has not are the reference's.
            read[code] = words.completed_by(reference)
    return read, tuple(known)


def digest(words: Words) -> str:
    """Return what a language's own words are, to the letter: its keys and texts, a helper's among them."""
    whole = hashlib.sha256()
    for table in (words.table, words.helper.table):
        for key, text in sorted(table.items()):
            for part in (key.encode(), text.encode()):
                whole.update(len(part).to_bytes(8, "big") + part)
        whole.update(b"\0")
    return whole.hexdigest()
