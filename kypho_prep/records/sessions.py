"""Sittings at the kiosk: at most one open for each visit."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, desc, func, insert, or_, select, update

from kypho_prep.records.clinic_tables import setting
from kypho_prep.records.pipeline import UNREAD
from kypho_prep.records.rows import Seat, SessionRow
from kypho_prep.records.tables import kiosk_session, visit_summary

# Built once: each of them runs before or after every reply.
_GET = select(kiosk_session).where(kiosk_session.c.id == bindparam("identity"))
_OPEN = kiosk_session.c.ended_at.is_(None)
_OPEN_OF = select(kiosk_session).where(kiosk_session.c.visit_id == bindparam("visit"), _OPEN)
# All that a reply has to know before it is stored, in one exchange with the database.
_SEAT = (
    select(
        kiosk_session,
        visit_summary.c.change_seq.label("newest_change"),
        visit_summary.c.nurse_called_at.label("called_at"),
        select(setting.c.value).where(setting.c.key == bindparam("settings")).scalar_subquery().label("clinic"),
    )
    # A visit whose row is missing keeps its sittings: nothing is held of it then.
    .outerjoin(visit_summary, visit_summary.c.visit_id == kiosk_session.c.visit_id)
    .where(kiosk_session.c.id == bindparam("identity"))
)
# Before the sitting is read: it ends together with a change to its visit. A function of the migrations, since a kiosk's
# login sees the visit of a sitting that has ended only where it names the sitting.
_HOLD_VISIT = select(func.hold_sitting(bindparam("identity"))).execution_options(**UNREAD)
_EARLIER = kiosk_session.alias()
_NEXT = select(func.coalesce(func.max(_EARLIER.c.seq), 0) + 1).where(_EARLIER.c.visit_id == bindparam("of_visit"))
_ADD = insert(kiosk_session).values(seq=_NEXT.scalar_subquery())
_CHANGE = update(kiosk_session).where(kiosk_session.c.id == bindparam("identity")).execution_options(**UNREAD)


class Sessions:
    """The sittings."""

    def __init__(self, connection: Connection, *, locking: bool = False) -> None:
        """Work on one connection."""
        self._connection = connection
        self._locking = locking

    def get(self, identity: str) -> SessionRow | None:
        """Return a sitting by its id."""
        self._hold_visit(identity)
        return self._first(_GET, {"identity": identity})

    def seat(self, identity: str, settings: str) -> Seat | None:
        """Return a sitting with its visit's newest change and the clinic's settings, kept under the key `settings`."""
        self._hold_visit(identity)
        row = self._connection.execute(_SEAT, {"identity": identity, "settings": settings}).mappings().first()
        if row is None:
            return None
        values = dict(row)
        change, called, clinic = (values.pop(name) for name in ("newest_change", "called_at", "clinic"))
        return Seat(_sitting(values), change or 0, called is not None, clinic)

    def open_of(self, visit: str) -> SessionRow | None:
        """Return a visit's open sitting."""
        return self._first(_OPEN_OF, {"visit": visit})

    def newest_of(self, visit: str) -> SessionRow | None:
        """Return a visit's newest sitting, open or not."""
        query = select(kiosk_session).where(kiosk_session.c.visit_id == visit)
        return self._first(query.order_by(desc(kiosk_session.c.seq)).limit(1))

    def of_visit(self, visit: str) -> tuple[SessionRow, ...]:
        """Return a visit's sittings, oldest first."""
        query = select(kiosk_session).where(kiosk_session.c.visit_id == visit)
        return tuple(_sitting(row) for row in self._connection.execute(query.order_by(kiosk_session.c.seq)).mappings())

    def open_at(self, station: str, kiosk: str) -> tuple[SessionRow, ...]:
        """Return a station's open sittings; those from before stations had ids by the kiosk's name."""
        unknown = kiosk_session.c.station_id.is_(None) & (kiosk_session.c.kiosk == kiosk)
        query = select(kiosk_session).where(_OPEN, or_(kiosk_session.c.station_id == station, unknown))
        ordered = query.order_by(kiosk_session.c.visit_id)
        return tuple(_sitting(row) for row in self._connection.execute(ordered).mappings())

    def add(self, row: SessionRow) -> None:
        """Open a sitting; IntegrityError while another one of the visit is open."""
        values = asdict(row)
        values["visit_id"] = values.pop("visit")
        del values["seq"]
        self._connection.execute(_ADD, {**values, "of_visit": row.visit})

    def change(self, identity: str, **values: Any) -> None:
        """Change a sitting: its page, its language."""
        self._connection.execute(_CHANGE, {"identity": identity, **values})

    def end(self, identity: str, at: datetime, how: str) -> None:
        """End a sitting; what its end changes of the visit can still be read and written in this transaction."""
        self._hold_visit(identity)
        self.change(identity, ended_at=at, ended_how=how)

    def _hold_visit(self, identity: str) -> None:
        if self._locking:
            self._connection.execute(_HOLD_VISIT, {"identity": identity})

    def _first(self, query: Any, values: dict[str, str] | None = None) -> SessionRow | None:
        row = self._connection.execute(query, values).mappings().first()
        return None if row is None else _sitting(row)


def _sitting(row: RowMapping | dict[str, Any]) -> SessionRow:
    values = dict(row)
    values["visit"] = values.pop("visit_id")
    return SessionRow(**values)
