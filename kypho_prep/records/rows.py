"""Frozen rows that are no part of a chart: sittings, staff, the audit, the board's row; nothing heavy here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One sitting at a kiosk, open while `ended_at` is None.

    `seq` is its place among the visit's sittings, given when it is opened.
    `page` is where the patient is; `resume` where the last sitting ended, until "right now" is answered anew.
    """

    id: str
    visit: str
    kiosk: str
    who: str
    helper_name: str
    language: str
    text_size: int
    theme: str
    opened_at: datetime
    opened_by: str
    page_item: str | None = None
    page_entry: str | None = None
    resume_item: str | None = None
    resume_entry: str | None = None
    ended_at: datetime | None = None
    ended_how: str = ""
    opened_by_id: str | None = None
    station_id: str | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Station:
    """A machine that works on the clinic; kind is "kiosk", "desk" or "both".

    The machine that works alone has no name here: it goes by the one that its settings give it.
    """

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class StationRow:
    """A station as the clinic knows it; `login` is its own at the clinic's server, if it has one."""

    id: str
    name: str
    kind: str
    login: str | None
    added_at: datetime
    seen_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class AtKiosk:
    """Where a visit's open sitting is: which kiosk, since when, and the page's item as far as one was turned."""

    kiosk: str
    since: datetime
    item: str | None


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A person who works here, with what signing in needs."""

    id: str
    user: str
    name: str
    role: str
    password_hash: str
    created_at: datetime
    misses: int = 0
    waits_from: datetime | None = None
    waits_until: datetime | None = None
    disabled_at: datetime | None = None
    week_misses: int = 0
    week_from: datetime | None = None
    pin_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A sitting, with what tells whether a chart held since the last reply is still the visit's.

    `change_seq` is the visit's newest change, `nurse_called` an open call for a nurse, `clinic` the settings as stored.
    """

    sitting: SessionRow
    change_seq: int
    nurse_called: bool
    clinic: Any


@dataclass(frozen=True, slots=True)
class CodeHit:
    """What a slip's code leads to."""

    visit: str
    born: date
    procedure_on: date
    ended: str | None
    misses: int


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line of what was done; `details` name things, never what a patient said. `actor_id` is a staff account's."""

    at: datetime
    actor: str
    event: str
    subject: str = ""
    visit: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    actor_id: str | None = None


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One visit as the board shows it; `cancel_red_from` is the first day of an open red that could cancel the case.

    `medicines` holds each one's names: as typed, as confirmed, what it contains. `moved_from` is the day that the
    patient still has in mind. `day_signed_by` signed the day's page as it stands now. `emergency_seq` is the number of
    the newest reply that calls for somebody; a further one is another emergency.
    """

    visit: str
    patient: str
    born: date
    language: str
    phone: str
    mrn: str
    procedure_on: date
    procedure_at: str | None
    arrival_on: date | None
    arrival_at: str | None
    levels: str
    anesthesia: str
    stage: str
    chapters_done: int
    chapters_of: int
    open_lines: tuple[Mapping[str, Any], ...]
    cancel_red_from: date | None
    helper: str
    interpreter: bool
    nurse_called_at: datetime | None
    wrong_person: bool
    code_dead: bool
    emergency_kiosk: str | None
    print_plan: bool
    who_now: str
    last_call_at: datetime | None
    calls: int
    next_due_at: datetime | None
    finished_at: datetime | None
    signed_by: str
    revoked: bool
    medicines: tuple[tuple[str, ...], ...] = ()
    ended_at: datetime | None = None
    last_answer_at: datetime | None = None
    moved_from: date | None = None
    day_signed_by: str = ""
    day_fallen: bool = False
    call_taken_back_at: datetime | None = None
    emergency_seq: int | None = None
    change_seq: int = 0


@dataclass(frozen=True, slots=True)
class OpenAlarmRow:
    """A visit with a call for a nurse or an emergency that nobody has seen to."""

    visit: str
    nurse_called_at: datetime | None
    emergency_kiosk: str | None
    emergency_seq: int | None
