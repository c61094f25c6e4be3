"""What staff type, read: dates and clock times in the forms that people really use; never guessed at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([^\W\d_]{3,})\.?,? (\d{4})")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]([0-5]\d))?(?: ?([ap])\.?m?\.?)?")
_STORED_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_NUMBER = re.compile(r"[<>]?=? ?\d+(?:[.,]\d+)?")


def read_date(text: str, months: Sequence[str]) -> date | None:
    """Return the date typed as 2026-12-08, 12/8/2026 (month first) or Dec 8 2026; None when it is none of these."""
    normalized = " ".join(text.split())
    for pattern, order in ((_ISO, "ymd"), (_SLASHED, "mdy"), (_MONTH_FIRST, "mdy"), (_DAY_FIRST, "dmy")):
        found = pattern.fullmatch(normalized)
        if found:
            parts = dict(zip(order, found.groups(), strict=True))
            return _date(parts["y"], parts["m"], parts["d"], months)
    return None


def read_clock(text: str) -> str | None:
    """Return a clock time as HH:MM from 14:30, 1430, 7:30 am, 7pm; None for anything else, a bare "7" among it."""
    normalized = " ".join(text.lower().split())
    if re.fullmatch(r"\d{3,4}", normalized):
        normalized = f"{normalized[:-2]}:{normalized[-2:]}"
    found = _CLOCK.fullmatch(normalized)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        return _twelve_hours(hour, minute, half)
    # A bare hour may be morning or evening: a guess could be half a day wrong.
    return f"{hour:02d}:{minute:02d}" if found[2] and hour < 24 else None


def as_typed(value: str) -> str:
    """Return a stored date or time as staff would type it, 12/8/2026 or 2:30 pm; any other value as it is."""
    if _STORED_CLOCK.fullmatch(value):
        hour = int(value[:2])
        return f"{(hour - 1) % 12 + 1}:{value[3:]} {'am' if hour < 12 else 'pm'}"
    day = read_date(value, ()) if _ISO.fullmatch(value) else None
    return f"{day.month}/{day.day}/{day.year}" if day else value


def read_number(text: str) -> str | None:
    """Return a laboratory value as typed ("1.1", "<0.5"), with a point; None when it is no number."""
    normalized = text.strip()
    return normalized.replace(",", ".").replace(" ", "") if _NUMBER.fullmatch(normalized) else None


def _twelve_hours(hour: int, minute: int, half: str) -> str | None:
    if not 1 <= hour <= 12:
        return None
    return f"{hour % 12 + (12 if half == 'p' else 0):02d}:{minute:02d}"


def _date(year: str, month: str, day: str, months: Sequence[str]) -> date | None:
    number = int(month) if month.isdigit() else _month(month, months)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _month(name: str, months: Sequence[str]) -> int:
    """Return the number of a month by its name or the first letters of it; 0, which is no month, when unknown."""
    begun = [at for at, month in enumerate(months, start=1) if month.casefold().startswith(name.casefold())]
    return begun[0] if len(begun) == 1 else 0
