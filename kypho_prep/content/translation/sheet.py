"""Makes the sheet of a language: a row for each text that a patient or a helper reads, the English beside it."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kypho_prep.content.plurals import ONE, PluralRule, plural_rule
from kypho_prep.content.translation.sources import Source, sources
from kypho_prep.content.word_keys import for_patients
from kypho_prep.content.words_files import placeholders
from kypho_prep.prep.checklist import Checklist, Item
from kypho_prep.prep.words import OTHER, PLURAL_FORMS, Words

TO_HELPER = "Said to somebody who answers for the patient: never speak to the patient here."
HELPER = "helper:"  # before the key of what is said to a helper
COLUMNS = (
    "key",
    "said to",
    "where",
    "English",
    "translation",
    "placeholders",
    "longest",
    "note",
    "picture",
    "English as of",
)
_NUMBERS = (*range(200), 1_000_000)  # examples of a plural form are looked for among these
_EXAMPLES = 4
_DIGITS = 12  # of a digest: enough to tell two wordings of one text apart


@dataclass(frozen=True)
class Row:
    """One text to translate; `file` is the name of the words file that it goes to, `longest` its limit in letters.

    `held` are the placeholders that something is put in for, `may_lack` those that the text may do without.
    """

    key: str
    where: str
    english: str
    translation: str
    note: str
    picture: str
    file: str
    held: frozenset[str]
    may_lack: frozenset[str] = frozenset()
    helper: bool = False

    @property
    def name(self) -> str:
        """Return the row's key as it stands in the sheet."""
        return f"{HELPER}{self.key}" if self.helper else self.key

    @property
    def longest(self) -> int:
        """Return how many letters the translation may have: what pages have room for, twice the English and a word."""
        return 2 * len(self.english) + 20

    @property
    def digest(self) -> str:
        """Return what the English text is, to the letter, so that a later change of it shows."""
        return hashlib.sha256(self.english.encode()).hexdigest()[:_DIGITS]

    def to_helper(self) -> Row:
        """Return the row for what a language has to say otherwise to a helper where English does not."""
        return replace(self, translation="", note=TO_HELPER, helper=True)


def rows(folder: Path, checklist: Checklist, english: Words, language: str, words: Words | None) -> tuple[Row, ...]:
    """Return a language's rows in the order of the English files, what is said to a helper below what it stands for.

    `folder` is the one of all languages' words; without `words` every translation is empty.
    """
    return tuple(_rows(sources(folder), checklist, english, language, words))


def _rows(
    told: dict[str, Source], checklist: Checklist, english: Words, language: str, words: Words | None
) -> Iterator[Row]:
    rule, done = plural_rule(language), set[str]()
    for key, source in told.items():
        where, picture = _where(checklist, english, key)
        for form in _forms(key, english, rule) if for_patients(key) else ():
            own, meant = form.key, form.english
            if own in done:
                continue
            done.add(own)
            notes = " ".join(one for one in (form.note, source.note, _note(own)) if one)
            said = words.table.get(own, "") if words else ""
            row = Row(own, where, english.table[meant], said, notes, picture, source.file, form.held, form.may_lack)
            yield row
            said = words.helper.table.get(own, "") if words else ""
            if said or meant in english.helper.table:
                to_helper = english.helper.table.get(meant, english.table[meant])
                notes = f"{TO_HELPER} {form.note}".strip()
                yield replace(row, english=to_helper, translation=said, note=notes, helper=True)


def written(found: tuple[Row, ...]) -> bytes:
    """Return the sheet as a CSV file that spreadsheet programs open as UTF-8, one row a text."""
    text = io.StringIO(newline="")
    out = csv.writer(text)
    out.writerow(COLUMNS)
    for row in found:
        held = " ".join(f"{{{name}}}" for name in sorted(row.held))
        said_to = "helper" if row.helper else "patient"
        out.writerow(
            (
                row.name,
                said_to,
                row.where,
                row.english,
                row.translation,
                held,
                row.longest,
                row.note,
                row.picture,
                row.digest,
            )
        )
    return text.getvalue().encode("utf-8-sig")


@dataclass(frozen=True)
class _Form:
    """A key that a language needs, the English key that it means, and what to say of it."""

    key: str
    english: str
    held: frozenset[str]
    may_lack: frozenset[str] = frozenset()
    note: str = ""


def _forms(key: str, english: Words, rule: PluralRule) -> Iterator[_Form]:
    """Yield what a language needs for one key of English: one text, or one for each of its plural forms."""
    stem, _, form = key.rpartition(".")
    if form not in PLURAL_FORMS or f"{stem}.{ONE}" not in english or f"{stem}.{OTHER}" not in english:
        yield _Form(key, key, placeholders(english.table[key]))
        return
    held = placeholders(english.table[f"{stem}.{OTHER}"])
    for own in rule.forms:
        numbers = [number for number in _NUMBERS if rule.form(number) == own]
        said = ", ".join(map(str, numbers[:_EXAMPLES])) + (", …" if len(numbers) > _EXAMPLES else "")
        meant = f"{stem}.{own}" if f"{stem}.{own}" in english else f"{stem}.{OTHER}"
        # A form for one number alone may say it in words.
        may_lack = held if len(numbers) == 1 and own != "many" else frozenset[str]()
        yield _Form(f"{stem}.{own}", meant, held, may_lack, f"Plural form “{own}”, for {said}.")


def _where(checklist: Checklist, english: Words, key: str) -> tuple[str, str]:
    """Return where a text stands, in words, and the name of the picture of its page, if there is one."""
    parts = key.split(".")
    item = checklist.by_id.get(".".join(parts[:2]))
    if item is None:
        return f"{_AREAS.get(parts[0], parts[0])}: {' '.join(parts[1:]).replace('_', ' ')}", ""
    named = english.table.get(f"{item.id}.question", item.id)
    return f"page “{named}”: {' '.join(parts[2:]).replace('_', ' ')}", picture_of(item)


def picture_of(item: Item) -> str:
    """Return the name of the picture of an item's page; empty for what has no page."""
    return f"{item.id}.png" if item.has_page or item.behind else ""


def _note(key: str) -> str:
    return "The keys of the on-screen keyboard, a blank between two rows." if key in _KEYBOARD else ""


_KEYBOARD = tuple(
    f"controls.keyboard.{one}" for one in ("letters", "digits", "accents", "short_letters", "short_digits")
)
_AREAS = {
    "kiosk": "the kiosk's own pages",
    "controls": "buttons and fields",
    "papers": "on paper",
    "error": "said when something cannot be done",
    "plan": "the patient's plan",
    "answer": "the summary of answers",
    "date": "days and times",
    "note": "a box on a page",
    "speech": "said by the voice",
    "chapter": "the name of a chapter",
    "step": "the name of a step",
}
