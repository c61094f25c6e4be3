"""The kiosk on another day: an answer that is read against a day is never shown as today's."""

from kypho_prep.kiosk.session.page_parts import view_of
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import Shown, State
from kypho_prep.prep.wording.sentences import answer_words
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.patient.intake import Given
from tests.kiosk.station import Station
from tests.told import told
from tests.workflow.clock import Clock
from tests.workflow.test_over_days import PROLIA, WHEN


def prefilled(station: Station, visit: str, item: str) -> bool:
    """Sign in, and tell whether a question about the medicine stands answered."""
    station.come_in(visit)
    session = station.window.session
    assert session is not None
    given = view_of(session.state, session.screen, PageRef(item, "one")).given
    station.tap("leave", "go_on")
    return given is not None


def test_what_was_touched_on_another_day_is_not_ticked_today(station: Station) -> None:
    visit = station.new_visit()
    for item, entry, value in (
        ("medicines.also", None, {"picked": ["prescription"], "unsure": False}),
        ("medicines.name", "one", PROLIA),
        (WHEN, "one", "within_six_months"),
        ("medicines.still_taking", "one", "yes"),
    ):
        given = Given(item, entry, State.VALUE, told(item, value), Shown("?"))
        review.answer_for(station.workplace, staff=station.nurse, visit=visit, given=given, source="phone")
    assert prefilled(station, visit, WHEN)
    clock = station.workplace.clock
    assert isinstance(clock, Clock)
    clock.pass_by(days=3)
    assert not prefilled(station, visit, WHEN)
    assert prefilled(station, visit, "medicines.still_taking"), "what means the same on any day stays"


def test_what_is_no_time_is_refused_and_hour_and_minutes_are_taken(station: Station) -> None:
    clock = station.workplace.clock
    assert isinstance(clock, Clock)
    clock.pass_by(days=15)
    visit = station.new_visit()
    station.come_in(visit)
    session = station.window.session
    assert session is not None
    session.open_page(PageRef("fasting.last_food"))
    station.answer(fasting_last_food="yesterday_pm")
    assert station.item == "fasting.last_food_hour"
    station.answer(fasting_last_food_hour="1360")
    assert "no time" in station.missing
    station.tap("key:delete", "key:delete", "key:delete", "key:delete")
    station.answer(fasting_last_food_hour="12:3")
    assert "no time" in station.missing
    assert station.find("field").text() == "12:3", "nothing typed is lost"
    station.tap("key:delete", "key:delete", "key:delete", "key:delete")
    station.tap("key:1", "key:1", "key::", "key:4", "key:5", "next")
    reply = station.reply(visit, "fasting.last_food_hour")
    assert reply is not None
    assert reply.value == 1145
    assert reply.shown.answer == "11:45"
    situation = station.situation(visit)
    words = station.workplace.content.words("en")
    assert answer_words(situation, words, PageRef("fasting.last_food_hour")) == "11:45 PM"
    station.tap("back")
    assert station.item == "fasting.last_food_hour"
    assert station.find("field").text() == "11:45"
