"""What a kiosk asks of a server that shows it no visit but its own, and no account: whose code, whose password."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, Connection, String, cast, func, select


class Claims:
    """A station's tries; the functions are the server's (migrations 0011 and 0012), a file has none."""

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

    def salt_of(self, user: str) -> str:
        """Return what is stored of a user's password up to its salt; of a user that there is not, what looks alike."""
        return str(self._connection.execute(select(func.salt_of(user))).scalar_one())

    def try_password(self, user: str, proof: str) -> int:
        """Put what would be stored of a typed password down as a wrong one, and return 0; or the seconds to wait.

        It is answered as a claim is, in a later transaction.
        """
        return int(self._connection.execute(select(func.try_password(user, proof))).scalar_one())

    def answer_password(self) -> Mapping[str, Any] | None:
        """Return the id, user, name and role of whose password the last try was; None for a wrong one."""
        found: Mapping[str, Any] | None = self._connection.execute(select(func.answer_password())).scalar_one()
        return found
