"""What a desk rings for: emergencies and calls for a nurse that nobody has seen to; it names nobody.

This module is light: the first paint may import it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kypho_prep.prep.times import local_date
from kypho_prep.workflow import clinic_setting
from kypho_prep.workflow.errors import Refused

if TYPE_CHECKING:
    from kypho_prep.workflow.visits.board import BoardRow
    from kypho_prep.workflow.workplace import Workplace


class EmergencyStands(Refused):
    """An emergency stands at a kiosk that nobody has acknowledged: it comes before whatever would take it away."""

    key = "error.emergency_stands"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One emergency, or one call for a nurse since a moment; a second one of a patient is another one."""

    visit: str
    called: datetime | None = None
    ticked: int | None = None

    @property
    def emergency(self) -> bool:
        """Tell whether it is more than a call."""
        return self.called is None


def alarms(rows: Iterable[BoardRow]) -> frozenset[Alarm]:
    """Return what is open on a board."""
    return frozenset(
        alarm for one in rows for alarm in _alarms(one.visit, one.nurse_called, one.emergency, one.emergency_seq)
    )


def open_alarms(workplace: Workplace) -> frozenset[Alarm]:
    """Return what is open on today's board, without the board: for a desk that is locked."""
    with workplace.reading() as records:
        today = local_date(workplace.now(), clinic_setting.read(records.settings.get(clinic_setting.KEY)))
        found = records.summaries.open_alarms(since=today)
    return frozenset(
        alarm
        for one in found
        for alarm in _alarms(one.visit, one.nurse_called_at, one.emergency_kiosk is not None, one.emergency_seq)
    )


def refuse_emergency(workplace: Workplace) -> None:
    """Raise EmergencyStands where one stands that nobody has acknowledged."""
    if any(one.emergency for one in open_alarms(workplace)):
        raise EmergencyStands


def _alarms(visit: str, called: datetime | None, emergency: bool, ticked: int | None) -> Iterator[Alarm]:
    if emergency:
        yield Alarm(visit, ticked=ticked)
    if called is not None:
        yield Alarm(visit, called)
