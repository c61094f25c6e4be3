"""The desk's papers without a printer: files for this account alone, and gone after a shift."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pypdf
import pytest

from kypho_prep import paths
from kypho_prep.app.papers import FOLDER, Papers, print_to_take_home
from kypho_prep.app.services import outside
from kypho_prep.content import Content
from kypho_prep.look.fonts import load_fonts
from kypho_prep.prep.clinic import Clinic
from kypho_prep.settings import Settings
from kypho_prep.workflow.visits.schedule import Board, Slip
from tests.papers.cases import reviewed, whole

DAY = date(2026, 12, 8)
NOBODY = Board((), 0, DAY)


@dataclass
class Clock:
    at: datetime = datetime(2026, 12, 7, 20, 15, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(scope="module")
def content(qapp: object, content: Content) -> Content:
    load_fonts(paths.resources())
    return content


def pages(path: Path | None) -> int:
    assert path is not None
    return len(pypdf.PdfReader(path).pages)


@pytest.fixture
def papers(content: Content, tmp_path: Path) -> Papers:
    return Papers(tmp_path, Clock(), content.words)


def test_a_paper_that_no_printer_takes_is_kept_for_this_account_alone(papers: Papers) -> None:
    path = papers.day_list(NOBODY, DAY, Clinic(printer="A printer that is gone"))
    assert path == papers.data / FOLDER / "day-list-20261207-201500.pdf"
    assert path.stat().st_mode & 0o777 == 0o600


def test_each_paper_of_the_desk_is_made(papers: Papers, content: Content, tmp_path: Path) -> None:
    desk = outside(Settings(tmp_path, tmp_path / "config", "kiosk-1"), papers)
    situation = whole(content).situation(Clinic())
    assert desk.slip is not None
    assert desk.plan is not None
    assert desk.escort is not None
    assert desk.reading is not None
    assert desk.nurse_sheet is not None
    slip = Slip("742918", "Noreen O'Leary", DAY, "07:30", DAY, "06:00", "")
    made = [
        desk.slip(slip, Clinic()),
        desk.plan(situation, ""),
        desk.plan(situation, "extra_large"),
        desk.escort(situation),
        desk.reading(situation, ""),
        desk.reading(situation, "extra_large"),
        desk.nurse_sheet(reviewed(situation), "R. Alvarez"),
    ]
    names = [path.name.partition("-2026")[0] for path in made if path is not None]
    assert names == ["slip", "plan", "plan", "escort", "reading", "reading", "nurse-sheet"]
    assert len({pages(path) for path in made[1:3]}) == 2
    assert pages(made[4]) < pages(made[5])
    assert all("Leary" not in path.name for path in (tmp_path / FOLDER).iterdir())


def test_without_a_printer_the_kiosk_prints_nothing_and_leaves_nothing(papers: Papers, content: Content) -> None:
    assert print_to_take_home(papers.clock, whole(content).situation(Clinic()), content.words("en")) == ()
    assert not list(papers.data.rglob("*.pdf"))


def test_a_size_that_there_is_not_is_refused(papers: Papers, content: Content) -> None:
    with pytest.raises(ValueError, match="huge"):
        papers.plan(whole(content).situation(Clinic()), "huge")


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
