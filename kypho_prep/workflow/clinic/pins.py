"""A PIN of one's own: it re-opens a desk that locked itself under the same person, and nothing else.

It opens neither the clinic's key nor another person's pages, and counts for nothing that asks for the password once
more. How often it was tried, and since when somebody is signed in, is the desk's to know (`StaffSession`): a PIN is
good for nothing at a desk where the password was not typed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kypho_prep.records.rows import AuditRow
from kypho_prep.workflow.clinic import passwords
from kypho_prep.workflow.clinic.staff import member_of, prove, require_staff
from kypho_prep.workflow.errors import Invalid, StaffOnly, WrongPassword, WrongPin

if TYPE_CHECKING:
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace

# NIST SP 800-63B asks for six digits of an activation secret, and for a list of what is not taken.
LEAST, MOST = 6, 12
# Wrong ones at one desk until the password is needed.
TRIES = 5
_IN_ORDER = ("01234567890123456789", "98765432109876543210")


def change_pin(workplace: Workplace, *, staff: StaffMember, password: str, pin: str) -> StaffMember:
    """Give oneself a PIN with one's password, or none where it is empty, and return oneself as signed in.

    Raises WrongPassword, Wait, StaffOnly or Invalid.
    """
    if pin and (wrong := problem(pin)):
        raise Invalid((("pin", wrong, {"least": LEAST, "most": MOST}),))
    prove(workplace, user=staff.user, password=password, event="password_confirmed")
    # Before the transaction: hashing takes half a second, during which nobody else could save.
    hashed = passwords.hashed(pin, workplace.passwords) if pin else None
    with workplace.writing() as records:
        require_staff(records, staff)
        records.staff.change(staff.id, pin_hash=hashed)
        records.audit.add(staff.line(workplace.now(), "pin_set" if pin else "pin_removed", staff.id))
    return replace(staff, has_pin=bool(pin))


def problem(pin: str) -> str:
    """Return the key of the words that say why a PIN cannot be taken; empty where it can."""
    if not pin.isdecimal() or not pin.isascii() or not LEAST <= len(pin) <= MOST:
        return "desk.pin.digits"
    half = len(pin) // 2
    repeats = any(pin == pin[:size] * (len(pin) // size) for size in range(1, half + 1) if len(pin) % size == 0)
    return "desk.pin.easy" if repeats or any(pin in row for row in _IN_ORDER) else ""


def reopen(workplace: Workplace, *, staff: StaffMember, pin: str) -> StaffMember:
    """Return who re-opens their own desk by their PIN. Raises WrongPin, or WrongPassword where only that serves now.

    Only the password serves who was let go, or got another password or role, since they signed in.
    """
    with workplace.reading() as records:
        row = records.staff.get(staff.id)
    same = row is not None and (row.password_hash, row.role) == (staff.proof, staff.role.value)
    if row is None or not same or row.disabled_at is not None or row.pin_hash is None:
        raise WrongPassword
    right = passwords.matches(row.pin_hash, pin, workplace.passwords)
    with workplace.writing() as records:
        if not right:
            records.audit.add(AuditRow(workplace.now(), "unknown", "pin_missed", row.id, details={}))
        elif records.staff.works_here(row.id):
            records.audit.add(staff.line(workplace.now(), "reopened", workplace.kiosk))
        else:
            raise StaffOnly
    if not right:
        raise WrongPin
    return member_of(row)
