"""Kiosks that staff hand over from their desk; it is the server's alone (migration 0015): a file has one machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, String, column, func, select

from kypho_prep.records.clinic_tables import station
from kypho_prep.records.database_clock import DatabaseNow
from kypho_prep.records.stations import LEASE
from kypho_prep.records.tables import kiosk_session, visit_summary

_ALL = func.hand_overs().table_valued(*(column(name, String) for name in ("station", "id", "visit", "came")))


@dataclass(frozen=True, slots=True)
class KioskRow:
    """A kiosk that has a login: whether its lease runs, who sits there, and whose emergency stands there."""

    station: str
    name: str
    seen_at: datetime | None
    at_work: bool
    sits: str | None
    emergency: str | None


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """What is handed to a kiosk, or was last: `came` is waiting, shown, or how it ended."""

    id: str
    visit: str
    came: str
    patient: str


class HandOvers:
    """The desk hands over, takes back and sees; a kiosk learns that it has one, and of whom only by a birth date."""

    def __init__(self, connection: Connection) -> None:
        """Work on one connection."""
        self._connection = connection

    def kiosks(self) -> tuple[KioskRow, ...]:
        """Return the clinic's kiosks by their names; at a desk."""
        sitting, alarm = visit_summary.alias(), visit_summary.alias()
        open_here = (kiosk_session.c.station_id == station.c.id) & kiosk_session.c.ended_at.is_(None)
        fresh = func.coalesce(station.c.seen_at.between(DatabaseNow(-LEASE), DatabaseNow(LEASE)), False)
        query = (
            select(station.c.id, station.c.name, station.c.seen_at, fresh, sitting.c.patient, alarm.c.patient)
            .outerjoin(kiosk_session, open_here)
            .outerjoin(sitting, sitting.c.visit_id == kiosk_session.c.visit_id)
            .outerjoin(alarm, alarm.c.emergency_kiosk == station.c.name)
            .where(station.c.kind == "kiosk", station.c.login.is_not(None), station.c.revoked_at.is_(None))
            .order_by(station.c.name)
        )
        # Of several that left a sitting or an emergency there one is enough to say that it is not free.
        rows = {row[0]: KioskRow(*row) for row in self._connection.execute(query)}
        return tuple(rows.values())

    def by_kiosk(self) -> dict[str, HandOverRow]:
        """Return what is handed to each kiosk, or was within the last minutes; at a desk."""
        query = select(*_ALL.c, visit_summary.c.patient).join(visit_summary, visit_summary.c.visit_id == _ALL.c.visit)
        found = self._connection.execute(query).all()
        return {kiosk: HandOverRow(*columns) for kiosk, *columns in found}

    def add(self, identity: str, visit: str, kiosk: str) -> bool:
        """Hand a kiosk over for a visit; False where it is none, or waits for somebody already."""
        return bool(self._connection.execute(select(func.hand_to(identity, visit, kiosk))).scalar())

    def take_back(self, identity: str) -> bool:
        """Take one back; False where it had ended."""
        return bool(self._connection.execute(select(func.take_back(identity))).scalar())

    def here(self) -> str | None:
        """Return the id of what is handed to this kiosk while nobody sits there and no emergency stands."""
        found: str | None = self._connection.execute(select(func.handed_here())).scalar()
        return found

    def show(self, identity: str) -> bool:
        """Say that this kiosk asks for the birth date from now on; False where it does already, or it has ended."""
        return bool(self._connection.execute(select(func.show_handed(identity))).scalar())

    def leave(self, identity: str) -> None:
        """Say that whoever was at this kiosk went back."""
        self._connection.execute(select(func.leave_handed(identity)))

    def try_one(self, identity: str, born: date) -> int:
        """Put a try at the birth date down as a wrong one, and return 0; or the seconds to wait.

        It is answered as a claim is (`records/claims.py`), in a later transaction.
        """
        return int(self._connection.execute(select(func.try_handed(identity, born.isoformat()))).scalar_one())

    def answer(self) -> str | None:
        """Return the visit that the last try was right about, which this station now holds; None for a wrong one."""
        found: str | None = self._connection.execute(select(func.answer_handed())).scalar()
        return found
