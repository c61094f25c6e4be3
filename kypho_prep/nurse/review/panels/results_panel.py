"""Results that staff saw, every one of them, the newest first; never a limit, never a color by value."""

from __future__ import annotations

from datetime import date
from functools import partial

from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.review.forms.result_form import PLACE, result_form, test_name
from kypho_prep.nurse.review.panels.entry_view import Entry, entry_places, entry_view, taken_back_view
from kypho_prep.nurse.review.panels.side_panel import Fold, SidePanel, own_turns
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.staff_entries.results import result_seen, results


class ResultsPanel(SidePanel):
    """The ordered tests that nobody has seen yet, then every result; one more can always be recorded."""

    def __init__(self, opened: OpenVisit) -> None:
        chart = opened.situation.chart
        facts = tuple(one for one in chart.facts if one.kind is FactKind.RESULT_SEEN)
        seen, waiting = results(chart), [one for one in chart.visit.tests if not result_seen(chart, one)]
        held = opened.place == PLACE or opened.place.startswith("fact:result:")
        fold = Fold(_summary(opened, len(seen), len(waiting)), held=held or opened.place in entry_places(facts))
        super().__init__(opened, opened.say("desk.results.title"), "results_panel", fold=fold)
        if not self.is_open:
            return
        for test in waiting:
            unseen = opened.say("desk.fact.result_open", test=test_name(opened, test))
            self.waits(unseen, f"fact:result:{test}", partial(result_form, self.opened, test))
        if opened.place == PLACE:
            self.put(result_form(self.opened, ""))
        else:
            self.ask(opened.say("desk.results.add"), PLACE)
        words = partial(result_words, self.opened)
        for one in seen:
            form = partial(result_form, self.opened, one.subject, one)
            self.put(entry_view(self.opened, Entry(one, words, form)))
        gone = taken_back_view(self.opened, facts, "results", words)
        if gone is not None:
            self.put(gone)


def results_input(opened: OpenVisit) -> tuple[object, ...]:
    """Return what the panel is made from: the results, and the tests that the visit names."""
    facts = tuple(one for one in opened.situation.chart.facts if one.kind is FactKind.RESULT_SEEN)
    here = opened.place == PLACE or opened.place.startswith("fact:result:") or opened.place in entry_places(facts)
    return opened.around, facts, own_turns(opened, "results_panel", facts), opened.held(here=here)


def result_words(opened: OpenVisit, one: StaffFact) -> str:
    """Return a result in words: what, the value as typed, its date, by whom, part of which test."""
    value = {name: str(said) for name, said in one.value.items()}
    shown = " ".join(part for part in (value.get("value", ""), value.get("unit", "")) if part)
    on = opened.day(date.fromisoformat(value["on"])) if value.get("on") else ""
    test = value.get("name") or test_name(opened, one.subject)
    parts = [opened.say("desk.fact.result_done", test=test, value=shown, on=on)]
    if value.get("by"):
        parts.append(opened.say("desk.results.reported", who=value["by"]))
    if value.get("of"):
        parts.append(opened.say("desk.results.part_of", test=test_name(opened, value["of"])))
    return " · ".join(parts)


def _summary(opened: OpenVisit, seen: int, waiting: int) -> str:
    key = "desk.results.summary_waiting" if waiting else "desk.results.summary"
    return opened.say(key, seen=seen, waiting=waiting)
