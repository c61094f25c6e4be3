"""The clinic's local days and times; the clock is never read here, moments come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kypho_prep.prep.checklist import Turn
from kypho_prep.prep.clinic import Clinic

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something happens to a visit: the clock's moment, and its place in the order of all that happens to it."""

    at: datetime
    seq: int


def local_date(at: datetime, clinic: Clinic) -> date:
    """Return the clinic's local date of a moment (UTC in)."""
    return at.astimezone(clinic.tz).date()


def local_text(at: datetime, clinic: Clinic) -> str:
    """Return a moment as the clinic's wall clock shows it, "YYYY-MM-DD HH:MM" (24 hours)."""
    return at.astimezone(clinic.tz).strftime("%Y-%m-%d %H:%M")


def resolve_local(day: date, clock: str, zone: str) -> datetime:
    """Return the UTC moment of a local "HH:MM"; where it comes twice or never, the earlier moment, which is safer."""
    local = datetime.combine(day, time.fromisoformat(clock), ZoneInfo(zone))
    return min(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


def is_working_day(day: date, holidays: Iterable[date]) -> bool:
    """Tell whether a day is Monday to Friday and none of the clinic's holidays."""
    return day.weekday() < 5 and day not in tuple(holidays)


def working_days_before(day: date, count: int, holidays: Iterable[date]) -> date:
    """Return the working day that lies `count` working days before a date."""
    closed = frozenset(holidays)
    found = day
    for _ in range(count):
        found -= DAY
        while not is_working_day(found, closed):
            found -= DAY
    return found


def turn_date(turn: Turn, procedure_on: date, holidays: Iterable[date]) -> date:
    """Return the local date whose midnight turns a flag: the 2nd working day before, or the day itself."""
    # Working days, so that a Monday case turns on Thursday and not on a Saturday when nobody is there to act.
    return procedure_on if turn is Turn.ON_THE_DAY else working_days_before(procedure_on, 2, holidays)


def age(born: date, on: date) -> int:
    """Return the full years of age on a date; who was born on 29 February is a year older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def clock_meant(value: object) -> tuple[int, int] | None:
    """Return the hour and the latest minute of a time on a clock face, 9 or 945 for 9:45; none for what is no time."""
    text = str(value)
    if not text.isdigit() or len(text) not in (1, 2, 3, 4):
        return None
    # An hour alone may mean any minute of it; the last one is the one that could be too late.
    hour, minute = (int(text), 59) if len(text) < 3 else (int(text[:-2]), int(text[-2:]))
    return (hour, minute) if 1 <= hour <= 12 and minute < 60 else None


def clock_typed(text: str) -> int | None:
    """Return what is kept of a typed time, 9 or 945 for "9:45"; none for what is no time."""
    hour, colon, minute = text.strip().partition(":")
    if colon and len(minute) not in (0, 2):
        return None
    return int(hour + minute) if clock_meant(hour + minute) is not None else None


def clock_shown(value: object) -> str:
    """Return a time on a clock face as it is read, "9" or "9:45" for 945; what is no time as it was typed."""
    meant = clock_meant(value)
    return str(value) if meant is None or len(str(value)) < 3 else f"{meant[0]}:{meant[1]:02}"


def dates_meant(days: tuple[int, int], said_on: date) -> tuple[date, date]:
    """Return the earliest and the latest date that a relative choice means, read against the day it was said."""
    fewest, most = days
    return said_on - most * DAY, said_on - fewest * DAY


@dataclass(frozen=True, slots=True)
class Meant:
    """The moment that a local time means: UTC, its local day and clock, and whether that time comes once."""

    at: datetime
    on: date
    clock: str
    comes: str


def meant(on: date, at: str, zone: str) -> Meant:
    """Return which moment a local "HH:MM" means; `comes` is once, twice or never, the earlier moment counts then."""
    moment = resolve_local(on, at, zone)
    local = moment.astimezone(ZoneInfo(zone))
    first, second = (_utc(on, at, zone, fold) for fold in (0, 1))
    comes = "once" if first == second else "twice" if first < second else "never"
    return Meant(moment, local.date(), local.strftime("%H:%M"), comes)


def as_it_comes(on: date | None, at: str | None, zone: str) -> tuple[date | None, str | None]:
    """Return the day and the clock that are kept of a local time: as the form said that it is meant."""
    if on is None or not at:
        return on, at or None
    moment = meant(on, at, zone)
    return moment.on, moment.clock


def _utc(on: date, at: str, zone: str, fold: int) -> datetime:
    local = datetime.combine(on, time.fromisoformat(at), ZoneInfo(zone))
    return local.replace(fold=fold).astimezone(UTC)
