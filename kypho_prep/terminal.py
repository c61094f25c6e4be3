"""What a command asks at the terminal: a line, a secret, and what unlocks a clinic that staff have to unlock."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kypho_prep.settings import Settings


def typed(asked: str) -> str:
    """Return what is typed; nothing where the input ends, as by Ctrl-D."""
    try:
        return input(asked)
    except EOFError:
        return ""


def secret(asked: str) -> str:
    """Return what is typed and not shown; where the input is no terminal, its next line."""
    import getpass

    if not sys.stdin.isatty():
        return typed(asked)
    try:
        return getpass.getpass(asked)
    except EOFError:
        return ""


def unlocked(chosen: Settings) -> Settings:
    """Return a machine's settings with the key of its clinic, asked for where only staff open it.

    Raises WrongPassword or a CannotOpen.
    """
    from kypho_prep.workflow.clinic.unlocking import Unlocking, must_unlock

    if not must_unlock(chosen):
        return chosen
    print("This clinic's data is locked: a staff member's name and password open it, or the recovery key.", flush=True)
    unlocking = Unlocking(chosen, lambda: datetime.now(UTC), time.monotonic)
    user = typed("User name (empty: the recovery key): ")
    if user:
        found = unlocking.by_password(user, secret("Password: "))
        unlocking.refuse_stale(found)
    else:
        found = unlocking.by_recovery_key(typed("Recovery key: "))
    return replace(chosen, key=found.key)
