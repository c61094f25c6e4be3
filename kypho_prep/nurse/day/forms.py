"""What is typed on the procedure's day: one line recorded or corrected, and who decided about a difference."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import InlineForm, Typed
from kypho_prep.nurse.widgets.fields import Field, LineField, Option, PickField, TextField, YesField
from kypho_prep.nurse.widgets.parse import read_number
from kypho_prep.prep.rules.procedure_day import DECISION, DOSES, MEASURED, TIMED, DayCheck, DayLine, Found
from kypho_prep.workflow.desk import procedure_day

TODAY, YESTERDAY = "today", "yesterday"
UNITS = {
    DayLine.TEMPERATURE: (("F", "desk.day.unit.fahrenheit"), ("C", "desk.day.unit.celsius")),
    DayLine.GLUCOSE: (("mg/dL", "desk.day.unit.mg"), ("mmol/L", "desk.day.unit.mmol")),
}
RECORD, DECIDE = "record:", "decide:"
Rows = list[tuple[Field, ...]]


def record_place(check: DayCheck) -> str:
    """Return the place of a line's form."""
    return RECORD + check.key


def decide_place(check: DayCheck) -> str:
    """Return the place where it is recorded who decided about a line."""
    return DECIDE + check.key


def record(opened: OpenVisit, check: DayCheck, value: Mapping[str, str], reason: str = "") -> Job:
    """Return the job that records a line; with a reason it takes the place of what was recorded today."""
    return lambda: procedure_day.record_line(
        opened.desk.workplace,
        staff=opened.session.staff,
        visit=opened.visit,
        line=check.line,
        subject=check.subject,
        value=value,
        supersedes=check.recorded.id if check.recorded else None,
        reason=reason,
    )


def line_form(opened: OpenVisit, check: DayCheck) -> InlineForm:
    """Return the form of a line, filled with what is recorded."""
    if check.line in TIMED:
        rows = _time_rows(opened, check)
    elif check.line in MEASURED:
        rows = _measured_rows(opened, check)
    elif check.line is DayLine.IDENTIFIERS:
        rows = [(YesField(opened.desk, "checked", opened.say("desk.day.field.checked")),)]
    else:
        rows = [(_found(opened, check),), (TextField(opened.desk, "text", opened.say(f"desk.day.text.{check.line}")),)]
    if check.recorded is not None:
        rows.append((_line(opened, "reason"),))
    return InlineForm(opened, rows, lambda typed: _read(opened, check, typed), _known(opened, check))


def decision_form(opened: OpenVisit, check: DayCheck) -> InlineForm:
    """Return the form of who was told about a difference, who decided, and what."""
    rows: Rows = [
        (_line(opened, "told"), _line(opened, "decided_by")),
        (TextField(opened.desk, "decision", opened.say("desk.day.field.decision")),),
    ]
    before = {part: str(one) for part, one in check.recorded.value.items()} if check.recorded else {}

    def read(typed: Typed) -> Job:
        said = {part: typed.text(part, f"desk.day.missing.{part}") for part in DECISION}
        return record(opened, check, before | said, opened.say("desk.day.decision_added"))

    return InlineForm(opened, rows, read, {part: before.get(part, "") for part in DECISION})


def _time_rows(opened: OpenVisit, check: DayCheck) -> Rows:
    offered = [TODAY, YESTERDAY, Found.TIME.value, Found.UNKNOWN.value]
    offered += [Found.NOT_TAKEN.value] if check.line in DOSES else []
    options: list[Option] = [("", opened.say("desk.day.choose"))]
    options += [(one, opened.say(f"desk.day.found.{one}")) for one in offered]
    found = PickField(opened.desk, "found", opened.say("desk.day.field.found"), options)
    rows: Rows = [(found, _line(opened, "at")), (_line(opened, "on"), _line(opened, "text"))]
    if check.line is DayLine.LAST_DRINK:
        rows.append((YesField(opened.desk, "milk", opened.say("desk.day.field.milk")),))
    return rows


def _measured_rows(opened: OpenVisit, check: DayCheck) -> Rows:
    """Return a measured value beside its unit, or the vital signs; why one is missing may be said instead."""
    desk, why = opened.desk, [(_line(opened, "not_measured", "text"),)]
    if check.line is DayLine.VITALS:
        pressure, pulse, breathing, oxygen = (_line(opened, one) for one in MEASURED[DayLine.VITALS])
        return [(pressure, pulse), (breathing, oxygen), *why]
    units = [(one, opened.say(said)) for one, said in UNITS[check.line]]
    unit = PickField(desk, "unit", opened.say("desk.day.field.unit"), units)
    value = "value" if check.line is DayLine.TEMPERATURE else str(check.line)
    return [(_line(opened, value, "value"), unit), *(why if check.line is DayLine.GLUCOSE else [])]


def _found(opened: OpenVisit, check: DayCheck) -> PickField:
    offered = (Found.YES, Found.NO, *((Found.NOT_DONE,) if check.line is DayLine.PREGNANCY else ()))
    options: list[Option] = [("", opened.say("desk.day.choose"))]
    options += [(one.value, opened.say(f"desk.day.{one}.{check.line}")) for one in offered]
    return PickField(opened.desk, "found", opened.say("desk.day.field.how"), options)


def _line(opened: OpenVisit, label: str, name: str = "") -> LineField:
    return LineField(opened.desk, name or label, opened.say(f"desk.day.field.{label}"))


def _known(opened: OpenVisit, check: DayCheck) -> dict[str, str]:
    value = {part: str(one) for part, one in check.recorded.value.items()} if check.recorded else {}
    if value.get("found") == Found.TIME:
        today = opened.session.today
        near = {today.isoformat(): TODAY, (today - timedelta(days=1)).isoformat(): YESTERDAY}
        value["found"] = near.get(value["on"], Found.TIME)
    return value


def _read(opened: OpenVisit, check: DayCheck, typed: Typed) -> Job:
    """Read a line; a decision about what stood before does not hold for what is typed now."""
    reason = typed.text("reason", "desk.form.reason_missing") if check.recorded is not None else ""
    if check.line is DayLine.IDENTIFIERS:
        if not typed.yes("checked"):
            typed.wrong["checked"] = opened.say("desk.fact.checked_missing")
        return record(opened, check, {"checked": "yes"}, reason)
    if check.line in MEASURED:
        return record(opened, check, _measured(opened, check, typed), reason)
    if check.line in TIMED:
        return record(opened, check, _time(opened, check, typed), reason)
    found = typed.text("found", "desk.day.missing.how")
    must = found == (Found.NOT_DONE if check.line is DayLine.PREGNANCY else Found.NO)
    must = must or check.line is DayLine.CODE_STATUS
    return record(
        opened, check, {"found": found, "text": typed.text("text", "desk.day.missing.text" if must else "")}, reason
    )


def _measured(opened: OpenVisit, check: DayCheck, typed: Typed) -> dict[str, str]:
    """Read what was measured; a value is missing only where it is said why."""
    if check.line is DayLine.TEMPERATURE:
        return _temperature(opened, typed)
    why = typed.text("text")
    parts = MEASURED[check.line]
    value = {one: typed.text(one, "" if why else f"desk.day.missing.{check.line}") for one in parts}
    unit = {"unit": typed.text("unit")} if check.line is DayLine.GLUCOSE and value["value"] else {}
    return value | unit | {"text": why}


def _temperature(opened: OpenVisit, typed: Typed) -> dict[str, str]:
    said = typed.text("value", "desk.day.missing.value")
    if said and read_number(said) is None:
        typed.wrong["value"] = opened.say("desk.day.missing.value")
    return {"value": read_number(said) or "", "unit": typed.text("unit")}


def _time(opened: OpenVisit, check: DayCheck, typed: Typed) -> dict[str, str]:
    picked = typed.text("found", "desk.day.missing.found")
    at, on = typed.clock("at"), typed.day("on", "desk.day.missing.on" if picked == Found.TIME else "")
    value = {"text": typed.text("text")}
    if check.line is DayLine.LAST_DRINK:
        value["milk"] = typed.text("milk")
    if picked in (Found.UNKNOWN, Found.NOT_TAKEN):
        return value | {"found": picked}
    day_of: dict[str, date] = {TODAY: opened.session.today, YESTERDAY: opened.session.today - timedelta(days=1)}
    on = day_of.get(picked, on)
    return value | {"found": Found.TIME.value, "on": on.isoformat() if on else "", "at": at}
