"""The right-hand side of the review: the visit, the instructions, and what staff checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from kypho_prep.look.cards import Card
from kypho_prep.look.labels import Label
from kypho_prep.nurse.fact_forms import fact_form, newest
from kypho_prep.nurse.fields import TextField
from kypho_prep.nurse.inline import InlineForm, Typed
from kypho_prep.nurse.instruction_forms import FASTING, fasting_form, instruction_form
from kypho_prep.nurse.opened import Job, Opened
from kypho_prep.nurse.parts import key, row, say
from kypho_prep.nurse.plan_key import plan_key, printed_labels
from kypho_prep.nurse.print_panel import PrintPanel
from kypho_prep.nurse.told import clock, long_day
from kypho_prep.nurse.told_again import tell_again
from kypho_prep.nurse.visit_history import visit_history
from kypho_prep.prep.chart import Anesthesia, FactKind, Instruction
from kypho_prep.prep.fasting import Fasting, fasting_state
from kypho_prep.prep.instructions import told_before_move
from kypho_prep.workflow import review

CHECKS = ((FactKind.IDENTIFIERS, "identifiers"), (FactKind.ADULT_VERIFIED, "adult"), (FactKind.ESCORT_EXEMPT, "exempt"))


class SidePanel(Card):
    """A card of the right-hand side with its title."""

    def __init__(self, opened: Opened, title: str, name: str, ground: str = "surface") -> None:
        super().__init__(opened.desk.look, ground)
        self.opened = opened = replace(opened, narrow=True)
        self.setObjectName(name)
        self.body.setSpacing(opened.desk.px(6))
        self.body.setContentsMargins(*(opened.desk.px(20), opened.desk.px(16)) * 2)
        self.tell(title, f"text/{ground}", bold=True)

    def tell(self, text: str, pair: str = "text/surface", size: int = 17, *, bold: bool = False) -> Label:
        """Add words."""
        label = say(self.opened.desk, text, pair, size, bold=bold)
        self.body.addWidget(label)
        return label

    def ask(self, words: str, place: str) -> None:
        """Add a key that opens a form in its place."""
        button = key(self.opened.desk, words, place, lambda: self.opened.go(place))
        self.body.addLayout(row(button, None))


class VisitPanel(SidePanel):
    """What is planned, how far the patient is, who sat at the kiosk."""

    def __init__(self, opened: Opened) -> None:
        visit = opened.situation.chart.visit
        known = visit.anesthesia is not Anesthesia.NOT_KNOWN
        parts = [visit.levels, opened.say(f"desk.anesthesia.{visit.anesthesia.value}") if known else ""]
        title = " · ".join([opened.say("desk.review.procedure"), *(part for part in parts if part)])
        super().__init__(opened, title, "visit_panel")
        words = opened.desk.words
        when = [long_day(words, visit.procedure_on), clock(words, visit.procedure_at) if visit.procedure_at else ""]
        self.tell(", ".join(part for part in when if part))
        if visit.arrival_at or visit.arrival_on:
            self.tell(opened.say("desk.review.arrive", at=opened.day(visit.arrival_on, visit.arrival_at)))
        if visit.surgeon:
            self.tell(visit.surgeon)
        for label in visit_history(self.opened):
            self.body.addWidget(label)
        done = opened.review.progress
        self.tell(opened.say("desk.review.progress", done=done.chapters_done, of=done.chapters_of), "quiet/surface")
        self.tell(self._sitting(), "quiet/surface")

    def _sitting(self) -> str:
        opened, sessions = self.opened, self.opened.review.sessions
        if not sessions:
            return opened.say("desk.review.never_sat")
        last = max(sessions, key=lambda one: one.opened_at)
        key = "desk.review.sits_now" if last.ended_at is None else "desk.review.sat_last"
        return opened.say(key, at=opened.at(last.opened_at), kiosk=last.kiosk)


class InstructionPanel(SidePanel):
    """Fasting and every medicine's instruction, each with who decided, who told, and a way to correct it."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened, opened.say("desk.review.instructions"), "instruction_panel")
        fasting = fasting_state(opened.situation.chart)
        if fasting in (Fasting.MISSING, Fasting.VOID):
            self.tell(opened.say(f"desk.fasting.{fasting.value}"), "check/surface", bold=True)
        about = ""
        for one in opened.situation.chart.current_instructions:
            self._show(one, new_subject=one.subject != about)
            about = one.subject
        if opened.place == "fasting":
            self.body.addWidget(fasting_form(self.opened))
        else:
            again = fasting in (Fasting.ENTERED, Fasting.NONE_ORDERED)
            self.ask(opened.say("desk.fasting.change" if again else "desk.fasting.record"), "fasting")
        self.body.addLayout(plan_key(self.opened))
        for label in printed_labels(opened):
            self.body.addWidget(label)

    def _show(self, one: Instruction, *, new_subject: bool) -> None:
        opened = self.opened
        what, around = opened.instruction(one)
        subject = opened.situation.entry_name(one.subject) if one.subject != FASTING else ""
        group = opened.desk.words.optional(f"desk.subject.{one.subject.replace(':', '_')}")
        if new_subject and (subject or group):
            self.tell(subject or group, bold=True)
        self.tell(what)
        self.tell(around, "quiet/surface", 15)
        if one.subject != FASTING:
            self._correct(one)

    def _correct(self, one: Instruction) -> None:
        opened, correct, withdraw = self.opened, f"correct:{one.id}", f"withdraw:{one.id}"
        if opened.place == correct:
            self.body.addWidget(instruction_form(opened, one.subject))
        elif opened.place == withdraw:
            self.body.addWidget(withdraw_form(opened, one.id))
        else:
            desk = opened.desk
            keys = [
                key(desk, opened.say(f"desk.instruction.{name}"), place, partial(opened.go, place))
                for name, place in (("correct", correct), ("withdraw", withdraw))
            ]
            if told_before_move(one, opened.situation.chart):
                again = partial(opened.do, tell_again(opened, one), None)
                keys.insert(0, key(desk, opened.say("desk.told_again.key"), f"told_again:{one.id}", again))
            self.body.addLayout(row(*keys, None))


class CheckPanel(SidePanel):
    """Two identifiers, the adult or the exemption, and each ordered test's result."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened, opened.say("desk.review.checks"), "check_panel")
        adult = newest(opened, FactKind.ADULT_VERIFIED) or newest(opened, FactKind.ESCORT_EXEMPT)
        for kind, name in CHECKS:
            if name != "exempt" or adult is None or newest(opened, kind):
                self._line(kind, "", name)
        for test in opened.situation.chart.visit.tests:
            self._line(FactKind.RESULT_SEEN, test, f"result:{test}")

    def _line(self, kind: FactKind, subject: str, name: str) -> None:
        opened, place = self.opened, f"fact:{name}"
        fact = newest(opened, kind, subject)
        short, test = name.partition(":")[0], opened.desk.words.optional(f"test.{subject}") or subject
        if fact is None:
            said, pair = opened.say(f"desk.fact.{short}_open", test=test), "check/surface"
        else:
            value = {name: str(one) for name, one in fact.value.items()}
            said, pair = opened.say(f"desk.fact.{short}_done", test=test, **_shown(opened, value)), "text/surface"
        line = say(opened.desk, said, pair)
        if opened.place == place:
            self.body.addWidget(line)
            self.body.addWidget(fact_form(opened, name))
            return
        button = key(
            opened.desk,
            opened.say("desk.fact.correct" if fact else "desk.fact.record"),
            place,
            partial(opened.go, place),
        )
        button.setAccessibleDescription(said)
        across = row(line, button)
        across.setStretch(0, 1)
        self.body.addLayout(across)
        if fact is not None:
            by = opened.say("desk.recorded", who=fact.recorded_by, at=opened.at(fact.recorded_at))
            self.tell(by, "quiet/surface", 15)


def withdraw_form(opened: Opened, record: str) -> InlineForm:
    """Return the form that takes an entry back, with the reason; the old row stays on record."""
    reason = TextField(opened.desk, "reason", opened.say("desk.form.reason"))

    def read(typed: Typed) -> Job:
        why = typed.text("reason", "desk.form.reason_missing")
        return lambda: review.withdraw(
            opened.desk.workplace, staff=opened.post.staff, visit=opened.visit, record=record, reason=why
        )

    return InlineForm(opened, [(reason,)], read, {})


def side_panels(opened: Opened) -> list[QWidget]:
    """Return the right-hand side from top to bottom, the sign-off left out."""
    return [VisitPanel(opened), InstructionPanel(opened), CheckPanel(opened), PrintPanel(opened)]


def _shown(opened: Opened, value: dict[str, str]) -> dict[str, str]:
    """Return a fact's values as its words need them, a date in words."""
    names = ("name", "phone", "decided_by", "why", "value", "unit", "on")
    shown = {name: value.get(name, "") for name in names}
    shown["value"] = " ".join(part for part in (shown["value"], shown["unit"]) if part)
    if shown["on"]:
        shown["on"] = opened.day(date.fromisoformat(shown["on"]))
    return shown
