"""How a panel records what staff saw, checked or did: a new entry, or one in the place of an older one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.workflow.desk import review


@dataclass(frozen=True)
class NewFact:
    """What is to be recorded; with `before` it takes the place of an entry that stands, for the reason given."""

    kind: FactKind
    value: Mapping[str, Any] = field(default_factory=dict)
    subject: str = ""
    before: StaffFact | None = None
    reason: str = ""


def newest(opened: OpenVisit, kind: FactKind, subject: str = "") -> StaffFact | None:
    """Return the newest standing fact of a kind about a subject."""
    found = [one for one in opened.situation.chart.current_facts if one.kind is kind and one.subject == subject]
    return max(found, key=lambda one: one.seq, default=None)


def record(opened: OpenVisit, fact: NewFact) -> Job:
    """Return the job that records a fact."""
    return lambda: review.record_fact(
        opened.desk.workplace,
        staff=opened.session.staff,
        visit=opened.visit,
        kind=fact.kind,
        subject=fact.subject,
        value=fact.value,
        supersedes=fact.before.id if fact.before else None,
        reason=fact.reason,
    )
