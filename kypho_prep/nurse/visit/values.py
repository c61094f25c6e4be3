"""Between what staff typed about a visit and the workflow's forms; each field that cannot be read gets a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kypho_prep.nurse.desk import Draft
from kypho_prep.nurse.widgets.parse import read_clock, read_date
from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.checklist import Checklist
from kypho_prep.prep.wording.dates import months
from kypho_prep.prep.words import Words
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm

DATES = ("born", "procedure_on", "arrival_on")
CLOCKS = ("procedure_at", "arrival_at")
REQUIRED = ("family", "given", "born", "procedure_on")
PLAIN = ("family", "given", "sex", "mrn", "phone")


def unreadable(words: Words, values: Mapping[str, str]) -> dict[str, str]:
    """Return a sentence for each required field left empty and each date or time that cannot be read."""
    named = months(words)
    wrong = {name: words(f"desk.visit.{name}_missing") for name in REQUIRED if not values[name]}
    for name in DATES:
        if values[name] and read_date(values[name], named) is None:
            wrong[name] = words("desk.form.date_unreadable", typed=values[name])
    for name in CLOCKS:
        if values[name] and read_clock(values[name]) is None:
            wrong[name] = words("desk.form.clock_unreadable", typed=values[name])
    return wrong


def to_forms(words: Words, values: Mapping[str, str]) -> tuple[PatientForm, VisitForm]:
    """Return the workflow's forms of readable values."""
    days = {name: _day(words, values[name]) for name in DATES}
    clocks = {name: read_clock(values[name]) or "" for name in CLOCKS}
    patient = PatientForm(
        **{name: values[name] for name in PLAIN}, born=days["born"], language=values["language"] or "en"
    )
    visit = VisitForm(
        procedure_on=days["procedure_on"],
        procedure_at=clocks["procedure_at"],
        arrival_on=days["arrival_on"] or (days["procedure_on"] if clocks["arrival_at"] else None),
        arrival_at=clocks["arrival_at"],
        levels=values["levels"],
        anesthesia=Anesthesia(values["anesthesia"]),
        surgeon=values["surgeon"],
        tests=tuple(one for one in values["tests"].split(",") if one),
        ask_pregnancy={"yes": True, "no": False}.get(values["ask_pregnancy"]),
    )
    return patient, visit


def to_values(patient: PatientForm, visit: VisitForm) -> Draft:
    """Return a stored visit as it would be typed: an arrival on the procedure's day has no date of its own."""
    values = {name: str(getattr(patient, name)) for name in (*PLAIN, "language")}
    # With a date of its own the arrival would stay behind on the old day when the procedure is moved.
    own_day = visit.arrival_on if visit.arrival_on != visit.procedure_on or not visit.arrival_at else None
    for name, day in (("born", patient.born), ("procedure_on", visit.procedure_on), ("arrival_on", own_day)):
        values[name] = day.isoformat() if day else ""
    values |= {name: str(getattr(visit, name)) for name in (*CLOCKS, "levels", "surgeon")}
    values["anesthesia"] = visit.anesthesia.value
    values["tests"] = ",".join(visit.tests)
    values["ask_pregnancy"] = {True: "yes", False: "no", None: ""}[visit.ask_pregnancy]
    return values


def tests_of(checklist: Checklist) -> tuple[str, ...]:
    """Return the tests that staff can order: those that the checklist asks about."""
    named = (
        str(condition.value)
        for item in checklist.items
        for condition in item.branch.conditions
        if condition.item == "visit.tests" and condition.op == "includes"
    )
    return tuple(dict.fromkeys(named))


def _day(words: Words, typed: str) -> date | None:
    return read_date(typed, months(words)) if typed else None
