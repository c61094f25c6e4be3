"""The paper that the patient holds: what it said when it was printed, and whether all of it still stands."""

from __future__ import annotations

import hashlib
from dataclasses import astuple
from enum import StrEnum
from typing import Any

from kypho_prep.prep.chart import Chart, FactKind, StaffFact
from kypho_prep.prep.conditions import canonical
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.plan.plan import PlanLine, plan

# The lines that tell a time or somebody's word; the others send the patient to the nurse and never grow wrong.
TELLING = ("arrival", "procedure", "fasting", "medicine", "restart")
ASKS_THE_NURSE = ("plan.changed", "plan.ask_fasting", "plan.arrival_unknown")


class PlanState(StrEnum):
    """Whether a plan was printed, and whether what it says still stands."""

    NONE = "none"
    CURRENT = "current"
    VOID = "void"


def printed_value(situation: Situation) -> dict[str, Any]:
    """Return what a print of the plan keeps: which times of the visit it is for, and a mark of each line it tells."""
    return {"printed": True, "times_revision": situation.chart.visit.times_revision, "lines": sorted(_told(situation))}


def plan_state(situation: Situation) -> PlanState:
    """Return whether the newest print still stands: void after a move, or once a line it tells is no longer so.

    A line that is new since makes no paper void: nothing that it says has become wrong.
    """
    print_of = newest_print(situation.chart)
    if print_of is None:
        return PlanState.NONE
    moved = print_of.value.get("times_revision", 0) != situation.chart.visit.times_revision
    stands = set(print_of.value.get("lines", ())) <= _told(situation)
    return PlanState.CURRENT if stands and not moved else PlanState.VOID


def must_print(situation: Situation) -> bool:
    """Tell whether a nurse must print the plan: no printer took it when it was asked for, or the paper is void."""
    asked = [one for one in situation.chart.current_facts if one.kind is FactKind.PLAN_PRINTED]
    return bool(asked) and (not _took(asked[-1]) or plan_state(situation) is PlanState.VOID)


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
    said = [str(part) if part is not None else "" for part in astuple(line)]
    return hashlib.sha256(canonical(said).encode()).hexdigest()[:16]
