"""Who works here: the first administrator, sign-in with waits, the clinic's settings.

This module is light: the first paint may import it. Password work takes half a second: call it off the screen's thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.workflow.workplace import Workplace


class Role(StrEnum):
    """What a staff member may do; an administrator may do all that a nurse may."""

    NURSE = "nurse"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person who works here, signed in."""

    id: str
    user: str
    name: str
    role: Role


def set_up_needed(workplace: Workplace) -> bool:
    """Tell whether nobody works here yet, so that the first administrator must be made."""
    raise NotImplementedError


def first_administrator(workplace: Workplace, *, name: str, user: str, password: str) -> StaffMember:
    """Make the first administrator of a new clinic. Raises Invalid, or StaffOnly where somebody works here already."""
    raise NotImplementedError


def add_member(
    workplace: Workplace, *, staff: StaffMember, name: str, user: str, password: str, role: Role
) -> StaffMember:
    """Let another person work here. Raises StaffOnly (administrators only) or Invalid."""
    raise NotImplementedError


def sign_in(workplace: Workplace, *, user: str, password: str) -> StaffMember:
    """Return the staff member of a name and a password. Raises WrongPassword or Wait."""
    raise NotImplementedError


def sign_out(workplace: Workplace, *, staff: StaffMember, locked: bool = False) -> None:
    """Record that a staff member left the desk, or that it locked itself."""
    raise NotImplementedError


def clinic(workplace: Workplace) -> Clinic:
    """Return the clinic's own settings."""
    raise NotImplementedError


def change_clinic(workplace: Workplace, *, staff: StaffMember, clinic: Clinic) -> None:
    """Store the clinic's settings. Raises StaffOnly (administrators only) or Invalid."""
    raise NotImplementedError
