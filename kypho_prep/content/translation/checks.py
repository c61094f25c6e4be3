"""All that is wrong with a sheet that came back, each fault with its row, in a sentence for the translator."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kypho_prep.content.forbidden import caught, forbidden_patterns, sentences
from kypho_prep.content.plurals import plural_rule
from kypho_prep.content.readability import LONGEST_SENTENCE
from kypho_prep.content.translation.reading import Filled
from kypho_prep.content.translation.sheet import HELPER, TO_HELPER, Row
from kypho_prep.content.word_keys import key_faults
from kypho_prep.prep.checklist import Checklist
from kypho_prep.prep.medicines.catalogue import MedicineList
from kypho_prep.prep.words import HelperWords, Words

# What a spreadsheet program leaves where it took a text for a formula.
_FORMULAS = ("#NAME?", "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#ERROR!", "#NULL!", "#NUM!")
_LONGEST_QUOTE = 80  # letters of a text that a fault quotes
# What is no sentences: the keys of a keyboard, and how a voice says what is written short.
_NO_SENTENCES = ("controls.keyboard.", "speech.")


@dataclass(frozen=True)
class Against:
    """What a sheet is held against: the content, the reference language, and the folder of the content's files."""

    checklist: Checklist
    medicines: MedicineList
    english: Words
    folder: Path


def sheet_faults(wanted: tuple[Row, ...], filled: tuple[Filled, ...]) -> Iterator[tuple[int, str, str]]:
    """Yield each fault of the rows as rows, with its number, key and sentence: missing, twice, too many, changed."""
    rows, seen = {row.name: row for row in wanted}, dict[str, int]()
    for one in filled:
        if one.key in seen:
            yield one.number, one.key, f"the key stands in row {seen[one.key]} already"
        elif one.key not in rows:
            yield one.number, one.key, "the program has no such key; take the row out"
        elif one.digest not in _digests(rows, one.key):
            yield (
                one.number,
                one.key,
                f"the English has changed since: “{_short(rows[one.key].english)}”; export anew",
            )
        seen.setdefault(one.key, one.number)
    for name in rows.keys() - seen.keys():
        yield 0, name, "the row is missing"


def _short(text: str) -> str:
    """Return a text on one line, cut where it would fill a screen."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"


def _digests(rows: Mapping[str, Row], key: str) -> tuple[str, ...]:
    """Return the digests that a row may have: for a row that a translator added, that of its text, or none."""
    row = rows[key]
    return (row.digest, "") if row.note == TO_HELPER and not row.translation else (row.digest,)


def text_faults(row: Row, said: str, patterns: Mapping[str, object]) -> Iterator[str]:
    """Yield each sentence on what is wrong with one translation by itself."""
    if not said:
        # Whether a language needs words of their own for a helper is told by all of its words together.
        if not row.helper:
            yield "the translation is empty"
        return
    if any(one in said for one in _FORMULAS) or said.startswith(("=", "@")):
        yield "the spreadsheet program took the text for a formula"
    if "\N{REPLACEMENT CHARACTER}" in said or any(_is_hidden(one) for one in said):
        yield "there are letters in it that cannot be shown; save the sheet as “CSV UTF-8”"
    if len(said) > row.longest:
        yield f"it has {len(said)} letters; there is room for {row.longest}"
    yield from _placeholder_faults(row, said)
    if not row.key.startswith(_NO_SENTENCES):
        yield from _sentence_faults(said, patterns)


def _placeholder_faults(row: Row, said: str) -> Iterator[str]:
    found = _fields(said)
    if found is None:
        yield "a brace is not closed, or holds more than a name"
        return
    for name in sorted(row.held - row.may_lack - found):
        yield f"the placeholder {{{name}}} is missing"
    for name in sorted(found - row.held):
        yield f"nothing is put in for {{{name}}} here; a placeholder is never translated"


def _fields(said: str) -> frozenset[str] | None:
    """Return the names in a text's braces; None where a brace is open or holds anything but a name."""
    try:
        fields = [part for part in string.Formatter().parse(said) if part[1] is not None]
    except ValueError:
        return None
    plain = all(str(name).isidentifier() and not shape and not conversion for _, name, shape, conversion in fields)
    return frozenset(str(name) for _, name, _, _ in fields) if plain else None


def _sentence_faults(said: str, patterns: Mapping[str, object]) -> Iterator[str]:
    for one in sentences(said):
        if len(one.split()) > LONGEST_SENTENCE:
            yield f"a sentence has {len(one.split())} words; {LONGEST_SENTENCE} is the most: “{_short(one)}”"
    for name in caught(patterns, said):  # type: ignore[arg-type]
        yield f"it says what no page may say (“{name}” in forbidden.toml)"


def _is_hidden(one: str) -> bool:
    """Tell whether a letter is one that no keyboard types on purpose: a control or a mark of direction."""
    return one != "\n" and unicodedata.category(one) in ("Cc", "Cf", "Co", "Cs")


def faults(
    against: Against, language: str, helper: HelperWords, wanted: tuple[Row, ...], filled: tuple[Filled, ...]
) -> tuple[tuple[int, str, str], ...]:
    """Return all that keeps a sheet from being taken in, by row number (0: of no row), each once."""
    found = list(sheet_faults(wanted, filled))
    rows = {row.name: row for row in wanted}
    patterns = forbidden_patterns(against.folder, language)
    for one in filled:
        if one.key in rows:
            found += [(one.number, one.key, told) for told in text_faults(rows[one.key], one.translation, patterns)]
    known = {key for _, key, _ in found}
    numbers = {one.key: one.number for one in filled}
    # What has an open brace cannot be read as words, and is named already.
    words = words_of(language, helper, tuple(one for one in filled if _fields(one.translation) is not None))
    for key, reason in key_faults(against.checklist, against.medicines, words, against.english):
        name = f"{HELPER}{key}" if "helper" in reason else key
        if not {name, key, f"{HELPER}{key}"} & known:
            found.append((numbers.get(name, numbers.get(key, 0)), name, reason))
    return tuple(sorted(set(found)))


def words_of(language: str, helper: HelperWords, filled: tuple[Filled, ...]) -> Words:
    """Return the words that a sheet says; `helper` tells which words speak to the patient."""
    said = {one.key: one.translation for one in filled if one.translation}
    own = {key: text for key, text in said.items() if not key.startswith(HELPER)}
    told = {key.removeprefix(HELPER): text for key, text in said.items() if key.startswith(HELPER)}
    to_helper = HelperWords(told, helper.speaks_to, helper.whoever, helper.speaks_to_nobody, helper.same_form)
    return Words(language, language, own, plural=plural_rule(language).form, helper=to_helper)
