"""The paper that the patient holds: what it said when it was printed, and whether all of it still stands."""

from __future__ import annotations

import hashlib
from dataclasses import astuple
from enum import StrEnum
from typing import Any

from kypho_prep.prep.chart import Chart, FactKind, StaffFact
from kypho_prep.prep.conditions import canonical
from kypho_prep.prep.interview.entries import MEDICINE, QUESTION, entries
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.plan.plan import PlanLine, plan
from kypho_prep.prep.rules.visit_rules import adult_settled, verified_adult

# The lines that tell a time or somebody's word; the others send the patient to the nurse and never grow wrong.
TELLING = ("arrival", "procedure", "fasting", "medicine", "restart")
# What the paper says of the way home and the first night follows from these answers.
RIDE = ("ride.adult", "ride.how", "ride.name", "ride.phone", "ride.first_night", "ride.first_night_who")
ASKS_THE_NURSE = ("plan.changed", "plan.ask_fasting", "plan.arrival_unknown")


class PlanState(StrEnum):
    """Whether a plan was printed, and whether what it says still stands."""

    NONE = "none"
    CURRENT = "current"
    VOID = "void"


def printed_value(situation: Situation) -> dict[str, Any]:
    """Return what a print of the plan keeps.

    Which times of the visit it is for, a mark of each line it tells, and one mark of all that it says.
    """
    revision = situation.chart.visit.times_revision
    return {"printed": True, "times_revision": revision, "lines": sorted(_told(situation)), "says": _says(situation)}


def plan_state(situation: Situation) -> PlanState:
    """Return whether the newest print still stands: void once a line it tells is no longer so.

    A line that is new since makes no paper void: nothing that it says has become wrong. Of a print that kept no lines
    only a move tells.
    """
    print_of = newest_print(situation.chart)
    if print_of is None:
        return PlanState.NONE
    if "lines" in print_of.value:
        stands = set(print_of.value["lines"]) <= _told(situation)
    else:
        stands = print_of.value.get("times_revision", 0) == situation.chart.visit.times_revision
    return PlanState.CURRENT if stands else PlanState.VOID


def must_print(situation: Situation) -> bool:
    """Tell whether a nurse must print the plan: no printer took it when it was asked for, or the paper is void."""
    asked = [one for one in situation.chart.current_facts if one.kind is FactKind.PLAN_PRINTED]
    return bool(asked) and (not _took(asked[-1]) or plan_state(situation) is PlanState.VOID)


def plan_number(situation: Situation, *, last: bool = False) -> int:
    """Return the number of a plan that is printed now, or of the `last` that was, at least 1.

    What says the same as the print before it is the same plan, whenever and in whatever letters it was printed:
    neither takes the place of the other. Corrected and withdrawn entries were printed too.
    """
    printed = [one for one in situation.chart.facts if one.kind is FactKind.PLAN_PRINTED and one.supersedes is None]
    said = [str(one.value.get("says", "")) for one in printed if _took(one)] + ([] if last else [_says(situation)])
    return max(1, sum(not one or one != before for before, one in zip(["", *said], said, strict=False)))


def newest_print(chart: Chart) -> StaffFact | None:
    """Return the newest print of the plan that came out of a printer; none where none did."""
    printed = [one for one in chart.current_facts if one.kind is FactKind.PLAN_PRINTED and _took(one)]
    return printed[-1] if printed else None


def _took(fact: StaffFact) -> bool:
    return bool(fact.value.get("printed", True))


def _told(situation: Situation) -> set[str]:
    lines = plan(situation)
    return {_mark(one) for one in lines if one.kind in TELLING and one.key not in ASKS_THE_NURSE}


def _mark(line: PlanLine) -> str:
    # Of a line without the patient's own words the mark is what it was before there were any: no paper becomes void.
    parts = astuple(line) if line.own else astuple(line)[:-2]
    return _hashed([str(part) if part is not None else "" for part in parts])


def _says(situation: Situation) -> str:
    """Return a mark of all that a plan says now: equal ones say the same, in whatever letters."""
    patient, clinic = situation.chart.patient, situation.clinic
    replies = [situation.reply(item) for item in RIDE]
    verified = verified_adult(situation)
    return _hashed([
        [patient.given, patient.family, str(patient.born)],
        [clinic.name, clinic.phone, clinic.night_phone, clinic.emergency_line, clinic.calls_when, *clinic.way_in],
        situation.checklist.version,
        [_mark(one) for one in plan(situation)],
        [one.name for kind in (MEDICINE, QUESTION) for one in entries(situation, kind)],
        [[one.state.value, one.value] if one is not None else None for one in replies],
        [verified.value if verified is not None else None, adult_settled(situation)],
    ])  # fmt: skip


def _hashed(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:16]
