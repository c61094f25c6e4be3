"""The form of a result that staff saw: the value as it stands in the report, never weighed against anything."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import Beside, InlineForm, Typed
from kypho_prep.nurse.review.forms.record_fact import NewFact, record
from kypho_prep.nurse.widgets.fields import Field, LineField, PickField
from kypho_prep.nurse.widgets.flow_layout import flowing
from kypho_prep.nurse.widgets.parts import small_key
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.staff_entries.results import KINDS, OTHER, result_seen

PLACE = "result"


def test_name(opened: OpenVisit, kind: str) -> str:
    """Return what a test or a kind of result is called."""
    return opened.desk.words.optional(f"test.{kind}") or kind


def result_form(opened: OpenVisit, kind: str, before: StaffFact | None = None) -> InlineForm:
    """Return the form of one result; without a kind the nurse picks it, an ordered test's is known."""
    return _ResultForm(opened, kind, before).made()


class _ResultForm:
    """One result's fields: what units and values are offered depends on the kind."""

    def __init__(self, opened: OpenVisit, kind: str, before: StaffFact | None) -> None:
        say, desk = opened.say, opened.desk
        self._opened = opened
        self._kind = kind
        self._before = before
        kinds = [("", say("desk.results.choose")), *((one, test_name(opened, one)) for one in KINDS)]
        self._pick = PickField(desk, "kind", say("desk.results.kind"), kinds)
        self._name = LineField(desk, "name", say("desk.results.name"))
        self._value = LineField(desk, "value", say("desk.fact.value"))
        self._unit = LineField(desk, "unit", say("desk.fact.unit"))

    def made(self) -> InlineForm:
        opened, before = self._opened, self._before
        rows: list[tuple[Field, ...]] = [] if self._kind else [(self._pick,)]
        rows += [(self._name,)] if not self._kind or self._kind == OTHER else []
        rows += [Beside((self._value, self._unit))]
        rows += [Beside((_line(opened, "on"), LineField(opened.desk, "by", opened.say("desk.results.by"))))]
        rows += self._part_of()
        rows += [(_line(opened, "reason"),)] if before is not None else []
        known = {name: str(value) for name, value in before.value.items()} if before is not None else {}
        made = InlineForm(opened, rows, self._read, known)
        self._pick.changed.connect(self._offer)
        self._offer()
        return made

    def _part_of(self) -> list[tuple[Field, ...]]:
        """Return the field that says which ordered test a result belongs to, where one is still to be seen."""
        opened, chart = self._opened, self._opened.situation.chart
        kept = str(self._before.value.get("of", "")) if self._before is not None else ""
        waiting = [one for one in chart.visit.tests if one == kept or not result_seen(chart, one)]
        if not waiting or self._kind in chart.visit.tests:
            return []
        options = [("", opened.say("desk.results.of_none")), *((one, test_name(opened, one)) for one in waiting)]
        return [(PickField(opened.desk, "of", opened.say("desk.results.of"), options),)]

    def _offer(self) -> None:
        """Offer what is usual for the kind; anything else may be typed."""
        kind = self._kind or self._pick.value()
        self._name.setVisible(kind == OTHER)
        self._unit.offer(self._keys("units", kind, self._unit))
        self._value.offer(self._keys("values", kind, self._value))

    def _keys(self, what: str, kind: str, field: LineField) -> QWidget | None:
        """Return the keys that fill a field, none where nothing is usual."""
        offered = self._opened.desk.words.optional(f"desk.results.{what}.{kind}") if kind else ""
        words = [one.strip() for one in offered.split("|") if one.strip()]
        keys = [small_key(self._opened.desk, one, f"{field.name}:{one}", partial(field.put, one)) for one in words]
        return flowing(*keys, gap=self._opened.desk.px(6)) if keys else None

    def _read(self, typed: Typed) -> Job:
        opened, before = self._opened, self._before
        kind = self._kind or typed.text("kind", "desk.results.kind_missing")
        name = typed.text("name", "desk.results.name_missing") if kind == OTHER else ""
        on = typed.day("on", "desk.fact.on_missing")
        if on is not None and on > opened.session.today:
            typed.wrong["on"] = opened.say("desk.fact.on_future")
        value = {
            "name": name,
            "value": typed.text("value", "desk.fact.value_missing"),
            "unit": typed.text("unit"),
            "on": on.isoformat() if on else "",
            "by": typed.text("by"),
            "of": typed.text("of") if typed.has("of") else "",
        }
        reason = typed.text("reason", "desk.form.reason_missing") if before is not None else ""
        kept = {field: said for field, said in value.items() if said}
        return record(opened, NewFact(FactKind.RESULT_SEEN, kept, kind, before, reason))


def _line(opened: OpenVisit, name: str) -> LineField:
    return LineField(opened.desk, name, opened.say(f"desk.fact.{name}"))
