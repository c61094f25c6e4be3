"""Steps from one version of the tables to the next: they lead where the program is, back, and never half way."""

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from kypho_prep import paths
from kypho_prep.prep.chart import Patient, Visit
from kypho_prep.records.clinic_tables import metadata
from kypho_prep.records.migrate import HEAD, Steps, revision
from kypho_prep.records.sqlite import high_water
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.records.sqlite.database import Database
from kypho_prep.records.tables import ONLY_ADDED_TO
from kypho_prep.records.trouble import Trouble
from tests.records.places import Places

pytestmark = pytest.mark.sqlite  # the encrypted file's own

BORN = date(1950, 1, 2)
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


def shape(connection: Connection, kinds: tuple[str, ...]) -> dict[str, str]:
    """Every object of the file by its name, the words of its making without white space."""
    rows = connection.execute(text("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {name: "".join(sql.split()) for kind, name, sql in rows if kind in kinds and name != "alembic_version"}


@contextmanager
def at_revision(database: Database, found: str) -> Iterator[None]:
    with database.write() as records:
        records.connection.execute(text("UPDATE alembic_version SET version_num = :found"), {"found": found})
    yield


def test_the_last_step_is_the_one_that_the_program_expects() -> None:
    assert ScriptDirectory(str(paths.migrations())).get_heads() == [HEAD]


def test_the_steps_make_exactly_the_tables_of_the_program(database: Database) -> None:
    with database.read() as records:
        assert compare_metadata(MigrationContext.configure(records.connection), metadata) == []
        migrated = shape(records.connection, ("index",))
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        metadata.create_all(connection)
        assert shape(connection, ("index",)) == migrated
    engine.dispose()


def test_up_down_and_up_again_gives_the_same_file(database: Database) -> None:
    kinds = ("table", "index", "trigger")
    with database.write() as records:
        first = shape(records.connection, kinds)
        Steps().downgrade(records.connection, "base")
        assert shape(records.connection, kinds) == {}
        Steps().upgrade(records.connection)
        assert shape(records.connection, kinds) == first
    assert len([name for name in first if "_refuses_" in name]) == 2 * len(ONLY_ADDED_TO)


def test_a_database_of_a_newer_version_is_refused_and_not_touched(places: Places) -> None:
    database = places.open()
    with at_revision(database, "9999"):
        database.close()
    before = places.file.read_bytes()
    with pytest.raises(Trouble) as caught:
        places.open()
    assert (caught.value.what, caught.value.detail) == ("newer", "9999")
    assert places.file.read_bytes() == before
    assert not (places.data / "backups").exists()


def shipped_with(folder: Path, step: str) -> Steps:
    """The shipped steps and one more, as a later version would have it."""
    shutil.copytree(paths.migrations(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    head = f'import sqlalchemy as sa\nfrom alembic import op\nrevision = "9999"\ndown_revision = "{HEAD}"'
    (folder / "versions" / "9999_later.py").write_text(f"{head}\n\n\ndef upgrade():\n{step}\n", "utf-8")
    return Steps(folder, "9999")


REBUILD = """
    with op.batch_alter_table("patient") as patient:
        patient.alter_column("phone", new_column_name="telephone")
        patient.add_column(sa.Column("preferred", sa.String(), nullable=False, server_default=""))
"""
FAIL = REBUILD + "    op.execute('UPDATE nowhere SET nothing = 1')\n"


def test_an_older_database_is_copied_first_and_then_brought_up(places: Places, tmp_path: Path) -> None:
    database = places.open()
    with database.write() as records:
        records.visits.add(Patient("p", "O'Brien", "Ann", BORN, phone="555-0100"), Visit("v", "p", BORN), NOW)
    database.bring_up(shipped_with(tmp_path / "later", REBUILD))
    with database.read() as records:
        assert records.connection.execute(text("SELECT telephone, preferred FROM patient")).all() == [("555-0100", "")]
        assert records.connection.execute(text("SELECT patient_id FROM visit")).all() == [("p",)]
    assert database.pragmas()["foreign_keys"] == 1
    database.close()
    (kept,) = Archive(places.data / "backups").held()
    assert kept.revision == HEAD
    assert kept.whole
    kept.file.replace(places.file)
    high_water.forget(places.config, kept.label.database)
    older = places.open()
    with older.read() as records:
        assert records.charts.cover("v")[0].phone == "555-0100"
    older.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a process keeps its zone there")
def test_a_back_up_before_an_upgrade_is_named_by_the_wall_clock_as_all_others(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Etc/GMT-9")
    time.tzset()
    try:
        database = places.open()
        database.bring_up(shipped_with(tmp_path / "later", REBUILD))
        (kept,) = database.backups.held()
        database.close()
    finally:
        monkeypatch.undo()
        time.tzset()
    assert kept.made_at.utcoffset() == timedelta(hours=9)


def test_a_step_that_fails_leaves_everything_as_it_was(places: Places, tmp_path: Path) -> None:
    kinds = ("table", "index", "trigger")
    database = places.open()
    with database.read() as records:
        before = shape(records.connection, kinds)
    with pytest.raises(Trouble):
        database.bring_up(shipped_with(tmp_path / "later", FAIL))
    with database.read() as records:
        assert shape(records.connection, kinds) == before
        assert revision(records.connection) == HEAD
    assert database.pragmas()["foreign_keys"] == 1
    database.close()
    places.open().close()


def test_no_step_knows_the_program() -> None:
    for step in paths.migrations().rglob("*.py"):
        assert "kypho_prep" not in step.read_text("utf-8")
