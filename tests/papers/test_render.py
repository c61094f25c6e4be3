"""Sheets on paper: their size, their letters, their pages; and a file that cannot be written."""

import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from kypho_prep.content import Content
from kypho_prep.papers.layout import Part, Sheet
from kypho_prep.papers.patient_plan import plan_paper
from kypho_prep.papers.render import Paper, draw, write_pdf
from kypho_prep.prep.words import Words
from tests.papers.cases import AT, whole
from tests.papers.conftest import Printing, pictures


def paper(sheet: Sheet) -> Paper:
    return Paper("A paper", sheet, "At the foot")


def run(*words: str | Path) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(("size", "points"), [("letter", "612 x 792 pts (letter)"), ("a4", "595 x 842 pts (A4)")])
def test_a_paper_has_the_size_that_the_clinic_prints_on(
    size: str, points: str, content: Content, tmp_path: Path, poppler: None
) -> None:
    sheet = Sheet()
    sheet.line("One line")
    assert write_pdf(paper(sheet), tmp_path / "one.pdf", size=size) == 1
    assert points in run("pdfinfo", tmp_path / "one.pdf")


def test_the_letters_are_embedded_and_can_be_read(
    content: Content, english: Words, tmp_path: Path, poppler: None
) -> None:
    write_pdf(plan_paper(whole(content).situation(), english, printed_at=AT), tmp_path / "plan.pdf")
    fonts = [line.split() for line in run("pdffonts", tmp_path / "plan.pdf").splitlines()[2:]]
    assert {font[0] for font in fonts} == {
        "AtkinsonHyperlegiblePlainZero-Regular",
        "AtkinsonHyperlegiblePlainZero-Bold",
    }
    assert {(font[-5], font[-3]) for font in fonts} == {("yes", "yes")}  # embedded, and with their characters


def test_every_letter_of_the_keyboard_is_found_again(content: Content, read_back: Printing) -> None:
    letters = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz0123456789.,?!%='-*@#&()/:;+áéíóúñüçß“”½°"
    sheet = Sheet()
    sheet.line(letters, bold=True)
    sheet.line("The office affirms: five flights, waffles and a fjord.")
    text = read_back(paper(sheet))
    assert letters in "".join(text.split())
    assert "office affirms: five flights, waffles" in text


def test_a_heading_goes_over_to_the_next_page_with_what_follows_it(content: Content, read_back: Printing) -> None:
    for lines in range(20, 45):
        sheet = Sheet()
        for number in range(lines):
            sheet.line(f"line {number}")
        sheet.heading("Heading")
        sheet.line("follower")
        pages = read_back(paper(sheet)).split("\f")
        assert ["Heading" in page for page in pages] == ["follower" in page for page in pages]


def test_a_language_from_right_to_left_begins_its_rows_at_the_right(
    content: Content, tmp_path: Path, poppler: None
) -> None:
    for right_to_left, side in ((False, "left"), (True, "right")):
        sheet = Sheet(right_to_left=right_to_left)
        sheet.rows([((Part("What", bold=True),), ())])
        image = pictures(paper(sheet), tmp_path)[0]
        half = image.width() // 2
        ink = {"left": inked(image.copy(0, 0, half, 400)), "right": inked(image.copy(half, 0, half, 400))}
        other = "left" if side == "right" else "right"
        assert ink[side] > 2 * ink[other]


def test_a_printer_takes_the_same_paper(content: Content, tmp_path: Path, poppler: None) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    sheet = Sheet()
    sheet.line("By the printer")
    assert draw(paper(sheet), printer, size="a4") == 1
    assert "By the printer" in run("pdftotext", tmp_path / "printed.pdf", "-")


def test_a_paper_that_cannot_be_written_says_why(content: Content, tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.line("One line")
    with pytest.raises(FileNotFoundError):
        write_pdf(paper(sheet), tmp_path / "nowhere" / "one.pdf")
    with pytest.raises(IsADirectoryError):
        write_pdf(paper(sheet), tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk at hand")
def test_a_full_disk_is_not_taken_for_a_printed_paper(content: Content) -> None:
    sheet = Sheet()
    sheet.line("One line")
    with pytest.raises(OSError, match="could not"):
        write_pdf(paper(sheet), Path("/dev/full"))


def inked(image: QImage) -> int:
    """How many dots of a picture are dark, counted on a small copy without the rules' grey."""
    return sum(image.pixelColor(x, y).lightness() < 90 for x in range(image.width()) for y in range(image.height()))
