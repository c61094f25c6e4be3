"""Writes a checked sheet as a language's folder of words: the whole folder or nothing."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path

from kypho_prep.content.translation.reading import Filled
from kypho_prep.content.translation.sheet import Row
from kypho_prep.content.words_files import ABOUT, ABOUT_HELPER, HELPER


def write_language(home: Path, wanted: tuple[Row, ...], filled: tuple[Filled, ...], about: str, helper: str) -> None:
    """Put a language's folder in the place of the one that is there, if any; OSError leaves that as it was.

    `about` and `helper` are the texts of its _language.toml and its helper's _helper.toml.
    """
    home.parent.mkdir(parents=True, exist_ok=True)
    said = {one.key: one.translation for one in filled}
    with tempfile.TemporaryDirectory(prefix=".words-", dir=home.parent) as beside:
        made = Path(beside) / "new"
        (made / HELPER).mkdir(parents=True)
        (made / ABOUT).write_text(about, "utf-8")
        (made / HELPER / ABOUT_HELPER).write_text(helper, "utf-8")
        for place, to_helper in ((made, False), (made / HELPER, True)):
            files: dict[str, dict[str, str]] = defaultdict(dict)
            for row in wanted:
                if row.helper is to_helper and said[row.name]:
                    files[row.file][row.key] = said[row.name]
            for name, table in files.items():
                (place / name).write_text(_toml(table), "utf-8")
        _exchange(made, home, Path(beside) / "old")


def _exchange(made: Path, home: Path, old: Path) -> None:
    if home.exists():
        home.rename(old)
    try:
        made.rename(home)
    except OSError:
        if old.exists():
            old.rename(home)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _toml(table: dict[str, str]) -> str:
    """Return keys and texts as a TOML file: a table for the first two parts of the keys, as in the English files."""
    sections: dict[str, list[str]] = defaultdict(list)
    for key, text in table.items():
        parts = key.split(".")
        depth = min(2, len(parts) - 1)
        sections[".".join(parts[:depth])].append(f"{'.'.join(parts[depth:])} = {_quoted(text)}")
    # A table stands before those inside it.
    return "\n\n".join("\n".join((f"[{name}]", *sections[name])) for name in sorted(sections)) + "\n"


def _quoted(text: str) -> str:
    if "\n" not in text:
        return json.dumps(text, ensure_ascii=False)
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""\n{escaped}"""'
