"""The stations: the machines that work on the clinic, each with a lease that it renews."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from kypho_prep.records.clinic_tables import station
from kypho_prep.records.database_clock import DatabaseNow
from kypho_prep.records.rows import Station, StationRow

# A station that was not seen for so long holds no patient any more.
LEASE = timedelta(minutes=2)
_WORKS = station.c.revoked_at.is_(None)


class Stations:
    """The stations; what is a moment here is one of the database's clock, which they share."""

    def __init__(self, connection: Connection) -> None:
        """Work on one connection."""
        self._connection = connection

    def be_seen(self, one: Station) -> bool:
        """Renew a station's lease, entering the station the first time; False where it was revoked, or its name taken.

        Its name and its kind become what it says now.
        """
        now = DatabaseNow()
        known = update(station).where(station.c.id == one.id, _WORKS)
        try:
            # Another station's name is refused by the index; what was done before stays done.
            with self._connection.begin_nested():
                if not self._connection.execute(known.values(name=one.name, kind=one.kind, seen_at=now)).rowcount:
                    new = insert(station).values(id=one.id, name=one.name, kind=one.kind, added_at=now, seen_at=now)
                    self._connection.execute(new)
        except IntegrityError:
            return False
        return True

    def holds(self, identity: str) -> bool:
        """Tell whether a station's lease runs: it was seen within two minutes."""
        # Not later than that either: a clock that was put back must not make a lease last for hours.
        fresh = station.c.seen_at.between(DatabaseNow(-LEASE), DatabaseNow(LEASE))
        query = select(station.c.id).where(station.c.id == identity, _WORKS, fresh)
        return self._connection.execute(query).first() is not None

    def all(self) -> tuple[StationRow, ...]:
        """Return the stations that were not revoked, by their names."""
        query = select(station).where(_WORKS).order_by(station.c.name)
        return tuple(StationRow(**row) for row in self._connection.execute(query).mappings())
