"""Where a paper goes when there is no printer: a folder of its own, under a name that tells nothing of the patient."""

import resource
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kypho_prep.content import Content
from kypho_prep.papers.clearing import clear_old_papers, clear_papers
from kypho_prep.papers.layout import Sheet
from kypho_prep.papers.output import keep_as_pdf, send_to_printer
from kypho_prep.papers.render import Paper

STUMP = 4096
AT = datetime(2026, 12, 1, 15, 4, 5, tzinfo=UTC)


@pytest.fixture
def paper(content: Content) -> Paper:
    sheet = Sheet()
    sheet.line("One line for Noreen O'Leary")
    return Paper("A paper", sheet, "At the foot")


@pytest.mark.parametrize("printer", ["", "A printer that nobody has"])
def test_without_its_printer_nothing_is_printed(printer: str, paper: Paper) -> None:
    assert send_to_printer(paper, printer) is False


def test_a_kept_paper_is_for_this_account_alone_and_its_name_tells_nothing(paper: Paper, tmp_path: Path) -> None:
    path = keep_as_pdf(paper, tmp_path / "papers", stem="plan", at=AT)
    assert path == tmp_path / "papers" / "plan-20261201-150405.pdf"
    assert path.read_bytes().startswith(b"%PDF")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_stump_on_a_nearly_full_disk_is_no_paper_and_does_not_stay(paper: Paper, tmp_path: Path) -> None:
    whole = keep_as_pdf(paper, tmp_path / "papers", stem="plan", at=AT)
    assert whole.stat().st_size > STUMP
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    # No file grows further than that: as Qt sees it, the disk is full in the middle of the paper.
    resource.setrlimit(resource.RLIMIT_FSIZE, (STUMP, before[1]))
    try:
        with pytest.raises(OSError, match="could not be written"):
            keep_as_pdf(paper, tmp_path / "papers", stem="slip", at=AT)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [one.name for one in whole.parent.iterdir()] == [whole.name]


def test_two_papers_of_one_second_are_two_files(paper: Paper, tmp_path: Path) -> None:
    made = [keep_as_pdf(paper, tmp_path, stem="plan", at=AT).name for _ in range(3)]
    assert made == ["plan-20261201-150405.pdf", "plan-20261201-150405-2.pdf", "plan-20261201-150405-3.pdf"]


def test_the_time_in_a_name_is_the_same_moment_in_every_zone(paper: Paper, tmp_path: Path) -> None:
    there = AT.astimezone(ZoneInfo("America/New_York"))
    assert keep_as_pdf(paper, tmp_path, stem="plan", at=there).name == "plan-20261201-150405.pdf"


def test_a_paper_that_waited_a_whole_shift_is_gone_and_a_newer_one_stays(paper: Paper, tmp_path: Path) -> None:
    assert clear_old_papers(tmp_path / "nowhere", AT) == 0
    old = keep_as_pdf(paper, tmp_path, stem="plan", at=AT)
    new = keep_as_pdf(paper, tmp_path, stem="slip", at=AT + timedelta(hours=1))
    unnamed = tmp_path / "scan.pdf"
    unnamed.write_bytes(b"%PDF")
    assert clear_old_papers(tmp_path, AT + timedelta(hours=12)) == 1
    assert (old.exists(), new.exists(), unnamed.exists()) == (True, True, False)
    assert clear_old_papers(tmp_path, AT + timedelta(hours=12, seconds=1)) == 1
    assert (old.exists(), new.exists()) == (False, True)


def test_old_papers_are_cleared_away(paper: Paper, tmp_path: Path) -> None:
    assert clear_papers(tmp_path / "papers") == 0
    kept = keep_as_pdf(paper, tmp_path / "papers", stem="slip", at=AT)
    (tmp_path / "papers" / "note.txt").write_text("not a paper", "utf-8")
    assert clear_papers(tmp_path / "papers") == 1
    assert not kept.exists()
    assert (tmp_path / "papers" / "note.txt").exists()
