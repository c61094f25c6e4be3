"""The calls about a visit: how often it was tried, what came of it, when the next is due, and one more logged."""

from __future__ import annotations

from functools import partial

from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.review.forms.call_form import call_form
from kypho_prep.nurse.review.panels.entry_view import Entry, entry_places, entry_view, taken_back_view
from kypho_prep.nurse.review.panels.side_panel import Fold, SidePanel, own_turns
from kypho_prep.nurse.widgets.flow_layout import flowing
from kypho_prep.nurse.widgets.parts import small_key
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.sign_off.calls import calls, due_of, next_call_due
from kypho_prep.prep.staff_entries.versions import first_version
from kypho_prep.prep.wording.dates import quoted
from kypho_prep.prep.wording.sentences import board_words

PLACE = "call"
SHOWN = 3


class CallsPanel(SidePanel):
    """The call log, newest first."""

    def __init__(self, opened: OpenVisit) -> None:
        chart = opened.situation.chart
        made = calls(chart)
        facts = tuple(one for one in chart.facts if one.kind is FactKind.CALL)
        held = opened.place == PLACE or opened.place in entry_places(facts)
        said = calls_words(opened)
        super().__init__(opened, opened.say("desk.calls.title"), "calls_panel", fold=Fold(said, held=held))
        if not self.is_open:
            return
        self.tell(said, bold=next_call_due(chart) is not None)
        if opened.place == PLACE:
            self.put(call_form(self.opened, None))
        else:
            self.ask(opened.say("desk.calls.log"), PLACE)
        words = partial(_call_words, self.opened)
        every = len(made) <= SHOWN or "calls:all" in opened.turned
        for one in made if every else made[:SHOWN]:
            self.put(entry_view(self.opened, Entry(one.fact, words, partial(call_form, self.opened, one.fact))))
        if not every:
            more = opened.say("desk.calls.more", count=len(made) - SHOWN)
            self.put(flowing(small_key(opened.desk, more, "calls:all", partial(opened.turn, "calls:all"))))
        gone = taken_back_view(self.opened, facts, "calls", words)
        if gone is not None:
            self.put(gone)


def calls_input(opened: OpenVisit) -> tuple[object, ...]:
    """Return what the panel is made from: the calls, the flags that they are about, and what waits for one."""
    chart = opened.situation.chart
    facts = tuple(one for one in chart.facts if one.kind is FactKind.CALL)
    subjects = {one.subject for one in facts}
    about = tuple((one.thread, one.finding) for one in opened.review.cards if one.thread in subjects)
    form = opened.held(here=opened.place == PLACE or opened.place in entry_places(facts))
    return opened.around, facts, about, next_call_due(chart), own_turns(opened, "calls_panel", facts), form


def calls_words(opened: OpenVisit) -> str:
    """Return the calls in one line: how often, what came of the last one, when the next is due."""
    chart = opened.situation.chart
    made, due = calls(chart), next_call_due(chart)
    parts = [opened.say("desk.calls.none")]
    if made:
        at, came = opened.at(made[0].at), _outcome(opened, made[0].fact)
        parts = [opened.desk.words.count("desk.calls.tried", len(made), at=at, came=came)]
    if due is not None:
        parts.append(opened.say("desk.calls.due", at=opened.at(due)))
    return " ".join(parts)


def _call_words(opened: OpenVisit, row: StaffFact) -> str:
    """Return one version of a call in words."""
    at = first_version(opened.situation.chart.facts, row).recorded_at
    value, parts = row.value, [opened.say("desk.calls.at", at=opened.at(at), came=_outcome(opened, row))]
    if value.get("number"):
        parts.append(str(value["number"]))
    if value.get("note"):
        parts.append(quoted(opened.desk.words, str(value["note"])))
    titles = [card for card in opened.review.cards if card.thread and card.thread == row.subject]
    parts += [opened.say("desk.calls.was_about", card=board_words(opened.desk.words, one.finding)) for one in titles]
    due = due_of(row)
    if due is not None:
        parts.append(opened.say("desk.calls.then_due", at=opened.at(due)))
    return " · ".join(parts)


def _outcome(opened: OpenVisit, fact: StaffFact) -> str:
    reached = str(fact.value.get("reached") or "nobody")
    parts = [opened.say(f"desk.calls.came_{reached}")]
    if fact.value.get("message"):
        parts.append(opened.say("desk.calls.message_left"))
    return ", ".join(parts)
