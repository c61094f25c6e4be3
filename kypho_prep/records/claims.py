"""How a kiosk comes to hold a visit on a server that shows it no other: it tells what the patient knows of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, String, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY


class Claims:
    """A station's tries; the functions are the server's (migration 0011), a file has none."""

    def __init__(self, connection: Connection) -> None:
        """Work on one connection."""
        self._connection = connection

    def try_one(self, born: date, *, code_hmac: str | None = None, words: Sequence[str] = ()) -> int:
        """Put a try down as a wrong one, and return 0; or the seconds to wait, and then it is no try.

        It is answered in a later transaction: one that can still be taken back is not.
        """
        query = select(func.try_claim(cast(code_hmac, String), cast(list(words), ARRAY(String)), born.isoformat()))
        return int(self._connection.execute(query).scalar_one())

    def answer(self, today: date) -> str | None:
        """Return the visit that the last try was right about, which this station now holds; None for a wrong one."""
        found: str | None = self._connection.execute(select(func.answer_claim(today.isoformat()))).scalar_one()
        return found
