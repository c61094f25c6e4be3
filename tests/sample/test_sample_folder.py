"""A sample clinic's folder: whole or not there, never in the place of anything else, refused in words."""

from pathlib import Path

import pytest

from kypho_prep.records.sqlite.folder import LOCK
from kypho_prep.records.sqlite.lock import FolderLock
from kypho_prep.sample import sample_clinic
from kypho_prep.sample.folder import MAKING, make_in_folder
from kypho_prep.settings import SAMPLE_MARK
from kypho_prep.workflow.errors import AlreadyRunning, DataFolder, Invalid
from kypho_prep.workflow.workplace import PasswordRule

CHEAP = PasswordRule(rounds=1, memory_kib=8, lanes=1, unlock_seconds=0)
PASSWORD = "a sample's password"


class Enough(Exception):
    """Nobody waits any more."""


def make(folder: Path, visits: int = 1) -> int:
    return make_in_folder(folder, visits=visits, password=PASSWORD, passwords=CHEAP)


def test_an_empty_folder_becomes_the_sample(tmp_path: Path) -> None:
    (tmp_path / "clinic").mkdir()
    assert make(tmp_path / "clinic") == 1
    assert (tmp_path / "clinic" / SAMPLE_MARK).is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["clinic"]


def test_a_folder_that_holds_a_clinic_is_left_alone(tmp_path: Path) -> None:
    make(tmp_path / "clinic")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "clinic").rglob("*")}
    with pytest.raises(Invalid) as refusal:
        make(tmp_path / "clinic")
    assert refusal.value.problems == (("dir", "error.sample_exists", {"folder": str(tmp_path / "clinic")}),)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "clinic").rglob("*")} == before


def test_a_folder_that_holds_anything_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"a beach")
    with pytest.raises(Invalid) as refusal:
        make(tmp_path)
    assert refusal.value.problems == (("dir", "error.sample_not_empty", {"folder": str(tmp_path)}),)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_what_a_killed_program_left_half_made_goes_with_the_next_try(tmp_path: Path) -> None:
    left = tmp_path / f"clinic{MAKING}"
    (left / "config").mkdir(parents=True)
    (left / "kypho-prep.db").write_bytes(b"half a page")
    (left / LOCK).write_text("1\n", "utf-8")
    assert make(tmp_path / "clinic") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["clinic"]


def test_a_second_program_does_not_take_away_what_the_first_is_making(tmp_path: Path) -> None:
    left = tmp_path / f"clinic{MAKING}"
    left.mkdir()
    held = FolderLock(left / LOCK)
    with pytest.raises(AlreadyRunning):
        make(tmp_path / "clinic")
    assert left.is_dir()
    held.release()


def test_it_tells_how_many_are_made_and_leaves_nothing_where_that_is_given_up(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    def told(done: int, of: int) -> None:
        heard.append((done, of))
        if done == 1:
            raise Enough

    with pytest.raises(Enough):
        make_in_folder(tmp_path / "clinic", visits=3, password=PASSWORD, passwords=CHEAP, told=told)
    assert heard == [(0, 3), (1, 3)]
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "clinic").write_text("no folder", "utf-8")
    with pytest.raises(DataFolder):
        make(tmp_path / "clinic")
    assert [path.name for path in tmp_path.iterdir()] == ["clinic"]


@pytest.mark.parametrize(
    ("visits", "password", "problem"),
    [
        (0, PASSWORD, ("visits", "error.sample_visits", {"most": sample_clinic.MOST_VISITS})),
        (
            sample_clinic.MOST_VISITS + 1,
            PASSWORD,
            ("visits", "error.sample_visits", {"most": sample_clinic.MOST_VISITS}),
        ),
        (9, "short", ("password", "error.password_short", {"least": 8})),
    ],
)
def test_what_cannot_be_made_leaves_nothing_behind(
    visits: int, password: str, problem: tuple[object, ...], tmp_path: Path
) -> None:
    with pytest.raises(Invalid) as refusal:
        make_in_folder(tmp_path / "clinic", visits=visits, password=password)
    assert refusal.value.problems == (problem,)
    assert list(tmp_path.iterdir()) == []
