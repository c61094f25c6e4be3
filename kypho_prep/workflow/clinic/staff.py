"""Who works here: the first administrator, sign-in with waits, the clinic's settings.

This module is light: the first paint may import it. Password work takes half a second: call it off the screen's thread.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NoReturn

from kypho_prep.prep.author import Author
from kypho_prep.records.ids import new_id
from kypho_prep.records.rows import AuditRow, StaffRow
from kypho_prep.workflow import clinic_setting
from kypho_prep.workflow.clinic import key_slots, passwords, wrong_passwords
from kypho_prep.workflow.clinic.clinic_check import checked
from kypho_prep.workflow.clinic.on_record import refused_in_wait
from kypho_prep.workflow.derived.refresh import bring_all_up_to_date
from kypho_prep.workflow.errors import Invalid, PasswordNeeded, Problem, StaffOnly, Wait, WrongPassword
from kypho_prep.workflow.forms import name_problems, normalized, one_line, require_length

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.workplace import Workplace

# The settings that flags and signatures rest on.
RULES = frozenset(("aspirin_level", "holidays", "prep_ticks", "day_ticks"))


class Role(StrEnum):
    """What a staff member may do; an administrator may do all that a nurse may."""

    NURSE = "nurse"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person who works here, signed in; `proof` is what was stored of their password when they did.

    `reauthenticated`: their password was typed for the one thing that is done now; who is signed in is not.
    """

    id: str
    user: str
    name: str
    role: Role
    proof: str = field(default="", repr=False, compare=False)
    reauthenticated: bool = field(default=False, compare=False)
    has_pin: bool = field(default=False, compare=False)

    @property
    def author(self) -> Author:
        """Return who writes what this person does."""
        return Author(self.name, self.id)

    def line(
        self,
        at: datetime,
        event: str,
        subject: str = "",
        visit: str | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> AuditRow:
        """Return the audit's line of what this person did."""
        return AuditRow(at, self.name, event, subject, visit, details or {}, self.id)


def set_up_needed(workplace: Workplace) -> bool:
    """Tell whether nobody works here yet, so that the first administrator must be made."""
    with workplace.reading() as records:
        return records.staff.is_empty()


def first_administrator(workplace: Workplace, *, name: str, user: str, password: str) -> StaffMember:
    """Make the first administrator of a new clinic. Raises Invalid, or StaffOnly where somebody works here already."""
    # Before the transaction: hashing takes half a second, during which nobody else could save.
    row = _new_row(workplace, (name, user, password), Role.ADMINISTRATOR)
    with workplace.writing(alone=True) as records:
        if not records.staff.is_empty():
            raise StaffOnly
        member = _add(records, row)
    key_slots.keep_first(workplace, row, password)
    return replace(member, reauthenticated=True)


def add_member(
    workplace: Workplace, *, staff: StaffMember, name: str, user: str, password: str, role: Role
) -> StaffMember:
    """Let another person work here. Raises StaffOnly (administrators only), PasswordNeeded or Invalid."""
    row = _new_row(workplace, (name, user, password), role)
    with workplace.writing(alone=True) as records:
        require_administrator(records, staff)
        require_password(staff)
        if records.staff.by_user(row.user) is not None:
            raise Invalid((("user", "error.user_taken", {}),))
        member = _add(records, row, by=staff)
    key_slots.keep(workplace, row, password)
    return member


def sign_in(workplace: Workplace, *, user: str, password: str) -> StaffMember:
    """Return the staff member of a name and a password. Raises WrongPassword or Wait."""
    return prove(workplace, user=user, password=password, event="signed_in")


def prove(workplace: Workplace, *, user: str, password: str, event: str) -> StaffMember:
    """Return whose name and password these are, and put on record for what. Raises WrongPassword or Wait."""
    if workplace.database.guarded:
        return _proven_at_server(workplace, folded(user), password, event)
    with workplace.reading() as records:
        row = records.staff.by_user(folded(user))
    left = wrong_passwords.seconds_to_wait(workplace, row) if row is not None else 0
    if left:
        _refuse_in_wait(workplace, row.id if row is not None else "", left)
    # An unknown name costs as much time as a known one.
    # Between two transactions, since checking takes half a second in which nobody else could save.
    right = passwords.matches(row.password_hash if row else None, password, workplace.passwords)
    with workplace.writing() as records:
        # Read anew: meanwhile they may have been let go, given another password or role, or made to wait.
        found = records.staff.get(row.id) if row is not None else None
        let_in = row is not None and found is not None and right and _proven(found, row.password_hash)
        member = _let_in(workplace, records, found, event) if found is not None and let_in else None
        if member is None:
            _count_miss(workplace, records, found)
    # Not inside the transaction, which would take the counted miss back with it.
    if member is None or found is None:
        raise WrongPassword
    # The first time after a change, or in a clinic from before there were slots.
    key_slots.keep(workplace, found, password)
    return member


def sign_out(workplace: Workplace, *, staff: StaffMember, locked: bool = False) -> None:
    """Record that a staff member left the desk, or that it locked itself."""
    with workplace.writing() as records:
        event = "locked" if locked else "signed_out"
        records.audit.add(staff.line(workplace.now(), event, workplace.kiosk))


def clinic(workplace: Workplace) -> Clinic:
    """Return the clinic's own settings."""
    with workplace.reading() as records:
        return clinic_setting.read(records.settings.get(clinic_setting.KEY))


def change_clinic(workplace: Workplace, *, staff: StaffMember, clinic: Clinic) -> None:
    """Store the clinic's settings; where a rule changed, every visit to come is told anew.

    Raises StaffOnly (administrators only) or Invalid.
    """
    clinic = checked(clinic)
    with workplace.writing(alone=True) as records:
        require_administrator(records, staff)
        old = clinic_setting.stored(clinic_setting.read(records.settings.get(clinic_setting.KEY)))
        # Whoever filled the form in may have opened it before another recorded a language's review.
        new = clinic_setting.stored(clinic) | {name: old[name] for name in clinic_setting.LANGUAGES}
        records.settings.put(clinic_setting.KEY, new)
        changed = sorted(name for name in new if new[name] != old[name])
        # Names only: no line of the audit holds a value.
        records.audit.add(staff.line(workplace.now(), "clinic_changed", details={"changed": changed}))
        if RULES.intersection(changed):
            bring_all_up_to_date(workplace, records)


def require_staff(records: Transaction, staff: StaffMember) -> None:
    """Refuse who does not work here, or no longer does. Raises StaffOnly."""
    if not records.staff.works_here(staff.id):
        raise StaffOnly


def require_password(staff: StaffMember) -> None:
    """Refuse what a signed-in desk alone may not do: the password is typed for it. Raises PasswordNeeded."""
    if not staff.reauthenticated:
        raise PasswordNeeded


def require_administrator(records: Transaction, staff: StaffMember) -> None:
    """Refuse who is no administrator, whatever the caller says. Raises StaffOnly."""
    row = records.staff.get(staff.id)
    if row is None or row.disabled_at is not None or row.role != Role.ADMINISTRATOR:
        raise StaffOnly


def _new_row(workplace: Workplace, typed: tuple[str, str, str], role: Role) -> StaffRow:
    """Return a checked account, its password hashed outside any transaction. Raises Invalid."""
    name, user, password = one_line(normalized(typed[0])), folded(typed[1]), typed[2]
    require_length(name, user)
    problems: list[Problem] = name_problems(name, user)
    wrong = passwords.problem(password, workplace.passwords, name, user)
    problems += [wrong] if wrong else []
    if problems:
        raise Invalid(tuple(problems))
    now = workplace.now()
    hashed = passwords.hashed(password, workplace.passwords)
    return StaffRow(new_id(now), user, name, role.value, hashed, now)


def _add(records: Transaction, row: StaffRow, *, by: StaffMember | None = None) -> StaffMember:
    member = member_of(row)
    records.staff.add(row)
    records.audit.add((by or member).line(row.created_at, "staff_added", row.id, details={"role": row.role}))
    return member


def member_of(row: StaffRow) -> StaffMember:
    """Return who an account is, as it stands now."""
    has_pin = row.pin_hash is not None
    return StaffMember(row.id, row.user, row.name, Role(row.role), row.password_hash, has_pin=has_pin)


def _proven_at_server(workplace: Workplace, user: str, password: str, event: str) -> StaffMember:
    """Have the server say whose password it is, which tells this login no hash. Raises WrongPassword or Wait."""
    with workplace.reading() as records:
        salted = records.claims.salt_of(user)
    proof = passwords.proof(salted, password)
    with workplace.writing() as records:
        left = records.claims.try_password(user, proof)
    if left:
        _refuse_in_wait(workplace, "", left)
    # Not in the same transaction: the try has to be counted for good before it is answered.
    with workplace.writing() as records:
        found = records.claims.answer_password()
        if found is not None:
            member = StaffMember(found["id"], found["user"], found["name"], Role(found["role"]), proof)
            records.audit.add(member.line(workplace.now(), event, workplace.kiosk))
            return member
    raise WrongPassword


def _proven(row: StaffRow, proof: str) -> bool:
    """Tell whether an account may be signed in to by what was stored of its password when that was checked."""
    return row.disabled_at is None and row.password_hash == proof


def _let_in(workplace: Workplace, records: Transaction, row: StaffRow, event: str) -> StaffMember:
    """End an account's wait and put on record what its password was given for. Raises Wait."""
    left = wrong_passwords.seconds_to_wait(workplace, row)
    if left:
        raise Wait(left)
    wrong_passwords.keep(records, row.id, wrong_passwords.of_account(row).after_a_right_one())
    member = member_of(row)
    records.audit.add(member.line(workplace.now(), event, workplace.kiosk))
    return member


def _refuse_in_wait(workplace: Workplace, account: str, left: int) -> NoReturn:
    refused_in_wait(workplace, actor="unknown", event="sign_in_refused", subject=account, seconds=left)
    raise Wait(left)


def _count_miss(workplace: Workplace, records: Transaction, row: StaffRow | None) -> None:
    now = workplace.now()
    records.audit.add(AuditRow(now, "unknown", "sign_in_failed", row.id if row else "", details={}))
    if row is not None:
        wrong_passwords.count_one_more(workplace, records, row)


def folded(user: str) -> str:
    """Return a user name as it is stored: the same however it was typed."""
    return unicodedata.normalize("NFKC", normalized(user)).casefold()
