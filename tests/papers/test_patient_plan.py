"""The patient's plan on paper: staff's words in quotes, every letter found again, everything on its pages."""

from dataclasses import replace
from datetime import date

import pytest

from kypho_prep.content import Content
from kypho_prep.papers.patient_plan import plan_paper
from kypho_prep.prep.chart import InstructionAction
from kypho_prep.prep.plan.outline import in_order
from kypho_prep.prep.plan.plan import plan
from kypho_prep.prep.words import Words
from tests.papers.cases import AT, CLINIC, TODAY, Told, whole
from tests.papers.conftest import Printing


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
        "Your last Eliquis before the procedure",
        "“Take the last one on this day.”",
        "“Take the last one on this day.” (Dr. Okafor)",
        "Étienne O'Leary",
        "555-0171",
        "Yes, someone lives with me",
        "Sean O'Leary",
        "“Is my rash from tape an allergy?”",
        "Call 911.",
        "555-0142",
        "From a hospital's page for patients, reviewed June 26, 2025.",
        "Plan 1, printed December 1, 2026, 10:05 AM.",
        "Questions? Call your clinic: 555-0142.",
    ):
        assert said in words_of(text), said


def test_an_unchecked_word_of_another_doctor_is_told_without_its_words(
    content: Content, english: Words, read_back: Printing
) -> None:
    text = words_of(read_back(plan_paper(whole(content).situation(), english, printed_at=AT)))
    assert "Hold off on it" not in text, "hearsay is the nurse's to read"
    assert "someone told you to change it. Our team has not checked this." in text


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


def test_midnight_on_paper_is_no_night_after(content: Content, english: Words, read_back: Printing) -> None:
    told = Told(content).told(
        "fasting", InstructionAction.FASTING_FOOD, "Nothing after this.", on=date(2026, 12, 8), at="00:00"
    )
    text = words_of(read_back(plan_paper(told.situation(), english, printed_at=AT)))
    assert "12:00 midnight, the" in text
    assert "night from Monday" in text


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
    # The name stands in the narrow left column, the quote beside its first line.
    assert "Keep taking: Blood" in text
    assert "thinner (Eliquis," in text
