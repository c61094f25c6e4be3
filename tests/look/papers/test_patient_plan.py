"""The patient's plan on paper: staff's words in quotes, every letter found again, everything on its pages."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kypho_prep.content import Content
from kypho_prep.look.papers.mark import LIGHT
from kypho_prep.look.papers.patient_plan import in_order, plan_paper
from kypho_prep.look.papers.reading_size import Size, size_for
from kypho_prep.prep.chart import FactKind, InstructionAction
from kypho_prep.prep.plan import plan
from kypho_prep.prep.reply import Answerer, Who
from kypho_prep.prep.words import Words
from tests.look.papers.cases import AT, CLINIC, TODAY, Told, whole
from tests.look.papers.conftest import Printing, pictures

GIVEN = "Bartholomäus"
FAMILY = "Świątek" + "abcdefghij" * 5 + "xyz"
LONG = "Madeupine hydrochlorothiazide combination extended release as typed"
LONG_QUOTE = " ".join(f"word{number:03}" for number in range(250))


def words_of(text: str) -> str:
    """What was read back, without line breaks and columns' gaps."""
    return " ".join(text.split())


def test_the_plan_says_what_staff_entered_in_quotes_with_day_time_and_who(
    content: Content, english: Words, read_back: Printing
) -> None:
    text = read_back(plan_paper(whole(content).situation(), english, printed_at=AT))
    for said in (
        "What to do, and when",
        "Noreen O'Leary, born February 8, 1944",
        "“No food after this.”",
        "Monday",
        "December 7, 2026",
        "10:00 PM",
        "“Take the last one on this day.”",
        "It was decided by Dr. Okafor.",
        "Étienne O'Leary",
        "555-0171",
        "Yes, someone lives with me",
        "Sean O'Leary",
        "“Is my rash from tape an allergy?”",
        "Call 911.",
        "555-0142",
        "Not yet approved by this clinic.",
        "Plan 1, printed December 1, 2026, 10:05 AM.",
        "Questions? Call your clinic: 555-0142.",
    ):
        assert said in words_of(text), said


def test_an_unchecked_word_of_another_doctor_is_told_as_such(
    content: Content, english: Words, read_back: Printing
) -> None:
    text = words_of(read_back(plan_paper(whole(content).situation(), english, printed_at=AT)))
    assert "Dr. Ruiz said: “Hold off on it”." in text
    assert "not checked this yet" in text


def test_a_medicine_without_an_instruction_says_ask_your_nurse(
    content: Content, english: Words, read_back: Printing
) -> None:
    text = words_of(read_back(plan_paper(whole(content).situation(), english, printed_at=AT)))
    assert "Ozempic: nothing is entered yet." in text
    assert "Do not stop or change any medicine on your own." in text


def test_no_fasting_ordered_never_stands_alone(content: Content, english: Words, read_back: Printing) -> None:
    told = Told(content).told("fasting", InstructionAction.NO_FASTING, "Eat as you like")
    text = words_of(read_back(plan_paper(told.situation(), english, printed_at=AT)))
    assert english("plan.no_fasting") in text
    assert "Eat as you like" not in text


def test_the_days_come_in_their_order_and_lines_without_a_day_last(content: Content) -> None:
    lines = in_order(plan(whole(content).situation()))
    dated = [(line.on, line.at or "") for line in lines if line.on]
    assert dated == sorted(dated)
    assert dated[0][0] == date(2026, 12, 5)
    assert [line.on for line in lines][len(dated) :] == [None] * (len(lines) - len(dated))


def test_thirty_medicines_flow_on_and_every_page_names_the_patient(
    content: Content, english: Words, read_back: Printing
) -> None:
    told = Told(content)
    for number in range(1, 31):
        told.takes(f"Madeupine {number}", f"e{number}")
        told.told(f"e{number}", InstructionAction.CONTINUE, f"Keep on with number {number}.")
    pages = read_back(plan_paper(told.situation(), english, printed_at=AT)).rstrip("\f").split("\f")
    assert len(pages) >= 3
    for number, page in enumerate(pages, start=1):
        assert "Noreen O'Leary, born February 8, 1944. Plan 1, printed December 1, 2026, 10:05 AM." in page
        assert f"Page {number} of {len(pages)}" in page
    text = words_of(" ".join(pages))
    for number in range(1, 31):
        assert f"“Keep on with number {number}.”" in text


def test_a_quote_longer_than_a_page_is_printed_to_its_last_word(
    content: Content, english: Words, read_back: Printing
) -> None:
    text = " ".join(f"word{number}" for number in range(900))
    told = Told(content).takes("Eliquis", "e1").told("e1", InstructionAction.CONTINUE, text)
    said = words_of(read_back(plan_paper(told.situation(), english, printed_at=AT)))
    for number in range(900):
        assert f"word{number}" in said


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("Noreen", "O'Leary"),
        ("Étienne", "Świątek-Łukaszewicz"),
        ("<b>Ann</b>", "<script>alert(1)</script> & Sons"),
        ("{name}", "100% %s"),
    ],
)
def test_a_name_is_printed_letter_by_letter(
    given: str, family: str, content: Content, english: Words, read_back: Printing
) -> None:
    paper = plan_paper(Told(content, given=given, family=family).situation(), english, printed_at=AT)
    assert f"{given} {family}, born" in words_of(read_back(paper))


def test_a_name_in_arabic_letters_is_found(content: Content, english: Words, read_back: Printing) -> None:
    paper = plan_paper(Told(content, given="سميرة", family="حداد").situation(), english, printed_at=AT)
    text = read_back(paper)
    assert sum("\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufeff" for letter in text) >= 18


def test_a_name_of_two_hundred_letters_is_whole_and_leaves_the_page_as_it_is(
    content: Content, english: Words, read_back: Printing
) -> None:
    family = "Abcdefghij" * 20
    text = read_back(plan_paper(Told(content, family=family).situation(), english, printed_at=AT))
    assert family in "".join(text.split())
    assert "Page 1 of" in text


def test_a_sample_says_so_on_paper(content: Content, english: Words, read_back: Printing) -> None:
    situation = whole(content).situation(replace(CLINIC, sample=True))
    assert "SAMPLE." in read_back(plan_paper(situation, english, printed_at=AT))


def test_an_approval_is_named_once_it_is_recorded(content: Content, english: Words, read_back: Printing) -> None:
    clinic = replace(CLINIC, approved_by="Dr. Okafor", approved_on=TODAY)
    text = words_of(read_back(plan_paper(Told(content).situation(clinic), english, printed_at=AT)))
    assert "Approved by Dr. Okafor on December 1, 2026." in text
    assert "Not yet approved" not in text


def test_without_phone_and_ride_the_plan_says_whom_to_ask(
    content: Content, english: Words, read_back: Printing
) -> None:
    text = words_of(read_back(plan_paper(Told(content).situation(replace(CLINIC, phone="")), english,
                                         printed_at=AT)))  # fmt: skip
    assert english("papers.no_phone") in text
    assert english("papers.plan.ride_none") in text


def test_what_staff_said_of_a_whole_group_of_medicines_is_told_by_the_groups_name(
    content: Content, english: Words, read_back: Printing
) -> None:
    told = Told(content).says("medicines.groups_thin", {"picked": ["blood_thinner"], "unsure": False})
    told.told("group:blood_thinner", InstructionAction.CONTINUE, "Keep on as before.")
    text = words_of(read_back(plan_paper(told.situation(), english, printed_at=AT)))
    assert "“Keep on as before.”" in text
    assert english("medicines.groups_thin.choice.blood_thinner").split(" (")[0] in text


@pytest.mark.parametrize(
    ("text_size", "size", "points"),
    [(100, Size.LARGE, (16, 18)), (140, Size.EXTRA_LARGE, (22, 24)), (200, Size.EXTRA_LARGE, (22, 24))],
)
def test_the_letters_are_those_that_the_patient_chose_to_read(
    text_size: int, size: Size, points: tuple[int, int], content: Content, english: Words
) -> None:
    told = Told(content, text_size=text_size).says("ride.adult", value=True)
    told.text_size, told.by = 100, Answerer(Who.STAFF, "Ann Nurse", "phone")
    situation = told.says("ride.name", "Sean O'Leary").situation()
    assert size_for(situation) is size
    assert points[0] <= plan_paper(situation, english, printed_at=AT).sheet.body <= points[1]


def test_who_never_was_at_the_kiosk_reads_large_letters(content: Content, english: Words) -> None:
    situation = Told(content).situation()
    assert size_for(situation) is Size.LARGE
    chosen = plan_paper(situation, english, printed_at=AT, size=Size.EXTRA_LARGE)
    assert chosen.sheet.body == Size.EXTRA_LARGE.points


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("paper_size", ["letter", "a4"])
def test_in_both_sizes_the_paper_says_what_the_chart_does(
    size: Size, paper_size: str, content: Content, english: Words, read_back: Printing
) -> None:
    told = worst(content)
    paper = plan_paper(told.situation(), english, printed_at=AT, size=size)
    pages = read_back(paper, paper_size, by_column=True).rstrip("\f").split("\f")
    text = words_of(" ".join(kept(page) for page in pages))
    for number in range(1, 31):
        assert f"{LONG} {number}" in text
        assert f"“Quote {number}: take the last one on this day.”" in text
        assert f"“Restart {number}, when Dr. Okafor calls”" in text
    assert LONG_QUOTE in text
    assert squeezed(FAMILY) in squeezed(text)
    for page in pages:
        assert squeezed(f"{FAMILY}, born February 8, 1944. Plan 1") in squeezed(page)
    for item in ("breathing", "fever", "swallowing", "site", "back_pain", "numbness"):
        assert words_of(english(f"after.sign_{item}.body", emergency_line="911")) in text


def test_the_signs_to_call_about_are_one_page_for_the_door(
    content: Content, english: Words, read_back: Printing
) -> None:
    pages = read_back(plan_paper(whole(content).situation(), english, printed_at=AT)).rstrip("\f").split("\f")
    assert pages[-1].lstrip().startswith(english("papers.plan.signs"))
    for said in ("555-0142", "Call 911.", "Call your doctor: fever", "Call your doctor: numb"):
        assert said in pages[-1]


def test_moved_times_are_never_printed_as_if_they_stood(content: Content, english: Words, read_back: Printing) -> None:
    told = whole(content)
    told.planned = {"procedure_at": "13:00", "times_revision": 2}
    text = words_of(read_back(plan_paper(told.situation(), english, printed_at=AT), by_column=True))
    assert text.count(english("plan.changed")) == 2
    for gone in ("No food after this", "No drinks after this", "10:00 PM", "5:00 AM", "Take the last one on this day"):
        assert gone not in text


def test_each_plan_has_the_next_number_and_takes_the_place_of_the_ones_before(
    content: Content, english: Words, read_back: Printing
) -> None:
    told = whole(content)
    told.recorded(FactKind.PLAN_PRINTED, printed=False)
    first = words_of(read_back(plan_paper(told.situation(), english, printed_at=AT)))
    told.recorded(FactKind.PLAN_PRINTED, printed=True).recorded(FactKind.PLAN_PRINTED, printed=True)
    third = words_of(read_back(plan_paper(told.situation(), english, printed_at=AT)))
    assert "Plan 1, printed" in first
    assert "takes the place" not in first
    assert "This is plan 3. It takes the place of every earlier one." in third
    assert "Plan 3, printed" in third


def test_a_void_plan_says_so_in_words_and_across_every_page(
    content: Content, english: Words, read_back: Printing, tmp_path: Path
) -> None:
    situation = whole(content).recorded(FactKind.PLAN_PRINTED, printed=True).situation()
    void = plan_paper(situation, english, printed_at=AT, void=True)
    text = words_of(read_back(void))
    assert text.startswith(english("papers.plan.void"))
    assert "Plan 1, printed" in text
    for page in pictures(void, tmp_path):
        assert greys(page) > 2000
    assert all(greys(page) < 200 for page in pictures(plan_paper(situation, english, printed_at=AT), tmp_path)[-1:])


def kept(page: str) -> str:
    """A page without its foot, so that a text that runs on is read on."""
    return page[: page.rindex(GIVEN)]


def squeezed(text: str) -> str:
    return "".join(text.split())


def greys(page: QImage) -> int:
    """How many dots have the mark's light grey."""
    wanted = LIGHT.rgb()
    return sum(page.pixel(x, y) == wanted for x in range(page.width()) for y in range(page.height()))


def worst(content: Content) -> Told:
    """Thirty medicines with long typed names, a family name without a gap, an instruction of 2,000 letters."""
    told = Told(content, given=GIVEN, family=FAMILY)
    for number in range(1, 31):
        told.takes(f"{LONG} {number}", f"e{number}")
        said = f"Quote {number}: take the last one on this day."
        told.told(f"e{number}", InstructionAction.LAST_DOSE, said, on=date(2026, 12, 1 + number % 7),
                  restart=f"Restart {number}, when Dr. Okafor calls")  # fmt: skip
    return told.told("fasting", InstructionAction.FASTING_FOOD, LONG_QUOTE, on=date(2026, 12, 7), at="22:00")
