"""What holds for every paper: letters embedded and read back, both paper sizes, and on each page whose it is."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from kypho_prep.content import Content
from kypho_prep.papers.day_list import day_list_paper
from kypho_prep.papers.escort_card import escort_paper
from kypho_prep.papers.nurse_sheet import nurse_sheet_paper
from kypho_prep.papers.patient_plan import plan_paper
from kypho_prep.papers.reading import reading_paper
from kypho_prep.papers.reading_size import Size
from kypho_prep.papers.render import Paper, write_pdf
from kypho_prep.papers.slip import slip_paper
from kypho_prep.prep.chart import InstructionAction
from kypho_prep.prep.words import Words
from kypho_prep.workflow.visits.schedule import Slip
from tests.papers.cases import AT, CLINIC, PROCEDURE, TODAY, Told, reviewed, whole
from tests.papers.conftest import Printing
from tests.papers.test_day_list import ROW

Made = Callable[[Told, Words], Paper]
FAMILY = "Offiziersfluss" + "abcdefghij" * 4 + "ffifl"
GIVEN = "Bartholomäus"
POINTS = {"letter": (612, 792), "a4": (595, 842)}


def slip(told: Told, words: Words) -> Paper:
    made = Slip("742918", f"{told.given} {told.family}", PROCEDURE, "07:30", PROCEDURE, "06:00", "Hillside Spine")
    return slip_paper(made, CLINIC, words, printed_on=TODAY)


def plan_large(told: Told, words: Words) -> Paper:
    return plan_paper(told.situation(), words, printed_at=AT, size=Size.LARGE)


def plan_extra_large(told: Told, words: Words) -> Paper:
    return plan_paper(told.situation(), words, printed_at=AT, size=Size.EXTRA_LARGE)


def plan_void(told: Told, words: Words) -> Paper:
    return plan_paper(told.situation(), words, printed_at=AT, void=True)


def escort(told: Told, words: Words) -> Paper:
    return escort_paper(told.situation(), words, printed_at=AT)


def reading_large(told: Told, words: Words) -> Paper:
    return reading_paper(told.situation(), words, printed_at=AT, size=Size.LARGE)


def reading_extra_large(told: Told, words: Words) -> Paper:
    return reading_paper(told.situation(), words, printed_at=AT, size=Size.EXTRA_LARGE)


def nurse_sheet(told: Told, words: Words) -> Paper:
    return nurse_sheet_paper(reviewed(told.situation()), words, printed_at=AT, printed_by="R. Alvarez")


def day_list(told: Told, words: Words) -> Paper:
    rows = [replace(ROW, patient=f"{told.family}, {told.given} {number}") for number in range(40)]
    return day_list_paper(rows, CLINIC, words, on=PROCEDURE, printed_at=AT)


EVERY = (
    slip,
    plan_large,
    plan_extra_large,
    plan_void,
    reading_large,
    reading_extra_large,
    escort,
    nurse_sheet,
    day_list,
)


@pytest.fixture
def worst(content: Content) -> Told:
    """The longest names, thirty medicines and a long instruction."""
    told = whole(content)
    told.given, told.family = GIVEN, FAMILY
    for number in range(1, 31):
        told.takes(f"Madeupine hydrochlorothiazide as typed {number}", f"m{number}")
        told.told(f"m{number}", InstructionAction.CONTINUE, f"The office affirms {number}: five flights.")
    return told


@pytest.mark.parametrize("made", EVERY)
@pytest.mark.parametrize("size", ["letter", "a4"])
def test_every_page_has_the_clinics_size(made: Made, size: str, worst: Told, english: Words, tmp_path: Path) -> None:
    paper = made(worst, english)
    pages = write_pdf(paper, tmp_path / "one.pdf", size=size)
    wanted = tuple(reversed(POINTS[size])) if paper.wide else POINTS[size]
    boxes = [page.mediabox for page in pypdf.PdfReader(tmp_path / "one.pdf").pages]
    assert [(round(box.width), round(box.height)) for box in boxes] == [wanted] * pages


@pytest.mark.parametrize("made", EVERY)
def test_its_letters_are_embedded_with_their_characters(
    made: Made, worst: Told, english: Words, tmp_path: Path, poppler: None
) -> None:
    write_pdf(made(worst, english), tmp_path / "one.pdf")
    listed = subprocess.run(["pdffonts", tmp_path / "one.pdf"], capture_output=True, text=True, check=True).stdout
    fonts = [line.split() for line in listed.splitlines()[2:]]
    assert {font[0] for font in fonts} == {
        "AtkinsonHyperlegiblePlainZero-Regular",
        "AtkinsonHyperlegiblePlainZero-Bold",
    }
    assert {(font[-5], font[-3]) for font in fonts} == {("yes", "yes")}


@pytest.mark.parametrize("made", EVERY)
@pytest.mark.parametrize("size", ["letter", "a4"])
def test_every_page_says_whose_it_is_and_which_of_how_many(
    made: Made, size: str, worst: Told, english: Words, read_back: Printing
) -> None:
    pages = read_back(made(worst, english), size, by_column=True).rstrip("\f").split("\f")
    whose = {slip: f"For{GIVEN}{FAMILY}", escort: GIVEN, day_list: f"{FAMILY},{GIVEN}",
             nurse_sheet: f"{FAMILY},{GIVEN}"}.get(made, f"{GIVEN}{FAMILY}")  # fmt: skip
    for number, page in enumerate(pages, start=1):
        assert whose in "".join(page.split())
        assert f"Page {number} of {len(pages)}" in page
    assert len(pages) == {slip: 1, escort: 1}.get(made, len(pages))


@pytest.mark.parametrize("made", [plan_large, plan_extra_large, plan_void, nurse_sheet])
def test_no_letters_are_drawn_as_one(made: Made, worst: Told, english: Words, read_back: Printing) -> None:
    text = " ".join(read_back(made(worst, english), by_column=True).split())
    for number in range(1, 31):
        assert f"“The office affirms {number}: five flights.”" in text
