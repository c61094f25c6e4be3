"""A desk hears from the clinic's server that the board changed: only what is committed, and nothing about whom."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Semaphore
from threading import enumerate as threads

import psycopg
import pytest
from sqlalchemy import select

from kypho_prep.records.next_change import CHANNEL, NextChange
from kypho_prep.records.postgresql.database import Database
from kypho_prep.records.rows import Station
from kypho_prep.records.transaction import Transaction
from kypho_prep.records.trouble import Trouble
from kypho_prep.rehearsal.private_server import begin, crash
from tests.clinic_server import ClinicServer, require_server, running

# Longer than anything here takes, on however busy a machine.
SOON = 30
LISTENS = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND query LIKE 'LISTEN%%'"


@contextmanager
def opened(server: ClinicServer, name: str) -> Iterator[Database]:
    with closing(Database.open(server.url(name), Station("", "desk", "desk"))) as database:
        yield database


@pytest.fixture
def name(server: ClinicServer) -> str:
    return server.new()


@pytest.fixture
def database(server: ClinicServer, name: str) -> Iterator[Database]:
    with opened(server, name) as made:
        yield made


def change(records: Transaction) -> None:
    """Take the next change's number, as whoever touches a visit does."""
    records.connection.execute(select(NextChange()))


def take_back(database: Database) -> None:
    with database.write() as records:
        change(records)
        raise LookupError


def listening() -> list[str]:
    return [one.name for one in threads() if one.name == "listening"]


def begun(database: Database) -> Semaphore:
    """Listen, and hear that it has begun."""
    heard = Semaphore(0)
    database.listen(heard.release)
    assert heard.acquire(timeout=SOON)
    return heard


def test_a_desk_hears_of_what_another_station_committed(server: ClinicServer, name: str, database: Database) -> None:
    heard = begun(database)
    with opened(server, name) as kiosk:
        with kiosk.write() as records:
            change(records)
            assert not heard.acquire(blocking=False)
        assert heard.acquire(timeout=SOON)


def test_what_was_taken_back_is_told_to_nobody_and_nothing_is_said_of_anybody(
    server: ClinicServer, name: str, database: Database
) -> None:
    with psycopg.connect(server.url(name), autocommit=True) as other:
        other.execute(f"LISTEN {CHANNEL}")
        with pytest.raises(LookupError):
            take_back(database)
        with database.write() as records:
            change(records)
        (told,) = other.notifies(timeout=SOON, stop_after=1)
        assert (told.channel, told.payload) == (CHANNEL, "")
        assert list(other.notifies(timeout=0)) == []


def test_a_lost_connection_comes_back_and_is_logged_once(
    server: ClinicServer, name: str, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "kypho_prep")
    heard = begun(database)
    ended = f"SELECT pg_terminate_backend(pid, 3000) FROM ({LISTENS}) AS one"
    assert server.superuser.execute(ended, (name,)).fetchall() == [(True,)]
    assert heard.acquire(timeout=SOON), "what changed meanwhile is to be read at once"
    with database.write() as records:
        change(records)
    assert heard.acquire(timeout=SOON)
    assert [record.getMessage() for record in caplog.records] == [
        "this station does not hear the server (server_lost): it asks every few seconds",
        "this station hears the server again",
    ]


def test_a_server_that_crashed_and_came_back_is_heard_again() -> None:
    require_server()
    with running() as own, opened(own, own.new()) as database:
        heard = begun(database)
        crash(own.folder)
        with pytest.raises(Trouble), database.read():
            pass
        begin(own.folder)
        assert heard.acquire(timeout=SOON), "what changed meanwhile is to be read at once"
        with database.write() as records:
            change(records)
        assert heard.acquire(timeout=SOON)


def test_closing_ends_it_and_who_asks_anew_is_told_alone(database: Database) -> None:
    first = begun(database)
    second = begun(database)
    assert listening() == ["listening"]
    with database.write() as records:
        change(records)
    assert second.acquire(timeout=SOON)
    assert not first.acquire(blocking=False)
    database.close()
    assert listening() == []


def test_who_cannot_be_let_in_is_not_told_and_ends_at_once(server: ClinicServer, name: str, database: Database) -> None:
    """Between two tries it waits, and is to wake for its end alone."""
    heard = Semaphore(0)
    server.superuser.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    database.listen(heard.release)
    database.close()
    assert listening() == []
    assert not heard.acquire(blocking=False)


def test_a_fault_of_who_is_told_ends_neither_the_listening_nor_its_end(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    heard = Semaphore(0)

    def tell() -> None:
        heard.release()
        raise LookupError("a patient's name")

    database.listen(tell)
    assert heard.acquire(timeout=SOON)
    with database.write() as records:
        change(records)
    assert heard.acquire(timeout=SOON), "it still listens"
    database.close()
    database.close()
    assert listening() == []
    said = {record.getMessage() for record in caplog.records}
    assert said == {"who was told of a change met a fault of its own (LookupError)"}
    caplog.clear()
