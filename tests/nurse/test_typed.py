"""What staff type is read as people write it, and never guessed at."""

from datetime import date

import pytest

from kypho_prep.nurse.widgets.parse import as_typed, read_clock, read_date, read_number

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-08",
        "2026/12/8",
        "12/8/2026",
        "12-08-2026",
        "Dec 8 2026",
        "dec. 8, 2026",
        "8 December 2026",
        " Dec  8th 2026 ",
    ],
)
def test_a_date_is_read_in_each_usual_form(typed: str) -> None:
    assert read_date(typed, MONTHS) == date(2026, 12, 8)


@pytest.mark.parametrize(
    "typed", ["", "8.12.26", "12/8/26", "13/8/2026", "2026-02-30", "Ju 8 2026", "Foo 8 2026", "next week"]
)
def test_what_is_no_date_is_not_made_one(typed: str) -> None:
    assert read_date(typed, MONTHS) is None


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("14:30", "14:30"), ("1430", "14:30"), ("0730", "07:30"), ("7:30 am", "07:30"), ("7 PM", "19:00"),
        ("12 am", "00:00"), ("12 pm", "12:00"), ("9:05p.m.", "21:05"), ("00:00", "00:00"), ("6h15", "06:15"),
    ],
)  # fmt: skip
def test_a_time_is_read_in_both_ways_of_counting(typed: str, clock: str) -> None:
    assert read_clock(typed) == clock


@pytest.mark.parametrize("typed", ["", "7", "25:00", "24:00", "13 pm", "0 am", "7:60", "noonish"])
def test_what_is_no_time_is_not_made_one(typed: str) -> None:
    assert read_clock(typed) is None


@pytest.mark.parametrize(("typed", "number"), [("1.1", "1.1"), ("1,1", "1.1"), ("< 0.5", "<0.5"), ("x", None)])
def test_a_laboratory_value_is_kept_as_typed(typed: str, number: str | None) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("2026-12-08", "12/8/2026"),
        ("00:05", "12:05 am"),
        ("12:00", "12:00 pm"),
        ("23:30", "11:30 pm"),
        ("25:00", "25:00"),
        ("2026-13-40", "2026-13-40"),
        ("tomorrow", "tomorrow"),
        ("", ""),
    ],
)
def test_what_is_stored_stands_in_a_form_as_staff_type_it(stored: str, shown: str) -> None:
    assert as_typed(stored) == shown
    assert read_date(shown, MONTHS) == read_date(stored, MONTHS)
    assert read_clock(shown) == read_clock(stored)
