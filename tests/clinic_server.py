"""A private PostgreSQL for one run of the tests, and databases on it; only its disk is memory."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from kypho_prep.records.postgresql.upgrade import bring_up
from kypho_prep.rehearsal import private_server
from kypho_prep.rehearsal.private_server import OWNER

MISSING = "PostgreSQL is not installed (Debian: apt-get install postgresql)"


@dataclass
class ClinicServer:
    """A running server; databases are made by copying one that stands already."""

    folder: Path
    superuser: psycopg.Connection
    numbers: Iterator[int] = field(default_factory=count)
    # A database with this version's tables and nothing in them, made when the first test asks for one.
    stepped: str = ""

    def url(self, database: str, user: str = OWNER) -> str:
        return private_server.url(self.folder, database, user)

    def name(self) -> str:
        """A name that no database has yet."""
        return f"clinic_{next(self.numbers)}"

    def new(self) -> str:
        """Make a database with this version's tables and keys of its own, and return its name.

        Alembic's steps run once in a process: each database is a copy of that one, and has other keys than it.
        """
        if not self.stepped:
            self.stepped = self.empty()
            bring_up(self.url(self.stepped))
        name = self.copy(self.stepped)
        with psycopg.connect(self.url(name)) as connection:
            _renew_keys(connection)
        return name

    def empty(self) -> str:
        """Make a database with nothing in it, and return its name."""
        name = self.name()
        self._say("CREATE DATABASE {}", name)
        return name

    def copy(self, template: str, name: str | None = None) -> str:
        """Copy a database that nobody has open, and return the copy's name."""
        made = name or self.name()
        # Copied as files, it is not written to the log page by page as well; older servers know no other way.
        how = " STRATEGY file_copy" if self.superuser.info.server_version >= 150000 else ""
        self._say("CREATE DATABASE {} TEMPLATE {}" + how, made, template)
        return made

    def drop(self, name: str) -> None:
        # A backend ends some milliseconds after its program has left, and a drop that meets it sleeps for a hundred.
        there = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = %s)"
        for _ in range(100):
            if self.superuser.execute(there, (name,)).fetchone() == (False,):
                break
        self._say("DROP DATABASE {} (FORCE)", name)

    def _say(self, statement: str, *names: str) -> None:
        self.superuser.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _renew_keys(connection: psycopg.Connection) -> None:
    """Give a copied clinic what each new one has by chance (migrations 0005, 0012 and 0016)."""
    key = secrets.token_bytes(32)
    block = key.ljust(hashlib.sha256().block_size, b"\0")
    pads = [bytes(byte ^ pad for byte in block) for pad in (0x36, 0x5C)]  # as HMAC has them (RFC 2104)
    connection.execute("UPDATE audit_key SET key = %s, inner_pad = %s, outer_pad = %s", (key, *pads))
    connection.execute("UPDATE code_key SET key = %s", (secrets.token_bytes(32),))
    connection.execute("UPDATE mask SET value = gen_random_uuid()::varchar")


def require_server() -> None:
    """Skip where there is no PostgreSQL; in CI that is a failure, since nothing would be proved."""
    if private_server.programs() is not None:
        return
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


@contextmanager
def running() -> Iterator[ClinicServer]:
    """Start a server and stop it again."""
    with (
        private_server.running_server(os.environ.get("PYTEST_DEBUG_TEMPROOT")) as folder,
        psycopg.connect(f"host={folder} user={OWNER} dbname=postgres", autocommit=True) as superuser,
    ):
        yield ClinicServer(folder, superuser)
