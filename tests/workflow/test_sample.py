"""The sample clinic: one visit of each stage, made by the functions of real work, in a folder of its own."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kypho_prep import paths, settings
from kypho_prep.content import Content, load
from kypho_prep.prep.stage import Stage
from kypho_prep.workflow import review, sample, schedule, staff, start
from kypho_prep.workflow.errors import Invalid
from kypho_prep.workflow.workplace import PasswordRule, Workplace

CHEAP = PasswordRule(rounds=1, memory_kib=8, lanes=1)
PASSWORD = "a sample's password"


@pytest.fixture(scope="module")
def content() -> Content:
    return load(paths.resources())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample clinic as `kypho-prep sample` leaves it."""
    folder = tmp_path_factory.mktemp("sample") / "clinic"
    assert sample.make_from_command_line(folder, visits=9, password=PASSWORD, passwords=CHEAP) == 9
    return folder


@pytest.fixture
def workplace(folder: Path, content: Content) -> Iterator[Workplace]:
    """The sample, opened as the program opens it: by its folder alone."""
    found = settings.load(str(folder))
    database = start.open_or_create(found.data, found.config, create=False)
    yield start.workplace(database, content, clock=lambda: datetime.now(UTC), kiosk="desk", passwords=CHEAP)
    database.close()


def test_the_sample_holds_a_visit_of_each_stage(workplace: Workplace) -> None:
    since = schedule.board(workplace).today.replace(year=2000)
    stages = Counter(row.stage for row in schedule.board(workplace, since=since).rows)
    assert stages == Counter(Stage)


def test_the_board_names_the_blood_thinner_that_waits_for_its_instruction(workplace: Workplace) -> None:
    waiting = [row for row in schedule.board(workplace).rows if row.stage is Stage.TO_REVIEW]
    assert "loop" in {line.problem for row in waiting for line in row.open_lines}


def test_its_sign_off_stands_and_nothing_blocks_it(workplace: Workplace) -> None:
    nurse = staff.sign_in(workplace, user=sample.USER, password=PASSWORD)
    signed = next(row for row in schedule.board(workplace).rows if row.stage is Stage.SIGNED_OFF)
    chart = review.open_chart(workplace, staff=nurse, visit=signed.visit)
    assert chart.standing.stands
    assert chart.blockers == ()


def test_it_is_a_sample_on_every_page_and_its_history_lies_in_the_past(workplace: Workplace) -> None:
    assert staff.clinic(workplace).sample
    nurse = staff.sign_in(workplace, user=sample.USER, password=PASSWORD)
    for row in schedule.board(workplace).rows:
        chart = review.open_chart(workplace, staff=nurse, visit=row.visit)
        assert all(reply.at <= workplace.now() for reply in chart.situation.chart.replies)


def test_a_folder_that_holds_a_clinic_is_left_alone(folder: Path) -> None:
    before = (folder / "kypho-prep.db").stat().st_size
    with pytest.raises(Invalid) as refusal:
        sample.make_from_command_line(folder, visits=1, password=PASSWORD)
    assert refusal.value.problems == (("dir", "error.sample_exists", {"folder": str(folder)}),)
    assert (folder / "kypho-prep.db").stat().st_size == before


@pytest.mark.parametrize(
    ("visits", "password", "problem"),
    [
        (0, PASSWORD, ("visits", "error.sample_visits", {"most": sample.MOST_VISITS})),
        (sample.MOST_VISITS + 1, PASSWORD, ("visits", "error.sample_visits", {"most": sample.MOST_VISITS})),
        (9, "short", ("password", "error.password_short", {"least": 8})),
    ],
)
def test_what_cannot_be_made_leaves_nothing_behind(
    visits: int, password: str, problem: tuple[object, ...], tmp_path: Path
) -> None:
    with pytest.raises(Invalid) as refusal:
        sample.make_from_command_line(tmp_path / "clinic", visits=visits, password=password)
    assert refusal.value.problems == (problem,)
    assert not (tmp_path / "clinic").exists()


def test_a_single_visit_for_a_measurement_is_new_and_open_to_its_nurse(tmp_path: Path, content: Content) -> None:
    database = start.open_or_create(tmp_path / "data", tmp_path / "config")
    place = start.workplace(database, content, clock=lambda: datetime.now(UTC), kiosk="k", passwords=CHEAP)
    nurse, visit = sample.one_visit(place)
    assert review.open_chart(place, staff=nurse, visit=visit).stage is Stage.EXPECTED
    database.close()
