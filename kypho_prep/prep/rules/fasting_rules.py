"""Coded rules that set the patient's eating and drinking against the times that staff entered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from kypho_prep.prep.answers.single import Number, OneOf, YesNo
from kypho_prep.prep.chart import InstructionAction
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.entries import MEDICINE, entries, name_item
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Reply, State
from kypho_prep.prep.rules.finding import Finding, Reason, Rule, reason
from kypho_prep.prep.staff_entries.fasting import fasting_instructions
from kypho_prep.prep.times import dates_meant, local_date

# These may empty the stomach slowly, for which the usual fasting times are not meant: whoever entered them should know.
SLOW_STOMACH = (("health.body", "reflux"), ("health.body", "diabetes"), ("medicines.groups_thin", "weekly_shot"))
FASTING_PLAN = "fasting.plan"
FOOD = "fasting.last_food"
DRINK = "fasting.last_drink"
MILK = "fasting.drink_milk"
HOUR = "_hour"
NOON_OR_MIDNIGHT = 12


def confirm_again(situation: Situation) -> Iterator[Finding]:
    """Raise that fasting was entered before the patient spoke of a weekly shot, reflux or diabetes (S46)."""
    entered = max((one.seq for one in fasting_instructions(situation.chart)), default=None)
    if entered is None:
        return
    later = tuple(why for why, first in _slow_stomach(situation) if first > entered)
    if later:
        yield Finding("fasting_confirm", FASTING_PLAN, Level.AMBER, Kind.CHECK, later)


def intake_late(situation: Situation) -> Iterator[Finding]:
    """Raise food or drink taken later than staff entered; milk or cream counts as food (S46)."""
    food = limit(situation, InstructionAction.FASTING_FOOD)
    liquids = limit(situation, InstructionAction.FASTING_LIQUIDS)
    # Fasting guidance counts milk among food, not among clear liquids.
    milk = [("milk", DRINK, food)] if with_milk(situation) else []
    for suffix, item, latest in [("food", FOOD, food), ("drink", DRINK, liquids), *milk]:
        reply = situation.reply(item)
        at = taken(situation, item)
        if reply is not None and at is not None and latest is not None and at > latest:
            value = f"{at.isoformat()} {latest.isoformat()}"
            when = (("answer_at", at.isoformat(timespec="minutes")), ("date", latest.isoformat(timespec="minutes")))
            why = Reason(f"flag.intake_late.{suffix}", when, (), value)
            yield Finding("intake_late", item, Level.RED, Kind.CANCEL, (why,))


def limit(situation: Situation, action: InstructionAction) -> datetime | None:
    """Return the clinic's wall clock time after which staff entered "nothing more"; the earliest of several."""
    standing = [one for one in fasting_instructions(situation.chart) if one.action is action]
    # Where two orders differ, the stricter one cannot do harm.
    return min((wall_clock(one.on, one.at) for one in standing if one.on is not None), default=None)


def wall_clock(on: date, at: str | None) -> datetime:
    """Return a local date and time as the clinic's wall clock shows it; without a time it is the end of the day."""
    return _at(on, *(int(part) for part in (at or "23:59").split(":")[:2]))


def taken(situation: Situation, item: str) -> datetime | None:
    """Return the latest wall clock time that an answer about food or drink can mean; none while it is not complete.

    Nobody tells of what is still to come: the moment of the answer is the latest that it can mean.
    """
    reply, half_day = situation.reply(item), situation.answer(item)
    if reply is None or not isinstance(half_day, OneOf):
        return None
    # The latest day and minute that the words can mean: who ate at ten to midnight and said "eleven" was too late.
    days = situation.checklist.item(item).choice(half_day.choice).days or (0, 0)
    day = dates_meant(days, local_date(reply.at, situation.clinic))[1]
    hour: Reply | None = reply
    if half_day.choice.endswith(("_am", "_pm")):
        hour = situation.reply(f"{item}{HOUR}")
    if hour is None:
        return None
    told = hour.at.astimezone(situation.clinic.tz).replace(tzinfo=None)
    clock = hour.answer.clock if hour.state is State.VALUE and isinstance(hour.answer, Number) else None
    return min(told, _latest(day, half_day.choice, clock, told))


def means_later(situation: Situation, reply: Reply) -> bool:
    """Tell whether an answer about food or drink, the same as before, can mean another time now that it is repeated.

    "Six", told at five past six, is five past six at the latest; told again at seven it can be a minute before seven.
    """
    about = reply.item.removesuffix(HOUR)
    if about not in (FOOD, DRINK):
        return False
    again = replace(situation, chart=replace(situation.chart, replies=(*situation.chart.replies, reply)))
    return taken(again, about) != taken(situation, about)


def _latest(day: date, half: str, meant: tuple[int, int] | None, told: datetime) -> datetime:
    """Return the end of the half day that was touched, or the clock time within it; twelve o'clock is either end."""
    # Not sure of the hour: it may have been at the end of the half day.
    hour, minute = meant or (11, 59)
    if hour == NOON_OR_MIDNIGHT and half != "today_pm":
        # Twelve, before noon or of a day that is over, is the later end of its half day if that end was reached.
        hour, minute = (11, 59) if told >= _at(day, NOON_OR_MIDNIGHT) else (0, minute)
    return _at(day, hour % 12 + (12 if half.endswith("_pm") else 0), minute)


def with_milk(situation: Situation) -> bool:
    """Tell whether the patient said that there was milk or cream in the last drink."""
    return situation.answer(MILK) == YesNo(yes=True)


def _slow_stomach(situation: Situation) -> Iterator[tuple[Reason, int]]:
    """Say each reason for a slow stomach that counts now, with the number of the reply that first said it."""
    for item, choice in SLOW_STOMACH:
        answer = situation.answer(item)
        if answer is not None and choice in answer.picked:
            # Since it was first said: repeating it after fasting was entered is no news to who entered it.
            first = min(one.seq for one in _history(situation, item, None) if choice in one.picked)
            yield reason("fasting_confirm", choice, words=(("name", f"{item}.choice.{choice}"),)), first
    for entry in entries(situation, MEDICINE):
        if "glp1" in entry.classes:
            first = min(one.seq for one in _history(situation, name_item(situation, MEDICINE), entry.id))
            yield reason("fasting_confirm", "weekly_shot", value=entry.id, name=entry.name), first


def _history(situation: Situation, item: str, entry: str | None) -> list[Reply]:
    return [one for one in situation.chart.replies if (one.item, one.entry) == (item, entry)]


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a wall clock time without a zone: both sides of the comparison are the clinic's own."""
    return datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001


RULES: tuple[Rule, ...] = (confirm_again, intake_late)
