"""What staff checks beside the patient's answers: two identifiers, the adult who drives home, results seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kypho_prep.nurse.fields import Field, LineField, TextField, YesField
from kypho_prep.nurse.inline import InlineForm, Read, Typed
from kypho_prep.nurse.opened import Job, Opened
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.workflow import review
from kypho_prep.workflow.review import Review

Rows = list[tuple[Field, ...]]


def newest(opened: Opened, kind: FactKind, subject: str = "") -> StaffFact | None:
    """Return the newest standing fact of a kind about a subject."""
    found = [one for one in opened.situation.chart.current_facts if one.kind is kind and one.subject == subject]
    return max(found, key=lambda one: one.recorded_at, default=None)


def record(opened: Opened, kind: FactKind, value: Mapping[str, Any], subject: str = "", reason: str = "") -> Job:
    """Return the job that records a fact; with a reason it takes the place of the one that stood before."""
    before = newest(opened, kind, subject)

    def job() -> Review:
        return review.record_fact(
            opened.desk.workplace,
            staff=opened.post.staff,
            visit=opened.visit,
            kind=kind,
            subject=subject,
            value=value,
            supersedes=before.id if before else None,
            reason=reason,
        )

    return job


def fact_form(opened: Opened, name: str) -> InlineForm:
    """Return the form of a fact's place: identifiers, adult, exempt, or result:<test>."""
    if name == "identifiers":
        rows: Rows = [(YesField(opened.desk, "checked", opened.say("desk.fact.identifiers_sentence")),)]
        return _form(opened, rows, FactKind.IDENTIFIERS, "", lambda typed: _identifiers(opened, typed))
    if name == "adult":
        lines = (_line(opened, "name"), _line(opened, "phone"))
        rows = [lines, (YesField(opened.desk, "checked", opened.say("desk.fact.adult_sentence")),)]
        return _form(opened, rows, FactKind.ADULT_VERIFIED, "", lambda typed: _adult(opened, typed))
    if name == "exempt":
        why = TextField(opened.desk, "why", opened.say("desk.fact.why"))
        rows = [(_line(opened, "decided_by"),), (why,)]
        return _form(opened, rows, FactKind.ESCORT_EXEMPT, "", lambda typed: _exempt(opened, typed))
    test = name.partition(":")[2]
    rows = [(_line(opened, "value"), _line(opened, "unit")), (_line(opened, "on"),)]
    return _form(opened, rows, FactKind.RESULT_SEEN, test, lambda typed: _result(opened, test, typed))


def _line(opened: Opened, name: str) -> LineField:
    return LineField(opened.desk, name, opened.say(f"desk.fact.{name}"))


def _form(opened: Opened, rows: Rows, kind: FactKind, subject: str, read: Read) -> InlineForm:
    """Add the reason where a fact stands already, and fill in what it says."""
    before = newest(opened, kind, subject)
    known = {} if before is None else {name: str(value) for name, value in before.value.items()}
    if before is not None:
        rows = [*rows, (_line(opened, "reason"),)]
    return InlineForm(opened, rows, read, known)


def _reason(opened: Opened, kind: FactKind, typed: Typed, subject: str = "") -> str:
    return typed.text("reason", "desk.form.reason_missing") if newest(opened, kind, subject) else ""


def _identifiers(opened: Opened, typed: Typed) -> Job:
    if not typed.yes("checked"):
        typed.wrong["checked"] = opened.say("desk.fact.checked_missing")
    value = {"checked": "yes", "identifiers": ["name", "birth_date"]}
    return record(opened, FactKind.IDENTIFIERS, value, reason=_reason(opened, FactKind.IDENTIFIERS, typed))


def _adult(opened: Opened, typed: Typed) -> Job:
    if not typed.yes("checked"):
        typed.wrong["checked"] = opened.say("desk.fact.checked_missing")
    value = {"name": typed.text("name", "desk.fact.name_missing"), "phone": typed.text("phone"), "checked": "yes"}
    return record(opened, FactKind.ADULT_VERIFIED, value, reason=_reason(opened, FactKind.ADULT_VERIFIED, typed))


def _exempt(opened: Opened, typed: Typed) -> Job:
    value = {name: typed.text(name, f"desk.fact.{name}_missing") for name in ("decided_by", "why")}
    return record(opened, FactKind.ESCORT_EXEMPT, value, reason=_reason(opened, FactKind.ESCORT_EXEMPT, typed))


def _result(opened: Opened, test: str, typed: Typed) -> Job:
    on = typed.day("on", "desk.fact.on_missing")
    value = {
        "value": typed.text("value", "desk.fact.value_missing"),
        "unit": typed.text("unit"),
        "on": on.isoformat() if on else "",
    }
    if on is not None and on > opened.post.today:
        typed.wrong["on"] = opened.say("desk.fact.on_future")
    reason = _reason(opened, FactKind.RESULT_SEEN, typed, test)
    return record(opened, FactKind.RESULT_SEEN, value, test, reason)
