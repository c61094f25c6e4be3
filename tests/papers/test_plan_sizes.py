"""The plan's two sizes, its number, and what makes it void; the worst that a chart holds, printed whole."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kypho_prep.content import Content
from kypho_prep.papers.patient_plan import plan_paper
from kypho_prep.papers.reading_size import Size, size_for
from kypho_prep.papers.render import LIGHT
from kypho_prep.prep.chart import Ending, FactKind, InstructionAction
from kypho_prep.prep.plan.printed_plan import printed_value
from kypho_prep.prep.reply import Answerer, Who
from kypho_prep.prep.words import Words
from tests.papers.cases import AT, Told, whole
from tests.papers.conftest import Printing, pictures
from tests.papers.test_patient_plan import words_of

GIVEN = "Bartholomäus"
FAMILY = "Świątek" + "abcdefghij" * 5 + "xyz"
LONG = "Madeupine hydrochlorothiazide combination extended release as typed"
LONG_QUOTE = " ".join(f"word{number:03}" for number in range(250))


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
    for said in ("555-0142", "Call 911.", "above 100 °F", "cannot pee"):
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


def test_a_second_print_in_another_size_takes_no_plan_s_place(
    content: Content, english: Words, read_back: Printing
) -> None:
    told = whole(content)
    told.recorded(FactKind.PLAN_PRINTED, **printed_value(told.situation()))
    for size in Size:
        text = words_of(read_back(plan_paper(told.situation(), english, printed_at=AT, size=size)))
        assert "Plan 1, printed" in text
        assert "takes the place" not in text
    told.told("e3", InstructionAction.CONTINUE, "Keep on with it.")
    text = words_of(read_back(plan_paper(told.situation(), english, printed_at=AT)))
    assert "This is plan 2. It takes the place of every earlier one." in text


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


@pytest.mark.parametrize(
    ("ended", "void"), [(Ending.CANCELLED, True), (Ending.NO_SHOW, True), (Ending.DONE, False), (None, False)]
)
def test_the_plan_of_a_visit_that_will_not_take_place_is_void(
    ended: Ending | None, *, void: bool, content: Content, english: Words
) -> None:
    told = whole(content)
    told.planned = {"ended": ended}
    paper = plan_paper(told.situation(), english, printed_at=AT)
    assert bool(paper.mark) is void


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
