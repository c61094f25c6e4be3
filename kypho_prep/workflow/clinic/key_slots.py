"""What opens a clinic's own file: a slot for each password of who works here; on a server there is none.

Sealing a slot takes half a second and more: outside any transaction, and off the screen's thread.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from kypho_prep.records.rows import AuditRow
from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow.clinic import passwords
from kypho_prep.workflow.refusals import refusal

if TYPE_CHECKING:
    from kypho_prep.records.rows import StaffRow
    from kypho_prep.records.store import Store
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.workplace import Workplace

# In data that a back-up brought back: whose slots unlocked the machine until then, by account.
UNTIL_NOW = "slots_until_restore"


def keep_first(workplace: Workplace, row: StaffRow, password: str) -> None:
    """Let the first administrator's password open the clinic, which counts as made from then on. Raises DataFolder."""
    try:
        _keep(workplace, row, password)
    except Trouble as trouble:
        raise refusal(trouble) from trouble


def keep(workplace: Workplace, row: StaffRow, password: str) -> None:
    """Let a person's password open the clinic from now on, where another one or none does yet.

    A disk that does not take it keeps nobody out of what is open: it is tried again when they next sign in.
    """
    with suppress(Trouble):
        _keep(workplace, row, password)


def keep_beside(workplace: Workplace, account: str, user: str, password: str, proof: str) -> None:
    """Let a person's new password open the clinic before it is saved there as `proof`, and the old one still.

    So a cut at any moment leaves one of the two that unlocks; `keep`, or the next sign-in, lets go of the other.
    Raises DataFolder or DamagedKey: a password without a slot would shut its owner out in the morning.
    """
    try:
        _add(workplace, account, user, password, proof)
    except Trouble as trouble:
        raise refusal(trouble) from trouble


def remember(database: Store, records: Transaction) -> None:
    """Note in data that came back, and may know older passwords, which slots unlocked this machine until then."""
    if database.slots is not None:
        with suppress(Trouble):
            records.settings.put(UNTIL_NOW, database.slots.marks())


def take_over(workplace: Workplace, account: str, mark: str, password: str) -> StaffRow | None:
    """Let a password whose slot is noted so be its owner's in the clinic too; None where it is not noted.

    Nobody else has typed it: the data that came back is older than the password.
    """
    with workplace.reading() as records:
        noted: dict[str, list[str]] = records.settings.get(UNTIL_NOW) or {}
        known = records.staff.get(account)
    if known is None or known.disabled_at is not None or mark not in noted.get(account, ()):
        return None
    hashed = passwords.hashed(password, workplace.passwords)
    row = replace(known, password_hash=hashed)
    with suppress(Trouble):
        _add(workplace, account, row.user, password, hashed)
    with workplace.writing() as records:
        records.staff.change(account, password_hash=hashed)
        records.settings.put(UNTIL_NOW, {one: marks for one, marks in noted.items() if one != account})
        line = AuditRow(workplace.now(), row.name, "password_changed", account, actor_id=account)
        records.audit.add(replace(line, details={"after": "restore"}))
    keep(workplace, row, password)
    return row


def drop(workplace: Workplace, account: str) -> None:
    """Let a person's password open the clinic no more; a slot that a disk does not let go of opens nothing either."""
    slots = workplace.database.slots
    if slots is not None:
        # Who unlocks is asked for in the clinic too: there they do not work here any more.
        with suppress(Trouble):
            slots.drop(account)


def start_by_itself(workplace: Workplace, *, yes: bool) -> None:
    """Let this machine open the clinic's file without anybody, or no more. Raises DamagedKey or DataFolder."""
    slots = workplace.database.slots
    if slots is not None:
        try:
            slots.start_by_itself(yes=yes)
        except Trouble as trouble:
            raise refusal(trouble) from trouble


def _keep(workplace: Workplace, row: StaffRow, password: str) -> None:
    slots = workplace.database.slots
    if slots is not None and not slots.settle(row.id, row.password_hash):
        _add(workplace, row.id, row.user, password, row.password_hash)
        slots.settle(row.id, row.password_hash)


def _add(workplace: Workplace, account: str, user: str, password: str, proof: str) -> None:
    from kypho_prep.records.sqlite import sealing

    slots, rule = workplace.database.slots, workplace.passwords
    if slots is None:
        return
    rounds = sealing.rounds_for(rule.unlock_seconds, rule.rounds, rule.memory_kib, rule.lanes)
    cost = {"rounds": rounds, "memory_kib": rule.memory_kib, "lanes": rule.lanes}
    slots.add(account, user, passwords.same_everywhere(password), proof, cost)
