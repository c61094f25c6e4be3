"""Transactions: whole or not at all, and the clinic's trouble with its disk told apart from a mistake of ours."""

import json

import pytest
import sqlcipher3.dbapi2
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kypho_prep.records.ids import new_id
from kypho_prep.records.store import Store
from kypho_prep.records.trouble import Trouble
from tests.records.places import Places
from tests.workflow.clock import Clock


def write_and_fail(database: Store) -> None:
    with database.write() as records:
        records.settings.put("half", 1)
        raise RuntimeError("in the middle")


def test_what_fails_half_way_leaves_nothing(database: Store) -> None:
    with pytest.raises(RuntimeError, match="in the middle"):
        write_and_fail(database)
    with database.read() as records:
        assert records.settings.get("half") is None


@pytest.mark.sqlite
def test_a_full_disk_is_named_and_the_next_write_works_again(database: Store) -> None:
    with database.read() as records:
        pages = records.connection.execute(text("PRAGMA page_count")).scalar_one()
    with database.read() as records:
        records.connection.execute(text(f"PRAGMA max_page_count={pages}"))
    with pytest.raises(Trouble) as caught, database.write() as records:
        records.settings.put("long", "x" * 100_000)
    assert caught.value.what == "disk_full"
    with database.read() as records:
        records.connection.execute(text("PRAGMA max_page_count=1000000"))
    with database.write() as records:
        records.settings.put("long", "x" * 100_000)


@pytest.mark.sqlite
def test_a_database_held_by_another_program_is_called_locked(places: Places, database: Store) -> None:
    with database.read() as records:
        records.connection.execute(text("PRAGMA busy_timeout=0"))
    other = sqlcipher3.dbapi2.connect(str(places.file), isolation_level=None)
    key = json.loads(places.slots.read_text("utf-8"))["slots"][0]["key"]
    other.execute(f"PRAGMA key=\"x'{key}'\"")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Trouble) as caught, database.write() as records:
        records.settings.put("held", 1)
    other.execute("ROLLBACK")
    other.close()
    assert caught.value.what == "locked"


def test_a_broken_reference_is_our_mistake_and_goes_through_unchanged(database: Store) -> None:
    values = "(1, 'a', 'nowhere', 't', 'seen', '', '', 'Ann', 'now', NULL, '', NULL, 1)"
    with pytest.raises(IntegrityError), database.write() as records:
        records.connection.execute(text(f"INSERT INTO flag_action VALUES {values}"))


def test_a_later_id_sorts_behind_an_earlier_one(clock: Clock) -> None:
    first = new_id(clock())
    clock.pass_by(seconds=1)
    made = [new_id(clock()) for _ in range(1000)]
    assert first < min(made)
    assert len(set(made)) == 1000
    assert {one[14] for one in made} == {"7"}
