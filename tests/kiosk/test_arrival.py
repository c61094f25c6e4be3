"""What a patient sees of a page when it comes up, before anything is touched or scrolled."""

from itertools import product

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QWidget

from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.pages.sign_in import SignInPage
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.buttons import Button
from kypho_prep.look.metrics import TEXT_SIZES
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import LIGHT
from kypho_prep.prep.interview.path import PageRef
from tests.kiosk.station import Station
from tests.kiosk.test_day_page import at_the_page

pytestmark = pytest.mark.walk

GROUPED = [
    "medicines.groups_thin", "allergies.contact", "health.implants", "health.habits", "health.before", "health.support",
    "health.new_back",
]  # fmt: skip
OF_A_MEDICINE = ["medicines.last_taken", "medicines.still_taking", "medicines.shot_day", "medicines.insulin_how"]
WHEN = ["bleeding.clot_when", "bleeding.stent_when", "health.heart_attack_when", "health.stroke_when"]


def arrive(station: Station, item: str, percent: int, screen: tuple[int, int] = (1280, 800)) -> QuestionPage:
    at_the_page(station)
    return show(station, item, percent, screen)


def show(station: Station, item: str, percent: int, screen: tuple[int, int]) -> QuestionPage:
    """Show an item's page, built anew, to a patient who is signed in."""
    assert station.window.session is not None
    station.window.resize(*screen)
    station.window.session.take_comfort(Comfort("en", LIGHT, percent))
    station.window.session.open_page(PageRef(item, "one" if item in OF_A_MEDICINE else None))
    station.settle()
    station.settle()
    assert station.item == item
    assert isinstance(station.content, QuestionPage)
    return station.content


def whole_answers(page: QuestionPage) -> list[str]:
    """The answers that stand whole on the screen."""
    return whole_keys(page.sheet, page.answer)


def whole_keys(sheet: PageScroll, part: QWidget) -> list[str]:
    """What can be touched of a part of a page and stands whole on the screen."""
    seen = sheet.area.viewport()
    return [
        one.objectName()
        for one in part.findChildren(QAbstractButton)
        if one.isVisible() and seen.rect().contains(QRect(one.mapTo(seen, QPoint(0, 0)), one.size()))
    ]


def test_nothing_scrolls_on_the_smallest_screen_at_ordinary_letters(station: Station) -> None:
    at_the_page(station)
    below = {}
    for item in GROUPED + OF_A_MEDICINE + WHEN:
        page = show(station, item, 100, (1280, 800))
        if page.sheet.more.isVisible():
            below[item] = page.sheet.area.verticalScrollBar().maximum()
    assert below == {}, "pixels below"


@pytest.mark.parametrize("screen", [(1280, 800), (1920, 1080), (1080, 1920)])
def test_an_answer_stands_whole_on_arrival_at_the_largest_letters(station: Station, screen: tuple[int, int]) -> None:
    at_the_page(station)
    items = GROUPED + WHEN + OF_A_MEDICINE
    assert [item for item in items if not whole_answers(show(station, item, 200, screen))] == []


SCREENS = [(1280, 800), (1366, 768), (1920, 1080), (1080, 1920)]


KEYS_OF = {
    "code": [*(f"key:{digit}" for digit in "1234567890"), "key:delete"],
    "month": [f"month:{number}" for number in range(1, 13)],
    "day": [f"day:{number}" for number in range(1, 32)],
    "year": [*(f"key:{digit}" for digit in "1234567890"), "key:delete"],
}


@pytest.mark.parametrize("percent", TEXT_SIZES)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_key_of_the_sign_in_stands_whole_on_arrival(
    station: Station, screen: tuple[int, int], percent: int
) -> None:
    station.window.stage.take_comfort(Comfort("en", LIGHT, percent))
    station.window.resize(*screen)
    code = station.slip(station.new_visit()).code
    leads_to = {
        "code": ("start",),
        "month": (*(f"key:{digit}" for digit in code), "next"),
        "day": ("month:9",),
        "year": ("day:28",),
    }
    for step, keys in KEYS_OF.items():
        station.tap(*leads_to[step])
        page = station.content
        assert isinstance(page, SignInPage)
        sheet = page.findChild(PageScroll)
        assert isinstance(sheet, PageScroll)
        kind = keys[0].partition(":")[0]
        assert [one for one in whole_keys(sheet, page) if one.startswith(f"{kind}:")] == keys, step


@pytest.mark.parametrize(("item", "last"), [("fasting.last_food_hour", ":"), ("ride.phone", "+")])
def test_every_key_of_a_number_pad_stands_whole_on_arrival(station: Station, item: str, last: str) -> None:
    at_the_page(station)
    keys = [*(f"key:{one}" for one in f"123456789{last}0"), "key:delete"]
    for screen, percent in product(SCREENS, TEXT_SIZES):
        whole = whole_answers(show(station, item, percent, screen))
        assert [one for one in whole if one.startswith("key:")] == keys, f"{screen} {percent}"


def test_a_days_number_never_stands_alone(station: Station) -> None:
    page = arrive(station, "medicines.last_taken", 100)
    cards = [one for one in page.answer.findChildren(Button) if "November" in one.face.detail]
    assert len(cards) == 14
    assert all("November\N{NO-BREAK SPACE}" in one.face.detail for one in cards)


def test_short_cards_stand_three_in_a_row(station: Station) -> None:
    page = arrive(station, "medicines.shot_day", 100)
    cards = [one for one in page.answer.findChildren(Button) if one.objectName().startswith("choice:")]
    assert len({one.x() for one in cards}) == 3


def test_the_slim_bar_says_the_step_and_keeps_the_rest_in_its_menu(station: Station) -> None:
    arrive(station, "bleeding.clot_when", 200)
    for screen in ((1280, 800), (1080, 1920)):
        station.window.resize(*screen)
        station.settle()
        assert "Step 3 of 9" in station.said
        assert not {"call_nurse", "leave", "text_size", "contrast"} & station.names()
    station.tap("menu")
    assert {"call_nurse", "leave", "text_size", "contrast", "why", "question_for_nurse", "close"} <= station.names()
