"""What was done about a flag, line by line, and the key that takes one of them back with a reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import InlineForm, Typed
from kypho_prep.nurse.review.forms.action_forms import place_of
from kypho_prep.nurse.widgets.fields import TextField
from kypho_prep.nurse.widgets.parts import holder, key, row, say
from kypho_prep.prep.chart import ActionKind, FlagAction
from kypho_prep.prep.rules.flags import Card
from kypho_prep.prep.wording.dates import quoted
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import Review


def done_lines(opened: OpenVisit, card: Card) -> list[QWidget]:
    """Return a line for each action of a card, those taken back among them; one that stands can be undone."""
    made: list[QWidget] = []
    of_card = [one for one in opened.situation.chart.actions if card.thread and one.thread == card.thread]
    undone = {one.answer: one for one in of_card if one.kind is ActionKind.UNDONE}
    for action in (one for one in of_card if one.kind is not ActionKind.UNDONE):
        if action.id in undone:
            made.append(say(opened.desk, undone_words(opened, action, undone[action.id]), "quiet/surface", 15))
        else:
            made.append(_standing(opened, card, action))
    return made


def undo_form(opened: OpenVisit, card: Card) -> InlineForm | None:
    """Return the form that takes back an action of the card, where its place is open."""
    action = next((one for one in card.actions if opened.place == undo_place(card, one)), None)
    if action is None:
        return None
    return _with_reason(opened, partial(review.undo, action=action.id))


def withdrawing_form(opened: OpenVisit) -> InlineForm:
    """Return the form that takes back "not complete"."""
    return _with_reason(opened, review.withdraw_not_complete)


def _with_reason(opened: OpenVisit, take_back: Callable[..., Review]) -> InlineForm:
    reason = TextField(opened.desk, "reason", opened.say("desk.undo.reason"))

    def read(typed: Typed) -> Job:
        why = typed.text("reason", "desk.form.reason_missing")
        return lambda: take_back(opened.desk.workplace, staff=opened.session.staff, visit=opened.visit, reason=why)

    return InlineForm(opened, [(reason,)], read, {})


def undo_place(card: Card, action: FlagAction) -> str:
    """Return the place where the form that takes an action back opens."""
    return place_of(card, f"undo:{action.id}")


def action_words(opened: OpenVisit, action: FlagAction) -> str:
    """Return what was done about a flag, in words: what, the answer, who decided, when it is due, by whom."""
    parts = [opened.say(f"desk.done.{action.kind.value}")]
    if action.decided_by:
        by = "prepared_by" if action.kind is ActionKind.PREPARED else "decided"
        parts.append(opened.say(f"desk.done.{by}", who=action.decided_by, told=action.answer))
    parts += [quoted(opened.desk.words, text) for text in (action.text, action.answer) if text]
    if action.due:
        parts.append(opened.say("desk.done.due", at=opened.at(action.due)))
    parts.append(opened.say("desk.recorded", who=action.recorded_by, at=opened.at(action.recorded_at)))
    return " · ".join(parts)


def undone_words(opened: OpenVisit, action: FlagAction, by: FlagAction) -> str:
    """Return an action that was taken back: what it was, why, by whom and when."""
    what = opened.say(f"desk.done.{action.kind.value}")
    return opened.say("desk.undo.was", what=what, reason=by.text, who=by.recorded_by, at=opened.at(by.recorded_at))


def _standing(opened: OpenVisit, card: Card, action: FlagAction) -> QWidget:
    words, place = action_words(opened, action), undo_place(card, action)
    button = key(opened.desk, opened.say("desk.undo.key"), place, partial(opened.go, place))
    button.setAccessibleDescription(words)
    across = row(say(opened.desk, words, "done/surface", 15), button)
    across.setStretch(0, 1)
    return holder(across)
