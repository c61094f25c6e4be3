"""A change of the visit itself, told as a staff entry: its fields are overwritten, so the entry keeps both sides."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from kypho_prep.prep.chart import Anesthesia, Chart, FactKind, Patient, StaffFact, Visit
from kypho_prep.prep.conditions import canonical

# The fields of the visit that a sign-off binds.
VISIT_FIELDS = (
    "procedure_on",
    "procedure_at",
    "arrival_on",
    "arrival_at",
    "levels",
    "anesthesia",
    "surgeon",
    "tests",
    "ask_pregnancy",
)
# A change of one of these is a move: it voids the clock times that were entered for the old ones.
# The kind of anesthesia is among them, since fasting is ordered for it.
TIMES = ("procedure_on", "procedure_at", "arrival_on", "arrival_at", "anesthesia")
# Who the patient is; no sign-off binds it, and the form overwrites it as it does the visit.
PERSON_FIELDS = ("family", "given", "born", "sex", "mrn", "phone", "language")

Facts = Patient | Visit
_READ: dict[str, Callable[[str], Any]] = {
    "procedure_on": date.fromisoformat,
    "procedure_at": lambda text: text or None,
    "arrival_on": lambda text: date.fromisoformat(text) if text else None,
    "arrival_at": lambda text: text or None,
    "anesthesia": Anesthesia,
    "tests": lambda text: tuple(json.loads(text)),
    "ask_pregnancy": json.loads,
}


def both_sides(before: Facts, after: Facts) -> dict[str, dict[str, str]]:
    """Return the fields that differ as text, {"before": …, "after": …}; empty where none does."""
    names = VISIT_FIELDS if isinstance(before, Visit) else PERSON_FIELDS
    differ = [name for name in names if getattr(before, name) != getattr(after, name)]
    sides = {"before": before, "after": after}
    return {side: {name: field_text(getattr(one, name)) for name in differ} for side, one in sides.items() if differ}


def cover_sides(before: tuple[Patient, Visit], after: tuple[Patient, Visit]) -> dict[str, dict[str, str]]:
    """Return both sides of the patient's fields and of the visit's as one; empty where none differs."""
    person, planned = both_sides(before[0], after[0]), both_sides(before[1], after[1])
    return {side: person.get(side, {}) | planned.get(side, {}) for side in person or planned}


def is_move(fact: StaffFact) -> bool:
    """Tell whether an entry moved the procedure or the arrival, or changed the anesthesia."""
    return fact.kind is FactKind.VISIT_CHANGED and any(name in fact.value["after"] for name in TIMES)


def visit_at(chart: Chart, seq: int) -> Visit:
    """Return the visit's fields as they were with what has this number: every later change undone, newest first."""
    visit = chart.visit
    later = [one for one in chart.facts if one.kind is FactKind.VISIT_CHANGED and one.seq > seq]
    for one in sorted(later, key=lambda fact: fact.seq, reverse=True):
        known = {name: text for name, text in one.value["before"].items() if name in VISIT_FIELDS}
        old = {name: _READ.get(name, str)(text) for name, text in known.items()}
        # Each move raised the revision: without going back with it, every instruction of then would read as void.
        visit = replace(visit, **old, times_revision=visit.times_revision - int(is_move(one)))
    return visit


def field_text(value: object) -> str:
    """Return a field as one text; nothing stands for not entered."""
    if value is None:
        return ""
    return canonical(value) if isinstance(value, bool | tuple) else str(value)
