"""The slip: the code in large figures, and never the birth date that goes with it."""

from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp

from kypho_prep.papers.slip import slip_paper
from kypho_prep.prep.words import Words
from kypho_prep.workflow.visits.schedule import Slip
from tests.papers.cases import CLINIC, PROCEDURE, TODAY
from tests.papers.conftest import Printing, pictures

SLIP = Slip("742918", "Noreen O'Leary", PROCEDURE, "07:30", PROCEDURE, "06:00", "Hillside Spine")


def test_the_slip_carries_the_code_the_times_and_the_way_in(
    content: object, english: Words, read_back: Printing
) -> None:
    text = " ".join(read_back(slip_paper(SLIP, CLINIC, english, printed_on=TODAY), "a4").split())
    for said in ("742 918", "For Noreen O'Leary", "Tuesday, December 8, 2026, 7:30 AM", "6:00 AM", "555-0142",
                 english("papers.slip.how")):  # fmt: skip
        assert said in text, said
    assert "SAMPLE" not in text
    assert "Page 1 of 1" in text


def test_the_birth_date_is_not_on_the_slip(content: object, english: Words, read_back: Printing) -> None:
    text = read_back(slip_paper(SLIP, CLINIC, english, printed_on=TODAY))
    assert "1944" not in text


def test_times_that_nobody_knows_yet_are_said_so(content: object, english: Words, read_back: Printing) -> None:
    slip = replace(SLIP, procedure_at=None, arrival_on=None, arrival_at=None)
    text = " ".join(read_back(slip_paper(slip, replace(CLINIC, phone=""), english, printed_on=TODAY)).split())
    assert "Tuesday, December 8, 2026. Your clinic will tell you the time." in text
    assert english("papers.slip.not_known") in text
    assert english("papers.slip.phone") not in text


@pytest.mark.parametrize(("code", "dots"), [("742918", 100), ("000000", 203), ("009071", 300)])
def test_a_scanner_reads_the_code_from_the_paper_and_nothing_else(
    code: str, dots: int, english: Words, tmp_path: Path, poppler: None
) -> None:
    paper = slip_paper(replace(SLIP, code=code), CLINIC, english, printed_on=TODAY)
    page = pictures(paper, tmp_path, dots=dots, size="a4")[0]
    assert [one.text for one in zxingcpp.read_barcodes(page)] == [code]


def test_the_square_is_large_enough_and_has_a_light_edge(english: Words, tmp_path: Path, poppler: None) -> None:
    page = pictures(slip_paper(SLIP, CLINIC, english, printed_on=TODAY), tmp_path, dots=254)[0]
    corners = zxingcpp.read_barcodes(page)[0].position
    wide = corners.top_right.x - corners.top_left.x
    assert 22 <= wide / 10 <= 30  # millimetres
    quiet = 4 * wide // 21 - 2
    edge = page.copy(corners.top_left.x - quiet, corners.top_left.y - quiet, wide + 2 * quiet, quiet - 2)
    assert all(edge.pixelColor(x, y).lightness() > 250 for x in range(edge.width()) for y in range(edge.height()))


def test_a_sample_slip_says_so(content: object, english: Words, read_back: Printing) -> None:
    assert "SAMPLE." in read_back(slip_paper(SLIP, replace(CLINIC, sample=True), english, printed_on=TODAY))
