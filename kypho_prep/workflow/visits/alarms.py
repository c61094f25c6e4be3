"""What a desk rings for: emergencies and calls for a nurse that nobody has seen to; it names nobody.

This module is light: the first paint may import it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kypho_prep.workflow.visits import schedule

if TYPE_CHECKING:
    from kypho_prep.workflow.visits.board import BoardRow
    from kypho_prep.workflow.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Alarm:
    """One emergency, or one call for a nurse since a moment; a second call of a patient is another one."""

    visit: str
    called: datetime | None = None

    @property
    def emergency(self) -> bool:
        """Tell whether it is more than a call."""
        return self.called is None


def alarms(rows: Iterable[BoardRow]) -> frozenset[Alarm]:
    """Return what is open on a board."""
    found = set()
    for row in rows:
        if row.emergency:
            found.add(Alarm(row.visit))
        if row.nurse_called is not None:
            found.add(Alarm(row.visit, row.nurse_called))
    return frozenset(found)


def changed_alarms(workplace: Workplace, *, since: int) -> tuple[int, frozenset[Alarm] | None]:
    """Return the newest change and what is open, or None where nothing changed since: for a desk that is locked."""
    newest = schedule.board_changed(workplace)
    return newest, None if newest == since else alarms(schedule.board(workplace).rows)
