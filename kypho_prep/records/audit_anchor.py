"""An anchor of the audit outside the database: how many entries there were, and the last one's tag, in a small file.

It stands beside the keys and not beside the data, so that an older copy of the data folder does not bring an older one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kypho_prep.records.audit_chain import Anchor
from kypho_prep.records.files import write_durably

VERSION = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """An anchor, and when it was taken."""

    anchor: Anchor
    at: datetime


class AnchorFile:
    """Where one station keeps its anchor of one clinic."""

    def __init__(self, config: Path, station: str) -> None:
        """Know the file; an administrator's command without a station of its own has one too."""
        self.path = config / "audit" / f"{station or 'office'}.json"

    def read(self) -> Kept | None:
        """Return the anchor; None where there is none, or none that can be read."""
        try:
            content = json.loads(self.path.read_text("utf-8"))
            if content["version"] != VERSION:
                return None
            anchor = of(content)
            return None if anchor is None else Kept(anchor, datetime.fromisoformat(content["at"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, anchor: Anchor, at: datetime) -> None:
        """Store an anchor durably in the place of the one before. Raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        said = {"version": VERSION, "at": at.isoformat(), **stored(anchor)}
        write_durably(self.path, json.dumps(said, indent=1) + "\n")

    def forget(self) -> None:
        """Remove the anchor, if there is one: the record goes on elsewhere in a chain of its own."""
        with suppress(OSError):
            self.path.unlink()


def stored(anchor: Anchor) -> dict[str, Any]:
    """Return an anchor as a file holds it."""
    return {"place": anchor.place, "tag": anchor.tag}


def of(content: Mapping[str, Any] | None) -> Anchor | None:
    """Return the anchor that a file holds; None where it holds none."""
    try:
        return None if content is None else Anchor(int(content["place"]), str(content["tag"]))
    except (ValueError, KeyError, TypeError):
        return None


def typed(said: str) -> Anchor | None:
    """Return an anchor as it is printed and typed, such as 4210:9f2c...; None where it is none."""
    place, _, tag = said.strip().partition(":")
    return Anchor(int(place), tag.lower()) if place.isdecimal() and len(place) < 19 and len(tag) == 64 else None


def shown(anchor: Anchor) -> str:
    """Return an anchor as it is printed."""
    return f"{anchor.place}:{anchor.tag}"
