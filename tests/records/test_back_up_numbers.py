"""A back-up's number says which is newest: above all that stand, here, in the second place, and in what came back."""

from pathlib import Path

import pytest

from kypho_prep.records.sqlite import restoring
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.records.sqlite.backup_key import Place
from kypho_prep.records.sqlite.database import Database
from tests.records.backing_up import AT, back_up
from tests.records.places import Places

pytestmark = pytest.mark.sqlite  # the encrypted file's own


def test_a_number_is_above_those_here_and_those_of_another_place(database: Database) -> None:
    archive, source = database.backups, database.source()
    assert archive.make(source, AT, above=40).number == 41
    assert archive.make(source, AT, above=3).number == 42
    assert archive.highest() == 42


def test_what_is_made_after_a_back_up_came_back_has_a_number_above_it(places: Places, tmp_path: Path) -> None:
    opened = places.open()
    for _ in range(7):
        made = back_up(opened)
    carried = Archive(tmp_path / "carried").take(made)
    opened.close()
    for one in opened.backups.held():
        opened.backups._disk.remove(one.place)
    restoring.bring_back(Place(places.data, places.config), carried, "", AT)
    opened = places.open()
    assert back_up(opened).number == 8
    assert opened.backups.damaged() == ()
    opened.close()


def test_a_place_with_another_one_of_that_number_or_a_later_one_is_ahead(database: Database, tmp_path: Path) -> None:
    stick = Archive(tmp_path / "stick")
    first, second = back_up(database), back_up(database)
    assert not stick.is_ahead_of(database.backups, first)
    stick.take(second)
    assert not stick.is_ahead_of(database.backups, first), "both have the later one"
    (stick.folder / second.place.name).rename(stick.folder / "000002-20200101-0000")
    assert stick.is_ahead_of(database.backups, first)
    assert stick.is_ahead_of(database.backups, second)
