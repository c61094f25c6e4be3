"""Who works here."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from kypho_prep.records.clinic_tables import staff
from kypho_prep.records.rows import StaffRow


class Staff:
    """The people who work here."""

    def __init__(self, connection: Connection, *, locking: bool = False) -> None:
        """Work on one connection."""
        self._connection = connection
        self._locking = locking
        # There a kiosk's login reads no account: functions of the migrations answer the two questions that it asks.
        self._on_server = connection.dialect.name == "postgresql"

    def is_empty(self) -> bool:
        """Tell whether nobody was ever given an account."""
        return not self._told(func.has_staff(), select(staff.c.id).limit(1))

    def works_here(self, identity: str) -> bool:
        """Tell whether an account is of somebody who works here; at a server's kiosk, who proved it there just now."""
        there = select(staff.c.id).where(staff.c.id == identity, staff.c.disabled_at.is_(None))
        return self._told(func.works_here(identity, self._locking), there)

    def all(self) -> tuple[StaffRow, ...]:
        """Return every account, in the order in which they were made."""
        query = select(staff).order_by(staff.c.created_at, staff.c.id)
        return tuple(StaffRow(**row) for row in self._connection.execute(query).mappings())

    def by_user(self, user: str) -> StaffRow | None:
        """Return the account of a user name."""
        return self._one(staff.c.user == user)

    def get(self, identity: str) -> StaffRow | None:
        """Return an account by its id."""
        return self._one(staff.c.id == identity)

    def add(self, row: StaffRow) -> None:
        """Add an account."""
        self._connection.execute(insert(staff), asdict(row))

    def change(self, identity: str, **values: Any) -> None:
        """Change an account: its misses, its waits, its password."""
        self._connection.execute(update(staff).where(staff.c.id == identity).values(**values))

    def _told(self, on_server: Any, in_file: Any) -> bool:
        """Tell what a server's function says, or whether a file has a row."""
        asked: Any = in_file
        if self._on_server:
            asked = select(on_server)
        return bool(self._connection.execute(asked).scalar())

    def _one(self, condition: Any) -> StaffRow | None:
        query = select(staff).where(condition)
        # Wrong passwords are counted one by one, and who is shut out meanwhile signs nothing.
        held = query.with_for_update(key_share=True) if self._locking else query
        row = self._connection.execute(held).mappings().first()
        return None if row is None else StaffRow(**row)
