"""A disk that takes nothing for a while, what is on it, and what the kiosk keeps in memory meanwhile."""

import pytest

from kypho_prep.kiosk.held_back import HeldBack
from kypho_prep.prep.reply import Reply
from tests import disk_limit
from tests.kiosk.station import Station

ITEM = "medicines.groups_thin"


def said_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """That something waits in memory is logged, without a word of what it is."""
    said = [record.getMessage() for record in caplog.records]
    assert said
    assert all("held back, not saved yet: NotSaved" in one for one in said)
    caplog.clear()


def disk(station: Station, *, takes: bool) -> None:
    disk_limit.disk(station.workplace, takes=takes)


def held_back(station: Station) -> HeldBack:
    return station.window.stage.services.held_back


def answered_with_a_full_disk(station: Station) -> str:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("choice:aspirin")
    disk(station, takes=False)
    return visit


def saved(station: Station, visit: str, item: str = ITEM) -> list[Reply]:
    return [one for one in station.situation(visit).chart.replies if one.item == item]


def open_sittings(station: Station) -> int:
    place = station.workplace
    with place.reading() as records:
        return len(records.sessions.open_at(place.station, place.kiosk))


def be_idle(station: Station, seconds: int) -> None:
    station.ticks.at += seconds
    station.window.idle.look()
    station.settle()
