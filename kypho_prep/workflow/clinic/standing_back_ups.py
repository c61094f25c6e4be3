"""The back-ups of a clinic as they stand in its folder and in the second place: which are whole, which damaged."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from kypho_prep.records.sqlite.archive import Archive


@dataclass(frozen=True, slots=True)
class Held:
    """A back-up of a name: where whole copies of it stand, the nearest first, and where damaged ones.

    `made_at` is None where none of them says it any more.
    """

    name: str
    made_at: datetime | None
    whole: tuple[Path, ...]
    damaged: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The back-ups of one clinic, the newest first; `reached`: the second place answered, where there is one."""

    folder: Path
    second: Path | None
    reached: bool
    held: tuple[Held, ...]


def held_in(archive: Archive, database: str) -> tuple[Held, ...]:
    """Return what stands in one folder of back-ups; another clinic's is not looked after here."""
    damaged, held = archive.damaged(), archive.held()
    own = [one for one in held if one.label.database == database]
    told = [Held(one.place.name, one.made_at, (one.place,), ()) for one in own if one.place not in damaged]
    dates = {one.place: one.made_at for one in held}
    return (*told, *(Held(place.name, dates.get(place), (), (place,)) for place in damaged))


def together(here: tuple[Held, ...], there: tuple[Held, ...]) -> tuple[Held, ...]:
    """Return the back-ups of two folders, the newest first, the copies of one back-up as one."""
    every = sorted((*here, *there), key=lambda one: one.name)
    return tuple(_together(list(same)) for _, same in groupby(every, key=lambda one: one.name))[::-1]


def _together(same: list[Held]) -> Held:
    """Return the copies of one back-up as one."""
    made_at = next((one.made_at for one in same if one.made_at is not None), None)
    whole = tuple(place for one in same for place in one.whole)
    return Held(same[0].name, made_at, whole, tuple(place for one in same for place in one.damaged))
