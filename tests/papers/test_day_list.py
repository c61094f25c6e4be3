"""The day list: every visit of the day by its time, what is open in words, its heading on every page."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pypdf
import pytest

from kypho_prep.papers.day_list import day_list_paper
from kypho_prep.papers.render import Paper, write_pdf
from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.rules.finding import Finding, Reason
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.prep.words import Words
from kypho_prep.workflow.visits.board import BoardRow, OpenLine
from tests.papers.cases import CLINIC, PROCEDURE
from tests.papers.conftest import Printing, starts

AT = datetime(2026, 12, 7, 20, 15, tzinfo=UTC)
BORN = date(1944, 2, 8)
ROW = BoardRow(
    "v", "O'Leary, Noreen", BORN, 82, "en", "555-0142", "40177", PROCEDURE, "07:30", PROCEDURE, "06:00", "L1, L2",
    Anesthesia.SEDATION, Stage.TO_REVIEW, 9, 9,
)  # fmt: skip


def line(level: Level, name: str) -> OpenLine:
    found = Finding("loop", name, level, Kind.CANCEL, (Reason("flag.loop.no_instruction", (("name", name),)),))
    return OpenLine(level, Kind.CANCEL, found)


def listed(*rows: BoardRow, words: Words) -> Paper:
    return day_list_paper(rows, CLINIC, words, on=PROCEDURE, printed_at=AT)


def text_of(read_back: Printing, paper: Paper) -> str:
    return " ".join(read_back(paper, by_column=True).split())


def test_a_visit_stands_with_its_times_its_person_and_what_is_open(english: Words, read_back: Printing) -> None:
    row = replace(ROW, open_lines=(line(Level.AMBER, "Ozempic"), line(Level.RED, "Eliquis"), line(Level.NOTE, "Tea")))
    row = replace(row, cancel_open=True, calls=2, interpreter=True, helper="Sean", language="es")
    text = text_of(read_back, listed(row, words=english))
    for said in (
        "Kyphoplasty visits, Tuesday, December 8, 2026",
        "Visits: 1. Could cancel a case: 1. Prep complete: 0.",
        "7:30 AM arrive 6:00 AM O'Leary, Noreen born February 8, 1944, 82 years MRN 40177 · 555-0142",
        "speaks Spanish · interpreter · with a helper L1, L2 Sedation",
        "Act: Eliquis: no full instruction Look at: Ozempic: no full instruction To review calls: 2",
        "Staff copy. Confidential. Hillside Spine",
        "As of December 7, 2026, 3:15 PM",
    ):
        assert said in text, said
    assert "Tea" not in text


@pytest.mark.parametrize(
    ("changed", "said", "silent"),
    [
        ({"stage": Stage.SIGNED_OFF, "signed_by": "R. Alvarez"}, "Prep complete by R. Alvarez", "chapters"),
        ({"stage": Stage.EXPECTED, "chapters_done": 0}, "Not started", "Nothing open"),
        ({"stage": Stage.ANSWERING, "chapters_done": 3}, "chapters 3 of 9", "calls"),
        ({"revoked": True}, "Sign-off revoked", "by "),
        ({"procedure_at": None}, "No time yet", "7:30"),
        ({"arrival_on": date(2026, 12, 7)}, "arrive December 7, 2026 6:00 AM", "arrive 6:00"),
        ({"anesthesia": Anesthesia.NOT_KNOWN}, "Nothing open", "Sedation"),
        ({"mrn": ""}, "555-0142", "MRN"),
        ({"stage": Stage.CANCELLED, "open_lines": (line(Level.RED, "Eliquis"),), "revoked": True}, "Cancelled", "Act:"),
    ],
)
def test_what_is_not_known_is_said_or_left_out(
    changed: dict[str, object], said: str, silent: str, english: Words, read_back: Printing
) -> None:
    paper = listed(replace(ROW, **changed), words=english)  # type: ignore[arg-type]
    text = " ".join(row_of(read_back(paper, by_column=True)).split())
    assert said in text
    assert silent not in text


def row_of(text: str) -> str:
    """The visit's own lines, between the columns' names and the foot."""
    return text.split("State", 1)[1].split("Staff copy", 1)[0]


def test_the_visits_come_by_their_time_and_other_days_stay_away(english: Words, read_back: Printing) -> None:
    rows = [
        replace(ROW, patient="Last, Without a time", procedure_at=None),
        replace(ROW, patient="Second, Ann", procedure_at="13:00"),
        replace(ROW, patient="Away, Ann", stage=Stage.NO_SHOW, procedure_at="06:00"),
        replace(ROW, patient="First, Ann", procedure_at="09:00"),
        replace(ROW, patient="Tomorrow, Ann", procedure_on=PROCEDURE + timedelta(days=1)),
    ]
    text = text_of(read_back, listed(*rows, words=english))
    places = [text.index(name) for name in ("First, Ann", "Second, Ann", "Last, Without", "Away, Ann")]
    assert places == sorted(places)
    assert "Tomorrow" not in text
    assert "Visits: 4." in text


def test_a_day_without_visits_says_so(english: Words, read_back: Printing) -> None:
    text = text_of(read_back, listed(words=english))
    assert "No visits on this day." in text
    assert "What is open" not in text


def test_many_visits_run_on_and_every_page_has_the_columns_names(english: Words, read_back: Printing) -> None:
    many = tuple(line(Level.AMBER, f"Madeupine {number} with a long typed name") for number in range(30))
    rows = [replace(ROW, patient=f"Family{number:02}, Ann", open_lines=many[: number % 31]) for number in range(40)]
    rows.append(replace(ROW, patient=f"{'Abcdefghij' * 6}, Ann"))
    pages = read_back(listed(*rows, words=english), by_column=True).rstrip("\f").split("\f")
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        assert all(name in page for name in ("Patient", "What is open", "State"))
        assert f"Page {number} of {len(pages)}" in page
        assert "day list of December 8, 2026" in page
    text = " ".join(" ".join(pages).split())
    assert all(f"Family{number:02}, Ann" in text for number in range(40))
    assert "Abcdefghij" * 6 in "".join(text.split())
    for number in range(30):
        assert f"Madeupine {number} with a long typed name" in text


@pytest.mark.parametrize(("size", "wide", "high"), [("letter", 792, 612), ("a4", 842, 595)])
def test_the_list_lies_on_its_side(size: str, wide: int, high: int, english: Words, tmp_path: Path) -> None:
    write_pdf(listed(ROW, words=english), tmp_path / "day.pdf", size=size)
    box = pypdf.PdfReader(tmp_path / "day.pdf").pages[0].mediabox
    assert (round(box.width), round(box.height)) == (wide, high)


def test_a_language_from_right_to_left_begins_at_the_right(english: Words, tmp_path: Path, poppler: None) -> None:
    other = replace(english, right_to_left=True)
    left, right = (starts(listed(ROW, words=words), tmp_path) for words in (english, other))
    assert left["7:30"] < left["O'Leary,"] < left["Sedation"] < left["Nothing"]
    assert right["7:30"] > right["O'Leary,"] > right["Sedation"] > right["Nothing"]


def test_a_sample_says_so(english: Words, read_back: Printing) -> None:
    paper = day_list_paper([ROW], replace(CLINIC, sample=True), english, on=PROCEDURE, printed_at=AT)
    assert "SAMPLE." in read_back(paper)
