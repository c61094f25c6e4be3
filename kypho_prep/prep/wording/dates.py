"""Dates, clock times, moments and lengths of time in words: for patients and papers, and as the desk has room."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kypho_prep.prep.times import meant
from kypho_prep.prep.words import MONTHS, WEEKDAYS, Words

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic


def day_words(words: Words, day: date) -> str:
    """Return a date with its weekday's name."""
    return words(
        "date.day",
        weekday=weekday_words(words, day),
        month=words(f"date.month.{MONTHS[day.month - 1]}"),
        number=day.day,
        year=day.year,
    )


def plain_day_words(words: Words, day: date) -> str:
    """Return a date without its weekday, as a birth date is said."""
    month = words(f"date.month.{MONTHS[day.month - 1]}")
    return words("date.plain", month=month, number=day.day, year=day.year)


def near_day_words(words: Words, day: date) -> str:
    """Return a date that is near: its weekday, month and number, without the year."""
    return words(
        "date.near",
        weekday=weekday_words(words, day),
        month=words(f"date.month.{MONTHS[day.month - 1]}"),
        number=day.day,
    )


def month_day_words(words: Words, day: date) -> str:
    """Return a date's month and number alone, as it stands below its weekday."""
    return words("date.month_day", month=words(f"date.month.{MONTHS[day.month - 1]}"), number=day.day)


def weekday_words(words: Words, day: date) -> str:
    """Return the name of a date's weekday."""
    return words(f"date.weekday.{WEEKDAYS[day.weekday()]}")


def clock_words(words: Words, clock: str, day: date | None = None) -> str:
    """Return a local "HH:MM" as people say it, midnight and noon by their names; nothing for no time.

    With the day that it belongs to, midnight says between which days it lies: a day begins with it.
    """
    if not clock:
        return ""
    hour, minute = (int(part) for part in clock.split(":")[:2])
    if minute == hour == 0 and day is not None:
        before, weekday = (f"date.weekday.{WEEKDAYS[one.weekday()]}" for one in (day - timedelta(days=1), day))
        return words("date.midnight_between", before=words(before), weekday=words(weekday))
    if minute == 0 and hour % 12 == 0:
        return words("date.noon" if hour else "date.midnight")
    half = words("date.pm" if hour >= 12 else "date.am")
    return words("date.clock", hour=hour % 12 or 12, minute=f"{minute:02}", half=half)


def date_words(words: Words, text: str) -> str:
    """Return a flag's date in words, "YYYY-MM-DD" with or without "THH:MM" behind it."""
    day, _, clock = text.partition("T")
    on = date.fromisoformat(day)
    said = day_words(words, on)
    return words("date.day_clock", day=said, clock=clock_words(words, clock, on)) if clock else said


def stamp_words(words: Words, at: datetime, clinic: Clinic) -> str:
    """Return a moment as the clinic's date and time in words."""
    local = at.astimezone(clinic.tz)
    return words("date.day_clock", day=plain_day_words(words, local.date()), clock=clock_words(words, f"{local:%H:%M}"))


def months(words: Words) -> tuple[str, ...]:
    """Return the names of the twelve months, January first."""
    return tuple(words(f"desk.month.{number}") for number in range(1, 13))


def long_day(words: Words, day: date) -> str:
    """Return a date with its day's name: "Tuesday, December 8, 2026"."""
    return words("desk.date.long", **_parts(words, day))


def short_day(words: Words, day: date, today: date | None = None) -> str:
    """Return a date as a row has room for it, with "today", "tomorrow" and "yesterday" where they fit."""
    named = {0: "desk.date.today", 1: "desk.date.tomorrow", -1: "desk.date.yesterday"}
    distance = (day - today).days if today else 2
    if distance in named:
        return words(named[distance])
    # From half a year on the year is no longer understood by itself.
    far = today is not None and abs(distance) > 180
    return words("desk.date.short_year" if far else "desk.date.short", **_parts(words, day))


def clock(words: Words, at: str) -> str:
    """Return HH:MM as people say it: "7:30 am"."""
    hour, minute = int(at[:2]), at[3:5]
    key = "desk.date.am" if hour < 12 else "desk.date.pm"
    return words(key, hour=(hour - 1) % 12 + 1, minute=minute)


def clock_as_meant(words: Words, on: date | None, at: str, zone: str) -> str:
    """Return how a typed time was read; in the night when the clocks change also which moment it means."""
    if on is None:
        return clock(words, at)
    read = meant(on, at, zone)
    said = {"twice": "desk.form.comes_twice", "never": "desk.form.comes_never"}
    return words(said[read.comes], at=clock(words, read.clock)) if read.comes in said else clock(words, at)


def moment(words: Words, on: date | None, at: str | None, today: date | None = None) -> str:
    """Return a local date and time in one phrase, whichever of the two is known; empty when neither is."""
    said = [short_day(words, on, today)] if on else []
    return " ".join([*said, clock(words, at)] if at else said)


def stamp(words: Words, at: datetime, zone: ZoneInfo, today: date | None = None) -> str:
    """Return when something was recorded, in the clinic's own time."""
    local = at.astimezone(zone)
    return moment(words, local.date(), f"{local:%H:%M}", today)


def in_largest_unit(length: timedelta) -> tuple[str, int]:
    """Return a length of time in a unit and how many: "minutes" below two hours, "hours" below two days, then "days".

    Each to the nearest. Each place has its own words for them: how long, how long ago.
    """
    minutes = round(length / timedelta(minutes=1))
    hours = round(minutes / 60)
    if minutes < 120:
        return "minutes", minutes
    return ("hours", hours) if hours < 48 else ("days", round(hours / 24))


def quoted(words: Words, text: str) -> str:
    """Return somebody's own words in quotation marks, as typed."""
    return words("desk.quoted", text=text)


def _parts(words: Words, day: date) -> dict[str, object]:
    return {
        "weekday": words(f"desk.weekday.{day.isoweekday()}"),
        "weekday_short": words(f"desk.weekday_short.{day.isoweekday()}"),
        "month": words(f"desk.month.{day.month}"),
        "month_short": words(f"desk.month_short.{day.month}"),
        "day": day.day,
        "year": day.year,
    }
