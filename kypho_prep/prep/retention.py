"""How long a finished visit is kept: the clinic's days, and what holds one back all the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kypho_prep.prep.chart import Chart, FactKind, StaffFact

LEAST_DAYS, MOST_DAYS = 7, 3650
# What takes a whole visit over into the patient's chart, as the audit has it: its event and its subject.
TAKEN_OVER = frozenset((("printed", "nurse_sheet"), ("acknowledged", "")))
# What the audit holds of a visit that puts nothing new on that paper.
SAYS_NOTHING_NEW = frozenset(
    (
        *("printed", "chart_viewed", "chart_read", "session_opened", "session_ended", "sign_off_revoked"),
        *("visit_ended", "hold_placed", "hold_lifted", "viewed"),
    )
)


class Kept(StrEnum):
    """Why a finished visit stays, the first reason that holds."""

    DAYS = "days"
    HOLD = "hold"
    EMERGENCY = "emergency"
    NOT_TAKEN_OVER = "not_taken_over"
    CLOCK_ALONE = "clock_alone"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Finished:
    """A visit that has ended, as far as keeping it goes.

    `ended_on` is the clinic's local day. `hold` is why it is under a legal hold, "" while it is under none;
    `emergency`: one stands at a kiosk that nobody has acknowledged; `newest`: the last change on the board is its.
    """

    visit: str
    procedure_on: date
    ended_on: date
    hold: str = ""
    emergency: bool = False
    taken_over: bool = False
    newest: bool = False

    @property
    def over_on(self) -> date:
        """Return the day from which it is kept: that of the procedure, or that on which it was ended after it."""
        return max(self.procedure_on, self.ended_on)


def legal_hold(chart: Chart) -> StaffFact | None:
    """Return the entry that a visit's legal hold rests on; None where it is under none."""
    said = [one for one in chart.facts if one.kind is FactKind.LEGAL_HOLD]
    newest = max(said, key=lambda one: one.seq, default=None)
    return newest if newest is not None and newest.subject else None


def taken_over(told: Iterable[tuple[str, str]]) -> bool:
    """Tell whether all that is on record is in the patient's chart: events and subjects, oldest first.

    Its nurse's sheet was printed, or somebody said so of the visit that had ended; nothing new came since.
    """
    taken = False
    for event, subject in told:
        taken = (event, subject) in TAKEN_OVER or (taken and event in SAYS_NOTHING_NEW)
    return taken


def why_kept(one: Finished, *, days: int, today: date, worked: Collection[date]) -> Kept | None:
    """Return why a finished visit stays; None where it goes.

    `worked` are the days on which the clinic put anything on record. A clock that was put forward makes no such days:
    until a third of the clinic's own days were worked since, the clock alone says that they are over.
    """
    if today - one.over_on <= timedelta(days=days):
        return Kept.DAYS
    reasons = (
        (Kept.HOLD, bool(one.hold)),
        (Kept.EMERGENCY, one.emergency),
        (Kept.NOT_TAKEN_OVER, not one.taken_over),
        (Kept.CLOCK_ALONE, sum(one.over_on < day <= today for day in worked) * 3 < days),
        # The board's numbers count from it, and none is given twice.
        (Kept.NEWEST, one.newest),
    )
    return next((kept for kept, holds in reasons if holds), None)
