"""The right-hand side of the review: the visit, what staff checked, the instructions, calls, results and the chart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from kypho_prep.look.labels import Label
from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.open_visit.panels import Panel
from kypho_prep.nurse.review.forms.fact_forms import KINDS, fact_form
from kypho_prep.nurse.review.forms.record_fact import newest
from kypho_prep.nurse.review.panels.calls_panel import CallsPanel, calls_input
from kypho_prep.nurse.review.panels.chart_panel import ChartPanel, ticks_input
from kypho_prep.nurse.review.panels.entry_view import Entry, entry_places, entry_view, taken_back_view
from kypho_prep.nurse.review.panels.hold_view import HOLD, hold_view
from kypho_prep.nurse.review.panels.instruction_panel import InstructionPanel, instructions_input
from kypho_prep.nurse.review.panels.print_panel import PrintPanel, print_input
from kypho_prep.nurse.review.panels.results_panel import ResultsPanel, results_input
from kypho_prep.nurse.review.panels.side_panel import Fold, SidePanel, own_turns
from kypho_prep.nurse.review.panels.signed_words import field_words, subject_words
from kypho_prep.nurse.widgets.parts import LevelChip, key, row, say
from kypho_prep.prep.chart import Anesthesia, FactKind, StaffFact
from kypho_prep.prep.retention import legal_hold
from kypho_prep.prep.rules.visit_rules import adult_settled
from kypho_prep.prep.sign_off.day_sign_off import day_standing
from kypho_prep.prep.staff_entries.visit_change import PERSON_FIELDS, VISIT_FIELDS
from kypho_prep.prep.wording.dates import clock, long_day, plain_day_words
from kypho_prep.workflow.desk.review import end_sitting

# The place where the nurse is asked once more before the patient's pages close at another machine.
CLOSE_THERE = "close_there"


class VisitPanel(SidePanel):
    """What is planned, how far the patient is, who sat at the kiosk."""

    def __init__(self, opened: OpenVisit) -> None:
        visit = opened.situation.chart.visit
        known = visit.anesthesia is not Anesthesia.NOT_KNOWN
        parts = [visit.levels, opened.say(f"desk.anesthesia.{visit.anesthesia.value}") if known else ""]
        title = " · ".join([opened.say("desk.review.procedure"), *(part for part in parts if part)])
        words = opened.desk.words
        when = [long_day(words, visit.procedure_on), clock(words, visit.procedure_at) if visit.procedure_at else ""]
        said = ", ".join(part for part in when if part)
        held = opened.place in (CLOSE_THERE, HOLD)
        super().__init__(opened, title, "visit_panel", fold=Fold(said, held=held))
        mark = day_mark(opened)
        if mark is not None:
            self.body.addLayout(row(mark, None))
        if not self.is_open:
            return
        self.tell(said)
        if visit.arrival_at or visit.arrival_on:
            self.tell(opened.say("desk.review.arrive", at=opened.day(visit.arrival_on, visit.arrival_at)))
        if visit.surgeon:
            self.tell(visit.surgeon)
        self.put(*visit_history(self.opened))
        done = opened.review.progress
        self.tell(opened.say("desk.review.progress", done=done.chapters_done, of=done.chapters_of), "quiet/surface")
        self._sitting()
        self.put(*hold_view(self.opened))

    def _sitting(self) -> None:
        """Say where the patient sits or sat; a sitting at another machine can be closed from here."""
        opened, sessions = self.opened, self.opened.review.sessions
        if not sessions:
            self.tell(opened.say("desk.review.never_sat"), "quiet/surface")
            return
        last = sessions[-1]
        said = "desk.review.sits_now" if last.ended_at is None else "desk.review.sat_last"
        self.tell(opened.say(said, at=opened.at(last.opened_at), kiosk=last.kiosk), "quiet/surface")
        if last.ended_at is None and last.station_id != opened.desk.workplace.station:
            self._close_there(last.kiosk)

    def _close_there(self, kiosk: str) -> None:
        opened = self.opened
        if opened.place != CLOSE_THERE:
            self.ask(opened.say("desk.review.close_there"), CLOSE_THERE)
            return
        self.tell(opened.say("desk.review.close_there_help", kiosk=kiosk))
        ending = partial(end_sitting, opened.desk.workplace, staff=opened.session.staff, visit=opened.visit)
        yes = key(
            opened.desk, opened.say("desk.review.close_there_now"), "end_sitting", lambda: opened.do(ending, None)
        )
        no = key(opened.desk, opened.say("desk.back"), "keep_sitting", lambda: opened.go(""))
        self.body.addLayout(row(yes, no, None))


class CheckPanel(SidePanel):
    """Two identifiers, and the adult or the exemption."""

    def __init__(self, opened: OpenVisit) -> None:
        facts = tuple(one for one in opened.situation.chart.facts if one.kind in KINDS.values())
        done = _done(opened)
        held = opened.place in {f"fact:{name}" for name in KINDS} | entry_places(facts)
        fold = Fold(opened.say("desk.fact.summary", done=len(done)), held=held)
        super().__init__(opened, opened.say("desk.review.checks"), "check_panel", fold=fold)
        if not self.is_open:
            return
        adult = {"adult", "exempt"} & set(done)
        for name in KINDS:
            if name in done:
                self._done(name, done[name])
                if name == "adult" and not adult_settled(opened.situation):
                    self._open(name)
            elif name != "exempt" or not adult:
                self._open(name)
        gone = taken_back_view(self.opened, facts, "checks", partial(fact_words, opened))
        if gone is not None:
            self.put(gone)

    def _open(self, name: str) -> None:
        words, pair = self.opened.say(f"desk.fact.{name}_open"), "text/surface" if name == "exempt" else "check/surface"
        self.waits(words, f"fact:{name}", partial(fact_form, self.opened, name), pair)

    def _done(self, name: str, fact: StaffFact) -> None:
        """Show a check that was done; one that still stands may be renewed in its place."""
        opened = self.opened
        self.put(entry_view(opened, Entry(fact, partial(fact_words, opened), partial(fact_form, opened, name))))
        stands = name != "adult" or adult_settled(opened.situation)
        if stands and opened.place == f"fact:{name}":
            self.put(fact_form(opened, name))


def fact_words(opened: OpenVisit, fact: StaffFact) -> str:
    """Return a check in words."""
    name = next(name for name, kind in KINDS.items() if kind is fact.kind)
    value = {part: str(fact.value.get(part, "")) for part in ("name", "phone", "decided_by", "why")}
    return opened.say(f"desk.fact.{name}_done", **value)


def visit_input(opened: OpenVisit) -> tuple[object, ...]:
    """Return what the visit's panel is made from: its changes, sittings, progress, the day's sign-off, a hold."""
    chart = opened.situation.chart
    changes = tuple(one for one in chart.facts if one.kind is FactKind.VISIT_CHANGED)
    shown = changes, opened.review.sessions, opened.review.progress, day_standing(opened.situation), legal_hold(chart)
    held = opened.held(here=opened.place in (CLOSE_THERE, HOLD))
    return opened.around, shown, own_turns(opened, "visit_panel"), held


def checks_input(opened: OpenVisit) -> tuple[object, ...]:
    """Return what the panel of checks is made from: the checks, and whether the adult is settled."""
    facts = tuple(one for one in opened.situation.chart.facts if one.kind in KINDS.values())
    form = opened.held(here=opened.place in {f"fact:{name}" for name in KINDS} | entry_places(facts))
    return opened.around, facts, adult_settled(opened.situation), own_turns(opened, "check_panel", facts), form


SIDE: tuple[tuple[str, Callable[[OpenVisit], object], Callable[[OpenVisit], QWidget]], ...] = (
    ("visit_panel", visit_input, VisitPanel),
    ("check_panel", checks_input, CheckPanel),
    ("instruction_panel", instructions_input, InstructionPanel),
    ("calls_panel", calls_input, CallsPanel),
    ("results_panel", results_input, ResultsPanel),
    ("chart_panel", ticks_input, ChartPanel),
    ("print_panel", print_input, PrintPanel),
)


def side_panels(opened: OpenVisit) -> list[Panel]:
    """Return the right-hand side from top to bottom, the sign-off left out."""
    return [Panel(name, made_from(opened), partial(_one, panel, opened)) for name, made_from, panel in SIDE]


def form_beside(panels: Iterable[Panel], opened: OpenVisit) -> bool:
    """Tell whether one of the panels holds the form that is open."""
    form = opened.held(here=True)
    return bool(opened.place) and any(isinstance(one.made_from, tuple) and form in one.made_from for one in panels)


def _one(panel: Callable[[OpenVisit], QWidget], opened: OpenVisit) -> list[QWidget]:
    return [panel(opened)]


def _done(opened: OpenVisit) -> dict[str, StaffFact]:
    found = {name: newest(opened, kind) for name, kind in KINDS.items()}
    return {name: fact for name, fact in found.items() if fact is not None}


def day_mark(opened: OpenVisit) -> LevelChip | None:
    """Return what the review says about the day's page once it was signed: that it stands, or that it does not."""
    standing = day_standing(opened.situation)
    if standing.sign_off is None:
        return None
    if standing.stands:
        return LevelChip(opened.say("desk.day.signed"), opened.desk.look, "done")
    return LevelChip(opened.say("desk.day.no_longer"), opened.desk.look, "red")


MOST = 3


def visit_history(opened: OpenVisit) -> list[Label]:
    """Return the newest changes of the visit, the newest first."""
    told = [one for one in opened.situation.chart.facts if one.kind is FactKind.VISIT_CHANGED and _fields(one)]
    return [say(opened.desk, _words(opened, one), "quiet/surface", 15) for one in reversed(told[-MOST:])]


def _words(opened: OpenVisit, fact: StaffFact) -> str:
    parts = [
        opened.say(
            "desk.since.moved",
            about=subject_words(opened, f"visit:{name}"),
            before=_said(opened, name, fact.value["before"][name]),
            after=_said(opened, name, fact.value["after"][name]),
        )
        for name in _fields(fact)
    ]
    return " · ".join([*parts, opened.say("desk.recorded", who=fact.recorded_by, at=opened.at(fact.recorded_at))])


def _said(opened: OpenVisit, name: str, value: str) -> str:
    if name == "born":
        return plain_day_words(opened.desk.words, date.fromisoformat(value))
    named = opened.desk.words.optional(f"desk.{name}.{value}") if name in ("sex", "language") else ""
    return named or field_words(opened, name, value)


def _fields(fact: StaffFact) -> list[str]:
    return [name for name in (*PERSON_FIELDS, *VISIT_FIELDS) if name in fact.value["after"]]
