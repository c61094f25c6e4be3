"""The people who work here, as an administrator looks after them; and each one's own password.

Nobody changes what they themselves may do: so there is always an administrator left. An administrator's account that
was taken over can let the others go all the same: each step is on record with who did it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kypho_prep.records.rows import AuditRow
from kypho_prep.workflow.clinic import key_slots, passwords, wrong_passwords
from kypho_prep.workflow.clinic.staff import (
    Role,
    StaffMember,
    folded,
    member_of,
    prove,
    require_administrator,
    require_password,
    require_staff,
)
from kypho_prep.workflow.derived.refresh import PROGRAM
from kypho_prep.workflow.errors import Invalid, NotAnAdministrator, OwnAccount, StaffOnly, WrongPassword
from kypho_prep.workflow.lockout import Misses

if TYPE_CHECKING:
    from datetime import datetime

    from kypho_prep.records.rows import StaffRow
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Account:
    """A person who works here or did; `waits` are the seconds until the next try at their password.

    `missed` are the wrong passwords of the week that began at `missed_from`, whatever right one came between.
    """

    id: str
    user: str
    name: str
    role: Role
    works_here: bool
    waits: int
    missed: int
    missed_from: datetime | None

    @property
    def guessed_at(self) -> bool:
        """Whether there were more wrong passwords in the week than anybody mistypes; each brings the longest wait."""
        return self.missed > wrong_passwords.MOST_IN_A_WEEK


class Standing(StrEnum):
    """How somebody who signed in stands now: as then, with another password or role, or shut out."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    GONE = "gone"


def accounts(workplace: Workplace, *, staff: StaffMember) -> tuple[Account, ...]:
    """Return everybody, who works here first, then by name. Raises StaffOnly (administrators only)."""
    with workplace.reading() as records:
        require_administrator(records, staff)
        found = [_account(workplace, row) for row in records.staff.all()]
    return tuple(sorted(found, key=lambda one: (not one.works_here, one.name.casefold(), one.user)))


def standing(workplace: Workplace, *, staff: StaffMember) -> Standing:
    """Return how a person who signed in stands now: an open desk goes by it."""
    with workplace.reading() as records:
        return _standing(records, staff)


def _standing(records: Transaction, staff: StaffMember) -> Standing:
    row = records.staff.get(staff.id)
    if row is None or row.disabled_at is not None:
        return Standing.GONE
    same = (row.role, row.password_hash) == (staff.role.value, staff.proof)
    return Standing.UNCHANGED if same else Standing.CHANGED


def change_password(workplace: Workplace, *, staff: StaffMember, current: str, password: str) -> StaffMember:
    """Give oneself a new password and return oneself, signed in by it; other desks that one left open lock.

    It ends a wait, as any right password does, and leaves the week's wrong ones: a guesser who got in hides no tries.
    Raises WrongPassword or Wait for the `current` one, Invalid, or DataFolder or DamagedKey where the new one's slot
    cannot be kept.
    """
    proven = prove(workplace, user=staff.user, password=current, event="password_confirmed")
    _require_good(workplace, password, staff.user, staff.name)
    hashed = passwords.hashed(password, workplace.passwords)
    key_slots.keep_beside(workplace, staff.id, staff.user, password, hashed)
    with workplace.writing() as records:
        require_staff(records, staff)
        # An administrator may have given them another one meanwhile: that one stands. Another role is no wrong
        # password: the desk hears of it as ever.
        found = records.staff.get(staff.id)
        if found is None or found.password_hash != proven.proof:
            raise WrongPassword
        records.staff.change(staff.id, password_hash=hashed)
        records.audit.add(staff.line(workplace.now(), "password_changed", staff.id))
    key_slots.keep(workplace, replace(found, password_hash=hashed), password)
    return replace(proven, proof=hashed)


def reauthenticate(workplace: Workplace, *, staff: StaffMember, password: str) -> StaffMember:
    """Have somebody type their password for one thing, and return them as who may do it. Raises WrongPassword or Wait.

    What needs it (`require_password`): a signature, a doctor's word that goes past a red flag, a change of who works
    here. Nothing else than the password counts: a PIN re-opens a desk, and no more.
    """
    prove(workplace, user=staff.user, password=password, event="password_confirmed")
    return replace(staff, reauthenticated=True)


def confirm(workplace: Workplace, *, staff: StaffMember, password: str) -> None:
    """Have an administrator prove once more who they are, before what is hard to take back.

    Raises WrongPassword, Wait or StaffOnly.
    """
    reauthenticate(workplace, staff=staff, password=password)
    with workplace.reading() as records:
        require_administrator(records, staff)


def reset_password(workplace: Workplace, *, staff: StaffMember, account: str, password: str) -> None:
    """Give somebody who forgot theirs a new password; their PIN and their wait end, their week of misses begins anew.

    Raises StaffOnly, PasswordNeeded, OwnAccount or Invalid.
    """
    with workplace.reading() as records:
        row = _of_another(records, staff, account)
    _require_good(workplace, password, row.user, row.name)
    hashed = passwords.hashed(password, workplace.passwords)
    values = {"password_hash": hashed, "pin_hash": None, **wrong_passwords.columns(Misses())}
    _change(workplace, staff, account, "password_reset", **values)
    key_slots.keep(workplace, replace(row, password_hash=hashed), password)


def reset_by_recovery_key(workplace: Workplace, *, user: str, password: str, account: str) -> StaffMember:
    """Give an administrator a new password where nobody who could is left: the recovery key opened the clinic for it.

    `account` is the machine's of whoever did it. Raises NotAnAdministrator or Invalid.
    """
    with workplace.reading() as records:
        row = records.staff.by_user(folded(user))
    if row is None or row.disabled_at is not None or row.role != Role.ADMINISTRATOR:
        raise NotAnAdministrator
    _require_good(workplace, password, row.user, row.name)
    hashed = passwords.hashed(password, workplace.passwords)
    key_slots.keep_beside(workplace, row.id, row.user, password, hashed)
    with workplace.writing(alone=True) as records:
        records.staff.change(row.id, password_hash=hashed, pin_hash=None, **wrong_passwords.columns(Misses()))
        details = {"by": "recovery_key", "account": account}
        records.audit.add(AuditRow(workplace.now(), PROGRAM, "password_reset", row.id, details=details))
    renewed = replace(row, password_hash=hashed, pin_hash=None)
    key_slots.keep(workplace, renewed, password)
    return member_of(renewed)


def unlock(workplace: Workplace, *, staff: StaffMember, account: str) -> None:
    """Let somebody try their password again at once; the week's wrong ones stand.

    Raises StaffOnly, PasswordNeeded or OwnAccount.
    """
    _change(workplace, staff, account, "staff_unlocked", **wrong_passwords.wait_columns(Misses()))


def disable(workplace: Workplace, *, staff: StaffMember, account: str) -> None:
    """Let somebody go: they sign in no more, and a desk that they left open locks.

    Raises StaffOnly, PasswordNeeded or OwnAccount.
    """
    _change(workplace, staff, account, "staff_disabled", disabled_at=workplace.now(), pin_hash=None)
    key_slots.drop(workplace, account)


def enable(workplace: Workplace, *, staff: StaffMember, account: str) -> None:
    """Let somebody who was let go work here again. Raises StaffOnly, PasswordNeeded or OwnAccount."""
    _change(workplace, staff, account, "staff_enabled", disabled_at=None, **wrong_passwords.wait_columns(Misses()))


def take_role(workplace: Workplace, *, staff: StaffMember, account: str, role: Role) -> None:
    """Change what somebody may do. Raises StaffOnly, PasswordNeeded or OwnAccount."""
    _change(workplace, staff, account, "role_changed", role=role.value)


def _change(workplace: Workplace, staff: StaffMember, account: str, event: str, **values: Any) -> None:
    # Alone: of two administrators who let each other go at once, the second is refused.
    with workplace.writing(alone=True) as records:
        _of_another(records, staff, account)
        records.staff.change(account, **values)
        details = {"role": values["role"]} if "role" in values else {}
        records.audit.add(staff.line(workplace.now(), event, account, details=details))


def _of_another(records: Transaction, staff: StaffMember, account: str) -> StaffRow:
    require_administrator(records, staff)
    require_password(staff)
    if account == staff.id:
        raise OwnAccount
    row = records.staff.get(account)
    if row is None:
        raise StaffOnly
    return row


def _require_good(workplace: Workplace, password: str, *own: str) -> None:
    wrong = passwords.problem(password, workplace.passwords, *own)
    if wrong is not None:
        raise Invalid((wrong,))


def _account(workplace: Workplace, row: StaffRow) -> Account:
    waits = wrong_passwords.seconds_to_wait(workplace, row)
    missed = wrong_passwords.of_this_week(workplace, row)
    works_here = row.disabled_at is None
    return Account(row.id, row.user, row.name, Role(row.role), works_here, waits, missed.week, missed.week_from)
