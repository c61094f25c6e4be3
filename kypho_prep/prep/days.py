"""Answers that are read against the day they were given on: "today" said on another day is another answer."""

from __future__ import annotations

from datetime import date

from kypho_prep.prep.checklist import Item
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.reply import Reply, State
from kypho_prep.prep.times import local_date


def day_bound(item: Item | None, clinic: Clinic, reply: Reply) -> date | None:
    """Return the local day without which a reply says nothing; none for one that means the same on any day."""
    relative = item is not None and reply.state is State.VALUE and any(one.days is not None for one in item.choices)
    return local_date(reply.at, clinic) if item is not None and (item.day_of or relative) else None
