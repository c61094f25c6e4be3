"""Back-ups: each is read back before it counts, none is ever half under its name, and the last good one stays."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kypho_prep.records.sqlite.archive import LOCK, Archive, to_keep
from kypho_prep.records.sqlite.backup import BackUp
from kypho_prep.records.sqlite.database import Database
from kypho_prep.records.sqlite.folder import Label
from kypho_prep.records.sqlite.lock import FolderLock
from kypho_prep.records.trouble import Trouble
from tests.records.backing_up import AT, CANARY, add, back_up, content
from tests.records.failing_disk import FullDisk
from tests.records.places import Places

pytestmark = pytest.mark.sqlite  # the encrypted file's own


def test_a_back_up_holds_every_row_encrypted_and_says_what_it_read_back(database: Database) -> None:
    add(database, "one")
    made = back_up(database)
    assert made.place.name == "000001-20261123-1500"
    assert sorted(one.name for one in made.place.iterdir()) == ["backup.json", "database.json", "kypho-prep.db"]
    assert made.rows["visit"] == 1
    assert content(made.file, database) == content(database.file, database)
    for file in made.place.iterdir():
        assert CANARY.encode() not in file.read_bytes()
        assert database.source().key.hex().encode() not in file.read_bytes()
    assert not made.file.read_bytes().startswith(b"SQLite format 3")
    assert database.backups.held() == (made,)
    assert database.backups.last_whole() == made


def test_each_of_many_back_ups_has_exactly_the_rows_of_its_moment(database: Database) -> None:
    seen = {}
    for number in range(12):
        add(database, f"visit {number}")
        made = back_up(database, AT + timedelta(weeks=number))
        seen[made.place] = content(database.file, database)
    held = database.backups.held()
    assert len(held) == 12  # each on a day of its own, and fourteen of those are kept
    assert all(content(one.file, database) == seen[one.place] for one in held)


def test_answers_go_on_being_saved_while_a_back_up_is_made(database: Database) -> None:
    for number in range(300):
        add(database, f"before {number}")
    source, ended, made = database.source(), threading.Event(), []

    def several() -> None:
        made.extend(database.backups.make(source, AT + timedelta(days=day)) for day in range(5))
        ended.set()

    thread = threading.Thread(target=several)
    thread.start()
    saved = 0
    while not ended.is_set():
        add(database, f"meanwhile {saved}")
        saved += 1
    thread.join()
    assert saved > 5
    # Each is one moment: a visit is never there without its patient.
    assert all(one.rows["visit"] == one.rows["patient"] for one in made)
    assert [one.rows["visit"] for one in made] == sorted(one.rows["visit"] for one in made)
    assert all(one.whole for one in made)


def test_of_ten_back_ups_the_damaged_one_is_named_does_not_count_and_is_not_removed(database: Database) -> None:
    for hour in range(10):
        back_up(database, AT + timedelta(days=hour))
    held = database.backups.held()
    assert len(held) == 10
    harmed = held[0]
    flipped = bytearray(harmed.file.read_bytes())
    flipped[9000] ^= 1
    harmed.file.write_bytes(flipped)
    again = Archive(database.backups.folder)
    assert again.damaged() == (harmed.place,)
    assert again.last_whole() == held[1]
    for minute in range(30):
        again.make(database.source(), AT + timedelta(days=9, hours=1, minutes=30 * minute))
    assert again.damaged() == (harmed.place,)
    assert harmed.place.exists()


@pytest.mark.parametrize("file", ["kypho-prep.db", "backup.json"])
@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_back_up_that_lost_a_file_is_named(database: Database, file: str, harm: Callable[[Path], object]) -> None:
    first, second = back_up(database), back_up(database, AT + timedelta(hours=2))
    harm(second.place / file)
    archive = Archive(database.backups.folder)
    assert archive.damaged() == (second.place,)
    assert archive.last_whole() == first
    assert archive.make(database.source(), AT).number == 3


def made_at(*moments: datetime, revision: str = "0005") -> list[BackUp]:
    """Back-ups as if made at these moments, in this order; the newest first."""
    made = [
        BackUp(Path(f"{number:06}"), number, at, Label("", "", made=True), revision, {}, "")
        for number, at in enumerate(moments, start=1)
    ]
    return made[::-1]


def test_eight_half_hours_fourteen_days_and_eight_weeks_are_kept() -> None:
    quarter_hours = [AT + timedelta(minutes=15 * number) for number in range(4 * 24 * 100)]
    everything = made_at(*quarter_hours)
    staying = to_keep(everything)
    kept = [one for one in everything if one.place in staying]
    newest = kept[0].made_at
    assert [newest - one.made_at for one in kept[:8]] == [timedelta(minutes=30 * number) for number in range(8)]
    days = {one.made_at.date() for one in kept}
    assert {newest.date() - timedelta(days=number) for number in range(14)} <= days
    assert len({one.made_at.isocalendar()[:2] for one in kept}) == 8
    assert len(kept) <= 8 + 14 + 8


def test_a_clock_that_jumped_removes_nothing_good() -> None:
    before = [AT + timedelta(days=number) for number in range(10)]
    jumped = made_at(*before, AT + timedelta(days=4000), AT - timedelta(days=4000))
    kept = to_keep(jumped)
    assert all(one.place in kept for one in jumped)


def test_a_back_up_of_older_tables_outlives_the_newer_ones_of_its_half_hour() -> None:
    newer = made_at(*[AT + timedelta(days=number) for number in range(100)])
    older = replace(newer[-1], revision="0004")
    assert older.place in to_keep([*newer[:-1], older])
    assert newer[-1].place not in to_keep(newer)


def test_a_second_place_gets_finished_ones_alone_and_is_thinned_alike(database: Database, tmp_path: Path) -> None:
    stick = Archive(tmp_path / "stick")
    for number in range(20):
        taken = stick.take(back_up(database, AT + timedelta(minutes=30 * number)))
        assert taken.whole
    assert [one.number for one in stick.held()] == [one.number for one in database.backups.held()]
    assert stick.take(database.backups.held()[0]) == stick.held()[0]


def test_a_second_place_that_cannot_be_written_to_is_a_trouble_by_name(database: Database, tmp_path: Path) -> None:
    blocking = tmp_path / "stick"
    blocking.write_text("no folder", "utf-8")
    with pytest.raises(Trouble) as caught:
        Archive(blocking / "clinic").take(back_up(database))
    assert caught.value.what == "no_backup"


def test_damage_of_the_clinic_s_file_is_found_by_the_back_up_and_the_old_ones_stay(database: Database) -> None:
    for number in range(50):
        add(database, f"visit {number}")
    database._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    first = back_up(database)
    with database.file.open("r+b") as stream:
        stream.seek(database.file.stat().st_size - 4000)
        stream.write(b"\xff" * 64)
    with pytest.raises(Trouble) as caught:
        back_up(database)
    assert caught.value.what == "damaged"
    assert database.backups.held() == (first,)
    assert list(database.backups.folder.glob(".making-*")) == []


def test_two_at_once_are_one_after_the_other_or_refused_by_name(database: Database) -> None:
    back_up(database)
    lock = FolderLock(database.backups.folder / LOCK)
    with pytest.raises(Trouble) as caught:
        back_up(database)
    assert caught.value.what == "backup_running"
    lock.release()
    assert back_up(database).number == 2


def test_where_data_and_label_are_gone_and_back_ups_stand_nothing_begins_anew(places: Places) -> None:
    opened = places.open()
    back_up(opened)
    opened.close()
    places.file.unlink()
    (places.data / "database.json").unlink()
    with pytest.raises(Trouble) as caught:
        places.open()
    assert caught.value.what == "damaged"
    assert not places.file.exists()


@pytest.mark.parametrize("refused", range(1, 5))
def test_a_folder_that_cannot_be_read_for_a_moment_makes_no_whole_back_up_a_damaged_one(
    database: Database, refused: int
) -> None:
    made = back_up(database)
    archive = Archive(database.backups.folder, FullDisk(refused))
    assert archive.damaged() == ()
    with suppress(Trouble):
        assert archive.make(database.source(), AT + timedelta(days=1)).number == 2
    assert Archive(database.backups.folder).damaged() == ()
    assert made.whole
