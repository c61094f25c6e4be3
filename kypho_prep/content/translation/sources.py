"""Where each English text stands, and what the comment above it says to a translator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kypho_prep.content.files import flatten, read_toml
from kypho_prep.content.words_files import ABOUT
from kypho_prep.prep.words import REFERENCE

_KEY = re.compile(r"([\w.]+) = ")
_TABLE = re.compile(r"\[([\w.]+)\]")


@dataclass(frozen=True)
class Source:
    """The words file of an English text, and the comment right above it or above its table."""

    file: str
    note: str


def sources(folder: Path) -> dict[str, Source]:
    """Return for each key of the reference language its file and its comment, in the order of the files."""
    found: dict[str, Source] = {}
    for path in sorted((folder / REFERENCE).glob("*.toml")):
        if path.name != ABOUT:
            notes = _notes(path.read_text("utf-8"))
            keys = flatten(read_toml(path), path.name)
            found |= {key: Source(path.name, notes.get(key) or notes.get(_table(key, notes), "")) for key in keys}
    return found


def _table(key: str, notes: dict[str, str]) -> str:
    """Return the nearest table around a key that has a comment of its own; empty where there is none."""
    parts = key.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts) - 1, 0, -1))
    return next((f"[{name}]" for name in names if f"[{name}]" in notes), "")


def _notes(text: str) -> dict[str, str]:
    """Return the comments of a TOML file by the key or the [table] that they stand right above."""
    notes: dict[str, str] = {}
    above: list[str] = []
    table = ""
    for line in text.splitlines():
        if line.startswith("#"):
            above.append(line.lstrip("# -").strip())
            continue
        if found := _TABLE.fullmatch(line.strip()):
            table = found[1]
            notes[f"[{table}]"] = " ".join(above)
        elif (found := _KEY.match(line)) and above:
            notes[f"{table}.{found[1]}"] = " ".join(above)
        above = []
    return {name: note for name, note in notes.items() if note}
