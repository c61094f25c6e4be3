"""Sheets on paper: their size, their letters, their pages; and a file that cannot be written."""

import re
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


def test_a_heading_goes_over_with_entries_of_which_the_first_would_stay_behind(
    content: Content, read_back: Printing
) -> None:
    for lines in range(20, 45):
        sheet = Sheet()
        for number in range(lines):
            sheet.line(f"line {number}")
        sheet.heading("Heading")
        sheet.entries(Part("first"), Part("second " * 40))
        pages = read_back(paper(sheet)).split("\f")
        assert ["Heading" in page for page in pages] == ["first" in page for page in pages], lines


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


def test_lines_move_closer_only_where_that_saves_a_page(content: Content, tmp_path: Path) -> None:
    # The tallest paper that fits a page as far apart as lines may stand.
    fits = max(number for number in range(1, 60) if pages_of(number, tmp_path) == 1)
    assert pages_of(fits + 1, tmp_path) == 2
    assert pages_of(fits + 1, tmp_path, tightest=84.0) == 1
    assert depth(fits - 2, tmp_path, tightest=84.0) == depth(fits - 2, tmp_path)
    assert depth(fits + 1, tmp_path, tightest=84.0) < depth(fits, tmp_path) * (fits + 1) / fits


@pytest.mark.parametrize(
    ("before", "signs", "pages"),
    [
        (5, 10, [15]),  # all of it fits: no page for it
        (20, 20, [20, 20]),  # the rest does not fit, and its own page leaves the one before half full at least
        (6, 30, [30, 6]),  # its own page would leave one nearly empty: it runs on
    ],
)
def test_a_part_that_asks_for_a_page_gets_it_where_none_stays_half_empty(
    before: int, signs: int, pages: list[int], content: Content, read_back: Printing
) -> None:
    sheet = Sheet()
    for number in range(before):
        sheet.line(f"line {number}")
    sheet.heading("Signs", fresh=True)
    for number in range(signs):
        sheet.line(f"line {number}")
    found = read_back(paper(sheet)).rstrip("\f").split("\f")
    assert len(found) == len(pages)
    assert [bool(page.lstrip().startswith("Signs")) for page in found[1:]] == [one == signs for one in pages[1:]]


def test_a_day_s_lines_stay_together_and_a_long_text_keeps_one_lead(content: Content, read_back: Printing) -> None:
    for before in range(20, 45):
        sheet = Sheet()
        for number in range(before):
            sheet.line(f"line {number}")
        sheet.entries(Part("Tuesday", bold=True), Part("Please arrive", lead="6:00 AM"), Part("End"), together=True)
        pages = read_back(paper(sheet)).rstrip("\f").split("\f")
        assert ["Tuesday" in page for page in pages] == ["End" in page for page in pages]
    sheet = Sheet()
    sheet.entries()
    sheet.entries(Part("word " * 300, lead="Once:"))
    text = read_back(paper(sheet))
    assert text.count("Once:") == 1
    assert text.count("word") == 300


def paper_of(count: int, **more: float) -> Paper:
    sheet = Sheet(**more)  # type: ignore[arg-type]
    for number in range(count):
        sheet.line(f"line {number}")
    return paper(sheet)


def pages_of(count: int, folder: Path, **more: float) -> int:
    return write_pdf(paper_of(count, **more), folder / "lines.pdf")


def depth(count: int, folder: Path, **more: float) -> float:
    """How far down the page the last of the lines ends, in points."""
    write_pdf(paper_of(count, **more), folder / "lines.pdf")
    found = re.findall(rf'yMax="([0-9.]+)">{count - 1}<', run("pdftotext", "-bbox", folder / "lines.pdf", "-"))
    return float(found[-1])


def test_no_line_parts_a_number_from_its_unit(content: Content, tmp_path: Path, poppler: None) -> None:
    sheet = Sheet(body=23.0)
    for number in range(30):
        sheet.line(f"{'a ' * number}fever above 100 °F and on")
    write_pdf(paper(sheet), tmp_path / "unit.pdf")
    lines = [" ".join(one.split()) for one in run("pdftotext", "-layout", tmp_path / "unit.pdf", "-").splitlines()]
    assert sum("100 °F" in one for one in lines) == 30
