"""What a nurse does about one flag: one tap, or a short form where words are needed."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from kypho_prep.nurse.open_visit.context import AfterPassword, Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import InlineForm, Typed
from kypho_prep.nurse.widgets.fields import LineField, TextField
from kypho_prep.prep.chart import ActionKind
from kypho_prep.prep.rules.finding import UNSURE
from kypho_prep.prep.rules.flags import Card
from kypho_prep.prep.times import resolve_local
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm, Review

ONE_TAP = (ActionKind.SEEN,)
FIELDS = {
    ActionKind.PREPARED: ("text", "decided_by", "answer"),
    ActionKind.TOLD_DOCTOR: ("text", "decided_by", "answer"),
    ActionKind.PROCEED: ("text", "decided_by"),
}
NEEDED = {
    ActionKind.SEEN: ("text",),
    ActionKind.PREPARED: ("text", "decided_by", "answer"),
    ActionKind.ANSWERED: ("text",),
    ActionKind.TOLD_DOCTOR: ("decided_by", "answer"),
    ActionKind.PROCEED: ("decided_by", "text"),
    ActionKind.NEEDS_CALL: (),
}


def place_of(card: Card, kind: str) -> str:
    """Return the name of the place where a card's form opens."""
    return f"card:{card.finding.problem}:{card.finding.subject}:{kind}"


def one_tap(card: Card, kind: str) -> bool:
    """Tell whether an action is done by one tap; a look at many unsure answers says what was found."""
    return kind in {one.value for one in ONE_TAP} and card.finding.problem != UNSURE


def act(opened: OpenVisit, card: Card, action: ActionForm) -> Job | AfterPassword:
    """Return the job that records an action about a card; going past a red flag needs the password."""

    def run(staff: StaffMember) -> Review:
        return review.act(opened.desk.workplace, staff=staff, visit=opened.visit, thread=card.thread, action=action)

    if action.kind is ActionKind.PROCEED:
        return AfterPassword(run, opened.say("desk.act.proceed"))
    return partial(run, opened.session.staff)


def action_form(opened: OpenVisit, card: Card, kind: ActionKind) -> InlineForm:
    """Return the form of an action that needs words."""
    desk, prefix = opened.desk, f"desk.act.{kind.value}"
    text = TextField(desk, "text", opened.say(f"{prefix}_text"))
    if kind is ActionKind.NEEDS_CALL:
        due = (LineField(desk, "due_on", opened.say("desk.act.due_on")), _line(opened, "due_at", "desk.act.due_at"))
        return InlineForm(opened, [due, (text,)], lambda typed: _call(opened, card, typed), {})
    rows: list[tuple[LineField | TextField, ...]] = [(text,)]
    if kind is ActionKind.TOLD_DOCTOR:
        rows = [(_line(opened, "decided_by", f"{prefix}_who"),), (text,)]
        rows.append((TextField(desk, "answer", opened.say(f"{prefix}_answer")),))
    elif kind is ActionKind.PREPARED:
        rows.append((_line(opened, "decided_by", f"{prefix}_who"), _line(opened, "answer", f"{prefix}_told")))
    elif kind is ActionKind.PROCEED:
        rows.insert(0, (_line(opened, "decided_by", f"{prefix}_who"),))
    return InlineForm(opened, [tuple(one) for one in rows], lambda typed: _words(opened, card, kind, typed), {})


def _line(opened: OpenVisit, name: str, words: str) -> LineField:
    return LineField(opened.desk, name, opened.say(words))


def _words(opened: OpenVisit, card: Card, kind: ActionKind, typed: Typed) -> Job | AfterPassword:
    fields = FIELDS.get(kind, ("text",))
    needed = NEEDED[kind]
    missing = "prepared_" if kind is ActionKind.PREPARED else ""
    said: dict[str, Any] = {
        name: typed.text(name, f"desk.act.{missing}{name}_missing" if name in needed else "") for name in fields
    }
    return act(opened, card, ActionForm(kind, **said))


def _call(opened: OpenVisit, card: Card, typed: Typed) -> Job | AfterPassword:
    on = typed.day("due_on", "desk.act.due_on_missing")
    at = typed.clock("due_at", "desk.act.due_at_missing")
    due: datetime | None = None
    if on is not None and at:
        due = resolve_local(on, at, opened.session.clinic.zone)
    return act(opened, card, ActionForm(ActionKind.NEEDS_CALL, typed.text("text"), due=due))
