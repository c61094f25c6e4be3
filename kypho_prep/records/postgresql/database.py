"""The clinic's database on its server: shared by every station, each write one transaction of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine

from kypho_prep.records.migrate import Steps
from kypho_prep.records.next_change import CHANNEL, HANDED_OVER
from kypho_prep.records.pipeline import Pipeline
from kypho_prep.records.postgresql import connection as raw
from kypho_prep.records.postgresql.address import Address
from kypho_prep.records.postgresql.answer_limit import AnswerLimit, answer_limit
from kypho_prep.records.postgresql.at_work import OURS, take_part
from kypho_prep.records.postgresql.listening import Listening
from kypho_prep.records.postgresql.pipelining import has_left, pipelined, wait_for_answers
from kypho_prep.records.postgresql.server_trouble import told_apart
from kypho_prep.records.retention import OF_VISITS
from kypho_prep.records.rows import Station
from kypho_prep.records.transaction import Transaction
from kypho_prep.records.trouble import Trouble

if TYPE_CHECKING:
    from datetime import datetime

    from kypho_prep.records.disk import Tell
    from kypho_prep.records.sqlite.backup import BackUp

WRITING = f"{OURS}, 1"
# One for each station, held while its program is open.
AS_STATION = OURS + 1
# How long a program that was killed may still seem to be open.
GHOST = "2s"
# Seconds in which a kiosk's whole transaction is done, and a desk's begun: a little more than a lock may take there.
AT_KIOSK, TO_BEGIN = 3.5, 6.0
# What a statement sees is what was committed before it: after waiting for a visit, the visit as the other left it.
WRITE = f"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_advisory_xact_lock_shared({WRITING})"
ALONE = f"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_advisory_xact_lock({WRITING})"
# A number of a connection may be given again, its beginning not.
_OWN = "FROM pg_stat_activity WHERE pid = pg_backend_pid()"
_BEFORE = "FROM pg_stat_activity WHERE pid = %s AND backend_start = %s AND usename = current_user"
# A chart is read in several statements, which must all see the same moment.
READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class Database:
    """An open database; `write` and `read` hand out transactions, one at a time."""

    shared = True
    no_room = False

    def __init__(self, address: Address, station: Station, steps: Steps | None = None) -> None:
        """Know the way to a server; nothing is asked of it yet."""
        self.address = address
        self.station = station
        self._steps = steps or Steps()
        self._turn = threading.RLock()
        self._engine = self._made_engine()
        self._codes = self._audit_key = self.outbox_key = b""
        self.guarded = False
        self._listening: Listening | None = None
        self._before: tuple[Any, ...] | None = None

    @classmethod
    def open(cls, url: str, station: Station, steps: Steps | None = None) -> Database:
        """Open a clinic's database on its server.

        Raises Trouble address, no_server, no_entry, no_clinic_there, insecure, station_old, server_old, left,
        upgrading, or station_open where another program works as this station.
        """
        database = cls(Address.read(url), station, steps)
        try:
            with database.read() as records:
                database._codes = _key(records.connection, "code_key")
                database._audit_key = _key(records.connection, "audit_key")
                database.guarded = _claims(records.connection)
                database.outbox_key = _outbox_key(records.connection)
        except BaseException as trouble:
            database.close()
            if isinstance(trouble, Trouble) and trouble.what == "server_lost":
                raise Trouble("no_server", database.address.shown) from trouble
            raise
        return database

    @property
    def codes(self) -> bytes:
        """The key under which the codes of slips are known. Raises Trouble no_entry where this login has none."""
        if not self._codes:
            raise Trouble("no_entry", "code_key")
        return self._codes

    @property
    def audit_key(self) -> bytes:
        """The key of the chain over the audit. Raises Trouble no_entry where this login has none, as a kiosk's."""
        if not self._audit_key:
            raise Trouble("no_entry", "audit_key")
        return self._audit_key

    @contextmanager
    def write(self, *, alone: bool = False, heartbeat: bool = False) -> Iterator[Transaction]:  # noqa: ARG002
        """Write beside others, or `alone`; commit at the end, or leave everything as it was.

        Raises Trouble disk_full, locked, server_lost, no_entry, damaged or not_saved. After server_lost nobody knows
        whether a commit was done: what is tried again needs the same ids.
        """
        begin = ALONE if alone else WRITE
        if self.guarded:
            with self._turn, self._together(begin) as (connection, pipeline):
                yield Transaction(connection, locking=True, pipeline=pipeline)
        else:
            with self._turn, self._transaction(begin) as connection:
                yield Transaction(connection, locking=True)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Read one consistent state. Raises Trouble locked, server_lost, no_entry or damaged."""
        with self._turn, self._transaction(READ) as connection:
            yield Transaction(connection)

    @property
    def slots(self) -> None:
        """None: a station's secret is its login, in its enrolment."""
        return

    @property
    def backups(self) -> None:
        """None: the server's back-ups are its administrator's."""
        return

    @property
    def changes(self) -> int:
        """Nothing that this station counts: others write too."""
        return 0

    def back_up(
        self,
        at: datetime,  # noqa: ARG002
        *,
        only_changed: bool = False,  # noqa: ARG002
        above: int = 0,  # noqa: ARG002
        tell: Tell | None = None,  # noqa: ARG002
    ) -> BackUp:
        """Make none, and say so: a copy of what one station may read is no back-up. Raises Trouble server_backups."""
        raise Trouble("server_backups", self.address.shown)

    def wipe(self) -> None:
        """Write the visits' tables anew, without the removed rows; the server's own log and copies are its own.

        Raises Trouble disk_full, locked or server_lost.
        """
        with self._turn, told_apart(), self._engine.connect() as connection:
            driver = _driver(connection)
            driver.execute("SET statement_timeout = 0")
            for table in OF_VISITS:
                driver.execute(f"VACUUM FULL {table}".encode())
            driver.execute(f"SET statement_timeout = '{raw.ASKED['statement_timeout']}'")

    def settings(self) -> dict[str, str]:
        """Return the safety settings as the open connection has them."""
        with self._turn, told_apart(), self._engine.connect() as connection:
            return raw.read_back(_driver(connection))

    def listen(self, tell: Callable[[], None]) -> None:
        """Have `tell` called, on a thread of its own, soon after what this station waits for, until `close`."""
        self._hush()
        channel = HANDED_OVER if self.guarded else CHANNEL
        self._listening = Listening(lambda: raw.connect(self.address, self.station.name), channel, tell)

    def _hush(self) -> None:
        if self._listening is not None:
            self._listening.close()
            self._listening = None

    def close(self) -> None:
        """Leave the server; used again it comes back."""
        self._hush()
        with self._turn:
            self._engine.dispose()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        seconds = AT_KIOSK if self.guarded else TO_BEGIN
        with told_apart(), self._engine.connect() as connection, answer_limit(seconds) as limit:
            limit.watch(_driver(connection))
            begin_as(connection, begin, limit)
            # What a desk reads or writes as a whole, a year's audit, may take long.
            limit.watch(_driver(connection) if self.guarded else None)
            # SQLAlchemy's own beginning says nothing to a connection that commits by itself; its end says COMMIT.
            with connection.begin():
                yield connection

    @contextmanager
    def _together(self, begin: str) -> Iterator[tuple[Connection, Pipeline]]:
        """Write what a patient waits for: few answers are waited for, and the commit goes out with what it commits."""
        with told_apart(), self._engine.connect() as connection, answer_limit(AT_KIOSK) as limit:
            if has_left(connection):
                connection.invalidate()
            limit.watch(_driver(connection))
            # SQLAlchemy's own commit finds nothing left to do.
            with connection.begin(), pipelined(connection, begin) as pipeline:
                yield connection, pipeline

    def _made_engine(self) -> Engine:
        # One connection, since one thread owns the database; made anew by the engine where the server was away.
        engine = create_engine(
            "postgresql+psycopg://", creator=self._connect, pool_size=1, max_overflow=0, hide_parameters=True
        )
        wait_for_answers(engine)
        return engine

    def _connect(self) -> raw.Connection:
        with told_apart():
            made = raw.connect(self.address, self.station.name)
            try:
                take_part(made, self._steps)
                self._be_the_only_one(made)
            except BaseException:
                made.close()
                raise
            return made

    def _be_the_only_one(self, connection: raw.Connection) -> None:
        """Refuse to work beside another program that works as this station: each would end the other's sittings.

        An administrator's command is no station, and has no id.
        """
        if not self.station.id:
            return
        if self._before is not None:
            # This program's own connection of before: the server may not know yet that it is gone.
            connection.execute(f"SELECT pg_terminate_backend(pid, 2000) {_BEFORE}", self._before)
        try:
            connection.execute(f"SET lock_timeout = '{GHOST}'")
            connection.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", (AS_STATION, self.station.id))
        except psycopg.errors.LockNotAvailable as error:
            raise Trouble("station_open", self.station.name) from error
        connection.execute(f"SET lock_timeout = '{raw.ASKED['lock_timeout']}'")
        self._before = connection.execute(f"SELECT pid, backend_start {_OWN}").fetchone()


def begin_as(connection: Connection, begin: str, limit: AnswerLimit | None = None) -> None:
    """Begin a transaction as `begin` says; on a connection that broke since last time, once anew."""
    try:
        _driver(connection).execute(begin.encode())
    except psycopg.OperationalError:
        if not _driver(connection).closed:
            raise
        connection.invalidate()
        if limit is not None and limit.over:
            raise
        # The server went away since last time, and nothing was asked of it yet: once anew.
        _driver(connection).execute(begin.encode())


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


def _key(connection: Connection, table: str) -> bytes:
    """Return one of the clinic's own keys; nothing where this login may not have it."""
    allowed = connection.exec_driver_sql(f"SELECT has_table_privilege('{table}', 'SELECT')").scalar()
    if not allowed:
        return b""
    return bytes(connection.exec_driver_sql(f"SELECT key FROM {table}").scalar_one())  # noqa: S608 - our own names


def _outbox_key(connection: Connection) -> bytes:
    """Return the key of this station's outbox; nothing where this login keeps none."""
    allowed = connection.exec_driver_sql("SELECT has_function_privilege('outbox_key()', 'EXECUTE')").scalar()
    return bytes(connection.exec_driver_sql("SELECT outbox_key()").scalar() or b"") if allowed else b""


def _claims(connection: Connection) -> bool:
    """Tell whether this login is a kiosk's, which sees only what it claimed."""
    kiosk = "SELECT EXISTS (SELECT FROM station WHERE login = session_user AND kind = 'kiosk')"
    return bool(connection.exec_driver_sql(kiosk).scalar())
