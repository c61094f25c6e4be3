"""The clinic's own settings and small counters, each a JSON value by its key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from kypho_prep.records.clinic_tables import setting

# A file whose clinic came from a server keeps that server's key of slips' codes, so that printed slips go on working.
CODE_KEY = "code_key"
# A server whose clinic went on in a machine's folder says where: {"to": for people, "on": the day}.
LEFT = "left"
# When a server's own back-up was reported last, as a moment in UTC.
SERVER_BACKED_UP = "server_backed_up"
# Visits were removed, and their words may still stand in unused parts of the file: it is to be written anew.
WIPE_DUE = "wipe_due"
_GET = select(setting.c.value).where(setting.c.key == bindparam("wanted"))


class Settings:
    """The settings."""

    def __init__(self, connection: Connection) -> None:
        """Work on one connection."""
        self._connection = connection

    def get(self, key: str) -> Any:
        """Return a setting's value; None where nobody set it."""
        return self._connection.execute(_GET, {"wanted": key}).scalar()

    def beginning(self, prefix: str) -> dict[str, Any]:
        """Return the settings whose key begins so, each by the rest of its key."""
        query = select(setting).where(setting.c.key.startswith(prefix, autoescape=True)).order_by(setting.c.key)
        return {row.key.removeprefix(prefix): row.value for row in self._connection.execute(query)}

    def put(self, key: str, value: Any) -> None:
        """Set a value."""
        changed = self._connection.execute(update(setting).where(setting.c.key == key).values(value=value))
        if not changed.rowcount:
            self._connection.execute(insert(setting).values(key=key, value=value))
