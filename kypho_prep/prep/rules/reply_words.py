"""What a reply says, in parts that any language can put together: plain text, or words keys."""

from __future__ import annotations

from typing import Any

from kypho_prep.prep.checklist import Control, Item
from kypho_prep.prep.interview.answer_days import BEFORE, latest_day
from kypho_prep.prep.reply import Reply, State
from kypho_prep.prep.rules.finding import Pairs


def said(item: Item, reply: Reply | None, name: str = "answer") -> tuple[Pairs, Pairs]:
    """Return a reply as a reason's params or words under a placeholder: one of the two is empty, or both."""
    if reply is None:
        return (), ()
    keys = said_keys(item, reply)
    if keys:
        return (), ((name, " ".join(keys)),)
    if item.control is Control.DAY:
        return day_params(reply.value, name), ()
    text = plain_text(reply)
    return (((name, text),) if text else ()), ()


def said_keys(item: Item, reply: Reply) -> tuple[str, ...]:
    """Return the words keys of a reply; empty for one that the patient typed."""
    if reply.state is not State.VALUE:
        return (f"answer.{reply.state.value}",)
    value = reply.value
    by_control: dict[Control, tuple[str, ...]] = {
        Control.YES_NO: ("answer.yes" if value is True else "answer.no",),
        Control.CHOICE: (f"{item.id}.choice.{value}",),
        Control.TICKS: _tick_keys(item, reply),
        Control.LESSON: (f"answer.{value}",),
        Control.SCENE: (f"answer.{value.get('outcome') if isinstance(value, dict) else value}",),
        Control.LIST: () if isinstance(value, dict) and value.get("entries") else ("answer.nothing_listed",),
    }
    return by_control.get(item.control, ())


def day_params(value: object, name: str = "answer") -> Pairs:
    """Return a chosen day as a param, `<name>_on` or `<name>_before`, which is said as a date in any language."""
    text = str(value)
    kind = "before" if text.startswith(BEFORE) else "on"
    return ((f"{name}_{kind}", text.removeprefix(BEFORE)),) if latest_day(value) is not None else ()


def plain_text(reply: Reply) -> str:
    """Return what the patient typed, or the name that the patient confirmed; empty for a list."""
    value: Any = reply.value
    if isinstance(value, dict):
        return str(value.get("confirmed") or value.get("typed") or "")
    return str(value)


def _tick_keys(item: Item, reply: Reply) -> tuple[str, ...]:
    if reply.picked:
        return tuple(f"{item.id}.choice.{one}" for one in reply.picked)
    none = [choice.id for choice in item.choices if choice.none]
    return (f"{item.id}.choice.{none[0]}",) if none else ("answer.none",)
