"""Brings a back-up back: what it would change and how many minutes would be gone; then done, and put on record."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kypho_prep.prep.author import Author
from kypho_prep.records.rows import AuditRow
from kypho_prep.records.sqlite import backup_key, restoring
from kypho_prep.records.sqlite.backup import BackUp
from kypho_prep.records.sqlite.folder import refuse_moved
from kypho_prep.records.trouble import Trouble
from kypho_prep.settings import Settings
from kypho_prep.workflow.backup_errors import NewerData, NoBackUpFound
from kypho_prep.workflow.clinic import audit_proof, key_slots
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.derived.refresh import PROGRAM
from kypho_prep.workflow.refusals import refusal
from kypho_prep.workflow.server_errors import ServerBackUps
from kypho_prep.workflow.start import enrolled, open_or_create

# The tables that people know by name; the others follow from them.
TOLD = ("patient", "visit", "reply", "staff_fact", "instruction", "flag_action", "sign_off", "staff", "audit")


@dataclass(frozen=True, slots=True)
class Offer:
    """A whole back-up, and what bringing it back would change.

    `rows` are (table, now, in the back-up), those of now None where the data cannot be read. `newest` is the last
    moment on record, or, of data that cannot be read, when it was written to last; None where there is none.
    """

    backup: BackUp
    rows: tuple[tuple[str, int | None, int], ...]
    newest: datetime | None

    @property
    def made_at(self) -> datetime:
        """When the back-up was made."""
        return self.backup.made_at

    @property
    def gap(self) -> int:
        """The minutes between the back-up and the last entry, begun ones counted: what was entered in them goes."""
        if self.newest is None:
            return 0
        return max(0, math.ceil((self.newest - self.backup.made_at).total_seconds() / 60))

    @property
    def loses(self) -> bool:
        """Whether what stands can be read and is newer: what was entered since the back-up goes."""
        counted = [(now, then) for _, now, then in self.rows if now is not None]
        return bool(counted) and (self.gap > 0 or any(now > then for now, then in counted))

    @property
    def changes(self) -> bool:
        """Whether bringing it back changes anything that can be counted."""
        return any(now != then for _, now, then in self.rows)


def offer(chosen: Settings, named: Path | None = None) -> Offer:
    """Return the newest whole back-up and what it would change; nothing is changed yet.

    It is looked for in the data folder and the second place, or in the folder that is named. Raises NoBackUpFound,
    OtherClinic, SeveralClinics, MovedToServer (the folder's clinic goes on there), or ServerBackUps where this machine
    works on a server.
    """
    if enrolled(chosen.config) is not None:
        raise ServerBackUps
    try:
        refuse_moved(chosen.data)
        found = restoring.find(chosen.data, chosen.backups, named)
    except Trouble as trouble:
        raise refusal(trouble) from trouble
    if found is None:
        raise NoBackUpFound(detail=str(named or chosen.data))
    standing = restoring.standing(chosen.data, chosen.config, chosen.key)
    rows = tuple((name, _count(standing.rows, name), found.rows.get(name, 0)) for name in TOLD)
    return Offer(found, rows, standing.newest)


def refuse_loss(offered: Offer, agreed: Callable[[], bool]) -> None:
    """Raise NewerData where bringing a back-up back would take newer entries away, and nobody agreed, who is asked."""
    if offered.loses and not agreed():
        raise NewerData(gap=offered.gap)


def bring_back(
    chosen: Settings, offered: Offer, now: datetime, recovery_key: str = "", *, by: StaffMember | None = None
) -> restoring.Brought:
    """Bring a back-up back, and put it on record, `by` whom where it was asked for at the desk.

    What stood there is set aside together, never deleted.

    Raises AlreadyRunning, RecoveryKeyNeeded, WrongRecoveryKey, NoRecoveryKey, OtherKeys, NoBackUp (the disk does
    not take it), Damaged, OtherClinic, MovedToServer and what opening raises.
    """
    place = backup_key.Place(chosen.data, chosen.config, chosen.key)
    try:
        brought = restoring.bring_back(place, offered.backup, recovery_key, now.astimezone())
        key = backup_key.key_of(place, offered.backup, recovery_key)
    except Trouble as trouble:
        raise refusal(trouble) from trouble
    # Opened as at any start: older tables are brought up, and what cannot be opened is said now.
    database = open_or_create(chosen.data, chosen.config, create=False, key=key)
    highest = audit_proof.highest_back_up(chosen, database.station.id)
    try:
        with database.write() as records:
            details = {"made_at": offered.made_at.isoformat(), "gap_minutes": offered.gap, "highest": highest}
            event = "key_brought_back" if brought.key_alone else "backup_brought_back"
            # Who asked may have no account in what came back.
            who = by.author if by is not None else Author(PROGRAM)
            records.audit.add(
                AuditRow(now, who.name, event, offered.backup.place.name, details=details, actor_id=who.id)
            )
            if not brought.key_alone:
                key_slots.remember(database, records)
        if not brought.key_alone:
            # What stood here before is what the anchor until now was of.
            audit_proof.begin_anew(database, chosen.config, now)
    finally:
        database.close()
    return brought


def _count(rows: Mapping[str, int] | None, name: str) -> int | None:
    return None if rows is None else rows.get(name, 0)
