"""The chart's ticks: what is recorded, by whom and when, and below it what is not, each one key to tick."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import InlineForm, Typed
from kypho_prep.nurse.review.forms.record_fact import NewFact, record
from kypho_prep.nurse.review.panels.entry_view import Entry, entry_places, entry_view, taken_back_view
from kypho_prep.nurse.review.panels.side_panel import Fold, SidePanel, own_turns
from kypho_prep.nurse.widgets.fields import Field, LineField, PickField
from kypho_prep.nurse.widgets.flow_layout import flowing
from kypho_prep.nurse.widgets.parts import row, say, small_key
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.sign_off.chart_ticks import INTERPRETER, TICKS, chart_ticks, wanted_ticks

INCHES = "'\"\u2032\u2033"
MODES = ("in_person", "phone", "video")
# Ticks that say little without their date, their value or a name: a form opens, the others are one press.
FORMED = ("history_physical", "height", "weight", INTERPRETER)
# What is measured: its value with its unit, by the words that ask for it.
MEASURED = {"height": "measured_height", "weight": "measured"}


class ChartPanel(SidePanel):
    """The ticks of the chart; what the patient's answers ask for stands first."""

    def __init__(self, opened: OpenVisit) -> None:
        chart = opened.situation.chart
        ticked, wanted = chart_ticks(chart), wanted_ticks(chart)
        facts = tuple(one for one in chart.facts if one.kind is FactKind.CHART_TICK and one.subject in TICKS)
        said = opened.say("desk.ticks.summary", done=len(ticked), of=len(TICKS))
        held = opened.place.startswith("tick:") or opened.place in entry_places(facts)
        title = opened.say("desk.ticks.title")
        super().__init__(opened, title, "chart_panel", fold=Fold(said, shut=not wanted, held=held))
        if not self.is_open:
            return
        for tick in wanted:
            self._wanted(tick)
        rest = [tick for tick in TICKS if tick not in ticked and tick not in wanted]
        if rest:
            self.tell(opened.say("desk.ticks.open"), "quiet/surface", 15)
            self.put(flowing(*(self._key(tick, _name(opened, tick)) for tick in rest), name="not_recorded"))
        self._open_form([*wanted, *rest])
        words = partial(tick_words, self.opened)
        for one in ticked.values():
            form = partial(tick_form, self.opened, one.subject, one)
            self.put(entry_view(self.opened, Entry(one, words, form)))
        gone = taken_back_view(self.opened, facts, "ticks", words)
        if gone is not None:
            self.put(gone)

    def _wanted(self, tick: str) -> None:
        words = self.opened.say(f"desk.ticks.wanted_{tick}")
        across = row(
            say(self.opened.desk, words, "check/surface"), self._key(tick, self.opened.say("desk.fact.record"))
        )
        across.setStretch(0, 1)
        self.body.addLayout(across)

    def _key(self, tick: str, words: str) -> QWidget:
        """Return the key that ticks: at once with today's date, or by a form where more is to be said."""
        opened, place = self.opened, f"tick:{tick}"
        job = record(opened, NewFact(FactKind.CHART_TICK, {"on": opened.session.today.isoformat()}, tick))
        press = partial(opened.go, place) if tick in FORMED else partial(opened.do, job, None)
        button = small_key(opened.desk, words, place, press)
        button.setAccessibleDescription(_name(opened, tick))
        return button

    def _open_form(self, ticks: list[str]) -> None:
        tick = self.opened.place.removeprefix("tick:")
        if self.opened.place.startswith("tick:") and tick in ticks:
            self.tell(_name(self.opened, tick), bold=True)
            self.put(tick_form(self.opened, tick))


def ticks_input(opened: OpenVisit) -> tuple[object, ...]:
    """Return what the panel is made from: the ticks, and those that the answers ask for."""
    chart = opened.situation.chart
    facts = tuple(one for one in chart.facts if one.kind is FactKind.CHART_TICK and one.subject in TICKS)
    here = opened.place.startswith("tick:") or opened.place in entry_places(facts)
    return opened.around, facts, wanted_ticks(chart), own_turns(opened, "chart_panel", facts), opened.held(here=here)


def tick_form(opened: OpenVisit, tick: str, before: StaffFact | None = None) -> InlineForm:
    """Return the form of a tick: its date, today unless typed otherwise, and a note; an interpreter's name and way."""
    rows: list[tuple[Field, ...]] = [(_line(opened, "on"),)]
    if tick == INTERPRETER:
        modes = [
            ("", opened.say("desk.ticks.mode_choose")),
            *((one, opened.say(f"desk.ticks.mode_{one}")) for one in MODES),
        ]
        rows += [(_line(opened, "name"),), (PickField(opened.desk, "mode", opened.say("desk.ticks.mode"), modes),)]
    rows.append((LineField(opened.desk, "note", opened.say(f"desk.ticks.{MEASURED.get(tick, 'note')}")),))
    known = {"on": opened.session.today.isoformat()}
    if before is not None:
        rows.append((LineField(opened.desk, "reason", opened.say("desk.fact.reason")),))
        known = {name: str(value) for name, value in before.value.items()}
        known["reason"] = "" if before.value.get("note") else opened.say("desk.instruction.completed")
    return InlineForm(opened, rows, lambda typed: _read(opened, tick, before, typed), known)


def tick_words(opened: OpenVisit, one: StaffFact) -> str:
    """Return a tick in words: what, on which date, and what was noted."""
    value = {name: str(said) for name, said in one.value.items()}
    on = opened.day(date.fromisoformat(value["on"])) if value.get("on") else ""
    parts = [opened.say("desk.ticks.done", tick=_name(opened, one.subject), on=on), value.get("name", "")]
    parts += [opened.say(f"desk.ticks.mode_{value['mode']}") if value.get("mode") else "", value.get("note", "")]
    return " · ".join(part for part in parts if part)


def _read(opened: OpenVisit, tick: str, before: StaffFact | None, typed: Typed) -> Job:
    on = typed.day("on", "desk.ticks.on_missing")
    if on is not None and on > opened.session.today:
        typed.wrong["on"] = opened.say("desk.ticks.on_future")
    value = {"on": on.isoformat() if on else "", "note": typed.text("note")}
    if tick == INTERPRETER:
        value |= {
            "name": typed.text("name", "desk.ticks.name_missing"),
            "mode": typed.text("mode", "desk.ticks.mode_missing"),
        }
    # A weight without its unit may be pounds or kilograms.
    if tick in MEASURED and not any(one.isalpha() or one in INCHES for one in value["note"]):
        typed.wrong["note"] = opened.say(f"desk.ticks.{MEASURED[tick]}_missing")
    reason = typed.text("reason", "desk.form.reason_missing") if before is not None else ""
    kept = {name: said for name, said in value.items() if said}
    return record(opened, NewFact(FactKind.CHART_TICK, kept, tick, before, reason))


def _name(opened: OpenVisit, tick: str) -> str:
    return opened.say(f"desk.ticks.{tick}")


def _line(opened: OpenVisit, name: str) -> LineField:
    return LineField(opened.desk, name, opened.say(f"desk.ticks.{name}"))
