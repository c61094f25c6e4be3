"""How long a finished visit is kept, and what holds one back although its days are over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kypho_prep.prep.retention import Finished, Kept, taken_over, why_kept

DONE = date(2026, 12, 8)
VISIT = Finished("v", DONE, DONE, taken_over=True)
OVER = DONE + timedelta(days=31)
WORKED = [DONE + timedelta(days=day) for day in range(31)]
PRINTED = ("printed", "nurse_sheet")


def why(one: Finished, today: date = OVER, worked: list[date] = WORKED) -> Kept | None:
    return why_kept(one, days=30, today=today, worked=worked)


def test_it_goes_after_the_clinics_days() -> None:
    assert why(VISIT, OVER - timedelta(days=1)) is Kept.DAYS
    assert why(VISIT) is None


def test_a_visit_that_was_cancelled_before_its_day_stays_until_that_is_over() -> None:
    cancelled = replace(VISIT, ended_on=DONE - timedelta(days=20))
    assert why(cancelled, OVER - timedelta(days=1)) is Kept.DAYS
    assert why(cancelled) is None


def test_one_that_was_ended_late_is_counted_from_then() -> None:
    assert why(replace(VISIT, ended_on=DONE + timedelta(days=5))) is Kept.DAYS


@pytest.mark.parametrize(
    ("one", "kept"),
    [
        (replace(VISIT, hold="a claim"), Kept.HOLD),
        (replace(VISIT, emergency=True), Kept.EMERGENCY),
        (replace(VISIT, taken_over=False), Kept.NOT_TAKEN_OVER),
        (replace(VISIT, newest=True), Kept.NEWEST),
    ],
)
def test_what_holds_it_back(one: Finished, kept: Kept) -> None:
    assert why(one) is kept


def test_a_clock_that_was_put_forward_lets_nothing_go() -> None:
    worked = [DONE, *(DONE + timedelta(days=day) for day in range(1, 10))]
    years_on = DONE + timedelta(days=900)
    assert why(VISIT, years_on, [*worked[:-1], years_on]) is Kept.CLOCK_ALONE
    assert why(VISIT, years_on, [*worked, years_on]) is None


def test_days_that_lie_ahead_are_none_that_were_worked() -> None:
    ahead = [OVER + timedelta(days=day) for day in range(1, 40)]
    assert why(VISIT, OVER, ahead) is Kept.CLOCK_ALONE


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ([], False),
        ([("replied", "ride.adult"), PRINTED], True),
        ([PRINTED, ("chart_viewed", ""), ("visit_ended", "done"), ("printed", "plan")], True),
        ([PRINTED, ("fact_recorded", "day_check")], False),
        ([PRINTED, ("replied", "ride.adult"), PRINTED], True),
        ([("printed", "plan")], False),
        ([("visit_ended", "done"), ("acknowledged", "")], True),
        ([("acknowledged", ""), ("visit_reopened", "done"), ("visit_ended", "done")], False),
    ],
)
def test_the_nurses_sheet_has_to_hold_all_that_is_on_record(told: list[tuple[str, str]], wanted: bool) -> None:
    assert taken_over(told) is wanted
