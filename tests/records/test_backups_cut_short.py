"""A back-up cut short, by a full disk, a switch at the wall or a kill, never stands half made under its name."""

import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from kypho_prep.records.disk import Disk
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.records.sqlite.database import Database
from kypho_prep.records.trouble import Trouble
from tests.records.backing_up import AT, back_up
from tests.records.failing_disk import FullDisk, PowerCut, SwitchedOff
from tests.records.places import Places

pytestmark = pytest.mark.sqlite  # the encrypted file's own

ROOT = Path(__file__).resolve().parents[2]
# For each size that a file may have, from nothing to all that a back-up needs: what is left after the try.
EVERY_PAGE = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from kypho_prep.records.sqlite.database import Database
from kypho_prep.records.trouble import Trouble
data, config = Path(sys.argv[1]), Path(sys.argv[2])
opened = Database.open(data, config)
archive, size = opened.backups, (data / "kypho-prep.db").stat().st_size
tried = 0
for most in range(0, size, 4096):
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    try:
        archive.make(opened.source(), datetime.now(UTC))
        print("made with", most)
    except Trouble as trouble:
        tried += trouble.what == "no_backup"
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    left = [one.name for one in archive.folder.glob("*") if one.name != "backups.lock"]
    if left:
        print("left", most, left)
print(tried, size // 4096)
archive.make(opened.source(), datetime.now(UTC))
print(len(archive.held()), archive.last_whole() is not None)
opened.close()
"""
KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kypho_prep.records.sqlite.database import Database
opened = Database.open(Path(sys.argv[1]), Path(sys.argv[2]))
print("open", flush=True)
while True:
    opened.backups.make(opened.source(), datetime.now(UTC))
    print("made", flush=True)
"""


def standing(archive: Path) -> list[str]:
    """What stands under a back-up's name."""
    return sorted(one.name for one in archive.glob("[0-9]*"))


@pytest.mark.parametrize("second", [False, True])
def test_a_full_disk_at_each_step_leaves_no_half_back_up(database: Database, tmp_path: Path, second: bool) -> None:
    finished = back_up(database, AT - timedelta(days=1))
    folder = tmp_path / "stick" if second else database.backups.folder

    def work(disk: FullDisk) -> None:
        archive = Archive(folder, disk)
        archive.take(finished) if second else archive.make(database.source(), AT)

    counting = FullDisk()
    work(counting)
    assert counting.steps > 8
    for step in range(1, counting.steps + 1):
        for one in Archive(folder).held()[: 1 if second else 0]:
            Disk().remove(one.place)
        before = standing(folder)
        disk = FullDisk(step)
        # Where only a name could not be flushed, or an old one not be removed, it is there all the same.
        with suppress(Trouble):
            work(disk)
        assert all(one.whole for one in Archive(folder).held())
        assert len(Archive(folder).held()) == len(standing(folder)) >= len(before)
        assert list(folder.glob(".making-*")) == []
    assert finished.whole


@pytest.mark.parametrize("names_kept", [False, True])
@pytest.mark.parametrize("second", [False, True])
def test_a_power_cut_at_each_step_leaves_whole_back_ups_alone(
    database: Database, tmp_path: Path, second: bool, names_kept: bool
) -> None:
    finished = back_up(database, AT - timedelta(days=1))
    folder = tmp_path / "stick" if second else database.backups.folder
    step = 0
    while True:
        step += 1
        if second:
            Disk().remove(folder)
        old = {file for one in Archive(folder).held() for file in one.place.iterdir()}
        disk = SwitchedOff(step, names_kept=names_kept)
        try:
            archive = Archive(folder, disk)
            archive.take(finished) if second else archive.make(database.source(), AT)
            break
        except PowerCut:
            disk.come_back([one for one in folder.rglob("*.*") if one.is_file() and one not in old])
        assert [one for one in Archive(folder).held() if not one.whole] == []
        assert Archive(folder).damaged() == ()
        assert finished.whole
        # The next start makes one as if nothing had been, and what was half made is gone.
        again = Archive(folder)
        again.take(finished) if second else again.make(database.source(), AT)
        assert again.held()
        assert list(folder.glob(".making-*")) == []
    assert step > 8


@pytest.mark.skipif(sys.platform != "linux", reason="a file's size is limited there alone")
def test_a_full_disk_at_each_page_of_the_copy_leaves_nothing(places: Places) -> None:
    done = _python(EVERY_PAGE, places)
    assert done.returncode == 0, done.stderr
    *trouble, tried, at_last = done.stdout.splitlines()
    assert trouble == []
    refused, pages = map(int, tried.split())
    assert refused == pages > 20
    assert at_last == "1 True"


def test_a_program_killed_while_it_makes_back_ups_leaves_whole_ones(places: Places) -> None:
    command = [sys.executable, "-c", KILLED, str(places.data), str(places.config)]
    for lines in range(1, 6):
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as other:
            assert other.stdout is not None
            told = [other.stdout.readline() for _ in range(lines)]
            other.kill()
        archive = Archive(places.data / "backups")
        assert archive.damaged() == ()
        assert all(one.whole for one in archive.held())
        if "made\n" in told:
            assert archive.held()
    opened = places.open()
    made = back_up(opened)
    assert list(made.place.parent.glob(".making-*")) == []
    opened.close()


def _python(code: str, places: Places) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, str(places.data), str(places.config)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
