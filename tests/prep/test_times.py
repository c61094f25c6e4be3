"""Local days and times, over zones, transitions, weekends and holidays."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kypho_prep.prep.checklist import Kind, Level, Turn
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.rules.finding import Finding, level_on
from kypho_prep.prep.times import (
    age,
    clock_meant,
    clock_shown,
    clock_typed,
    dates_meant,
    is_working_day,
    local_date,
    local_text,
    resolve_local,
    turn_date,
    working_days_before,
)

ZONES = ["America/New_York", "America/Los_Angeles", "America/Phoenix", "Europe/Berlin", "Asia/Kathmandu", "UTC"]
DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))
CLOCKS = st.times().map(lambda one: one.strftime("%H:%M"))


def test_the_clinics_local_day_begins_at_its_own_midnight() -> None:
    clinic = Clinic(zone="America/New_York")
    late = datetime(2026, 11, 24, 4, 59, tzinfo=UTC)
    assert local_date(late, clinic) == date(2026, 11, 23)
    assert local_date(late + timedelta(minutes=1), clinic) == date(2026, 11, 24)
    assert local_text(late, clinic) == "2026-11-23 23:59"


def test_a_time_that_comes_twice_is_the_first_one() -> None:
    assert resolve_local(date(2026, 11, 1), "01:30", "America/New_York") == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_a_time_that_never_comes_is_the_earlier_one() -> None:
    moment = resolve_local(date(2026, 3, 8), "02:30", "America/New_York")
    assert moment == datetime(2026, 3, 8, 6, 30, tzinfo=UTC)
    assert moment.astimezone(ZoneInfo("America/New_York")).strftime("%H:%M") == "01:30"


@given(DAYS, CLOCKS, st.sampled_from(ZONES))
def test_a_resolved_time_is_never_later_than_the_wall_clock_says(day: date, clock: str, zone: str) -> None:
    moment = resolve_local(day, clock, zone)
    assert moment.tzinfo is UTC
    shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    wanted = datetime.fromisoformat(f"{day.isoformat()}T{clock}")
    assert shown <= wanted
    assert wanted - shown <= timedelta(hours=1)


@given(DAYS, st.sampled_from(ZONES))
def test_an_ordinary_hour_reads_back_as_entered(day: date, zone: str) -> None:
    assert local_text(resolve_local(day, "12:15", zone), Clinic(zone=zone)) == f"{day.isoformat()} 12:15"


def test_a_monday_case_turns_on_thursday() -> None:
    assert working_days_before(date(2026, 11, 23), 2, ()) == date(2026, 11, 19)


def test_a_holiday_is_no_working_day() -> None:
    thanksgiving = date(2026, 11, 26)
    assert not is_working_day(thanksgiving, [thanksgiving])
    assert working_days_before(date(2026, 11, 30), 2, [thanksgiving]) == date(2026, 11, 25)
    assert turn_date(Turn.TWO_WORKING_DAYS, date(2026, 11, 30), [thanksgiving]) == date(2026, 11, 25)
    assert turn_date(Turn.ON_THE_DAY, date(2026, 11, 30), [thanksgiving]) == date(2026, 11, 30)


@given(DAYS, st.integers(0, 10), st.sets(DAYS, max_size=5))
def test_working_days_between_are_counted_once_each(day: date, count: int, holidays: set[date]) -> None:
    found = working_days_before(day, count, holidays)
    between = [found + timedelta(days=step) for step in range((day - found).days)]
    assert sum(is_working_day(one, holidays) for one in between) == count
    assert count == 0 or is_working_day(found, holidays)


def turned_by_hand(today: date, procedure: date, holidays: set[date]) -> bool:
    """Counted on the fingers: at most two working days are left before the procedure, and the second has begun."""
    left = [today + timedelta(days=step) for step in range((procedure - today).days)]
    working = [day for day in left if day.strftime("%a") not in ("Sat", "Sun") and day not in holidays]
    return len(working) < 2 or (len(working) == 2 and working[0] == today)


@given(DAYS, st.integers(0, 12), st.sets(st.integers(0, 14), max_size=4), st.sampled_from(ZONES), CLOCKS)
def test_a_flag_turns_at_the_local_midnight_of_the_second_working_day(
    procedure: date, before: int, closed: set[int], zone: str, clock: str
) -> None:
    holidays = {procedure - timedelta(days=days) for days in closed}
    today = procedure - timedelta(days=before)
    moment = resolve_local(today, clock, zone)
    local = local_date(moment, Clinic(zone=zone))
    turn = turn_date(Turn.TWO_WORKING_DAYS, procedure, tuple(holidays))
    finding = Finding("test_blood", "tests.blood", Level.AMBER, Kind.CHECK, (), turn_level=Level.RED, turn_from=turn)
    assert (level_on(finding, local) is Level.RED) is turned_by_hand(local, procedure, holidays)


@given(DAYS, st.sampled_from(ZONES))
def test_a_day_opens_at_its_own_midnight_also_when_the_clocks_change(day: date, zone: str) -> None:
    clinic, opens = Clinic(zone=zone), resolve_local(day, "00:00", zone)
    assert local_date(opens, clinic) == day
    assert local_date(opens - timedelta(microseconds=1), clinic) == day - timedelta(days=1)


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 11, 1), date(2026, 3, 29), date(2026, 10, 25)])
@pytest.mark.parametrize("zone", ZONES)
def test_the_day_of_the_clock_change_is_one_day(day: date, zone: str) -> None:
    clinic = Clinic(zone=zone)
    opens, closes = (resolve_local(day + timedelta(days=step), "00:00", zone) for step in (0, 1))
    hours = [opens + timedelta(minutes=30 * step) for step in range(int((closes - opens).total_seconds() // 1800))]
    assert {local_date(at, clinic) for at in hours} == {day}
    assert len(hours) in (46, 48, 50)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(1950, 11, 24), date(2026, 11, 24), 76),
        (date(1950, 11, 24), date(2026, 11, 23), 75),
        (date(1952, 2, 29), date(2026, 2, 28), 73),
        (date(1952, 2, 29), date(2026, 3, 1), 74),
    ],
)
def test_age_in_full_years(born: date, on: date, years: int) -> None:
    assert age(born, on) == years


@given(st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted), DAYS)
def test_a_relative_choice_means_days_before_it_was_said(days: list[int], said: date) -> None:
    first, last = dates_meant((days[0], days[1]), said)
    assert first <= last <= said
    assert ((said - last).days, (said - first).days) == tuple(days)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(9, (9, 59)), (12, (12, 59)), (945, (9, 45)), (1145, (11, 45)), (0, None), (13, None), (1360, None),
     (1299, None), (11450, None), (7.5, None), ("noon", None)],
)  # fmt: skip
def test_a_time_on_the_clock_is_an_hour_to_its_end_or_hour_and_minutes(typed: object, meant: object) -> None:
    assert clock_meant(typed) == meant


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [("9", 9, "9"), ("9:", 9, "9"), ("9:45", 945, "9:45"), (" 1145 ", 1145, "11:45"), ("09:05", 905, "9:05"),
     ("12:3", None, ""), ("13:00", None, ""), ("1378", None, ""), ("0", None, ""), ("", None, ""), ("9:455", None, "")],
)  # fmt: skip
def test_a_typed_time_is_kept_as_digits_and_shown_as_it_is_read(typed: str, kept: int | None, shown: str) -> None:
    assert clock_typed(typed) == kept
    assert kept is None or clock_shown(kept) == shown


def test_what_is_no_time_is_shown_as_it_was_typed() -> None:
    assert clock_shown(1378) == "1378"


def test_a_typed_time_without_a_date_is_said_as_it_was_typed() -> None:
    from kypho_prep.content.words_files import load_words
    from kypho_prep.paths import resources
    from kypho_prep.prep.wording.dates import clock_as_meant

    words = load_words(resources() / "content" / "words", "en")
    assert clock_as_meant(words, None, "07:30", "America/New_York") == "7:30 am"
