"""The question stands at one place on every page."""

import pytest
from PySide6.QtCore import QPoint

from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.metrics import TEXT_SIZES
from kypho_prep.look.theme import LIGHT
from tests.kiosk.station import Station
from tests.kiosk.test_arrival_walk import SCREENS, arrive
from tests.kiosk.test_day_page import at_the_page


@pytest.mark.walk
@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: f"{one[0]}x{one[1]}")
@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_the_question_begins_at_one_height(station: Station, percent: int, screen: tuple[int, int]) -> None:
    at_the_page(station)
    session = station.window.session
    assert session is not None
    station.window.resize(*screen)
    session.take_comfort(Comfort("en", LIGHT, percent))
    station.window.setUpdatesEnabled(False)  # only places are looked at here: nothing need be painted for it
    stands: dict[int, list[str]] = {}
    for item in station.workplace.content.checklist.items:
        page = arrive(station, item)
        if page is not None:
            stands.setdefault(page.heading.mapTo(station.window, QPoint(0, 0)).y(), []).append(item.id)
    assert len(stands) == 1, {height: items[:5] for height, items in stands.items()}
