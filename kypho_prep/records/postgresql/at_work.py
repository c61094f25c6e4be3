"""Stations at work on a server: each says so while it is connected, so that no upgrade or move happens under it."""

from __future__ import annotations

import json

from kypho_prep.records.key_values import LEFT
from kypho_prep.records.migrate import Steps
from kypho_prep.records.postgresql import connection as raw
from kypho_prep.records.trouble import Trouble

# Locks by a number of their own, beside those of rows: (ours, which). The second of them is `next_change`'s.
OURS = 27504
AT_WORK = f"{OURS}, 3"


def take_part(connection: raw.Connection, steps: Steps) -> None:
    """Say that a station is at work, for as long as it is connected, and refuse tables of another version.

    Raises Trouble upgrading, no_clinic_there, station_old, server_old or left.
    """
    taken = connection.execute(f"SELECT pg_try_advisory_lock_shared({AT_WORK})").fetchone()
    if taken != (True,):
        raise Trouble("upgrading")
    there = connection.execute("SELECT to_regclass('public.alembic_version') IS NOT NULL").fetchone()
    if there != (True,):
        raise Trouble("no_clinic_there", "no tables")
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    found = row[0] if row else ""
    steps.refuse_other(found, "server_old", "station_old")
    refuse_left(connection)


def refuse_left(connection: raw.Connection) -> None:
    """Raise Trouble left, with where it is and since when, if a server's clinic went on elsewhere."""
    row = connection.execute("SELECT value FROM setting WHERE key = %s", (LEFT,)).fetchone()
    if row is not None:
        said = json.loads(row[0])
        raise Trouble("left", f"{said['to']}, since {said['on']}")
