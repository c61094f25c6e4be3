"""A clinic on a server, by command: made in an empty database or not at all, brought up while no one works."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine

from kypho_prep import cli, paths
from kypho_prep.content import Content
from kypho_prep.records import enrolment
from kypho_prep.records.migrate import HEAD, Steps
from kypho_prep.records.postgresql.upgrade import bring_up
from kypho_prep.records.store import Store
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import staff
from tests.clinic_server import ClinicServer
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP

Said = pytest.CaptureFixture[str]
REFUSED = 2


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    database = start.open_or_create(folder / "data", paths.config_dir())
    yield database
    database.close()


def init(url: str, folder: Path) -> int:
    return cli.main(["clinic", "init", url, "--data", str(folder / "data")])


def relations(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]


def test_a_clinic_is_made_and_the_administrator_told(
    server: ClinicServer, content: Content, tmp_path: Path, capsys: Said
) -> None:
    assert init(server.url(server.empty()), tmp_path) == 0
    said = capsys.readouterr().out
    for told in ("verify-full", "Back-ups", "Disk encryption", "sees every visit", "kypho-prep station add"):
        assert told in said
    file = paths.config_dir() / enrolment.FILE
    assert file.stat().st_mode & 0o077 == 0
    with opened(tmp_path) as database:
        place = start.workplace(database, content, clock=Clock(), kiosk="kiosk-1", passwords=CHEAP)
        ann = staff.first_administrator(place, name="Ann Lee", user="ann", password="quiet river stone")
        assert ann.name == "Ann Lee"
    assert not (tmp_path / "data").exists(), "nothing of a server's clinic stands on this computer"


@pytest.mark.parametrize("held", ["CREATE TABLE other (a int)", "CREATE SCHEMA own; CREATE VIEW own.other AS SELECT 1"])
def test_a_database_that_is_not_empty_is_left_alone(
    held: str, server: ClinicServer, tmp_path: Path, capsys: Said
) -> None:
    url = server.url(server.empty())
    with psycopg.connect(url) as connection:
        connection.execute(held)
    before = relations(url)
    assert init(url, tmp_path) == REFUSED
    assert "The database is not empty: it holds other." in capsys.readouterr().err
    assert relations(url) == before
    assert enrolment.read(paths.config_dir()) is None


def test_a_clinic_that_stands_is_not_made_again(server: ClinicServer, tmp_path: Path, capsys: Said) -> None:
    url = server.url(server.new())
    assert init(url, tmp_path) == REFUSED
    assert "The database is not empty" in capsys.readouterr().err


def test_a_computer_works_with_one_clinic(server: ClinicServer, tmp_path: Path, capsys: Said) -> None:
    start.open_or_create(tmp_path / "data", paths.config_dir()).close()
    url = server.url(server.empty())
    assert init(url, tmp_path) == REFUSED
    assert f"already holds a clinic of its own in {tmp_path / 'data'}" in capsys.readouterr().err
    assert init(url, tmp_path / "another") == 0
    assert init(server.url(server.empty()), tmp_path / "another") == REFUSED
    assert "already works with a clinic's server" in capsys.readouterr().err


def test_where_the_computer_cannot_be_enrolled_no_clinic_is_made(
    server: ClinicServer, tmp_path: Path, capsys: Said
) -> None:
    config = paths.config_dir()
    config.parent.mkdir(parents=True, exist_ok=True)
    config.symlink_to(tmp_path / "nowhere" / "config")
    url = server.url(server.empty())
    assert init(url, tmp_path) == REFUSED
    assert "cannot be written to" in capsys.readouterr().err
    assert relations(url) == []


def test_a_server_that_cannot_be_used_is_told_in_words(server: ClinicServer, tmp_path: Path, capsys: Said) -> None:
    for url, told in (
        (f"postgresql://owner:secret@/clinic?host={tmp_path}", "cannot be reached"),
        (server.url("no_such_database"), "has no such database"),
        ("mysql://clinic:secret@here", "address cannot be read"),
        ("postgresql://owner:secret@server.example/clinic?sslmode=prefer", "sslmode is prefer"),
    ):
        assert init(url, tmp_path) == REFUSED
        said = capsys.readouterr().err
        assert told in said
        assert "secret" not in said


def test_a_server_is_brought_up_while_nobody_works(server: ClinicServer, tmp_path: Path, capsys: Said) -> None:
    url = server.url(server.empty())
    assert init(url, tmp_path) == 0
    with opened(tmp_path) as database:
        with database.read():
            assert cli.main(["clinic", "upgrade"]) == REFUSED
        assert f"These stations are still open: {os.uname().nodename}." in capsys.readouterr().err
    step_back(url)
    assert cli.main(["records"]) == REFUSED
    assert "with “kypho-prep clinic upgrade”" in capsys.readouterr().err
    assert cli.main(["clinic", "upgrade"]) == 0
    assert capsys.readouterr().out == f"kypho-prep: the server's tables were at version 0004 and are at {HEAD}.\n"
    assert cli.main(["records"]) == 0


def step_back(url: str) -> None:
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(url))
    with engine.begin() as connection:
        Steps().downgrade(connection, "0004")
    engine.dispose()


def test_a_computer_without_a_server_has_nothing_to_bring_up(capsys: Said) -> None:
    assert cli.main(["clinic", "upgrade"]) == REFUSED
    assert "works with no clinic's server" in capsys.readouterr().err


def test_who_comes_right_after_a_command_is_not_told_of_an_upgrade(server: ClinicServer) -> None:
    """A server learns later than we go on that a connection is closed, and its locks with it."""
    held = (
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
        "WHERE locktype = 'advisory' AND datname = %s"
    )
    name = server.new()
    for _ in range(20):
        assert bring_up(server.url(name)) == HEAD
        assert server.superuser.execute(held, (name,)).fetchone() == (0,)
