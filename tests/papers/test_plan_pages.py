"""What a patient takes home fits few leaves: no page half empty, each date once, the way in and every number."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kypho_prep.content import Content
from kypho_prep.papers.escort_card import escort_paper
from kypho_prep.papers.patient_plan import plan_paper
from kypho_prep.papers.reading import reading_paper
from kypho_prep.papers.reading_size import Size
from kypho_prep.papers.render import Paper, write_pdf
from kypho_prep.papers.slip import slip_paper
from kypho_prep.prep.chart import FactKind, InstructionAction
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.words import Words
from kypho_prep.workflow.visits.schedule import Slip
from tests.papers.cases import AT, AT_HOME, CLINIC, PROCEDURE, SIX, TODAY, Told, full, whole
from tests.papers.conftest import Printing
from tests.papers.test_patient_plan import words_of

MOST = {Size.LARGE: 2, Size.EXTRA_LARGE: 4}
ADDRESS = "100 Example Street, Sampletown, NY 00000, Door B, beside the parking lot"


def plan(told: Told, words: Words, clinic: Clinic) -> Paper:
    return plan_paper(told.situation(clinic), words, printed_at=AT)


def reading(told: Told, words: Words, clinic: Clinic) -> Paper:
    return reading_paper(told.situation(clinic), words, printed_at=AT)


def escort(told: Told, words: Words, clinic: Clinic) -> Paper:
    return escort_paper(told.situation(clinic), words, printed_at=AT)


def slip(told: Told, words: Words, clinic: Clinic) -> Paper:
    made = Slip("742918", f"{told.given} {told.family}", PROCEDURE, "07:30", PROCEDURE, "06:00", clinic.name)
    return slip_paper(made, clinic, words, printed_on=TODAY)


def filled(paper: Paper, folder: Path, size: str) -> list[float]:
    """How far down each page its last words above the foot end, as a share of the page."""
    write_pdf(paper, folder / "filled.pdf", size=size)
    subprocess.run(["pdftotext", "-bbox", "filled.pdf", "filled.html"], cwd=folder, check=True)
    shares = []
    for page in (folder / "filled.html").read_text("utf-8").split("<page ")[1:]:
        found = re.search(r'height="([0-9.]+)"', page)
        assert found is not None
        ends = [float(one) for one in re.findall(r'yMax="([0-9.]+)"', page)]
        shares.append(max(end for end in ends if end < 0.93 * float(found[1])) / float(found[1]))
    return shares


@pytest.mark.parametrize("made", [full, whole, Told])
@pytest.mark.parametrize("paper_size", ["letter", "a4"])
@pytest.mark.parametrize("size", list(Size))
def test_the_plan_takes_few_pages_and_leaves_none_half_empty(
    size: Size, paper_size: str, made: Callable[[Content], Told], content: Content, tmp_path: Path
) -> None:
    told = made(content).recorded(FactKind.PLAN_PRINTED, printed=True)
    paper = plan_paper(told.situation(AT_HOME), content.words("en"), printed_at=AT, size=size)
    shares = filled(paper, tmp_path, paper_size)
    assert len(shares) <= MOST[size]
    assert all(share >= 0.5 for share in shares[:-1]), shares


@pytest.mark.parametrize("made", [plan, reading, escort, slip])
def test_every_paper_says_where_to_come_and_whom_to_call_by_night(
    made: Callable[[Told, Words, Clinic], Paper], content: Content, english: Words, read_back: Printing
) -> None:
    text = words_of(read_back(made(whole(content), english, AT_HOME), by_column=True))
    assert ADDRESS in text
    assert "555-0142" in text
    assert re.search(r"At night and on weekends:? 555-0143", text)
    assert ("Call 911." in text) is (made is not slip)
    # The escort is not the one whom the nurse calls.
    assert bool(re.search("Your nurse calls:? Two working days before", text)) is (made is not escort)
    bare = words_of(read_back(made(whole(content), english, CLINIC), by_column=True))
    for gone in ("At night", "Where to come", "Your nurse calls", ", ,"):
        assert gone not in bare, gone


def test_each_date_and_time_stands_once_beside_what_is_then(
    content: Content, english: Words, read_back: Printing
) -> None:
    text = words_of(read_back(plan(full(content), english, AT_HOME)))
    for day in ("November 30, 2026", "December 2, 2026", "December 5, 2026", "December 7, 2026", "December 8, 2026"):
        assert text.count(day) == 1, day
    assert "Tuesday, December 8, 2026 5:00 AM Clear drinks: “No clear liquids after this.” (Dr. Okafor)" in text
    assert "6:00 AM Please arrive 7:30 AM Your procedure" in text


def test_an_arrival_that_nobody_entered_is_asked_for(content: Content, english: Words, read_back: Printing) -> None:
    told = Told(content)
    told.planned = {"arrival_at": None, "procedure_at": None}
    text = words_of(read_back(plan(told, english, AT_HOME)))
    assert "Please arrive" not in text
    assert "Ask your nurse When to come." in text
    assert "Tuesday, December 8, 2026 Your procedure. Ask your nurse for the time." in text


def test_these_medicines_are_listed_by_name(content: Content, english: Words, read_back: Printing) -> None:
    told = full(content)
    listed = f"{english('papers.plan.medicines')}: {', '.join(SIX)}"
    assert listed not in words_of(read_back(plan(told, english, CLINIC))), "each has a line of its own"
    told.told("morning", InstructionAction.MORNING_OF, "Take these medicines with a sip of water.")
    assert listed in words_of(read_back(plan(told, english, CLINIC)))
    other = Told(content).takes("Lisinopril", "e1")
    assert "told us about: Lisinopril" in words_of(read_back(plan(other, english, CLINIC)))
    assert english("papers.plan.medicines") not in read_back(plan(Told(content), english, CLINIC))


@pytest.mark.parametrize("made", [plan, reading, escort, slip])
@pytest.mark.parametrize("clinic", [replace(AT_HOME, approved_by="Dr. A. Okafor", approved_on=TODAY), Clinic()])
def test_nothing_of_the_programs_own_stands_on_a_patients_paper_but_one_last_line(
    made: Callable[[Told, Words, Clinic], Paper], clinic: Clinic, content: Content, english: Words, read_back: Printing
) -> None:
    paper = made(full(content), english, clinic)
    lines = [line.strip() for line in read_back(paper).splitlines() if line.strip() and paper.foot not in line]
    own = ("kypho-prep", "Words 20", "reviewed", "pproved", content.checklist.version)
    said = [line for line in lines if any(one in line for one in own)]
    assert said == (lines[-1:] if made in (plan, reading) else []), "one line, and nothing below it"
    assert "kypho-prep" not in f"{paper.foot} {paper.title}"
    assert ". ." not in paper.foot
