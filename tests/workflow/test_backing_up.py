"""When a back-up is made, at the start and each half-hour in which something changed, and what staff are told."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from kypho_prep.records.sqlite import restoring
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.records.sqlite.closed import ClosedClinic
from kypho_prep.workflow.clinic import clock_watch
from kypho_prep.workflow.clinic.backing_up import BackingUp
from kypho_prep.workflow.errors import NoBackUp
from tests.workflow.ward import Ward


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A second place for back-ups that is there."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


def backing(ward: Ward, second: Path | None = None) -> BackingUp:
    return BackingUp(ward.workplace.database, ward.clock, second)


def numbers(folders: Path) -> list[int]:
    return [one.number for one in Archive(folders / "data" / "backups").held()]


def test_on_a_server_none_is_made_and_it_is_said_whose_they_are(ward: Ward) -> None:
    ours = backing(ward)
    assert ours.on_server is (ward.workplace.database.backups is None)
    assert ours.state().on_server is ours.on_server
    assert ours.due() is not ours.on_server
    state = ours.make()
    if ours.on_server:
        assert state.made_at is None
        assert not state.changed
    else:
        assert state.made_at is not None


@pytest.mark.sqlite
def test_one_is_made_at_first_then_each_half_hour_in_which_something_changed(ward: Ward, folders: Path) -> None:
    ours = backing(ward)
    assert ours.due()
    assert ours.make().made_at is not None
    assert numbers(folders) == [1]
    ward.clock.pass_by(seconds=23 * 3600)
    assert not ours.due()
    assert not ours.state().is_bad(ward.clock())
    ours.make()
    assert numbers(folders) == [1], "nothing changed"

    ward.new_visit()
    assert ours.due(), "the last one is old"
    ours.make()
    assert numbers(folders) == [2, 1]
    ward.new_visit()
    ward.clock.pass_by(seconds=29 * 60)
    assert not ours.due()
    ward.clock.pass_by(seconds=60)
    assert ours.due()
    ours.make()
    assert not ours.due()


@pytest.mark.sqlite
def test_a_next_start_makes_none_where_nothing_changed(ward: Ward, folders: Path) -> None:
    made = backing(ward).make().made_at
    again = backing(ward)
    assert again.due()
    assert again.make().made_at == made
    assert numbers(folders) == [1]
    ward.new_visit()
    ward.clock.pass_by(seconds=3600)
    assert backing(ward).make().made_at != made
    assert numbers(folders) == [2, 1]


@pytest.mark.sqlite
def test_what_was_only_changed_and_not_added_is_backed_up_too(ward: Ward, folders: Path) -> None:
    ours = backing(ward)
    ours.make()
    with ward.workplace.writing() as records:
        records.settings.put("clinic", {**(records.settings.get("clinic") or {}), "name": "Another name"})
    ward.clock.pass_by(seconds=1800)
    assert ours.due()
    ours.make()
    assert numbers(folders) == [2, 1]


@pytest.mark.sqlite
def test_a_clock_that_was_put_back_does_not_hold_it_up(ward: Ward) -> None:
    ours = backing(ward)
    ours.make()
    ward.new_visit()
    ward.clock.pass_by(days=-400)
    assert ours.due()
    assert ours.state().is_bad(ward.clock()), "nobody knows how old the last one is"
    ours.make()
    assert not ours.state().is_bad(ward.clock())


@pytest.mark.sqlite
def test_over_an_hour_old_is_bad_only_where_something_changed(ward: Ward) -> None:
    ours = backing(ward)
    ours.make()
    ward.clock.pass_by(seconds=3601)
    assert not ours.state().is_bad(ward.clock())
    ward.new_visit()
    assert ours.state().is_bad(ward.clock())
    ours.make()
    assert not ours.state().is_bad(ward.clock())


@pytest.mark.sqlite
def test_a_disk_that_takes_none_is_told_until_it_takes_one(ward: Ward, folders: Path) -> None:
    blocking = folders / "data" / "backups"
    blocking.write_text("a file stands where the folder should be", "utf-8")
    ours = backing(ward)
    state = ours.make()
    assert isinstance(state.trouble, NoBackUp)
    assert state.is_bad(ward.clock())
    assert ours.due(), "it is tried again"
    blocking.unlink()
    state = ours.make()
    assert state.trouble is None
    assert not state.is_bad(ward.clock())


@pytest.mark.sqlite
def test_a_second_place_that_is_away_is_told_and_gets_the_last_one_once_it_is_back(ward: Ward, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    ours = backing(ward, stick)
    state = ours.make()
    assert state.away == stick
    assert not state.is_bad(ward.clock()), "the back-up itself is whole"
    assert not stick.exists()
    assert not ours.due()
    assert ours.undelivered, "the stick may be in by now"
    stick.mkdir()
    assert ours.deliver().away is None
    assert not ours.undelivered
    (clinic,) = stick.iterdir()
    assert Archive(clinic).last_whole() is not None
    assert not ours.due()
    shutil.rmtree(stick)
    ward.new_visit()
    ward.clock.pass_by(seconds=1800)
    assert ours.make().away == stick


@pytest.mark.sqlite
def test_a_damaged_one_is_named(ward: Ward, folders: Path) -> None:
    backing(ward).make()
    (first,) = Archive(folders / "data" / "backups").held()
    first.file.write_bytes(b"\x00")
    ours = backing(ward)
    ward.clock.pass_by(days=1)
    state = ours.make()
    assert state.damaged == (first.place,)
    assert state.made_at is not None
    assert state.made_at - first.made_at > timedelta(hours=1), "a damaged one does not count as the last"


def brought_to_a_new_disk(ward: Ward, folders: Path, stick: Path) -> None:
    """As after a restore: the stick has the back-ups of before, the data folder has none."""
    ours = backing(ward, stick)
    for _ in range(3):
        ours.make(only_changed=False)
        ward.clock.pass_by(days=1)
    shutil.rmtree(folders / "data" / "backups")


@pytest.mark.sqlite
def test_after_a_restore_a_new_one_is_numbered_above_those_of_the_second_place(
    ward: Ward, folders: Path, stick: Path
) -> None:
    brought_to_a_new_disk(ward, folders, stick)
    ward.new_visit()
    state = backing(ward, stick).make()
    assert numbers(folders) == [4]
    (clinic,) = stick.iterdir()
    assert [one.number for one in Archive(clinic).held()] == [4, 3, 2, 1]
    found = restoring.find(folders / "data", stick)
    assert found is not None
    assert found.made_at == state.made_at


@pytest.mark.sqlite
def test_one_that_was_made_while_the_stick_was_out_is_numbered_anew_where_the_stick_has_later_ones(
    ward: Ward, folders: Path, stick: Path
) -> None:
    drawer = stick.with_name("drawer")
    brought_to_a_new_disk(ward, folders, stick)
    stick.rename(drawer)
    ward.new_visit()
    ours = backing(ward, stick)
    assert ours.make().away == stick
    assert numbers(folders) == [1]
    drawer.rename(stick)
    assert ours.deliver().away is None
    (clinic,) = stick.iterdir()
    newest = Archive(clinic).held()[0]
    assert newest.number == 4
    assert newest.rows["visit"] == 1
    assert numbers(folders)[0] == 4
    ours.make()
    assert numbers(folders)[0] == 4, "once is enough"


@pytest.mark.sqlite
def test_one_that_the_command_made_beside_the_program_is_no_reason_for_another(
    ward: Ward, folders: Path, stick: Path
) -> None:
    ours = backing(ward, stick)
    ours.make()
    ward.clock.pass_by(days=1)
    beside = BackingUp(ClosedClinic(folders / "data", folders / "config"), ward.clock, stick)
    beside.make(only_changed=False)
    ours.make()
    assert numbers(folders) == [2, 1]


@pytest.mark.sqlite
def test_a_clock_that_is_looked_at_all_night_brings_no_back_up(ward: Ward, folders: Path) -> None:
    ours = backing(ward)
    clock_watch.look(ward.workplace)
    ours.make()
    for _ in range(8 * 60):
        ward.clock.pass_by(seconds=60)
        clock_watch.look(ward.workplace)
        assert not ours.due()
    assert not ours.state().is_bad(ward.clock())
    ward.clock.put(seconds=3600)
    clock_watch.look(ward.workplace)
    assert ours.due(), "that the clock was moved is on record"


@pytest.mark.sqlite
@pytest.mark.parametrize("name", ["x" * 300, "a file in the clinic's place"])
def test_whatever_the_second_place_refuses_the_back_up_itself_is_made(ward: Ward, tmp_path: Path, name: str) -> None:
    stick = tmp_path / name
    if len(name) < 255:
        stick.mkdir()
        (stick / ward.workplace.database.station.id).write_text("no folder", "utf-8")
    ours = backing(ward, stick)
    for state in (ours.make(), ours.deliver()):
        assert state.made_at is not None
        assert state.trouble is None
        assert state.away == stick
