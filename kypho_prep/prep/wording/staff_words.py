"""Dates, clock times and persons as the desk says them; every word comes from the words of the desk."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from kypho_prep.prep.times import meant
from kypho_prep.prep.words import Words


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
