"""Makes a clinic's tables on its server, and brings them to this version, while no station works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import psycopg
from sqlalchemy import Connection, create_engine

from kypho_prep.records.migrate import Steps, revision
from kypho_prep.records.postgresql import connection as raw
from kypho_prep.records.postgresql.address import Address
from kypho_prep.records.postgresql.at_work import AT_WORK, OURS, refuse_left
from kypho_prep.records.postgresql.database import ALONE, begin_as
from kypho_prep.records.postgresql.logins import renew_rights
from kypho_prep.records.postgresql.server_trouble import told_apart
from kypho_prep.records.trouble import Trouble

_ANYTHING = """
SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE nspname <> 'information_schema' AND NOT starts_with(nspname, 'pg_') ORDER BY relname LIMIT 1
"""
# A table that no other program has.
_OURS = "SELECT to_regclass('public.code_key') IS NOT NULL"


def make(url: str, enrol: Callable[[], None], steps: Steps | None = None) -> None:
    """Make a clinic's tables in an empty database; `enrol` is called before the commit, and what it raises undoes all.

    Raises Trouble not_empty, which names one thing that is there, stations_at_work, and what opening raises.
    """
    with alone(url) as connection:
        refuse_unless_empty(connection)
        (steps or Steps()).upgrade(connection)
        enrol()


def bring_up(url: str, steps: Steps | None = None) -> str | None:
    """Bring a server's tables to this version while no station is at work; return the version that was there.

    Raises Trouble stations_at_work (named), station_old, damaged, and what opening raises.
    """
    with alone(url) as connection:
        return _stepped(connection, steps or Steps())


@contextmanager
def alone(url: str) -> Iterator[Connection]:
    """Hold the whole database in one transaction, with no station at work.

    Raises Trouble stations_at_work (named), left (its clinic went on elsewhere), and what opening raises.
    """
    made = _reached(Address.read(url))
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: made, pool_size=1, max_overflow=0, hide_parameters=True
    )
    try:
        with told_apart(), engine.connect() as connection:
            _refuse_stations(made)
            if made.execute(_OURS).fetchone() == (True,):
                refuse_left(made)
            # A step may take as long as it takes.
            made.execute("SET statement_timeout = 0; SET lock_timeout = 0")
            begin_as(connection, ALONE)
            with connection.begin():
                yield connection
    finally:
        # The server learns later than we go on that a connection is closed: who comes next would be told of an upgrade.
        with suppress(psycopg.Error):
            made.execute("SELECT pg_advisory_unlock_all()")
        engine.dispose()


def refuse_unless_empty(connection: Connection) -> None:
    """Raise Trouble not_empty, which names one thing that a database holds."""
    found = connection.exec_driver_sql(_ANYTHING).scalar()
    if found is not None:
        raise Trouble("not_empty", str(found))


def _reached(address: Address) -> raw.Connection:
    try:
        with told_apart():
            return raw.connect(address, "upgrade")
    except Trouble as trouble:
        if trouble.what == "server_lost":
            raise Trouble("no_server", address.shown) from trouble
        raise


def _stepped(connection: Connection, wanted: Steps) -> str | None:
    found = revision(connection)
    if found != wanted.head:
        if found is not None and not wanted.knows(found):
            raise Trouble("station_old", found)
        wanted.upgrade(connection)
    renew_rights(connection)
    return found


def _refuse_stations(connection: raw.Connection) -> None:
    """Take the place of every station until this connection ends."""
    if connection.execute(f"SELECT pg_try_advisory_lock({AT_WORK})").fetchone() == (True,):
        return
    query = (
        "SELECT DISTINCT application_name FROM pg_stat_activity JOIN pg_locks USING (pid) "
        "WHERE locktype = 'advisory' AND classid = %s AND objid = 3 AND granted ORDER BY 1"
    )
    names = ", ".join(str(name).removeprefix("kypho-prep ") for (name,) in connection.execute(query, (OURS,)))
    raise Trouble("stations_at_work", names)
