"""The audit as an administrator reads it: page by page, by person, visit, day and kind; and whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from kypho_prep.prep.patients.name_search import needles
from kypho_prep.records.audit import Asked
from kypho_prep.records.audit_chain import Checked
from kypho_prep.workflow import clinic_setting
from kypho_prep.workflow.clinic import audit_proof
from kypho_prep.workflow.clinic.staff import require_administrator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.records.rows import AuditRow
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.settings import Settings
    from kypho_prep.workflow.clinic.audit_proof import Held
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace

# What happened, by what an administrator looks for; `tests/workflow/test_audit_search.py` holds that all are here.
KINDS: dict[str, tuple[str, ...]] = {
    "access": (
        *("signed_in", "signed_out", "locked", "sign_in_failed", "sign_in_refused", "password_confirmed"),
        *("unlocked", "unlocked_by_recovery_key", "reopened", "pin_missed"),
        *("code_unknown", "code_missed", "code_refused", "code_killed"),
    ),
    "views": ("viewed", "chart_viewed", "chart_read"),
    "patient": (
        *("replied", "answer_differs", "reply_refused", "session_opened", "session_ended"),
        *("print_asked", "nurse_called"),
        *("call_taken_back", "rest_begun", "rest_missed", "rest_ended", "emergency_acknowledged"),
        *("kiosk_handed_over", "hand_over_taken_back", "hand_over_missed", "hand_over_left"),
    ),
    "desk": (
        *("visit_added", "visit_edited", "visit_ended", "visit_reopened", "answered_for", "flag_action", "instructed"),
        *("withdrawn", "fact_recorded", "action_undone", "acknowledged", "marked_for_review", "signed_off"),
        *("sign_off_revoked", "not_complete_withdrawn", "hold_placed", "hold_lifted"),
    ),
    "papers": ("printed",),
    "people": (
        *("staff_added", "staff_disabled", "staff_enabled", "staff_unlocked", "role_changed"),
        *("pin_set", "pin_removed"),
        *("password_changed", "password_reset", "clinic_changed", "station_added", "station_revoked"),
        *("language_reviewed", "language_withdrawn", "language_shown", "language_hidden"),
    ),
    "program": (
        *("started", "stopped", "program_fault", "clock_moved", "clock_confirmed", "backup_made", "backup_failed"),
        *(
            "backup_not_delivered",
            "backup_brought_back",
            "recovery_key_made",
            "recovery_key_printed",
            "key_brought_back",
            "audit_accepted",
            "visit_purged",
        ),
        *(
            "server_backed_up",
            "board_repaired",
            "moved_to_server",
            "moved_to_machine",
            "start_changed",
            "languages_changed",
        ),
    ),
}
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty is anything. `visit` is a visit's id, or what finds one: a name, an MRN."""

    person: str = ""
    visit: str = ""
    day: date | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of entries, the newest first, each with its number; `earlier` is where the next page begins, if any.

    `patients` are the names of visits that are still kept, `people` those of the accounts that entries are about.
    """

    lines: tuple[tuple[int, AuditRow], ...]
    earlier: int | None
    patients: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)


def look(workplace: Workplace, *, staff: StaffMember, wanted: Wanted, before: int | None = None) -> Found:
    """Return one page of the entries that are wanted, those of before a number. Raises StaffOnly."""
    with workplace.reading() as records:
        require_administrator(records, staff)
        clinic = clinic_setting.read(records.settings.get(clinic_setting.KEY))
        lines = records.audit.found(_asked(records, clinic, wanted), before, AT_ONCE + 1)
        shown = lines[:AT_ONCE]
        visits = {row.visit for _, row in shown if row.visit}
        rows = ((visit, records.summaries.get(visit)) for visit in visits)
        patients = {visit: row.patient for visit, row in rows if row is not None}
        people = {one.id: one.name for one in records.staff.all()}
        return Found(shown, shown[-1][0] if len(lines) > AT_ONCE else None, patients, people)


def check(workplace: Workplace, *, staff: StaffMember, so_far: Checked) -> Checked:
    """Read some more of the audit, and return how far it is whole now. Raises StaffOnly."""
    with workplace.reading() as records:
        require_administrator(records, staff)
        return records.audit_chain.check(workplace.database.audit_key, so_far)


def hold(workplace: Workplace, *, staff: StaffMember, chosen: Settings) -> tuple[Held, ...]:
    """Hold the audit to what stands of it outside the database. Raises StaffOnly."""
    found = audit_proof.outside(chosen, workplace.station)
    with workplace.reading() as records:
        require_administrator(records, staff)
        return audit_proof.hold(records, found)


def _asked(records: Transaction, clinic: Clinic, wanted: Wanted) -> Asked:
    visits = None
    if wanted.visit:
        asked = needles(wanted.visit)
        rows = records.summaries.find(asked, AT_ONCE) if asked else ()
        visits = (wanted.visit, *(row.visit for row in rows))
    since = None if wanted.day is None else datetime.combine(wanted.day, time(), clinic.tz)
    until = None if wanted.day is None else datetime.combine(wanted.day + timedelta(days=1), time(), clinic.tz)
    return Asked(wanted.person, visits, since, until, KINDS.get(wanted.kind, ()))
