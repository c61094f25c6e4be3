"""The escort's card: when, where, whom to call; nothing that the escort need not know."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kypho_prep.content import Content
from kypho_prep.papers.escort_card import escort_paper
from kypho_prep.papers.patient_plan import plan_paper
from kypho_prep.prep.chart import FactKind
from kypho_prep.prep.words import Words
from tests.papers.cases import AT, CLINIC, Told, whole
from tests.papers.conftest import Printing, starts


def said(read_back: Printing, told: Told, words: Words, size: str = "letter") -> str:
    paper = escort_paper(told.situation(), words, printed_at=AT)
    return " ".join(read_back(paper, size, by_column=True).split())


@pytest.mark.parametrize("size", ["letter", "a4"])
def test_the_card_says_when_and_where_to_come_and_whom_to_call(
    size: str, content: Content, english: Words, read_back: Printing
) -> None:
    text = said(read_back, whole(content), english, size)
    for one in (
        "You take Noreen home",
        "Hillside Spine Tuesday, December 8, 2026 Noreen comes at 6:00 AM. The procedure is at 7:30 AM.",
        "The team calls you when Noreen can go home.",
        "Who takes Noreen Étienne O'Leary, 555-0171",
        "Someone lives with Noreen. It is Sean O'Leary.",
        "Call your clinic 555-0142 In an emergency Call 911.",
        "Printed December 1, 2026, 10:05 AM. Page 1 of 1",
    ):
        assert one in text, one


def test_every_warning_sign_stands_with_what_to_do(content: Content, english: Words, read_back: Printing) -> None:
    text = said(read_back, whole(content), english)
    for item in ("breathing", "fever", "swallowing", "site", "back_pain", "numbness"):
        assert english(f"after.sign_{item}.question") in text
        assert " ".join(english(f"after.sign_{item}.body", emergency_line="911").split()) in text


def test_nothing_of_the_chart_goes_to_the_escort(content: Content, english: Words, read_back: Printing) -> None:
    text = said(read_back, whole(content), english)
    own = text.replace("Étienne O'Leary", "").replace("Sean O'Leary", "")
    for secret in ("O'Leary", "1944", "Eliquis", "Lisinopril", "Ozempic", "kypho", "No food", "rash", "Ruiz", "MRN"):
        assert secret not in own, secret


@pytest.mark.parametrize(
    ("planned", "one"),
    [
        ({"arrival_at": None}, "The clinic will tell Noreen when to come."),
        ({"procedure_at": None}, "The clinic will tell the time of the procedure."),
        ({"arrival_on": date(2026, 12, 7)}, "Noreen comes on Monday, December 7, 2026, 6:00 AM."),
        ({"arrival_on": None}, "Noreen comes at 6:00 AM."),
    ],
)
def test_times_are_said_as_far_as_they_are_known(
    planned: dict[str, object], one: str, content: Content, english: Words, read_back: Printing
) -> None:
    told = whole(content)
    told.planned = planned
    assert one in said(read_back, told, english)


def test_without_an_adult_and_a_first_night_the_card_asks_for_them(
    content: Content, english: Words, read_back: Printing
) -> None:
    text = said(read_back, Told(content), english)
    assert "No one is named yet. Noreen should tell the nurse who comes." in text
    assert "Not known yet. Noreen should have someone close by." in text
    alone = Told(content).says("ride.adult", value=True).says("ride.first_night", "nobody")
    assert "No one is with Noreen yet." in said(read_back, alone, english)


def test_the_adult_whom_staff_verified_stands_on_the_card_and_the_plan(
    content: Content, english: Words, read_back: Printing
) -> None:
    told = Told(content).says("ride.adult", value=False)
    told.recorded(FactKind.ADULT_VERIFIED, name="Paul Marlowe", phone="555-0120", checked="yes")
    assert "Paul Marlowe, 555-0120" in said(read_back, told, english)
    plan = read_back(plan_paper(told.situation(), english, printed_at=AT))
    assert "Paul Marlowe" in plan
    assert english("papers.plan.ride_none") not in plan


def test_the_longest_names_run_on_to_a_second_page_that_names_the_patient(
    content: Content, english: Words, read_back: Printing
) -> None:
    told = whole(content)
    told.given = "Bartholomäus" + "abcdefghij" * 5
    paper = escort_paper(told.situation(replace(CLINIC, name="A clinic with quite a long name " * 6)), english,
                         printed_at=AT)  # fmt: skip
    pages = read_back(paper, by_column=True).rstrip("\f").split("\f")
    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        assert told.given in "".join(page.split())
        assert f"Page {number} of 2" in page


def test_a_language_from_right_to_left_begins_at_the_right(
    content: Content, english: Words, tmp_path: Path, poppler: None
) -> None:
    situation = whole(content).situation()
    left = starts(escort_paper(situation, english, printed_at=AT), tmp_path)
    other = replace(english, right_to_left=True)
    right = starts(escort_paper(situation, other, printed_at=AT), tmp_path)
    assert left["Who"] < left["Étienne"]
    assert right["Who"] > right["Étienne"]


def test_a_sample_says_so(content: Content, english: Words, read_back: Printing) -> None:
    situation = whole(content).situation(replace(CLINIC, sample=True))
    assert "SAMPLE." in read_back(escort_paper(situation, english, printed_at=AT))


def test_a_ride_without_an_adult_stands_on_no_paper(content: Content, english: Words, read_back: Printing) -> None:
    told = Told(content).says("ride.adult", value=True).says("ride.name", "Uber").says("ride.how", "alone")
    card = escort_paper(told.situation(), english, printed_at=AT)
    plan = plan_paper(told.situation(), english, printed_at=AT)
    for paper in (card, plan):
        assert "Uber" not in read_back(paper)
    assert english("papers.plan.ride_none") in " ".join(read_back(plan).split())
    told.says("ride.how", "rides_along")
    asked = " ".join(read_back(plan_paper(told.situation(), english, printed_at=AT)).split())
    assert "Uber" in asked
    assert english("papers.plan.ride_unchecked") in asked
    told.recorded(FactKind.ADULT_VERIFIED, name="Ann Ng", phone="555-0109")
    checked = " ".join(read_back(plan_paper(told.situation(), english, printed_at=AT)).split())
    assert "Ann Ng" in checked
    assert english("papers.plan.ride_unchecked") not in checked
