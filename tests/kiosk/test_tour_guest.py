"""The tour's patient reads a long page to its end, however many screens that takes."""

from pathlib import Path

from kypho_prep.kiosk.pages.summary import SummaryPage
from kypho_prep.tour.driver.guest import Guest
from kypho_prep.tour.driver.hand import Hand
from tests.kiosk.station import Station


def test_next_leads_past_a_summary_of_more_than_twenty_screens(station: Station, tmp_path: Path) -> None:
    station.window.resize(1280, 480)
    station.tap("text_size:200")
    station.come_in(station.new_visit())
    while "chapter:questions" not in station.names():
        station.tap("back")
    station.tap("chapter:questions")
    station.answer_until("check.summary")
    assert isinstance(station.content, SummaryPage)
    hand = Hand(station.window)
    Guest(hand, station.window, {}).go_on()
    assert hand.taps > 20
    assert station.item == "check.plan"


def test_a_touch_of_the_hand_is_a_touch_for_the_idle_clock(station: Station, tmp_path: Path) -> None:
    station.come_in(station.new_visit())
    hand = Hand(station.window)
    for _ in range(3):
        station.ticks.at += 60
        hand.tap("choice:aspirin")
        station.window.idle.look()
        assert station.window.stage.cover is None
