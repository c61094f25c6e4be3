"""The form of a call: the number is there, the outcome is picked, the next due time is one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import Beside, InlineForm, Typed
from kypho_prep.nurse.review.forms.record_fact import NewFact, record
from kypho_prep.nurse.widgets.fields import Field, LineField, PickField, TextField, YesField
from kypho_prep.nurse.widgets.flow_layout import flowing
from kypho_prep.nurse.widgets.parts import small_key
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.sign_off.calls import REACHED, due_of, waiting_for_a_call
from kypho_prep.prep.times import resolve_local
from kypho_prep.prep.wording.sentences import board_words

NINE = "09:00"
DUE_LINE = 2


def call_form(opened: OpenVisit, before: StaffFact | None, about: str = "") -> InlineForm:
    """Return the form of a call: whom it reached, the number, the next one due; correcting asks for the reason."""
    desk, say = opened.desk, opened.say
    reached = [("", say("desk.calls.choose")), *((one, say(f"desk.calls.reached_{one}")) for one in REACHED)]
    due_on, due_at = (
        LineField(desk, "due_on", say("desk.calls.due_on")),
        LineField(desk, "due_at", say("desk.act.due_at")),
    )
    rows: list[tuple[Field, ...]] = [
        Beside((PickField(desk, "reached", say("desk.calls.reached"), reached), _line(opened, "number"))),
        (YesField(desk, "message", say("desk.calls.message")),),
        Beside((due_on, due_at)),
        (TextField(desk, "note", say("desk.calls.note"), lines=1),),
    ]
    cards = _cards(opened, before.subject if before is not None else "")
    if cards:
        options = [("", say("desk.calls.about_visit")), *cards.items()]
        rows.append((PickField(desk, "about", say("desk.calls.about"), options),))
    if before is not None:
        rows.append((_line(opened, "reason"),))
    made = InlineForm(opened, rows, lambda typed: _read(opened, before, typed), _known(opened, before, about))

    def fill(on: str, at: str) -> None:
        due_on.put(on)
        due_at.put(at)

    made.below(DUE_LINE, _quick_keys(opened, fill))
    return made


def _quick_keys(opened: OpenVisit, fill: Callable[[str, str], object]) -> QWidget:
    """Return the keys that fill in when the next call is due, by the clinic's clock."""
    soon = (opened.session.clock() + timedelta(hours=2)).astimezone(opened.session.clinic.tz)
    tomorrow = opened.session.today + timedelta(days=1)
    offered = {
        "soon": (soon.date().isoformat(), f"{soon:%H:%M}"),
        "tomorrow": (tomorrow.isoformat(), NINE),
        "never": ("", ""),
    }
    keys = [
        small_key(opened.desk, opened.say(f"desk.calls.{name}"), f"due:{name}", partial(fill, *values))
        for name, values in offered.items()
    ]
    return flowing(*keys, gap=opened.desk.px(6))


def _known(opened: OpenVisit, before: StaffFact | None, about: str) -> dict[str, str]:
    if before is None:
        waiting = waiting_for_a_call(opened.situation.chart)
        alone = waiting[0] if len(waiting) == 1 else ""
        return {"number": opened.situation.chart.patient.phone, "about": about or alone}
    value = {name: str(one) for name, one in before.value.items()}
    due = due_of(before)
    if due is not None:
        local = due.astimezone(opened.session.clinic.tz)
        value |= {"due_on": local.date().isoformat(), "due_at": f"{local:%H:%M}"}
    return {**value, "about": before.subject}


def _read(opened: OpenVisit, before: StaffFact | None, typed: Typed) -> Job:
    reached = typed.text("reached", "desk.calls.reached_missing")
    on, at = typed.day("due_on"), typed.clock("due_at")
    if bool(typed.text("due_on")) != bool(typed.text("due_at")):
        missing = "due_at" if typed.text("due_on") else "due_on"
        typed.text(missing, f"desk.act.{missing}_missing")
    due = resolve_local(on, at, opened.session.clinic.zone).isoformat() if on is not None and at else ""
    value = {name: typed.text(name) for name in ("number", "message", "note")}
    reason = typed.text("reason", "desk.form.reason_missing") if before is not None else ""
    about = typed.text("about") if typed.has("about") else ""
    value |= {"reached": reached, "next_due": due}
    return record(opened, NewFact(FactKind.CALL, value, about, before, reason))


def _cards(opened: OpenVisit, kept: str) -> dict[str, str]:
    """Return the cards that a call may be about, by their threads: the open ones, and the one it was about before."""
    found = [card for card in opened.review.cards if card.thread and (card.open or card.thread == kept)]
    return {card.thread: board_words(opened.desk.words, card.finding) for card in found}


def _line(opened: OpenVisit, name: str) -> LineField:
    return LineField(opened.desk, name, opened.say(f"desk.calls.{name}"))
