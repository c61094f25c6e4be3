"""Holds a content file against its shape: every field known, of its type, and named where it is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from kypho_prep.content.files import BrokenContent, read_toml

_Shape = TypeVar("_Shape")


def shaped(path: Path, kind: type[_Shape]) -> _Shape:
    """Return a file as a value of its shape; raises BrokenContent naming the file, the key and the reason."""
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
