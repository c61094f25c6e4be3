"""The clinic's local days and times; the clock is never read here, moments come in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from kypho_prep.prep.checklist import Turn
from kypho_prep.prep.clinic import Clinic


def local_date(at: datetime, clinic: Clinic) -> date:
    """Return the clinic's local date of a moment (UTC in)."""
    raise NotImplementedError


def local_text(at: datetime, clinic: Clinic) -> str:
    """Return a moment as the clinic's wall clock shows it, "YYYY-MM-DD HH:MM" (24 hours)."""
    raise NotImplementedError


def resolve_local(day: date, clock: str, zone: str) -> datetime:
    """Return the UTC moment of a local "HH:MM"; where it comes twice or never, the earlier moment, which is safer."""
    raise NotImplementedError


def is_working_day(day: date, holidays: Iterable[date]) -> bool:
    """Tell whether a day is Monday to Friday and none of the clinic's holidays."""
    raise NotImplementedError


def working_days_before(day: date, count: int, holidays: Iterable[date]) -> date:
    """Return the working day that lies `count` working days before a date."""
    raise NotImplementedError


def turn_date(turn: Turn, procedure_on: date, holidays: Iterable[date]) -> date:
    """Return the local date whose midnight turns a flag: the 2nd working day before, or the day itself."""
    raise NotImplementedError


def age(born: date, on: date) -> int:
    """Return the full years of age on a date; who was born on 29 February is a year older on 1 March."""
    raise NotImplementedError


def dates_meant(days: tuple[int, int], said_on: date) -> tuple[date, date]:
    """Return the earliest and the latest date that a relative choice means, read against the day it was said."""
    raise NotImplementedError
