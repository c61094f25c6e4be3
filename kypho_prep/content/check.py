"""Checks the content as its writers need it: coverage of the source, keys, forbidden sentences, reading grades."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kypho_prep.content.forbidden import caught, forbidden_patterns, has_own
from kypho_prep.content.word_keys import key_faults, lacks
from kypho_prep.prep.checklist import Checklist, Item
from kypho_prep.prep.words import REFERENCE, Words

if TYPE_CHECKING:
    from kypho_prep.content import Content

STATEMENTS = tuple(f"S{number:02}" for number in range(1, 104))
# The source leaves these to the clinic: they are its settings, not words of ours.
CLINIC_SLOTS = ("S06", "S102")
# What staff read, and how a voice says what is written short.
_NOT_SEARCHED = ("flag", "desk", "blocker", "program", "test", "speech")


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of the content found; `told` says where each covered statement stands: page, more or paper.

    `drafts` are the words that each draft lacks: they keep it from being offered, and are no fault. `unguarded` are
    languages, other than drafts, that have no forbidden sentences of their own.
    """

    told: dict[str, tuple[str, ...]]
    missing: tuple[str, ...]
    unmapped: tuple[str, ...]
    forbidden: tuple[tuple[str, str, str], ...]
    keys: tuple[tuple[str, str, str], ...]
    drafts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unguarded: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether a clinic may show this content."""
        return not (self.missing or self.unmapped or self.forbidden or self.keys or self.unguarded)

    def as_tables(self) -> dict[str, Any]:
        """Return the report in the form that `kypho-prep content check --json` prints."""
        told = {where: len(statements) for where, statements in self.told.items()}
        covered = sum(told.values())
        return {
            "told": told,
            "statements": {
                "covered": covered,
                "of": covered + len(self.missing),
                "missing": list(self.missing),
                "unmapped": list(self.unmapped),
            },
            "forbidden": [{"language": lang, "key": key, "pattern": name} for lang, key, name in self.forbidden],
            "keys": [{"language": lang, "key": key, "reason": reason} for lang, key, reason in self.keys],
            "drafts": [
                {"language": lang, "lacks": len(keys), "keys": list(keys)} for lang, keys in self.drafts.items()
            ],
            "unguarded": [{"language": lang} for lang in self.unguarded],
        }


def check(content: Content, folder: Path) -> Report:
    """Return what is covered, missing, forbidden or too much in the content of a folder."""
    told = _told(content.checklist)
    mapped = {one for statements in told.values() for one in statements}
    needed = [one for one in STATEMENTS if one not in CLINIC_SLOTS]
    patterns = {code: forbidden_patterns(folder, code) for code in content.languages}
    faults = tuple(
        (words.language, key, reason)
        for words in content.languages.values()
        for key, reason in key_faults(content.checklist, content.medicines, words, content.languages[REFERENCE])
    )
    drafts = {
        one.code: [key for code, key, reason in faults if code == one.code and lacks(reason)]
        for one in content.known
        if one.draft
    }
    return Report(
        told={where: tuple(one for one in needed if one in statements) for where, statements in told.items()},
        missing=tuple(one for one in needed if one not in mapped),
        unmapped=tuple(sorted(mapped - set(STATEMENTS))),
        forbidden=tuple(
            (words.language, key, name)
            for words in content.languages.values()
            for key, text in read_by_patients(words)
            for name in caught(patterns[words.language], text)
        ),
        keys=tuple(one for one in faults if one[0] not in drafts or not lacks(one[2])),
        drafts={code: tuple(dict.fromkeys(keys)) for code, keys in drafts.items()},
        unguarded=tuple(code for code in content.languages if code not in drafts and not has_own(folder, code)),
    )


def _told(checklist: Checklist) -> dict[str, set[str]]:
    """Return the statements by where a patient first meets them: on a page, behind "Tell me more", or on paper."""
    page = {one for item in checklist.items if item.has_page for one in _of(item)}
    more = {one for item in checklist.items if item.behind for one in _of(item)} - page
    return {"page": page, "more": more, "paper": set(checklist.on_paper) - page - more}


def _of(item: Item) -> Iterator[str]:
    yield from item.statements
    for choice in item.offered:
        yield from choice.statements


def searched(key: str) -> bool:
    """Tell whether a key's words are searched for forbidden and long sentences: all but the desk's, papers included."""
    return key.split(".", maxsplit=1)[0] not in _NOT_SEARCHED


def read_by_patients(words: Words) -> Iterator[tuple[str, str]]:
    """Yield what a language says to patients, then what it says to a helper instead: each with its key."""
    for table in (words.table, words.helper.table):
        yield from ((key, text) for key, text in table.items() if searched(key))


def page_text(item: Item, words: Words) -> str:
    """Return what a page asks a patient to read: question, help or body, and each choice closed with a full stop."""
    table = words.table
    parts = [table.get(f"{item.id}.{part}", "") for part in ("question", "help", "body")]
    parts += [table.get(f"{item.id}.choice.{choice.id}", "") for choice in item.offered]
    return " ".join(closed(part) for part in parts if part)


def closed(sentence: str) -> str:
    """Return a text that ends with a full stop, so that cards are read as sentences of their own."""
    text = " ".join(sentence.split())
    return text if text.endswith((".", "?", "!", "\N{ARABIC QUESTION MARK}")) else f"{text}."
