"""Answers about days: "today" said on another day is another answer, and a day that was chosen is kept as its date."""

from __future__ import annotations

from datetime import date

from kypho_prep.prep.chart import Chart, FactKind
from kypho_prep.prep.checklist import Item
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.reply import Reply, State
from kypho_prep.prep.staff_entries.plan_parts import changed_since
from kypho_prep.prep.times import local_date

NEAR = 2  # today and yesterday stand open, the other days behind one touch
# Not the kind of anesthesia, which voids fasting but changes nobody's day or driver.
MOVED = frozenset(("procedure_on", "procedure_at", "arrival_on", "arrival_at"))


def day_bound(item: Item | None, clinic: Clinic, reply: Reply) -> date | None:
    """Return the local day without which a reply says nothing; none for one that means the same on any day."""
    relative = item is not None and reply.state is State.VALUE and any(one.days is not None for one in item.choices)
    return local_date(reply.at, clinic) if item is not None and (item.day_of or relative) else None


def moved_in(chart: Chart) -> int:
    """Return the number of the last entry that moved the procedure's or the arrival's date or time; 0: none did."""
    changes = (one for one in chart.facts if one.kind is FactKind.VISIT_CHANGED)
    return max((one.seq for one in changes if MOVED & set(one.value["after"])), default=0)


def outlived(item: Item, chart: Chart, reply: Reply) -> bool:
    """Tell whether a reply is about the visit's time or a part of the plan, and that was moved or changed since."""
    return (item.of_times and reply.seq < moved_in(chart)) or changed_since(chart, item.tells, reply.knew)
