"""The patient's way through the checklist: which pages there are now, in which order, and which are still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.answers.single import Acknowledged
from kypho_prep.prep.answers.structured import Scene
from kypho_prep.prep.checklist import Asks, Chapter, Item
from kypho_prep.prep.interview.brought_list import left_to_nurse
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Who

HELPERS = (Who.HELPER_WITH, Who.HELPER_FOR)
# A page not read or a scene missed is for the nurse to talk about, never a reason to hold the sign-off.
NEVER_MISSING = (Acknowledged, Scene)


@dataclass(frozen=True, slots=True)
class PageRef:
    """One page: an item, and for a question about an entry the entry's uuid."""

    item: str
    entry: str | None = None


def shown(situation: Situation, item: Item) -> bool:
    """Tell whether an item may stand on a page now: private ones not for a helper, day-of ones only on the day.

    Medicines that a nurse enters from a list stand on her pages alone.
    """
    if not item.has_page:
        return False
    # Pregnancy is not asked about before a helper; staff ask it.
    if (item.private and situation.who in HELPERS) or left_to_nurse(situation, item):
        return False
    return situation.is_today or not item.day_of


def pages(situation: Situation) -> tuple[PageRef, ...]:
    """Return all pages reached now, in order; an entry's questions follow the last page that shows its list."""
    return situation.once(_pages)


def is_page(situation: Situation, page: PageRef) -> bool:
    """Tell whether a page may be shown now; an entry's name page always, for a new entry too, while its list is."""
    item = situation.checklist.by_id.get(page.item)
    if item is None or not shown(situation, item):
        return False
    if item.entry_of and situation.checklist.entry_items(item.entry_of)[0] is item:
        return page.entry is not None and list_page(situation, item.entry_of) is not None
    return (page.item, page.entry) in situation.reached


def list_page(situation: Situation, kind: str) -> PageRef | None:
    """Return the last page reached that shows a kind of list, or none."""
    last = _last_lists(situation).get(kind)
    return PageRef(last) if last else None


def first_open(situation: Situation) -> PageRef | None:
    """Return the first page without a reply that counts (optional ones left out), or none when all are answered."""
    return next((page for page in pages(situation) if is_open(situation, page)), None)


def way_chapters(situation: Situation) -> tuple[Chapter, ...]:
    """Return the chapters that have a page on this patient's way: without an ordered test there is none of tests."""
    own = {situation.checklist.chapter_of[page.item].id for page in pages(situation)}
    return tuple(chapter for chapter in situation.checklist.chapters if chapter.id in own)


def for_staff(situation: Situation) -> tuple[PageRef, ...]:
    """Return what staff alone ask of this patient: it is answered at the desk, and never missing."""
    items = (item for item in situation.checklist.items if item.asks is Asks.STAFF)
    return tuple(PageRef(item.id) for item in items if (item.id, None) in situation.reached)


def is_open(situation: Situation, page: PageRef) -> bool:
    """Tell whether a page still waits for a reply; an optional one never does."""
    return not situation.checklist.item(page.item).optional and (page.item, page.entry) not in situation.current


def after(situation: Situation, page: PageRef) -> PageRef | None:
    """Return the page that follows one, also when that one has just been hidden; none after the last."""
    ordered = pages(situation)
    if page in ordered:
        return next(iter(ordered[ordered.index(page) + 1 :]), None)
    place = _place(situation, page)
    return next((one for one in ordered if _place(situation, one) > place), None)


def before(situation: Situation, page: PageRef) -> PageRef | None:
    """Return the page that stands before one, also when that one has just been hidden; none before the first."""
    ordered = pages(situation)
    if page in ordered:
        return next(iter(reversed(ordered[: ordered.index(page)])), None)
    place = _place(situation, page)
    return next((one for one in reversed(ordered) if _place(situation, one) < place), None)


def missing_required(situation: Situation) -> tuple[PageRef, ...]:
    """Return the pages of required steps without a reply, whoever answers; scenes, lessons, day-of never count."""
    return tuple(_missing(situation))


def _pages(situation: Situation) -> tuple[PageRef, ...]:
    return tuple(_in_order(situation))


def _in_order(situation: Situation) -> Iterator[PageRef]:
    last = _last_lists(situation)
    for item in situation.checklist.items:
        if item.entry_of or (item.id, None) not in situation.reached or not shown(situation, item):
            continue
        yield PageRef(item.id)
        if last.get(item.entries) == item.id:
            yield from _follow_ups(situation, item.entries)


def _follow_ups(situation: Situation, kind: str) -> Iterator[PageRef]:
    questions = situation.checklist.entry_items(kind)[1:]
    for entry in situation.entries(kind):
        for item in questions:
            if (item.id, entry) in situation.reached and shown(situation, item):
                yield PageRef(item.id, entry)


def _last_lists(situation: Situation) -> dict[str, str]:
    """Return for each kind of list the id of its last list item that is reached and shown."""
    return {
        item.entries: item.id
        for item in situation.checklist.lists
        if (item.id, None) in situation.reached and shown(situation, item)
    }


def _place(situation: Situation, page: PageRef) -> tuple[int, int, int]:
    """Return where a page stands in the flow, whether or not it is reached."""
    order = situation.checklist.order
    kind = situation.checklist.item(page.item).entry_of
    if not kind:
        return (order[page.item], -1, -1)
    home = list_page(situation, kind)
    entries = situation.entries(kind)
    which = entries.index(page.entry) if page.entry in entries else len(entries)
    own = -1 if situation.checklist.entry_items(kind)[0].id == page.item else order[page.item]
    return (order[home.item] if home else order[page.item], which, own)


def _missing(situation: Situation) -> Iterator[PageRef]:
    # Over what the branches reach, not over the pages: what is kept from a helper is missing all the same.
    required = {item.id for step in situation.checklist.steps.values() if step.required for item in step.items}
    for item in situation.checklist.items:
        never = kind_of(item) in NEVER_MISSING or not item.has_page
        if item.id not in required or never or item.day_of or item.optional:
            continue
        entries: tuple[str | None, ...] = situation.entries(item.entry_of) if item.entry_of else (None,)
        for entry in entries:
            if (item.id, entry) in situation.reached and (item.id, entry) not in situation.current:
                yield PageRef(item.id, entry)
