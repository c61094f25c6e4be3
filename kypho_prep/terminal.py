"""What commands share: what they ask at the terminal, and the open clinic that they work on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kypho_prep.settings import Settings
    from kypho_prep.workflow.workplace import Workplace


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


@contextmanager
def opened(chosen: Settings) -> Iterator[Workplace]:
    """Open a machine's clinic for one command, as it is now; it is never made. Raises what opening raises."""
    from kypho_prep import paths
    from kypho_prep.content import load
    from kypho_prep.workflow import start

    content = load(paths.resources())
    database = start.open_or_create(chosen.data, chosen.config, create=False, key=chosen.key)
    try:
        yield start.workplace(database, content, clock=lambda: datetime.now(UTC), kiosk=chosen.kiosk)
    finally:
        database.close()
