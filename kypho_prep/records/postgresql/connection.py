"""Opens one connection to the clinic's server: every safety setting asked for, read back, and refused if not so."""

from __future__ import annotations

from typing import Any

import psycopg

from kypho_prep.records.postgresql.address import Address
from kypho_prep.records.trouble import Trouble

Connection = psycopg.Connection[Any]

# A server that does not answer within three seconds is away; one that went away in the middle is known after five.
REACHED_WITHIN = {
    "connect_timeout": "3",
    "tcp_user_timeout": "5000",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
}
ASKED = {
    # An answer is told as saved only once it is on the server's disk.
    "synchronous_commit": "on",
    "statement_timeout": "5s",
    # A station whose plug was pulled is known to be gone within half a minute.
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "lock_timeout": "5s",
    # A station that hangs in the middle must not hold a visit for ever.
    "idle_in_transaction_session_timeout": "60s",
    "row_security": "on",
    "search_path": "public",
}
WANTED = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    # Another value would get round the triggers that refuse changes.
    "session_replication_role": "origin",
    "row_security": "on",
    "in_recovery": "off",
    "server_encoding": "UTF8",
    # As the encrypted file sorts, so that a board and a search are the same on both.
    "sorts_by_bytes": "on",
}
_READ = ", ".join(f"current_setting('{name}')" for name in WANTED if name not in ("in_recovery", "sorts_by_bytes"))
_READ_BACK = (
    f"SELECT {_READ}, CASE WHEN pg_is_in_recovery() THEN 'on' ELSE 'off' END, "
    "CASE WHEN 'Z' < 'a' AND 'z' < 'ä' THEN 'on' ELSE 'off' END"
)
_NAMES = [*(name for name in WANTED if name not in ("in_recovery", "sorts_by_bytes")), "in_recovery", "sorts_by_bytes"]


def connect(address: Address, station: str) -> Connection:
    """Return an open connection that begins no transaction by itself. Raises Trouble, insecure among them.

    `station` is the name under which the server's administrator sees it.
    """
    made = psycopg.connect(
        **{**REACHED_WITHIN, **address.parts, "application_name": f"kypho-prep {station}"},  # type: ignore[arg-type]
        autocommit=True,
    )
    try:
        made.execute("; ".join(f"SET {name} = '{value}'" for name, value in ASKED.items()))
        refuse_if_insecure(read_back(made))
    except BaseException:
        made.close()
        raise
    return made


def read_back(connection: Connection) -> dict[str, str]:
    """Return the safety settings as they are."""
    row = connection.execute(_READ_BACK).fetchone()
    return dict(zip(_NAMES, row or (), strict=True))


def refuse_if_insecure(values: dict[str, str]) -> None:
    """Raise Trouble insecure for the first setting that is not as asked."""
    for name, wanted in WANTED.items():
        if values[name] != wanted:
            raise Trouble("insecure", f"{name} is {values[name]}")
