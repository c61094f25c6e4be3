"""A private PostgreSQL for one run of the tests, and databases on it; only its disk is memory."""

import os
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

    def url(self, database: str, user: str = OWNER) -> str:
        return private_server.url(self.folder, database, user)

    def name(self) -> str:
        """A name that no database has yet."""
        return f"clinic_{next(self.numbers)}"

    def new(self) -> str:
        """Make a database with this version's tables, and return its name."""
        name = self.empty()
        bring_up(self.url(name))
        return name

    def empty(self) -> str:
        """Make a database with nothing in it, and return its name."""
        name = self.name()
        self._say("CREATE DATABASE {}", name)
        return name

    def copy(self, template: str, name: str | None = None) -> str:
        """Copy a database that nobody has open, and return the copy's name."""
        made = name or self.name()
        self._say("CREATE DATABASE {} TEMPLATE {}", made, template)
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
