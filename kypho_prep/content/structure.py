"""What a checklist must keep beyond its shape: ids, branches, choices and pictures that fit together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kypho_prep.content.files import BrokenContent
from kypho_prep.prep.checklist import Checklist, Condition, Control, Item

FILE = "checklist.toml"
CHAPTERS = ("right_now", "medicines", "bleeding_allergies", "health", "tests", "eating", "ride", "about", "questions")
OPERATORS = ("is", "is_not", "includes", "includes_any", "answered", "not_sure", "declined", "truthy")
ENTRY_OPERATORS = ("class", "no_class", "listed")
VISIT_FACTS = (
    "visit.ask_pregnancy",
    "visit.tests",
    "visit.anesthesia",
    "visit.fasting",
    "visit.is_today",
    "session.who",
)
CARDS = 8
OUTCOMES = ("first_try", "second_try", "handed_over")
_CHOOSING = (Control.CHOICE, Control.TICKS, Control.SCENE)


def hold_structure(checklist: Checklist, pictures: Path) -> None:
    """Raise BrokenContent for the first thing in the checklist that does not fit together."""
    for key, reason in faults(checklist, pictures):
        raise BrokenContent(FILE, key, reason)


def faults(checklist: Checklist, pictures: Path) -> Iterator[tuple[str, str]]:
    """Yield every fault as key and reason, in the order of the file."""
    if tuple(chapter.id for chapter in checklist.chapters) != CHAPTERS:
        yield "chapter", f"the chapters must be {', '.join(CHAPTERS)}, in this order"
    seen: set[str] = set()
    for step_id, step in checklist.steps.items():
        for item in step.items:
            if item.id in seen:
                yield item.id, "the id stands twice"
            seen.add(item.id)
            if item.step != step_id or item.id.count(".") != 1 or item.id != item.id.lower() or not item.id.isascii():
                yield item.id, f"the id must be {step_id}.name in lower-case letters"
            yield from _item_faults(item, checklist, pictures)


def _item_faults(item: Item, checklist: Checklist, pictures: Path) -> Iterator[tuple[str, str]]:
    yield from _choice_faults(item)
    for condition in (*item.branch.conditions, *(one for flag in item.flags for one in flag.when)):
        yield from _condition_faults(item, condition, checklist)
    for picture in (item.picture, *(choice.picture for choice in item.choices)):
        if picture and not (pictures / f"{picture}.svg").is_file():
            yield item.id, f"there is no picture {picture}.svg"
    if item.control is Control.LIST and not checklist.entry_items(item.entries):
        yield item.id, f"no item asks about entries of the list {item.entries!r}"


def _choice_faults(item: Item) -> Iterator[tuple[str, str]]:
    ids = [choice.id for choice in item.choices]
    if len(set(ids)) != len(ids):
        yield item.id, "two choices have the same id"
    if item.control in _CHOOSING and len(ids) < 2:
        yield item.id, "a choice needs at least two cards"
    if len(ids) > CARDS:
        yield item.id, f"a page holds at most {CARDS} cards"
    if item.control is Control.TICKS and [choice.none for choice in item.choices] != [False] * (len(ids) - 1) + [True]:
        yield item.id, "the last card of a tick page, and only that one, is none = true"
    if item.control is Control.SCENE and sum(choice.right for choice in item.choices) != 1:
        yield item.id, "exactly one card of a scene is right = true"


def _condition_faults(item: Item, condition: Condition, checklist: Checklist) -> Iterator[tuple[str, str]]:
    known = OPERATORS + ENTRY_OPERATORS
    if condition.op not in known:
        yield item.id, f"{condition.op!r} is no operator; known are {', '.join(known)}"
    if condition.item in VISIT_FACTS:
        return
    asked = checklist.by_id.get(condition.item)
    if asked is None:
        yield item.id, f"a condition names {condition.item!r}, which the checklist does not ask"
    elif condition.op in ("is", "includes", "includes_any") and asked.choices:
        values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        known_ids = {choice.id for choice in asked.choices} if asked.control is not Control.SCENE else set(OUTCOMES)
        for value in values:
            if value not in known_ids:
                yield item.id, f"a condition names the choice {value!r}, which {asked.id} does not have"
