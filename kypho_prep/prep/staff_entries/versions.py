"""What staff corrected and took back: the versions of one entry, each still on record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from kypho_prep.prep.chart import Instruction, StaffFact

Row = TypeVar("Row", Instruction, StaffFact)


def earlier(rows: Iterable[Row], one: Row) -> tuple[Row, ...]:
    """Return the versions that an entry took the place of, the newest first."""
    known = {row.id: row for row in rows}
    found: list[Row] = []
    before = known.get(one.supersedes or "")
    while before is not None:
        found.append(before)
        before = known.get(before.supersedes or "")
    return tuple(found)


def first_version(rows: Iterable[Row], one: Row) -> Row:
    """Return an entry as it was recorded first, however often it was corrected since."""
    before = earlier(rows, one)
    return before[-1] if before else one


def taken_back(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the entries that staff took back, the newest first."""
    return tuple(sorted((row for row in rows if row.withdrawn), key=lambda row: row.seq, reverse=True))
