"""What a nurse does with a visit: read it, act on flags, record instructions and facts, answer for the patient, sign.

This module is light: the first paint may import it. Every function that writes returns the chart as it stands after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.chart import ActionKind, FactKind, InstructionAction

if TYPE_CHECKING:
    from kypho_prep.prep.flags import Card
    from kypho_prep.prep.progress import Progress
    from kypho_prep.prep.sign_off import Blocker, Standing
    from kypho_prep.prep.situation import Situation
    from kypho_prep.prep.stage import Stage
    from kypho_prep.workflow.intake import Given
    from kypho_prep.workflow.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session of the visit at a kiosk; ended_how is left, idle, finished, not_me, taken_over, ended or empty."""

    id: str
    kiosk: str
    who: str
    helper_name: str
    language: str
    opened_at: datetime
    opened_by: str
    ended_at: datetime | None
    ended_how: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of the visit's record: what happened, by whom, when; details hold names of things, never values."""

    at: datetime
    actor: str
    event: str
    subject: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Review:
    """One visit as the nurse reads it; `bound` is what a sign-off would bind and is handed back to sign_off."""

    situation: Situation
    cards: tuple[Card, ...]
    blockers: tuple[Blocker, ...]
    standing: Standing
    stage: Stage
    progress: Progress
    bound: Mapping[str, str]
    sessions: tuple[Sitting, ...]
    history: tuple[HistoryLine, ...]
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class ActionForm:
    """What staff did about a flag; `answer` is the doctor's, `decided_by` who decided to proceed, `due` of a call."""

    kind: ActionKind
    text: str = ""
    decided_by: str = ""
    answer: str = ""
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class InstructionForm:
    """A prescriber's word as typed; `supersedes` with a `reason` corrects an older one.

    `subject` is a medicine's entry, `group:<choice>` or `fasting`; `at` is "HH:MM" of the clinic's clock.
    """

    subject: str
    action: InstructionAction
    on: date | None = None
    at: str = ""
    text: str = ""
    decided_by: str = ""
    told_on: date | None = None
    told_by: str = ""
    restart: str = ""
    bridging: bool | None = None
    read_back: bool = False
    supersedes: str | None = None
    reason: str = ""


def open_chart(workplace: Workplace, *, staff: StaffMember, visit: str) -> Review:
    """Return the whole visit, put on record that it was read, and take a patient's call off the board."""
    raise NotImplementedError


def act(workplace: Workplace, *, staff: StaffMember, visit: str, thread: str, action: ActionForm) -> Review:
    """Record what staff did about one flag. Raises Invalid (a text is missing), StaffOnly, or Changed (flag gone)."""
    raise NotImplementedError


def instruct(workplace: Workplace, *, staff: StaffMember, visit: str, form: InstructionForm) -> Review:
    """Record a prescriber's instruction. Raises Invalid (fasting after the procedure, a part is missing), StaffOnly."""
    raise NotImplementedError


def record_fact(
    workplace: Workplace,
    *,
    staff: StaffMember,
    visit: str,
    kind: FactKind,
    subject: str = "",
    value: Mapping[str, Any] | None = None,
    supersedes: str | None = None,
    reason: str = "",
) -> Review:
    """Record what staff saw, checked or did. Raises Invalid (a correction without a reason) or StaffOnly."""
    raise NotImplementedError


def withdraw(workplace: Workplace, *, staff: StaffMember, visit: str, record: str, reason: str) -> Review:
    """Take back an instruction or a staff fact by its id, with the reason; the old row stays. Raises Invalid."""
    raise NotImplementedError


def answer_for(workplace: Workplace, *, staff: StaffMember, visit: str, given: Given, source: str) -> Review:
    """Store staff's answer for the patient with its source (phone, desk, chart, pharmacy, family). Raises TooLong."""
    raise NotImplementedError


def sign_off(
    workplace: Workplace,
    *,
    staff: StaffMember,
    visit: str,
    bound: Mapping[str, str],
    words: Mapping[str, str] | None = None,
) -> Review:
    """Sign "prep complete" for exactly what was seen, with the words as shown. Raises Blocked, or Changed."""
    raise NotImplementedError


def not_complete(workplace: Workplace, *, staff: StaffMember, visit: str, reason: str) -> Review:
    """Record that the preparation is not complete, and why. Raises Invalid without a reason."""
    raise NotImplementedError


def mark_for_review(workplace: Workplace, *, staff: StaffMember, visit: str) -> Review:
    """Put a visit up for review although the patient has not pressed finish."""
    raise NotImplementedError
