"""What a checklist must keep beyond its shape: ids, branches, choices and pictures that fit together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kypho_prep.content.condition_faults import condition_faults
from kypho_prep.content.files import BrokenContent
from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.checklist import Checklist, Control, Item

FILE = "checklist.toml"
CHAPTERS = ("right_now", "medicines", "bleeding_allergies", "health", "tests", "eating", "ride", "about", "questions")
LISTS = ("medicine", "allergy", "question")
SHOWN = ("identity", "fasting", "anesthesia", "tests", "plan", "summary")
CARDS = 8
_ID = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


def check_structure(checklist: Checklist, pictures: Path) -> None:
    """Raise BrokenContent for the first thing in the checklist that does not fit together."""
    for key, reason in faults(checklist, pictures):
        raise BrokenContent(FILE, key, reason)


def faults(checklist: Checklist, pictures: Path) -> Iterator[tuple[str, str]]:
    """Yield every fault as key and reason: what stands twice first, then item by item in the order of the file."""
    if tuple(chapter.id for chapter in checklist.chapters) != CHAPTERS:
        yield "chapter", f"the chapters must be {', '.join(CHAPTERS)}, in this order"
    steps = [step for chapter in checklist.chapters for step in chapter.steps]
    for id_, count in Counter([step.id for step in steps] + [item.id for item in checklist.items]).items():
        if count > 1:
            yield id_, "the id stands twice"
    for step in steps:
        for item in step.items:
            if item.step != step.id or not _ID.fullmatch(item.id):
                yield item.id, f"the id must be {step.id}.name in lower-case letters"
            yield from _item_faults(item, checklist, pictures)


def _item_faults(item: Item, checklist: Checklist, pictures: Path) -> Iterator[tuple[str, str]]:
    if item.seconds < 1 or item.revision < 1 or item.maximum < 1:
        yield item.id, "seconds, revision and maximum count from 1"
    front = checklist.by_id.get(item.behind)
    if item.behind and (item.control is not Control.LESSON or front is None or front.control is not Control.LESSON):
        yield item.id, "only a lesson stands behind another lesson's 'Tell me more'"
    elif front is not None and not front.has_page:
        yield item.id, f"it stands behind {item.behind!r}, which has no page"
    if item.shows and item.shows not in SHOWN:
        yield item.id, f"nothing is called {item.shows!r} that a page could show; known are {', '.join(SHOWN)}"
    if item.note and not item.note.startswith("note."):
        yield item.id, f"the note must be a key of the notes, not {item.note!r}"
    for picture in (item.picture, *(choice.picture for choice in item.choices)):
        if picture and not (pictures / f"{picture}.svg").is_file():
            yield item.id, f"there is no picture {picture}.svg"
    yield from _list_faults(item, checklist)
    yield from _choice_faults(item)
    yield from condition_faults(item, checklist)


def _list_faults(item: Item, checklist: Checklist) -> Iterator[tuple[str, str]]:
    if (item.control is Control.LIST) != bool(item.entries):
        yield item.id, "a list, and only a list, says which entries it holds"
    for kind in (item.entries, item.entry_of):
        if kind and kind not in LISTS:
            yield item.id, f"there is no list of the kind {kind!r}; known are {', '.join(LISTS)}"
    if item.entries and not checklist.entry_items(item.entries):
        yield item.id, f"no item asks about entries of the list {item.entries!r}"
    if item.entry_of and item.entry_of not in {one.entries for one in checklist.items}:
        yield item.id, f"no item shows the list {item.entry_of!r}"


def _choice_faults(item: Item) -> Iterator[tuple[str, str]]:
    ids = [choice.id for choice in item.choices]
    if len(set(ids)) != len(ids):
        yield item.id, "two choices have the same id"
    has_cards = kind_of(item).has_cards
    if has_cards and len(ids) < 2:
        yield item.id, "a choice needs at least two cards"
    if ids and not has_cards:
        yield item.id, f"a page of the control {item.control} has no cards"
    if len(item.offered) > CARDS:
        yield item.id, f"a page holds at most {CARDS} cards"
    yield from _card_faults(item)


def _card_faults(item: Item) -> Iterator[tuple[str, str]]:
    kind, last = kind_of(item), len(item.choices)
    none = [choice.none for choice in item.choices]
    if none != [kind.has_none_card and one == last for one in range(1, last + 1)]:
        yield item.id, "the last card of a tick page, and only that one, is none = true"
    if sum(choice.right for choice in item.choices) != kind.has_right_card:
        yield item.id, "exactly one card of a scene, and none elsewhere, is right = true"
    for choice in item.choices:
        if choice.days is not None and not 0 <= choice.days[0] <= choice.days[1]:
            yield item.id, f"the days of {choice.id!r} must be two numbers from 0, the smaller first"
