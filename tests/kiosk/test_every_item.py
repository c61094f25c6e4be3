"""Every item that a patient can meet on the way, empty, with what is missing said, and answered: nothing is lost."""

import pytest

from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.theme import HIGH_CONTRAST, LIGHT
from kypho_prep.prep.checklist import Control
from tests.kiosk.station import Station
from tests.kiosk.test_layout_walk import SCREENS, SIZES, faults

pytestmark = pytest.mark.walk

MORE = {
    "medicines_groups_thin": "blood_thinner",
    "health_conditions_heart": "heart",
    "ride_adult": "yes",
    "start_who": "helper_with",
}


def look_at(station: Station, state: str) -> list[str]:
    found = []
    for wide, high in SCREENS:
        station.window.resize(wide, high)
        station.settle()
        station.settle()
        found += faults(station, f"{station.item} {state}")
    return found


def states(station: Station, page: QuestionPage) -> list[str]:
    """Look at one item empty, with what is missing said, with the keyboard open, and answered; then go on."""
    found = look_at(station, "empty")
    if page.problem() is not None and page.view.control is not Control.LESSON:
        page.show_problem()
        station.settle()
        found += look_at(station, "error")
    station.window.resize(1280, 800)
    station.settle()
    if page.answer.typing() is not None:
        station.tap("field")
        found += look_at(station, "keyboard")
        station.window.resize(1280, 800)
        station.settle()
    station.choose(page, MORE.get(page.view.page.item.replace(".", "_"), ""))
    if page.view.second is not None:
        station.tap(f"choice:{page.view.second.choices[0].id}")
    if page.view.control not in (Control.LESSON, Control.LIST):
        found += look_at(station, "chosen")
        station.window.resize(1280, 800)
        station.settle()
    station.go_on()
    if page.view.control is Control.SCENE and station.content is page:
        found += look_at(station, "said")
        station.window.resize(1280, 800)
        station.settle()
        station.go_on()
    return found


@pytest.mark.parametrize("theme", [LIGHT, HIGH_CONTRAST])
@pytest.mark.parametrize("size", SIZES)
def test_every_item_on_the_way_stands_whole(station: Station, size: int, theme: str) -> None:
    visit = station.new_visit()
    station.sign_in(visit)
    station.window.session.take_comfort(Comfort("en", theme, size))
    found: list[str] = []
    seen = 0
    for _ in range(220):
        page = station.content
        if isinstance(page, OverviewPage):
            found += look_at(station, "checklist")
            station.window.resize(1280, 800)
            station.settle()
            station.tap("continue")
            continue
        if not isinstance(page, QuestionPage):
            break
        seen += 1
        found += states(station, page)
    assert station.item == "check.summary"
    assert seen > 40
    assert not found, "\n".join(found)
