"""What staff checks beside the patient's answers: two identifiers, the adult who drives home, the exemption from it."""

from __future__ import annotations

from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import InlineForm, Read, Typed
from kypho_prep.nurse.review.forms.record_fact import NewFact, newest, record
from kypho_prep.nurse.review.forms.result_form import result_form
from kypho_prep.nurse.widgets.fields import Field, LineField, TextField, YesField
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.reply import State

Rows = list[tuple[Field, ...]]
KINDS = {
    "identifiers": FactKind.IDENTIFIERS,
    "adult": FactKind.ADULT_VERIFIED,
    "exempt": FactKind.ESCORT_EXEMPT,
}


def fact_form(opened: OpenVisit, name: str) -> InlineForm:
    """Return the form of a fact's place: identifiers, adult, exempt, or result:<test>; one that stands is renewed."""
    if name.startswith("result:"):
        return result_form(opened, name.partition(":")[2])
    rows, known = _fields(opened, name)
    before = newest(opened, KINDS[name])
    if before is not None:
        rows.append((_line(opened, "reason"),))
        # The tick is left out: who renews a check makes it again.
        known = {field: str(value) for field, value in before.value.items() if field != "checked"}
        known["reason"] = opened.say("desk.fact.again")
    return InlineForm(opened, rows, _reader(opened, name, before), known)


def _fields(opened: OpenVisit, name: str) -> tuple[Rows, dict[str, str]]:
    """Return the fields of a fact, and what the patient's answers say already."""
    if name == "identifiers":
        return [(YesField(opened.desk, "checked", opened.say("desk.fact.identifiers_sentence")),)], {}
    if name == "exempt":
        return [(_line(opened, "decided_by"),), (TextField(opened.desk, "why", opened.say("desk.fact.why")),)], {}
    tick = YesField(opened.desk, "checked", opened.say("desk.fact.adult_sentence"))
    known = {field: _answered(opened, f"ride.{field}") for field in ("name", "phone")}
    return [(_line(opened, "name"), _line(opened, "phone")), (tick,)], known


def _reader(opened: OpenVisit, name: str, before: StaffFact | None) -> Read:
    def read(typed: Typed) -> Job:
        value = {"identifiers": _identifiers, "adult": _adult, "exempt": _exempt}[name](opened, typed)
        reason = typed.text("reason", "desk.form.reason_missing") if before is not None else ""
        return record(opened, NewFact(KINDS[name], value, "", before, reason))

    return read


def _identifiers(opened: OpenVisit, typed: Typed) -> dict[str, object]:
    _ticked(opened, typed)
    return {"checked": "yes", "identifiers": ["name", "birth_date"]}


def _adult(opened: OpenVisit, typed: Typed) -> dict[str, object]:
    _ticked(opened, typed)
    return {"name": typed.text("name", "desk.fact.name_missing"), "phone": typed.text("phone"), "checked": "yes"}


def _exempt(_opened: OpenVisit, typed: Typed) -> dict[str, object]:
    return {name: typed.text(name, f"desk.fact.{name}_missing") for name in ("decided_by", "why")}


def _ticked(opened: OpenVisit, typed: Typed) -> None:
    if not typed.yes("checked"):
        typed.wrong["checked"] = opened.say("desk.fact.checked_missing")


def _answered(opened: OpenVisit, item: str) -> str:
    reply = opened.situation.reply(item)
    return str(reply.value) if reply is not None and reply.state is State.VALUE else ""


def _line(opened: OpenVisit, name: str) -> LineField:
    return LineField(opened.desk, name, opened.say(f"desk.fact.{name}"))
