"""One visit with everything known about it, as frozen values: what rules read and screens show.

Every row holds `seq`, its place in the order of what happened to the visit; what was written together may share one.
Rules ask it, never the moment, what came after what: somebody may have put the clock back, or forward for a while.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from kypho_prep.prep.author import Author, Recorded
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.reply import Reply, State


class Anesthesia(StrEnum):
    """The kind of anesthesia that staff entered (S69)."""

    GENERAL = "general"
    LOCAL = "local"
    SEDATION = "sedation"
    NOT_KNOWN = "not_known"


class Ending(StrEnum):
    """How a visit ended."""

    DONE = "done"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


class InstructionAction(StrEnum):
    """What an instruction is about; instructions are the only place that holds stop, hold, take or fast."""

    FASTING_FOOD = "fasting_food"
    FASTING_LIQUIDS = "fasting_liquids"
    NO_FASTING = "no_fasting"
    LAST_DOSE = "last_dose"
    CONTINUE = "continue"
    MORNING_OF = "morning_of"
    OTHER = "other"


class FactKind(StrEnum):
    """What staff recorded beside the patient's answers."""

    RESULT_SEEN = "result_seen"
    IDENTIFIERS = "identifiers"
    ADULT_VERIFIED = "adult_verified"
    ESCORT_EXEMPT = "escort_exempt"
    EMERGENCY_ACKNOWLEDGED = "emergency_acknowledged"
    CALL = "call"
    CHART_TICK = "chart_tick"
    PLAN_PRINTED = "plan_printed"
    VISIT_CHANGED = "visit_changed"
    CHART_READ = "chart_read"
    DAY_CHECK = "day_check"
    SIGN_OFF_WITHDRAWN = "sign_off_withdrawn"
    SIGN_OFF_FALLEN = "sign_off_fallen"
    CALL_TAKEN_BACK = "call_taken_back"
    LEGAL_HOLD = "legal_hold"
    ANSWER_DIFFERS = "answer_differs"
    INSTRUCTION_TRANSLATED = "instruction_translated"


class ActionKind(StrEnum):
    """What staff did about a flag."""

    SEEN = "seen"
    ANSWERED = "answered"
    PREPARED = "prepared"
    TOLD_DOCTOR = "told_doctor"
    PROCEED = "proceed"
    NEEDS_CALL = "needs_call"
    UNDONE = "undone"


class SignOffKind(StrEnum):
    """What a nurse signed."""

    PREP = "prep"
    DAY_OF = "day_of"
    NOT_COMPLETE = "not_complete"


@dataclass(frozen=True, slots=True)
class Patient:
    """The person; sex is optional, names are kept as typed."""

    id: str
    family: str
    given: str
    born: date
    sex: str = ""
    mrn: str = ""
    phone: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Visit:
    """One patient's one procedure; times are the clinic's local wall clock, None while not known."""

    id: str
    patient: str
    procedure_on: date
    procedure_at: str | None = None
    arrival_on: date | None = None
    arrival_at: str | None = None
    levels: str = ""
    anesthesia: Anesthesia = Anesthesia.NOT_KNOWN
    surgeon: str = ""
    tests: tuple[str, ...] = ()
    ask_pregnancy: bool = False
    revision: int = 1
    # Raised by each move: the times of an instruction that was given under another number are void.
    times_revision: int = 1
    finished_at: datetime | None = None
    finished_by: str = ""
    ended: Ending | None = None
    ended_reason: str = ""
    code_dead: bool = False
    nurse_called_at: datetime | None = None
    wrong_person_at: datetime | None = None
    ended_at: datetime | None = None
    finished_by_id: str | None = None
    wrong_person_seq: int | None = None


@dataclass(frozen=True, slots=True)
class Instruction(Recorded):
    """A prescriber's word as staff recorded it; corrected only by a superseding one with a reason."""

    id: str
    visit: str
    subject: str
    action: InstructionAction
    on: date | None
    at: str | None
    text: str
    decided_by: str
    told_on: date | None
    told_by: str
    restart: str
    bridging: bool | None
    recorded_by: str
    recorded_at: datetime
    times_revision: int
    read_back: bool = False
    supersedes: str | None = None
    reason: str = ""
    withdrawn: bool = False
    recorded_by_id: str | None = None
    seq: int = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class StaffFact(Recorded):
    """A staff entry that is no answer of the patient's: a result seen, two identifiers, a call."""

    id: str
    visit: str
    kind: FactKind
    subject: str
    value: Mapping[str, Any]
    recorded_by: str
    recorded_at: datetime
    supersedes: str | None = None
    reason: str = ""
    withdrawn: bool = False
    recorded_by_id: str | None = None
    seq: int = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One version of a flag; `thread` stays while its handling stays, a re-opened flag starts a new thread."""

    id: str
    thread: str
    problem: str
    subject: str
    level: Level
    kind: Kind
    fingerprint: str
    raised: bool
    at: datetime
    reasons: tuple[str, ...] = ()
    seq: int = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class FlagAction(Recorded):
    """What staff did about one thread of a flag; `undone` takes the action back whose id is its answer."""

    id: str
    thread: str
    kind: ActionKind
    text: str
    decided_by: str
    recorded_by: str
    recorded_at: datetime
    due: datetime | None = None
    answer: str = ""
    recorded_by_id: str | None = None
    seq: int = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class SignOff:
    """What a nurse signed, the exact values that it binds, and the words as shown."""

    id: str
    visit: str
    kind: SignOffKind
    bound: Mapping[str, str]
    words: Mapping[str, str]
    reason: str
    signed_by: str
    signed_at: datetime
    content_version: str
    reply_ids: tuple[str, ...] = ()
    signed_by_id: str | None = None
    seq: int = field(kw_only=True)

    @property
    def author(self) -> Author:
        """Return who signed."""
        return Author(self.signed_by, self.signed_by_id)


@dataclass(frozen=True)
class Chart:
    """Everything known about one visit."""

    patient: Patient
    visit: Visit
    replies: tuple[Reply, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    facts: tuple[StaffFact, ...] = ()
    flags: tuple[FlagRow, ...] = ()
    actions: tuple[FlagAction, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    seen_chart: Mapping[str, datetime] = field(default_factory=dict)

    @cached_property
    def latest(self) -> dict[tuple[str, str | None], Reply]:
        """Return the newest reply to each item and entry, whatever its revision."""
        return {(reply.item, reply.entry): reply for reply in sorted(self.replies, key=lambda one: one.seq)}

    @cached_property
    def current_instructions(self) -> tuple[Instruction, ...]:
        """Return the instructions that nothing supersedes and nobody withdrew."""
        replaced = {one.supersedes for one in self.instructions}
        return tuple(one for one in self.instructions if one.id not in replaced and not one.withdrawn)

    @cached_property
    def current_facts(self) -> tuple[StaffFact, ...]:
        """Return the staff facts that nothing supersedes and nobody withdrew."""
        replaced = {one.supersedes for one in self.facts}
        return tuple(one for one in self.facts if one.id not in replaced and not one.withdrawn)

    @cached_property
    def current_actions(self) -> tuple[FlagAction, ...]:
        """Return what staff did about flags and nobody took back."""
        undone = {one.answer for one in self.actions if one.kind is ActionKind.UNDONE}
        return tuple(one for one in self.actions if one.kind is not ActionKind.UNDONE and one.id not in undone)

    @property
    def newest(self) -> int:
        """Return the number of the newest thing on record; 0 while there is none."""
        rows = (self.replies, self.flags, self.instructions, self.facts, self.actions, self.sign_offs)
        return max((self.visit.wrong_person_seq or 0, *(one.seq for kind in rows for one in kind)))

    def entries(self, name_items: tuple[str, ...]) -> tuple[str, ...]:
        """Return the uuids of a list's entries that were named and not removed, oldest first."""
        return tuple(
            entry
            for (item, entry), reply in self.latest.items()
            if item in name_items and entry is not None and reply.state is not State.REMOVED
        )
