"""The plan's lines as a reader goes through them: day by day, then what has no day, then what to ask the nurse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kypho_prep.prep.plan.plan import PlanLine
from kypho_prep.prep.plan.printed_plan import ASKS_THE_NURSE

ASK = "plan.ask_medicine"
ASK_SEVERAL = "plan.ask_medicines"
# Sorts behind every time of day: the procedure is what the day leads to, also while nobody knows its time.
LAST = "24:00"


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan in the order in which it is read; `days` name each date once, `asks` are for the nurse to answer."""

    days: tuple[tuple[date, tuple[PlanLine, ...]], ...]
    undated: tuple[PlanLine, ...]
    asks: tuple[PlanLine, ...]


def outlined(lines: Iterable[PlanLine]) -> Outline:
    """Return a plan's lines by their day; medicines about which nothing is entered are gathered into one line."""
    known = tuple(lines)
    telling = [one for one in in_order(known) if not _asks(one)]
    days = groupby((one for one in telling if one.on is not None), key=lambda one: one.on)
    return Outline(
        tuple((day, tuple(of_day)) for day, of_day in days if day is not None),
        tuple(one for one in telling if one.on is None),
        tuple(_gathered([one for one in known if _asks(one)])),
    )


def in_order(lines: Iterable[PlanLine]) -> list[PlanLine]:
    """Return the plan's lines as the days bring them; lines without a date stand behind, in their own order."""
    return sorted(lines, key=lambda line: (line.on is None, line.on or date.min, line.at or _untimed(line)))


def _untimed(line: PlanLine) -> str:
    return LAST if line.kind == "procedure" else ""


def _asks(line: PlanLine) -> bool:
    return line.kind in ("ask", "reported") or line.key in ASKS_THE_NURSE


def _gathered(lines: list[PlanLine]) -> Iterator[PlanLine]:
    yield from (one for one in lines if one.kind not in ("ask", "reported"))
    asked = [one for one in lines if one.kind == "ask"]
    named = [dict(one.params)["name"] for one in asked if one.params]
    if named:
        yield PlanLine("ask", _ask(named), (("name", ", ".join(named)),))
    groups = [dict(one.words)["name"] for one in asked if one.words]
    if groups:
        # Words keys with a space between them are said one after the other.
        yield PlanLine("ask", _ask(groups), (), (("name", " ".join(groups)),))
    yield from (one for one in lines if one.kind == "reported")


def _ask(names: list[str]) -> str:
    return ASK if len(names) == 1 else ASK_SEVERAL
