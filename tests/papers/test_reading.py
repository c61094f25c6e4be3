"""What a patient reads at home: every lesson in its own words, on few pages, nothing of the patient but the name."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kypho_prep.content import Content
from kypho_prep.papers.reading import reading_paper
from kypho_prep.papers.reading_size import Size
from kypho_prep.prep.checklist import Checklist, Item
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.words import Words
from tests.papers.cases import AT, AT_HOME, CLINIC, SIX, TODAY, Told, full
from tests.papers.conftest import Printing, starts
from tests.papers.test_patient_plan import words_of
from tests.papers.test_plan_pages import filled

MOST = {Size.LARGE: 4, Size.EXTRA_LARGE: 8}
STEPS = ("about", "procedure", "risks", "after")
SIGNS = ("after.emergency", "after.call_doctor")


def taught(checklist: Checklist) -> Iterator[Item]:
    """Every lesson of the four steps, and what stands behind it, but for the warning signs."""
    for item in checklist.items:
        front = item.behind or item.id
        if item.control == "lesson" and front.partition(".")[0] in STEPS and front not in SIGNS:
            yield item


def test_every_lesson_stands_there_once_in_the_words_of_its_page(
    content: Content, english: Words, read_back: Printing
) -> None:
    text = words_of(read_back(reading_paper(full(content).situation(), english, printed_at=AT)))
    found = list(taught(content.checklist))
    assert len(found) > 25
    for item in found:
        said = " ".join(english(f"{item.id}.body").split())
        assert text.count(said) == 1, item.id


def test_a_page_is_a_heading_and_what_is_behind_it_begins_in_bold(content: Content, english: Words) -> None:
    parts = [
        part
        for block in reading_paper(full(content).situation(), english, printed_at=AT).sheet.blocks
        for column in block.columns
        if isinstance(column, tuple)
        for part in column
    ]
    headings = [part.text for part in parts if part.bold and part.times > 1]
    assert headings[1:-1] == [english(f"{one.id}.question") for one in taught(content.checklist) if not one.behind]
    leads = [part.lead for part in parts if part.lead]
    assert "Why does a bone in the back break?" in leads
    assert "Step 1: A small cut." in leads
    assert not [lead for lead in leads if lead.endswith("?.")]


def test_the_signs_stand_on_the_plan_to_which_it_points(content: Content, english: Words, read_back: Printing) -> None:
    text = words_of(read_back(reading_paper(full(content).situation(), english, printed_at=AT)))
    assert english("papers.reading.plan") in text
    for item in content.checklist.items:
        if {item.id, item.behind} & set(SIGNS):
            assert english(f"{item.id}.question") not in text, item.id


def test_it_says_nothing_of_the_patient_but_the_name(content: Content, english: Words, read_back: Printing) -> None:
    text = words_of(read_back(reading_paper(full(content).situation(AT_HOME), english, printed_at=AT)))
    assert "For Noreen O'Leary. Printed December 1, 2026" in text
    for gone in (*SIX, "1944", "December 8", "Étienne", "rash from tape", "Dr. Okafor"):
        assert gone not in text, gone


@pytest.mark.parametrize(
    "clinic", [AT_HOME, Clinic(), replace(AT_HOME, approved_by="Dr. A. Okafor", approved_on=TODAY)]
)
@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("paper_size", ["letter", "a4"])
@pytest.mark.parametrize("size", list(Size))
def test_it_takes_few_pages_and_leaves_none_half_empty(
    size: Size, paper_size: str, clinic: Clinic, content: Content, tmp_path: Path
) -> None:
    paper = reading_paper(full(content).situation(clinic), content.words("en"), printed_at=AT, size=size)
    shares = filled(paper, tmp_path, paper_size)
    assert len(shares) <= MOST[size]
    # A clinic that has entered nothing of itself has next to nothing to say on the last page.
    assert all(share >= 0.5 for share in (shares if clinic.address else shares[:-1])), shares


def test_its_letters_are_those_that_the_patient_reads_in(content: Content, english: Words) -> None:
    told = Told(content, text_size=200).says("ride.adult", value=True)
    assert reading_paper(told.situation(), english, printed_at=AT).sheet.body == Size.EXTRA_LARGE.points
    assert reading_paper(Told(content).situation(), english, printed_at=AT).sheet.body == Size.LARGE.points


def test_a_sample_says_so(content: Content, english: Words, read_back: Printing) -> None:
    situation = full(content).situation(replace(CLINIC, sample=True))
    assert "SAMPLE." in read_back(reading_paper(situation, english, printed_at=AT))


def test_a_language_from_right_to_left_begins_at_the_right(
    content: Content, english: Words, tmp_path: Path, poppler: None
) -> None:
    situation = full(content).situation()
    left = starts(reading_paper(situation, english, printed_at=AT), tmp_path)
    right = starts(reading_paper(situation, replace(english, right_to_left=True), printed_at=AT), tmp_path)
    assert left["Asleep"] < 60 < right["Asleep"]
