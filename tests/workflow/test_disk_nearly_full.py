"""A disk that fills up: who has begun finishes in room that was set aside, nobody new begins, and staff are told."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kypho_prep.content import Content
from kypho_prep.records.sqlite.database import Database
from kypho_prep.records.sqlite.reserve import LEAST, SIZE, Reserve
from kypho_prep.workflow import start
from kypho_prep.workflow.errors import DiskFull, DiskNearlyFull
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP, make_clinic
from tests.workflow.test_backing_up import backing
from tests.workflow.ward import Ward

pytestmark = pytest.mark.sqlite


class NearlyFull(Reserve):
    """The room of a disk that others have filled up to the last megabytes."""

    scarce = True


def database(ward: Ward) -> Database:
    assert isinstance(ward.workplace.database, Database)
    return ward.workplace.database


def test_room_is_set_aside_in_the_quiet_and_held_for_real(ward: Ward, folders: Path) -> None:
    file = folders / "data" / "reserve"
    assert not file.exists(), "the start does not wait for it"
    backing(ward).make()
    assert file.stat().st_size == SIZE
    assert file.stat().st_blocks * 512 >= SIZE
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_disk_that_takes_no_more_gives_the_next_try_what_was_set_aside(ward: Ward, folders: Path) -> None:
    backing(ward).make()
    opened = ward.sit_down(ward.new_visit())
    raw = database(ward)._raw
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(DiskFull):
        fill(ward, opened)
    assert not (folders / "data" / "reserve").exists()


def fill(ward: Ward, opened: intake.Intake) -> None:
    """Answer in words until the file would have to grow."""
    for number in range(2000):
        ward.say(opened, "questions.text", f"{number} {'x' * 400}", entry=f"q{number}")


def test_nobody_new_begins_and_who_had_begun_goes_on(ward: Ward) -> None:
    begun, new = ward.new_visit(), ward.new_visit()
    opened = ward.sit_down(begun)
    database(ward).reserve = NearlyFull(database(ward).file.parent)
    ward.say(opened, "ride.adult", True)
    with pytest.raises(DiskNearlyFull):
        ward.sit_down(new)
    with pytest.raises(DiskNearlyFull):
        ward.sign_in(new)
    assert ward.sit_down(begun).session.visit == begun, "as after a power cut"
    state = backing(ward).state()
    assert state.no_room
    assert state.is_bad(ward.clock())


def test_no_room_is_set_aside_where_the_disk_has_none_to_spare(tmp_path: Path) -> None:
    assert LEAST > 2 * SIZE
    gone = Reserve(tmp_path / "gone")
    gone.set_aside()
    assert not gone.scarce, "a folder that tells nothing keeps nobody out"
    gone.give_up()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of 80 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    options = ("-t", "tmpfs", "-o", f"size={80 * 1024 * 1024}")
    if subprocess.run(("mount", *options, "tmpfs", str(place)), capture_output=True, check=False).returncode:
        pytest.skip("only an administrator may mount a disk")
    yield place
    subprocess.run(("umount", str(place)), check=True)


def fill_up(disk: Path) -> Path:
    """Let another program take all that a disk has left."""
    others = disk / "others"
    with others.open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(bytes(4096))
        except OSError:
            return others


def write_a_lot(ward: Ward, sitting: intake.Intake) -> int:
    """Answer 200 times in words, and return how often the disk had to be asked twice."""
    refused = 0
    for number in range(200):
        try:
            ward.say(sitting, "questions.text", f"{number} {'x' * 400}", entry=f"q{number}")
        except DiskFull:
            refused += 1
            ward.say(sitting, "questions.text", f"{number} {'x' * 400}", entry=f"q{number}")
    return refused


def test_on_a_disk_that_is_full_she_finishes_and_the_clinic_opens(small_disk: Path, content: Content) -> None:
    nurse, clock = make_clinic(small_disk, content), Clock()

    def opened() -> Ward:
        database = start.open_or_create(small_disk / "data", small_disk / "config")
        place = start.workplace(database, content, clock=clock, kiosk="kiosk-1", passwords=CHEAP, ticks=clock.ticks)
        return Ward(place, clock, nurse)

    ward = opened()
    begun, new = ward.new_visit(), ward.new_visit()
    sitting = ward.sit_down(begun)
    assert backing(ward).make().trouble is None
    others = fill_up(small_disk)
    assert shutil.disk_usage(small_disk).free < 4096
    assert write_a_lot(ward, sitting) == 1, "once, then there is room"
    with pytest.raises(DiskNearlyFull):
        ward.sit_down(new)
    database(ward).close()

    ward = opened()
    chart = ward.sit_down(begun).situation.chart
    assert len([one for one in chart.replies if one.item == "questions.text"]) == 200
    with pytest.raises(DiskNearlyFull):
        ward.sit_down(new)
    others.unlink()
    assert ward.sit_down(new).session.visit == new
    assert backing(ward).make().trouble is None
    assert (small_disk / "data" / "reserve").exists()
    database(ward).close()
    fill_up(small_disk)
    ward = opened()
    assert not (small_disk / "data" / "reserve").exists(), "given up for the start"
    assert schedule.board(ward.workplace).rows
    database(ward).close()
