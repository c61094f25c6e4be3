"""Where a paper goes when there is no printer: a folder of its own, under a name that tells nothing of the patient."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kypho_prep.content import Content
from kypho_prep.look.papers.outlet import clear_papers, keep_as_pdf, send_to_printer
from kypho_prep.look.papers.press import Paper
from kypho_prep.look.papers.sheet import Sheet

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


def test_old_papers_are_cleared_away(paper: Paper, tmp_path: Path) -> None:
    assert clear_papers(tmp_path / "papers") == 0
    kept = keep_as_pdf(paper, tmp_path / "papers", stem="slip", at=AT)
    (tmp_path / "papers" / "note.txt").write_text("not a paper", "utf-8")
    assert clear_papers(tmp_path / "papers") == 1
    assert not kept.exists()
    assert (tmp_path / "papers" / "note.txt").exists()
