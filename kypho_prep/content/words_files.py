"""Reads the words of each language and holds them against the checklist: no key missing, none too many."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path

from kypho_prep.content.files import BrokenContent, flatten, read_toml
from kypho_prep.prep.checklist import Checklist, Control, Item
from kypho_prep.prep.words import Words

ABOUT = "_language.toml"
REFERENCE = "en"
INTERFACE = ("kiosk", "controls", "desk", "papers", "error", "program", "blocker", "plan", "note")
_OPTIONAL = ("help", "why", "spoken", "body")
_LESSON = ("body",)
_SCENE = ("again", "right", "handed_over")


def languages(folder: Path) -> tuple[str, ...]:
    """Return the codes of the languages that have a folder of words, the reference language first."""
    codes = sorted(one.name for one in folder.iterdir() if (one / ABOUT).is_file())
    return tuple(sorted(codes, key=lambda code: code != REFERENCE))


def load_words(folder: Path, language: str, only: tuple[str, ...] = ()) -> Words:
    """Return one language's words, of all files or of a few; raises BrokenContent for a key that stands twice."""
    home = folder / language
    about = read_toml(home / ABOUT)
    table: dict[str, str] = {}
    for path in sorted(home.glob("*.toml")):
        if path.name == ABOUT or (only and path.stem not in only):
            continue
        named = f"{language}/{path.name}"
        for key, text in flatten(read_toml(path), named).items():
            if key in table:
                raise BrokenContent(named, key, "the key stands twice")
            _hold_placeholders(named, key, text)
            table[key] = text
    return Words(language, str(about.get("name", language)), table, bool(about.get("right_to_left", False)))


def _hold_placeholders(file: str, key: str, text: str) -> None:
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError as trouble:
        raise BrokenContent(file, key, f"a brace is not closed ({trouble})") from None
    for name in names:
        if not name.isidentifier():
            raise BrokenContent(file, key, f"{{{name}}} is no placeholder: it must be a plain name")


def placeholders(text: str) -> frozenset[str]:
    """Return the names of the placeholders in a text."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def required_keys(checklist: Checklist) -> Iterator[str]:
    """Yield every key that the checklist's structure needs words for, in the order of the file."""
    for chapter in checklist.chapters:
        yield f"chapter.{chapter.id}.title"
        for step in chapter.steps:
            yield f"step.{step.id}.title"
    for item in checklist.items:
        yield from _item_keys(item)
        for flag in item.flags:
            yield f"flag.{flag.problem}.board"
            yield f"flag.{flag.problem}.{flag.reason}"
        if item.note:
            yield item.note


def _item_keys(item: Item) -> Iterator[str]:
    yield f"{item.id}.question"
    for choice in item.choices:
        yield f"{item.id}.choice.{choice.id}"
    if item.control is Control.LESSON and not item.shows:
        yield f"{item.id}.body"
    if item.control is Control.SCENE:
        yield from (f"{item.id}.{part}" for part in _SCENE)


def key_faults(checklist: Checklist, words: Words, reference: Words | None = None) -> Iterator[tuple[str, str]]:
    """Yield each key that is missing or too many in one language, with the reason."""
    needed = dict.fromkeys(required_keys(checklist))
    for key in needed:
        if key not in words:
            yield key, "the words are missing"
        elif not words.table[key]:
            yield key, "the words are empty"
    allowed = {f"{item.id}.{part}" for item in checklist.items for part in _OPTIONAL}
    for key in words.table:
        if key not in needed and key not in allowed and key.split(".")[0] not in (*INTERFACE, "flag", "test"):
            yield key, "the checklist has nothing of that name"
    if reference is not None:
        yield from _other_language(words, reference)


def _other_language(words: Words, reference: Words) -> Iterator[tuple[str, str]]:
    for key, text in reference.table.items():
        if key not in words:
            yield key, f"the words are missing ({reference.language} has them)"
        elif placeholders(words.table[key]) != placeholders(text):
            yield key, f"the placeholders differ from those of {reference.language}"
    for key in words.table:
        if key not in reference:
            yield key, f"{reference.language} has no such key"


def hold_words(checklist: Checklist, words: Words, reference: Words | None = None) -> None:
    """Raise BrokenContent for the first missing or extra key of a language."""
    for key, reason in key_faults(checklist, words, reference):
        raise BrokenContent(f"words/{words.language}", key, reason)
