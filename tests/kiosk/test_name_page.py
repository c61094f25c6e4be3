"""A name as it is typed: the keys grow with the letters, and what is offered stands whole above them."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLineEdit

from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.buttons import Button
from kypho_prep.look.theme import LIGHT
from kypho_prep.prep.interview.path import PageRef
from tests.kiosk.station import Station
from tests.kiosk.test_arrival_walk import SCREENS, whole
from tests.kiosk.test_day_page import at_the_page

pytestmark = pytest.mark.walk

NAME = "medicines.name"


def at_the_name(station: Station, percent: int, screen: tuple[int, int]) -> QuestionPage:
    at_the_page(station)
    session = station.window.session
    assert session is not None
    session.take_comfort(Comfort("en", LIGHT, percent))
    station.window.resize(*screen)
    session.open_page(PageRef(NAME, "one"))
    station.settle()
    station.tap("field")
    assert isinstance(station.content, QuestionPage)
    return station.content


def write(station: Station, text: str) -> list[Button]:
    """Type a text in place of the one that stands there, and return what is offered then."""
    field = station.find("field")
    assert isinstance(field, QLineEdit)
    field.clear()
    for letter in text:
        station.tap("key:space" if letter == " " else f"key:{letter}")
    station.settle()
    offered = [one for one in station.names() if one.startswith("suggestion:") or one == "as_typed"]
    found = [station.find(one) for one in offered]
    assert all(isinstance(one, Button) for one in found)
    return [one for one in found if isinstance(one, Button)]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: f"{one[0]}x{one[1]}")
@pytest.mark.parametrize("percent", [100, 140, 200])
def test_what_is_offered_stands_whole_above_the_keys(station: Station, percent: int, screen: tuple[int, int]) -> None:
    page = at_the_name(station, percent, screen)
    for typed in ("xer", "hydro", "metformin"):
        offered = write(station, typed)
        assert "as_typed" in {one.objectName() for one in offered}
        assert len(offered) >= (2 if percent == 200 else 4 if typed == "xer" else 3), typed
        cut = [one.objectName() for one in (*offered, station.find("field")) if not whole(one, page)]
        assert not cut, typed
        keys = station.find("keyboard_keys")
        top = keys.mapTo(page, QPoint(0, 0)).y()
        assert all(one.mapTo(page, QPoint(0, one.height())).y() <= top for one in offered)


def test_the_letters_of_the_keys_grow(station: Station) -> None:
    sizes = []
    for percent in (100, 140, 200):
        if not sizes:
            at_the_name(station, percent, (1366, 768))
        else:
            assert station.window.session is not None
            station.window.session.take_comfort(Comfort("en", LIGHT, percent))
            station.settle()
            station.tap("field")
        key = station.find("key:w")
        assert isinstance(key, Button)
        sizes.append(key.face.size)
        assert QRect(QPoint(0, 0), key.size()).contains(key.text_rect().toAlignedRect())
    assert sizes == [26, 36, 52]


def test_a_name_that_has_no_room_comes_back_with_the_keys_away(station: Station) -> None:
    at_the_name(station, 200, (1280, 800))
    few = len(write(station, "met"))
    station.tap("keyboard")
    more = [one for one in station.names() if one.startswith("suggestion:")]
    assert few < len(more) + 1


def test_a_picked_name_is_never_put_away(station: Station) -> None:
    at_the_name(station, 200, (1280, 800))
    write(station, "met")
    station.tap("keyboard")
    last = max(one for one in station.names() if one.startswith("suggestion:"))
    station.tap(last)
    station.tap("field")
    assert last in station.names()
