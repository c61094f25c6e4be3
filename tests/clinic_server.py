"""A private PostgreSQL for one run of the tests: its own folder, a socket and no network, gone at the end.

It keeps every safety setting, since the program refuses a server that does not; only its disk is memory.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from kypho_prep.records.postgresql.upgrade import bring_up

OWNER = "owner"
# Debian keeps each version's programs in a folder of its own.
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
MISSING = "PostgreSQL is not installed (Debian: apt-get install postgresql)"


@dataclass
class ClinicServer:
    """A running server; databases are made by copying one that stands already."""

    folder: Path
    superuser: psycopg.Connection
    numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str, user: str = OWNER) -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

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
        self._say("DROP DATABASE {} (FORCE)", name)

    def _say(self, statement: str, *names: str) -> None:
        self.superuser.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def require_server() -> None:
    """Skip where there is no PostgreSQL; in CI that is a failure, since nothing would be proved."""
    if PROGRAMS and shutil.which("setpriv"):
        return
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


@contextmanager
def running() -> Iterator[ClinicServer]:
    """Start a server and stop it again."""
    # A socket's path has to be short, which a test's own folder is not.
    folder = Path(tempfile.mkdtemp(prefix="kp-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = str(folder / "data")
    try:
        _run("initdb", "-D", data, "-A", "trust", "-U", OWNER, "-E", "UTF8", "--locale=C", "--no-sync")
        # Whoever is not the owner proves it by a password, as a station does.
        (folder / "data" / "pg_hba.conf").write_text(f"local all {OWNER} trust\nlocal all all scram-sha-256\n")
        begin(folder)
        try:
            with psycopg.connect(f"host={folder} user={OWNER} dbname=postgres", autocommit=True) as superuser:
                yield ClinicServer(folder, superuser)
        finally:
            crash(folder)
    finally:
        shutil.rmtree(folder)


def begin(folder: Path) -> None:
    """Start the server of a folder, also one that crashed."""
    how = f"-k {folder} -c listen_addresses='' -c max_connections=60"
    _run("pg_ctl", "-D", str(folder / "data"), "-l", str(folder / "log"), "-w", "-o", how, "start")


def crash(folder: Path) -> None:
    """End a server at once, as if it were killed."""
    _run("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "-w", "stop")


def _run(program: str, *words: str) -> None:
    # A server refuses to run as root.
    other = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    # Into the log and not into a pipe: the server that pg_ctl leaves behind would hold its end open.
    done = subprocess.run(
        [*other, str(PROGRAMS[-1] / program), *words],
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, f"{program} ended with {done.returncode}"
