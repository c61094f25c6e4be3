"""The desk's papers without a printer: files for this account alone, and gone after a shift."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kypho_prep import paths
from kypho_prep.app.papers import FOLDER, Papers
from kypho_prep.content import Content, load
from kypho_prep.look.fonts import load_fonts
from kypho_prep.prep.clinic import Clinic
from kypho_prep.workflow.schedule import Board

DAY = date(2026, 12, 8)
NOBODY = Board((), 0, DAY)


@dataclass
class Clock:
    at: datetime = datetime(2026, 12, 7, 20, 15, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(scope="module")
def content(qapp: object) -> Content:
    load_fonts(paths.resources())
    return load(paths.resources())


@pytest.fixture
def papers(content: Content, tmp_path: Path) -> Papers:
    return Papers(tmp_path, Clock(), content.words("en"))


def test_a_paper_that_no_printer_takes_is_kept_for_this_account_alone(papers: Papers) -> None:
    path = papers.day_list(NOBODY, DAY, Clinic(printer="A printer that is gone"))
    assert path == papers.data / FOLDER / "day-list-20261207-201500.pdf"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_paper_of_the_last_shift_goes_when_the_next_one_is_made(papers: Papers) -> None:
    old = papers.day_list(NOBODY, DAY, Clinic())
    assert isinstance(papers.clock, Clock)
    papers.clock.at += timedelta(hours=13)
    new = papers.day_list(NOBODY, DAY, Clinic())
    assert old is not None
    assert not old.exists()
    assert new is not None
    assert new.exists()


def test_a_paper_of_the_last_shift_goes_when_the_desk_locks(papers: Papers) -> None:
    old = papers.day_list(NOBODY, DAY, Clinic())
    assert old is not None
    assert papers.clear_old() == 0
    assert isinstance(papers.clock, Clock)
    papers.clock.at += timedelta(hours=13)
    assert papers.clear_old() == 1
    assert not old.exists()
