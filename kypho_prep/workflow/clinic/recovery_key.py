"""The recovery key: made once, kept on paper, and carried wrapped by every back-up after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kypho_prep.records.rows import AuditRow
from kypho_prep.records.sqlite import keys, recovery
from kypho_prep.records.sqlite.beside import add_beside
from kypho_prep.records.sqlite.closed import finished, source_of
from kypho_prep.records.trouble import Trouble
from kypho_prep.settings import Settings
from kypho_prep.workflow.backup_errors import NotTypedBack
from kypho_prep.workflow.clinic.staff import StaffMember, require_administrator
from kypho_prep.workflow.derived.refresh import PROGRAM
from kypho_prep.workflow.refusals import refusal
from kypho_prep.workflow.workplace import Workplace

MADE, PRINTED = "recovery_key_made", "recovery_key_printed"


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """Whether there is one, and who made and printed the last one at the desk, as the audit has it."""

    there: bool
    made: AuditRow | None
    printed: AuditRow | None


def told(workplace: Workplace, chosen: Settings) -> RecoveryKey:
    """Return what is known of the clinic's recovery key, never the key."""
    with workplace.reading() as records:
        lines = records.audit.of_events(MADE, PRINTED)
    made = printed = None
    for line in lines:  # a paper is that of the key before it
        made, printed = (line, None) if line.event == MADE else (made, line)
    return RecoveryKey(has_recovery_key(chosen.data, chosen.config), made, printed)


def has_recovery_key(data: Path, config: Path) -> bool:
    """Tell whether back-ups of this clinic open without this machine's own key."""
    try:
        label = finished(data)
        return label is not None and keys.recovery_slot(config, label.database) is not None
    except Trouble:
        return False


def drawn() -> str:
    """Return a new recovery key, which opens nothing before it is kept."""
    return recovery.new()


def new_recovery_key(chosen: Settings, shown: Callable[[str], str], account: str, now: datetime) -> None:
    """Make a recovery key; `shown` shows it, once, and returns what was typed back from the paper. Raises as `keep`.

    It is on record, with the machine's `account` of whoever made it, also where the program runs meanwhile.
    """
    try:
        # First: nobody is shown a key that cannot be kept.
        source_of(chosen.data, chosen.config, chosen.key)
    except Trouble as trouble:
        raise refusal(trouble) from trouble
    printed = drawn()
    keep(chosen, printed, shown(printed))
    details = {"account": account}
    line = AuditRow(now, PROGRAM, MADE, details=details)
    try:
        add_beside(chosen.data, chosen.config, chosen.key, line)
    except Trouble as trouble:
        raise refusal(trouble) from trouble


def keep(chosen: Settings, printed: str, typed: str) -> None:
    """Keep a recovery key that was typed back from its paper: the back-ups from now on carry it wrapped.

    One made before opens the back-ups before this one. Raises NotTypedBack, nothing kept then, and a CannotOpen.
    """
    if recovery.read(typed) != recovery.read(printed):
        raise NotTypedBack
    try:
        source = source_of(chosen.data, chosen.config, chosen.key)
        slot = recovery.wrap(source.key, source.label.database, printed)
        keys.keep_recovery(chosen.config, source.label.database, slot)
    except Trouble as trouble:
        raise refusal(trouble) from trouble


def put_on_record(workplace: Workplace, *, staff: StaffMember, printed: bool) -> None:
    """Put on record that an administrator made one that is kept, and whether it was printed. Raises StaffOnly."""
    with workplace.writing() as records:
        require_administrator(records, staff)
        for event in (MADE, *((PRINTED,) if printed else ())):
            records.audit.add(staff.line(workplace.now(), event))
