"""The stations: the machines that work on the clinic, each with a lease that it renews."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Insert, Update, insert, select, update
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

        The name and the kind of one that an administrator added stay; another's become what it says now.
        """
        known = self._connection.execute(select(station).where(station.c.id == one.id)).mappings().first()
        if known is not None and (known["revoked_at"] is not None or known["login"] is not None):
            renewed = update(station).where(station.c.id == one.id, _WORKS).values(seen_at=DatabaseNow())
            return self._connection.execute(renewed).rowcount == 1
        says: dict[str, Any] = {"name": one.name, "kind": one.kind, "seen_at": DatabaseNow()}
        if known is not None:
            return self._stored(update(station).where(station.c.id == one.id).values(**says))
        return self._stored(insert(station).values(id=one.id, added_at=DatabaseNow(), **says))

    def holds(self, identity: str) -> bool:
        """Tell whether a station's lease runs: it was seen within two minutes."""
        # Not later than that either: a clock that was put back must not make a lease last for hours.
        fresh = station.c.seen_at.between(DatabaseNow(-LEASE), DatabaseNow(LEASE))
        query = select(station.c.id).where(station.c.id == identity, _WORKS, fresh)
        return self._connection.execute(query).first() is not None

    def add(self, one: Station, login: str) -> bool:
        """Enter a station that was not seen yet; False where another has its name."""
        row = {"id": one.id, "name": one.name, "kind": one.kind, "login": login, "added_at": DatabaseNow()}
        return self._stored(insert(station).values(**row))

    def named(self, name: str) -> StationRow | None:
        """Return the station of a name, unless it was revoked."""
        row = self._connection.execute(select(station).where(station.c.name == name, _WORKS)).mappings().first()
        return None if row is None else StationRow(**row)

    def revoke(self, identity: str) -> None:
        """Put on record that a station works here no more; its name may be given again."""
        self._connection.execute(update(station).where(station.c.id == identity).values(revoked_at=DatabaseNow()))

    def all(self) -> tuple[StationRow, ...]:
        """Return the stations that were not revoked, by their names."""
        query = select(station).where(_WORKS).order_by(station.c.name)
        return tuple(StationRow(**row) for row in self._connection.execute(query).mappings())

    def _stored(self, change: Insert | Update) -> bool:
        """Store a station; False where another one has its name. What was done before stays done."""
        try:
            with self._connection.begin_nested():
                self._connection.execute(change)
        except IntegrityError:
            return False
        return True
