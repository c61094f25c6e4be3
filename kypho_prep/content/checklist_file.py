"""The shape of checklist.toml, checked field by field, and its translation into the checklist value."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from kypho_prep.content.files import shaped
from kypho_prep.prep.checklist import (
    Asks,
    Branch,
    Chapter,
    Checklist,
    Choice,
    Condition,
    Control,
    Item,
    Kind,
    Level,
    PlanPart,
    SimpleFlag,
    Step,
    Turn,
)


class _Part(msgspec.Struct, forbid_unknown_fields=True):
    """A table of the file; a key that it does not know is refused by name."""


class _Condition(_Part):
    op: str
    item: str = ""
    value: Any = None


class _Choice(_Part):
    id: str
    picture: str = ""
    none: bool = False
    right: bool = False
    retired: bool = False
    days: tuple[int, int] | None = None
    statements: tuple[str, ...] = ()


class _Flag(_Part):
    problem: str
    level: Level
    kind: Kind
    when: tuple[_Condition, ...]
    any: bool = False
    reason: str = "reason"
    blocks: bool = False
    turn: Turn | None = None
    turn_level: Level = Level.RED


class _Item(_Part):
    id: str
    control: Control
    revision: int = 1
    asks: Asks = Asks.PAGE
    behind: str = ""
    seconds: int = 15
    choices: tuple[_Choice, ...] = ()
    branch: tuple[_Condition, ...] = ()
    branch_any: bool = False
    flag: tuple[_Flag, ...] = ()
    statements: tuple[str, ...] = ()
    picture: str = ""
    entries: str = ""
    entry_of: str = ""
    every_session: bool = False
    day_of: bool = False
    of_times: bool = False
    tells: tuple[PlanPart, ...] = ()
    clock: bool = False
    private: bool = False
    optional: bool = False
    unsure: bool = True
    unsure_level: Level = Level.AMBER
    unsure_kind: Kind = Kind.CHECK
    note: str = ""
    shows: str = ""
    maximum: int = 2000


class _Step(_Part):
    id: str
    item: tuple[_Item, ...]
    required: bool = False


class _Chapter(_Part):
    id: str
    step: tuple[_Step, ...]


class _Head(_Part):
    version: str
    written: date
    source_reviewed: date
    on_paper: tuple[str, ...] = ()


class _File(_Part):
    checklist: _Head
    chapter: tuple[_Chapter, ...]


def load_checklist(path: Path) -> Checklist:
    """Return the checklist of a file; raises BrokenContent naming the file, the key path and the reason."""
    read = shaped(path, _File)
    head = read.checklist
    chapters = tuple(Chapter(one.id, tuple(_step(step) for step in one.step)) for one in read.chapter)
    return Checklist(head.version, head.written, head.source_reviewed, chapters, head.on_paper)


def _step(step: _Step) -> Step:
    return Step(step.id, tuple(_item(item) for item in step.item), step.required)


def _item(item: _Item) -> Item:
    same = {
        name: getattr(item, name)
        for name in _Item.__struct_fields__
        if name not in ("choices", "branch", "branch_any", "flag")
    }
    return Item(
        **same,
        choices=tuple(Choice(**msgspec.structs.asdict(choice)) for choice in item.choices),
        branch=Branch(_conditions(item.branch, item.id), item.branch_any),
        flags=tuple(_flag(flag, item.id) for flag in item.flag),
    )


def _flag(flag: _Flag, item_id: str) -> SimpleFlag:
    same = {name: getattr(flag, name) for name in _Flag.__struct_fields__ if name != "when"}
    return SimpleFlag(**same, when=_conditions(flag.when, item_id))


def _conditions(conditions: tuple[_Condition, ...], item_id: str) -> tuple[Condition, ...]:
    return tuple(Condition(one.item or item_id, one.op, _frozen(one.value)) for one in conditions)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
