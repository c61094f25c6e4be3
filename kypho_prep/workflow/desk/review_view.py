"""A visit as the nurse reads it, with its sittings; a light module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from kypho_prep.prep.interview.progress import Progress, progress
from kypho_prep.prep.reply import Who
from kypho_prep.prep.retention import taken_over
from kypho_prep.prep.rules.emergency import emergency
from kypho_prep.prep.rules.flags import Card, cards
from kypho_prep.prep.sign_off.changes_since import Since, since
from kypho_prep.prep.sign_off.prep_sign_off import Blocker, Standing, binding, blockers, standing
from kypho_prep.prep.sign_off.stage import Stage, stage

if TYPE_CHECKING:
    from kypho_prep.prep.interview.situation import Situation
    from kypho_prep.records.rows import SessionRow
    from kypho_prep.records.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session of the visit at a kiosk.

    ended_how: left, idle, finished, not_me, taken_over, by_staff, revoked, ended, cut, empty.
    """

    id: str
    kiosk: str
    who: str
    helper_name: str
    language: str
    opened_at: datetime
    opened_by: str
    ended_at: datetime | None
    ended_how: str
    station_id: str | None = None


@dataclass(frozen=True)
class Review:
    """One visit as the nurse reads it; `bound` is what a sign-off would bind and is handed back to sign_off.

    `taken_over`: it has ended, and all that is on record of it is in the patient's chart.
    """

    situation: Situation
    cards: tuple[Card, ...]
    blockers: tuple[Blocker, ...]
    standing: Standing
    stage: Stage
    progress: Progress
    bound: Mapping[str, str]
    sessions: tuple[Sitting, ...]
    emergency: bool = False
    since: Since | None = None
    taken_over: bool = False


def read(records: Transaction, situation: Situation) -> Review:
    """Return the whole visit as staff sees it, private items too."""
    # A situation that is staff's already keeps what was worked out on it.
    seen = situation if situation.who is Who.STAFF else replace(situation, who=Who.STAFF)
    visit = seen.chart.visit.id
    return Review(
        situation=seen,
        cards=cards(seen),
        blockers=blockers(seen),
        standing=standing(seen),
        stage=stage(seen),
        progress=progress(seen),
        bound=binding(seen),
        sessions=tuple(_sitting(row) for row in records.sessions.of_visit(visit)),
        emergency=emergency(seen) is not None,
        since=since(seen),
        taken_over=seen.chart.visit.ended is not None and _taken_over(records, visit),
    )


def _taken_over(records: Transaction, visit: str) -> bool:
    return taken_over((line.event, line.subject) for line in records.audit.of_visit(visit))


def _sitting(row: SessionRow) -> Sitting:
    return Sitting(
        row.id,
        row.kiosk,
        row.who,
        row.helper_name,
        row.language,
        row.opened_at,
        row.opened_by,
        row.ended_at,
        row.ended_how,
        row.station_id,
    )
