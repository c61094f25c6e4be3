"""A kiosk handed over from a desk: which are free, whom they wait for, and what came of it; a light module.

Only on a clinic's server, where desk and kiosk are two machines. What the kiosk does with it stands in
`workflow/patient/handed.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kypho_prep.records.ids import new_id
from kypho_prep.workflow import stations
from kypho_prep.workflow.clinic.staff import require_staff
from kypho_prep.workflow.derived.refresh import situation_of
from kypho_prep.workflow.errors import Refused, VisitEnded

if TYPE_CHECKING:
    from datetime import datetime

    from kypho_prep.records.hand_overs import HandOverRow, KioskRow
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace


class KioskTaken(Refused):
    """The kiosk is not free any more."""

    key = "error.kiosk_taken"


class SitsElsewhere(Refused):
    """The visit's patient sits at `kiosk`."""

    key = "error.sits_elsewhere"


class Stands(StrEnum):
    """How a kiosk stands, as a desk sees it."""

    FREE = "free"
    WAITING = "waiting"
    SHOWN = "shown"
    SITS = "sits"
    EMERGENCY = "emergency"
    AWAY = "away"


HANDED = frozenset({Stands.WAITING, Stands.SHOWN})


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A kiosk: how it stands, for or with which patient, and when it was last heard of.

    `hand_over` is the id of what stands there; `visit` and `came` are of the last one, also where that has ended.
    """

    station: str
    name: str
    stands: Stands
    patient: str = ""
    seen_at: datetime | None = None
    hand_over: str = ""
    visit: str = ""
    came: str = ""


def kiosks(workplace: Workplace) -> tuple[Kiosk, ...]:
    """Return the clinic's kiosks by their names, at a desk."""
    with workplace.reading() as records:
        return _kiosks(records)


def hand_to(workplace: Workplace, *, staff: StaffMember, visit: str, kiosk: str) -> None:
    """Let a free kiosk ask for the birth date of a visit's patient, and open the visit to who knows it.

    It lapses after two minutes in which the kiosk does not show it, then after five. Raises StaffOnly, VisitEnded,
    SitsElsewhere or KioskTaken.
    """
    with workplace.writing() as records:
        require_staff(records, staff)
        if situation_of(workplace, records, visit).chart.visit.ended is not None:
            raise VisitEnded
        sitting = records.sessions.open_of(visit)
        if sitting is not None and stations.held_elsewhere(workplace, records, sitting):
            raise SitsElsewhere(kiosk=sitting.kiosk)
        chosen = next((one for one in _kiosks(records) if one.station == kiosk), None)
        identity = new_id(workplace.now())
        if chosen is None or chosen.stands is not Stands.FREE or not records.hand_overs.add(identity, visit, kiosk):
            raise KioskTaken
        details = {"hand_over": identity}
        records.audit.add(staff.line(workplace.now(), "kiosk_handed_over", chosen.name, visit, details))


def take_back(workplace: Workplace, *, staff: StaffMember, kiosk: Kiosk) -> None:
    """Take back what a kiosk was handed; one that has ended meanwhile is as asked. Raises StaffOnly."""
    with workplace.writing() as records:
        require_staff(records, staff)
        if records.hand_overs.take_back(kiosk.hand_over):
            details = {"hand_over": kiosk.hand_over}
            records.audit.add(staff.line(workplace.now(), "hand_over_taken_back", kiosk.name, kiosk.visit, details))


def _kiosks(records: Transaction) -> tuple[Kiosk, ...]:
    handed = records.hand_overs.by_kiosk()
    return tuple(_kiosk(row, handed.get(row.station)) for row in records.hand_overs.kiosks())


def _kiosk(row: KioskRow, handed: HandOverRow | None) -> Kiosk:
    stands, patient, standing = _stands(row, handed)
    last = (handed.visit, handed.came) if handed is not None else ("", "")
    return Kiosk(row.station, row.name, stands, patient, row.seen_at, standing, *last)


def _stands(row: KioskRow, handed: HandOverRow | None) -> tuple[Stands, str, str]:
    """Return how a kiosk stands, whom that is about, and the id of what stands handed over there."""
    if row.emergency is not None:
        return Stands.EMERGENCY, row.emergency, ""
    if not row.at_work:
        return Stands.AWAY, "", ""
    if row.sits is not None:
        return Stands.SITS, row.sits, ""
    if handed is not None and handed.came in HANDED:
        return Stands(handed.came), handed.patient, handed.id
    return Stands.FREE, "", ""
