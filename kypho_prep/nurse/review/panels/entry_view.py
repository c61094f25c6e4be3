"""One thing that staff recorded: who and when, the ways to correct it or take it back, and what it said before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kypho_prep.look.buttons import Button
from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import InlineForm, Typed
from kypho_prep.nurse.widgets.fields import TextField
from kypho_prep.nurse.widgets.flow_layout import flowing
from kypho_prep.nurse.widgets.parts import column, holder, row, say, small_key
from kypho_prep.prep.chart import Instruction, StaffFact
from kypho_prep.prep.staff_entries.versions import earlier, taken_back
from kypho_prep.workflow.desk import review

Row = Instruction | StaffFact


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as its panel shows it: how any version of it reads, and the form that corrects it."""

    row: Row
    words: Callable[[Any], str]
    form: Callable[[], QWidget]
    around: str = ""


def entry_view(opened: OpenVisit, entry: Entry) -> QWidget:
    """Return an entry with the key that changes it, or with the form that it is corrected or taken back by."""
    desk, one, before = opened.desk, entry.row, _earlier(opened, entry.row)
    around = say(desk, entry.around or _by(opened, one), "quiet/surface", 15)
    parts: list[QWidget] = [say(desk, entry.words(one))]
    form = _form(opened, entry)
    if form is not None:
        parts += [around, form]
    elif f"change:{one.id}" in opened.turned:
        parts += [around, _keys(opened, entry, len(before))]
    else:
        change = _small(opened, entry, "change", partial(opened.turn, f"change:{one.id}"))
        across = row(around, change)
        across.setStretch(0, 1)
        across.setAlignment(change, Qt.AlignmentFlag.AlignTop)
        parts.append(holder(across))
    if f"earlier:{one.id}" in opened.turned:
        parts += [say(desk, _version(opened, entry, old, why), "quiet/surface", 15) for old, why in before]
    return holder(column(*parts, gap=desk.px(2)), f"entry:{one.id}")


def entry_places(rows: tuple[Row, ...]) -> frozenset[str]:
    """Return the places where entries are corrected and taken back."""
    return frozenset(f"{what}:{one.id}" for one in rows for what in ("correct", "withdraw"))


def taken_back_view(opened: OpenVisit, rows: tuple[Row, ...], name: str, words: Callable[[Any], str]) -> QWidget | None:
    """Return the key that shows what was taken back, and under it what that was; none where nothing was."""
    gone, desk = taken_back(rows), opened.desk  # type: ignore[type-var]
    if not gone:
        return None
    turn = f"taken_back:{name}"
    said = opened.say("desk.entry.taken_back", count=len(gone))
    parts: list[QWidget] = [flowing(small_key(desk, said, turn, partial(opened.turn, turn)))]
    if turn in opened.turned:
        parts += [say(desk, _gone(opened, one, words(one)), "quiet/surface", 15) for one in gone]
    return holder(column(*parts, gap=desk.px(4)))


def withdraw_form(opened: OpenVisit, record: str) -> InlineForm:
    """Return the form that takes an entry back, with the reason; the old row stays on record."""
    reason = TextField(opened.desk, "reason", opened.say("desk.form.reason"))

    def read(typed: Typed) -> Job:
        why = typed.text("reason", "desk.form.reason_missing")
        return lambda: review.withdraw(
            opened.desk.workplace, staff=opened.session.staff, visit=opened.visit, record=record, reason=why
        )

    return InlineForm(opened, [(reason,)], read, {})


def _form(opened: OpenVisit, entry: Entry) -> QWidget | None:
    if opened.place == f"correct:{entry.row.id}":
        return entry.form()
    return withdraw_form(opened, entry.row.id) if opened.place == f"withdraw:{entry.row.id}" else None


def _keys(opened: OpenVisit, entry: Entry, count: int) -> QWidget:
    keys = [
        _small(opened, entry, name, partial(opened.go, f"{name}:{entry.row.id}")) for name in ("correct", "withdraw")
    ]
    if count:
        turn = f"earlier:{entry.row.id}"
        keys.append(
            small_key(opened.desk, opened.say("desk.entry.earlier", count=count), turn, partial(opened.turn, turn))
        )
    return flowing(*keys, gap=opened.desk.px(8))


def _small(opened: OpenVisit, entry: Entry, name: str, press: Callable[[], object]) -> Button:
    button = small_key(opened.desk, opened.say(f"desk.entry.{name}"), f"{name}:{entry.row.id}", press)
    button.setAccessibleDescription(entry.words(entry.row))
    return button


def _by(opened: OpenVisit, one: Row) -> str:
    key = "desk.entry.corrected" if one.supersedes else "desk.recorded"
    return opened.say(key, who=one.recorded_by, at=opened.at(one.recorded_at), reason=one.reason)


def _earlier(opened: OpenVisit, one: Row) -> list[tuple[Row, str]]:
    """Return the older versions of an entry, newest first, each with the reason why it was replaced."""
    chart = opened.situation.chart
    olds: tuple[Row, ...] = (
        earlier(chart.instructions, one) if isinstance(one, Instruction) else earlier(chart.facts, one)
    )
    newer: tuple[Row, ...] = (one, *olds)
    return [(old, after.reason) for old, after in zip(olds, newer, strict=False)]


def _version(opened: OpenVisit, entry: Entry, old: Row, why: str) -> str:
    return opened.say("desk.entry.version", words=entry.words(old), by=_by(opened, old), reason=why)


def _gone(opened: OpenVisit, one: Row, words: str) -> str:
    return opened.say(
        "desk.entry.gone", words=words, who=one.recorded_by, at=opened.at(one.recorded_at), reason=one.reason
    )
