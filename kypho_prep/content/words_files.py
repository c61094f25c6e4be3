"""Reads the words of each language: one folder a language, all its files one space of dotted keys.

This module is light: the first paint reads its few words with it.
"""

from __future__ import annotations

import string
from pathlib import Path

from kypho_prep.content.files import BrokenContent, flatten, read_toml
from kypho_prep.content.plurals import plural_rule
from kypho_prep.prep.words import REFERENCE, HelperWords, Language, Words

ABOUT = "_language.toml"
# What is said while somebody else answers for the patient: a folder in the language's own, and whom its words mean.
HELPER, ABOUT_HELPER = "helper", "_helper.toml"
_HELPER_FIELDS = ("speaks_to", "whoever", "speaks_to_nobody")
_SAME_FORM = "same_form"
_HELPER_FIELDS_NAMED = f"speaks_to, whoever and speaks_to_nobody, lists of text, or {_SAME_FORM}, true or false"
_ABOUT_FIELDS = {"name": str, "right_to_left": bool, "draft": bool}


def languages(folder: Path) -> tuple[str, ...]:
    """Return the codes of the languages that have a folder of words, the reference language first.

    Raises BrokenContent where the reference language has none.
    """
    found = folder.iterdir() if folder.is_dir() else ()
    # A hidden folder that a system leaves there is no language.
    codes = sorted(one.name for one in found if one.is_dir() and one.name[0].isalpha())
    if REFERENCE not in codes:
        raise BrokenContent(f"words/{REFERENCE}", "folder", "the folder is missing")
    return tuple(sorted(codes, key=lambda code: code != REFERENCE))


def about(folder: Path, language: str) -> Language:
    """Return what a language says of itself: its own name, which way it runs, whether it is a draft.

    Raises BrokenContent.
    """
    file = _named(folder / language / ABOUT)
    told = read_toml(folder / language / ABOUT, file)
    for field, value in told.items():
        if field not in _ABOUT_FIELDS:
            raise BrokenContent(file, field, f"no such field; known are {', '.join(_ABOUT_FIELDS)}")
        if not isinstance(value, _ABOUT_FIELDS[field]):
            raise BrokenContent(file, field, f"expected {_ABOUT_FIELDS[field].__name__}")
    if not told.get("name"):
        raise BrokenContent(file, "name", "the language's own name is missing")
    right_to_left, draft = bool(told.get("right_to_left", False)), bool(told.get("draft", False))
    return Language(language, str(told["name"]), right_to_left, draft)


def load_words(folder: Path, language: str, only: tuple[str, ...] = ()) -> Words:
    """Return one language's words, of all files or of a few; raises BrokenContent for a key that stands twice."""
    home = folder / language
    known = about(folder, language)
    table = _table(home, only)
    helper = HelperWords() if only else _helper_words(home / HELPER)
    return Words(language, known.name, table, known.right_to_left, plural_rule(language).form, helper)


def _table(home: Path, only: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the words of a folder's files by their key."""
    table: dict[str, str] = {}
    for path in _files(home):
        if only and path.stem not in only:
            continue
        file = _named(path)
        for key, text in flatten(read_toml(path, file), file).items():
            if key in table:
                raise BrokenContent(file, key, "the key stands twice")
            _check_braces(file, key, text)
            table[key] = text
    return table


def _helper_words(home: Path) -> HelperWords:
    """Return what a language says while somebody else answers; a language may have no words that need it."""
    about = read_toml(home / ABOUT_HELPER, _named(home / ABOUT_HELPER)) if (home / ABOUT_HELPER).exists() else {}
    for field, value in about.items():
        listed = isinstance(value, list) and all(isinstance(one, str) for one in value)
        told = isinstance(value, bool) if field == _SAME_FORM else field in _HELPER_FIELDS and listed
        if not told:
            raise BrokenContent(_named(home / ABOUT_HELPER), field, f"expected {_HELPER_FIELDS_NAMED}")
    speaks_to, whoever, nobody = (tuple(about.get(field, ())) for field in _HELPER_FIELDS)
    return HelperWords(_table(home), speaks_to, whoever, nobody, about.get(_SAME_FORM, False))


def file_of(home: Path, key: str) -> str:
    """Return the name of the file in which a key stands, or in which most of its nearest neighbours do."""
    tables = {_named(path): flatten(read_toml(path), path.name) for path in _files(home)}
    parts = key.split(".")
    for length in range(len(parts), 0, -1):
        stem = ".".join(parts[:length])
        near = {name: sum(one == stem or one.startswith(f"{stem}.") for one in table) for name, table in tables.items()}
        if any(near.values()):
            return max(near, key=lambda name: near[name])
    return f"words/{home.name}"


def placeholders(text: str) -> frozenset[str]:
    """Return the names of the placeholders in a text."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def _files(home: Path) -> list[Path]:
    return [path for path in sorted(home.glob("*.toml")) if path.name not in (ABOUT, ABOUT_HELPER)]


def _named(path: Path) -> str:
    home = path.parent
    folder = f"{home.parent.name}/{HELPER}" if home.name == HELPER else home.name
    return f"words/{folder}/{path.name}"


def _check_braces(file: str, key: str, text: str) -> None:
    """Refuse anything in braces but a plain name: what a text may ask for is told by its key, never by the text."""
    try:
        fields = [part for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError as trouble:
        raise BrokenContent(file, key, f"a brace is not closed ({trouble})") from None
    for _, name, shape, conversion in fields:
        if not str(name).isidentifier() or shape or conversion:
            raise BrokenContent(file, key, f"{{{name}}} is no placeholder: it must be a plain name")
