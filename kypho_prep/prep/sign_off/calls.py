"""The calls about a visit: whom staff reached and when, and when the next one is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kypho_prep.prep.chart import ActionKind, Chart, FactKind, StaffFact
from kypho_prep.prep.rules.flags import latest_rows
from kypho_prep.prep.staff_entries.versions import first_version

REACHED = ("patient", "family", "escort", "pharmacy", "office", "nobody")
AT_HOME = ("patient", "family", "escort")


@dataclass(frozen=True, slots=True)
class Call:
    """One call as staff logged it; `at` and `seq` are of when it was logged first, `thread` the flag it was about."""

    fact: StaffFact
    at: datetime
    seq: int
    next_due: datetime | None

    @property
    def thread(self) -> str:
        """Return the thread of the flag that the call was about, empty for the visit as a whole."""
        return self.fact.subject

    @property
    def reached(self) -> str:
        """Return whom the call reached, one of REACHED; empty where it does not say."""
        return str(self.fact.value.get("reached", ""))


def calls(chart: Chart) -> tuple[Call, ...]:
    """Return the calls that stand, the newest first; one taken back is none."""
    found = [_call(chart, fact) for fact in chart.current_facts if fact.kind is FactKind.CALL]
    return tuple(sorted(found, key=lambda one: one.seq, reverse=True))


def next_call_due(chart: Chart) -> datetime | None:
    """Return when the next call is due: by the newest call, and by each flag that still waits for one."""
    made = calls(chart)
    # Who made the newest call knew the earlier ones: what they left due is overtaken.
    due = [*(one.next_due for one in made[:1]), *_waiting(chart, made)]
    return min((at for at in due if at is not None), default=None)


def waiting_for_a_call(chart: Chart) -> tuple[str, ...]:
    """Return the threads of the flags that still wait for a call."""
    made = calls(chart)
    raised = [row.thread for row in latest_rows(chart.flags).values() if row.raised]
    return tuple(thread for thread in raised if _due(chart, made, thread) is not None)


def due_of(fact: StaffFact) -> datetime | None:
    """Return when a call says that the next one is due, none where it says nothing."""
    due = str(fact.value.get("next_due") or "")
    return datetime.fromisoformat(due) if due else None


def _waiting(chart: Chart, made: tuple[Call, ...]) -> Iterator[datetime | None]:
    for thread in waiting_for_a_call(chart):
        yield _due(chart, made, thread)


def _due(chart: Chart, made: tuple[Call, ...], thread: str) -> datetime | None:
    """Return when a flag's call is due; none once it was made, or anything else was done about the flag."""
    actions = [one for one in chart.current_actions if one.thread == thread]
    if not actions or any(one.kind is not ActionKind.NEEDS_CALL for one in actions):
        return None
    asked = actions[-1]
    return None if any(one.thread == thread and one.seq >= asked.seq for one in made) else asked.due


def _call(chart: Chart, fact: StaffFact) -> Call:
    # A call whose entry was corrected is not a call made later.
    first = first_version(chart.facts, fact)
    return Call(fact, first.recorded_at, first.seq, due_of(fact))
