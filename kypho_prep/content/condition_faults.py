"""What a condition of a branch or a flag must keep: a known operator, an item that is asked, a possible value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.checklist import Checklist, Condition, Item
from kypho_prep.prep.reply import Who

OPERATORS = ("is", "is_not", "includes", "includes_any", "lacks", "answered", "not_sure", "declined", "truthy")
ENTRY_OPERATORS = ("class", "no_class", "listed")
# Facts of the visit and the session, each with the values it can have; empty: any text.
FACTS: dict[str, tuple[Any, ...]] = {
    "visit.ask_pregnancy": (True, False),
    "visit.tests": (),
    "visit.anesthesia": tuple(one.value for one in Anesthesia),
    "visit.fasting": ("entered", "none_ordered", "missing", "void"),
    "visit.is_today": (True, False),
    "visit.questions": (True, False),
    "session.who": tuple(one.value for one in Who),
}
_COMPARING = ("is", "is_not", "includes", "includes_any", "lacks")


def condition_faults(item: Item, checklist: Checklist) -> Iterator[tuple[str, str]]:
    """Yield every fault of an item's branch and flags as key and reason."""
    order = {one.id: number for number, one in enumerate(checklist.items)}
    for condition in item.branch.conditions:
        if order.get(condition.item, -1) >= order[item.id]:
            yield item.id, f"its branch asks about {condition.item!r}, which comes no earlier"
    for condition in (*item.branch.conditions, *(one for flag in item.flags for one in flag.when)):
        for reason in _reasons(condition, checklist):
            yield item.id, reason


def _reasons(condition: Condition, checklist: Checklist) -> Iterator[str]:
    asked = checklist.by_id.get(condition.item)
    if condition.op not in OPERATORS + ENTRY_OPERATORS:
        yield f"{condition.op!r} is no operator; known are {', '.join(OPERATORS + ENTRY_OPERATORS)}"
    elif asked is None and condition.item not in FACTS:
        yield f"a condition names {condition.item!r}, which the checklist does not ask"
    elif condition.op in ENTRY_OPERATORS and (asked is None or not asked.entry_of):
        yield f"{condition.op!r} asks about an entry, and {condition.item!r} is not asked about one"
    elif condition.op in _COMPARING:
        known = FACTS[condition.item] if asked is None else kind_of(asked).possible(asked)
        for value in condition.value if isinstance(condition.value, tuple) else (condition.value,):
            # To Python True is 1; in the file they are two things.
            if known and not any(value == one and type(value) is type(one) for one in known):
                yield f"a condition names the value {value!r}, which {condition.item} cannot have"
