"""Which pages of the plan a patient has to see anew, since staff changed what they say after they were read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kypho_prep.prep.interview.path import PageRef, is_open, pages
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Who
from kypho_prep.prep.staff_entries.plan_parts import changed_since, entries_at


def plan_news(situation: Situation) -> tuple[PageRef, ...]:
    """Return the open pages that tell a part of the plan of which the patient was told something else before.

    In the order of the pages. A scene about it is among them though it was not asked then, for want of a plan.
    """
    return situation.once(_news)


def entered_before(situation: Situation, page: PageRef) -> Situation:
    """Return the situation with what staff had entered when the patient last read a page of the plan; else as it is."""
    reply = situation.chart.latest.get((page.item, page.entry))
    return replace(situation, chart=entries_at(situation.chart, reply.knew)) if reply is not None else situation


def _news(situation: Situation) -> tuple[PageRef, ...]:
    return tuple(_in_order(situation))


def _in_order(situation: Situation) -> Iterator[PageRef]:
    for page in pages(situation):
        parts = situation.checklist.item(page.item).tells
        if parts and is_open(situation, page) and _told_otherwise(situation, page):
            yield page


def _told_otherwise(situation: Situation, page: PageRef) -> bool:
    parts = situation.checklist.item(page.item).tells
    same = {item.id for item in situation.checklist.items if item.tells == parts}
    read = [one for one in situation.chart.replies if one.item in same and one.answerer.who is not Who.STAFF]
    return any(changed_since(situation.chart, parts, one.knew) for one in read)
