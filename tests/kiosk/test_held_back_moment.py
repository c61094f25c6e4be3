"""What a full disk holds back carries the moment when it was handed in, not that when the disk took it at last."""

from datetime import UTC, datetime, timedelta

import pytest

from kypho_prep.prep.interview.answer_days import day_bound
from kypho_prep.prep.reply import Reply
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm
from tests.kiosk.full_disk import ITEM, answered_with_a_full_disk, be_idle, disk, held_back, said_in_the_log, saved
from tests.kiosk.station import BORN, PROCEDURE, Station
from tests.kiosk.test_emergency_on_full_disk import NOW, at_the_signs
from tests.workflow.clock import Clock

# Two minutes before midnight in New York, and three minutes after it.
LATE, NEXT_DAY = datetime(2026, 11, 24, 4, 58, tzinfo=UTC), datetime(2026, 11, 24, 5, 3, tzinfo=UTC)
A_MOMENT = timedelta(seconds=1)


def put_clock(station: Station, at: datetime) -> None:
    clock = station.workplace.clock
    assert isinstance(clock, Clock)
    clock.at = at


def save_at_last(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    put_clock(station, NEXT_DAY)
    disk(station, takes=True)
    held_back(station).again()
    assert held_back(station).waiting == 0
    said_in_the_log(caplog)


def is_of_the_evening(at: datetime | None) -> bool:
    return at is not None and LATE <= at < LATE + A_MOMENT


def the_one(station: Station, visit: str, item: str = ITEM) -> Reply:
    (reply,) = saved(station, visit, item)
    return reply


def test_an_answer_keeps_its_moment_and_its_day(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    put_clock(station, LATE)
    visit = answered_with_a_full_disk(station)
    station.tap("leave", "go_on")
    save_at_last(station, caplog)
    reply = the_one(station, visit)
    assert is_of_the_evening(reply.at)
    assert reply.local.startswith("2026-11-23")
    with station.workplace.reading() as records:
        last = records.sessions.newest_of(visit)
        assert last is not None
        assert is_of_the_evening(last.ended_at)


def test_it_comes_after_all_that_was_stored_before_it(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    put_clock(station, LATE)
    visit = answered_with_a_full_disk(station)
    station.tap("leave", "go_on")
    before = station.situation(visit).chart.newest
    save_at_last(station, caplog)
    assert the_one(station, visit).seq == before + 1


def test_what_waits_on_its_page_keeps_it_too(station: Station) -> None:
    put_clock(station, LATE)
    visit = answered_with_a_full_disk(station)
    station.go_on()
    put_clock(station, NEXT_DAY)
    disk(station, takes=True)
    # Nobody hands it in again: it is saved as the page is covered.
    be_idle(station, 91)
    assert is_of_the_evening(the_one(station, visit).at)


def test_a_clock_that_is_moved_meanwhile_moves_nothing(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    put_clock(station, LATE)
    visit = answered_with_a_full_disk(station)
    station.tap("leave", "go_on")
    put_clock(station, LATE - timedelta(days=300))
    disk(station, takes=True)
    held_back(station).again()
    assert is_of_the_evening(the_one(station, visit).at)
    said_in_the_log(caplog)


def test_today_is_the_day_on_which_it_was_said(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    put_clock(station, datetime(2026, 12, 9, 4, 50, tzinfo=UTC))
    late, after = datetime(2026, 12, 9, 4, 58, tzinfo=UTC), datetime(2026, 12, 9, 5, 3, tzinfo=UTC)
    # On the evening of the procedure's day itself: the fasting questions are of that day.
    visit = station.new_visit(PatientForm("Osterhout", "Ida", BORN), VisitForm(PROCEDURE, "23:59", PROCEDURE, "23:30"))
    station.come_in(visit)
    station.answer_until("fasting.last_food")
    put_clock(station, late)
    disk(station, takes=False)
    station.tap("choice:today_pm")
    station.tap("leave", "go_on")
    put_clock(station, after)
    disk(station, takes=True)
    held_back(station).again()
    reply = the_one(station, visit, "fasting.last_food")
    here = station.situation(visit)
    assert day_bound(here.checklist.item(reply.item), here.clinic, reply) == PROCEDURE
    said_in_the_log(caplog)


def test_a_call_for_a_nurse_and_an_emergency_keep_theirs(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    visit = at_the_signs(station)
    put_clock(station, LATE)
    disk(station, takes=False)
    station.tap("call_nurse")
    station.tap("choice:chest_pain")
    save_at_last(station, caplog)
    chart = station.situation(visit).chart
    assert is_of_the_evening(chart.visit.nurse_called_at)
    assert is_of_the_evening(the_one(station, visit, NOW).at)
    raised = {one.problem: one.at for one in chart.flags}
    assert is_of_the_evening(raised["emergency_now"])
    assert is_of_the_evening(raised["nurse_called"])
