"""Reads the content's TOML files; a broken one is refused with its name, the key and the reason."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import tomli


class BrokenContent(Exception):
    """A content file that the program refuses to start with; names the file, the key (or line) and the reason."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        """Keep the three parts, so that a screen and a report can show each."""
        super().__init__(f"{file}: {key}: {reason}")
        self.file = file
        self.key = key
        self.reason = reason


def read_toml(path: Path, file: str = "") -> dict[str, Any]:
    """Return a TOML file as tables; raises BrokenContent with line and column where it cannot be read.

    `file` is the name to refuse it by, where its own name alone would not say which one it is.
    """
    named = file or path.name
    try:
        return tomli.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        raise BrokenContent(named, "file", "the file is missing") from None
    except UnicodeDecodeError as trouble:
        raise BrokenContent(named, f"byte {trouble.start}", "the file is not UTF-8 text") from None
    except tomli.TOMLDecodeError as trouble:
        raise BrokenContent(named, "syntax", str(trouble)) from None
    except OSError as trouble:
        raise BrokenContent(named, "file", f"the file cannot be read ({trouble.strerror})") from None


def flatten(tables: dict[str, Any], file: str, prefix: str = "") -> dict[str, str]:
    """Return nested tables as one table of dotted keys; raises BrokenContent for a value that is not text."""
    flat: dict[str, str] = {}
    for name, value in tables.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            flat.update(flatten(value, file, f"{key}."))
        elif isinstance(value, str):
            flat[key] = value.strip()
        else:
            raise BrokenContent(file, key, "words must be text in quotes")
    return flat


_Shape = TypeVar("_Shape")


def shaped(path: Path, kind: type[_Shape]) -> _Shape:
    """Return a file as a value of its shape; raises BrokenContent naming the file, the key and the reason."""
    # A third of a bare window's start: only whoever needs a shape pays for it, after the first paint.
    import msgspec

    tables = read_toml(path)
    try:
        return msgspec.convert(tables, kind)
    except msgspec.ValidationError as trouble:
        reason, _, where = str(trouble).partition(" - at ")
        raise BrokenContent(path.name, _spoken(where.strip("`"), tables), reason) from None


def _spoken(where: str, tables: dict[str, Any]) -> str:
    """Return a key path led by the id or name of the innermost table that has one, so that a search finds it."""
    node: Any = tables
    named = ""
    for name, number in re.findall(r"\.(\w+)|\[(\d+)\]", where):
        if isinstance(node, list) and number:
            node = node[int(number)]
        elif isinstance(node, dict):
            node = node.get(name)
        if isinstance(node, dict):
            named = str(node.get("id") or node.get("name") or named)
    path = where.removeprefix("$.") or "file"
    return f"{named} ({path})" if named else path
