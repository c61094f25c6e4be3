"""How many wrong codes were tried with a birth date, whether or not it is anybody's; on a server it counts itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select, update

from kypho_prep.records.clinic_tables import date_miss
from kypho_prep.records.tables import patient, visit

Counted = tuple[int, datetime]


class DateMisses:
    """The dates that were tried, each with its count and the beginning of its week."""

    def __init__(self, connection: Connection) -> None:
        """Work on one connection."""
        self._connection = connection

    def of(self, born: date) -> Counted | None:
        """Return what is counted of a date."""
        row = self._connection.execute(select(date_miss).where(date_miss.c.born == born)).first()
        return None if row is None else (row.misses, row.week_from)

    def all(self) -> dict[date, Counted]:
        """Return what is counted, by date."""
        return {row.born: (row.misses, row.week_from) for row in self._connection.execute(select(date_miss))}

    def keep(self, born: date, misses: int, week_from: datetime) -> None:
        """Keep a date's count."""
        values = {"misses": misses, "week_from": week_from}
        changed = self._connection.execute(update(date_miss).where(date_miss.c.born == born).values(**values))
        if not changed.rowcount:
            self._connection.execute(insert(date_miss).values(born=born, **values))

    def drop(self, dates: Sequence[date]) -> None:
        """Forget dates whose week is over."""
        self._connection.execute(delete(date_miss).where(date_miss.c.born.in_(dates)))

    def visits_with_code(self, dates: Sequence[date]) -> tuple[str, ...]:
        """Return the visits of patients born on these dates whose slip's code opens them."""
        mine = select(visit.c.id).join(patient, patient.c.id == visit.c.patient_id)
        query = mine.where(patient.c.born.in_(dates), visit.c.code_hmac.is_not(None)).order_by(visit.c.id)
        return tuple(self._connection.execute(query).scalars())
