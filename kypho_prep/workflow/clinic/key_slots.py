"""What opens a clinic's own file: a slot for each password of who works here; on a server there is none.

Sealing a slot takes half a second and more: outside any transaction, and off the screen's thread.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow.clinic import passwords
from kypho_prep.workflow.refusals import refusal

if TYPE_CHECKING:
    from kypho_prep.records.rows import StaffRow
    from kypho_prep.workflow.workplace import Workplace


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
    """
    with suppress(Trouble):
        _add(workplace, account, user, password, proof)


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
