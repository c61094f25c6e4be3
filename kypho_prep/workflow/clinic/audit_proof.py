"""Proves the audit: the chain over its entries, and the anchors of it that stand outside the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kypho_prep.records.audit_anchor import AnchorFile, Kept
from kypho_prep.records.audit_chain import Anchor, Fault
from kypho_prep.records.rows import AuditRow, Station
from kypho_prep.records.sqlite import folder
from kypho_prep.records.time_limit import TimeLimit
from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow.derived.refresh import PROGRAM
from kypho_prep.workflow.errors import AuditElsewhere
from kypho_prep.workflow.refusals import refusal
from kypho_prep.workflow.start import enrolled, open_or_create

if TYPE_CHECKING:
    from pathlib import Path

    from kypho_prep.records.sqlite.backup import BackUp
    from kypho_prep.records.store import Store
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.settings import Settings

# Where an anchor stands, when it was taken, and, of a back-up, its number.
Found = tuple[str, datetime | None, Anchor, int | None]
# A back-up was brought back, or somebody who looks after the computer accepted another record than the anchors know.
BROUGHT_BACK, ACCEPTED = "backup_brought_back", "audit_accepted"


@dataclass(frozen=True, slots=True)
class Held:
    """An anchor that the record was held to, and what is wrong with the record by it.

    `replaced` where the audit itself says why: a back-up was brought back since, or another record accepted.
    """

    where: str
    at: datetime | None
    anchor: Anchor
    fault: Fault | None
    replaced: bool = False

    @property
    def holds(self) -> bool:
        """Whether the record is what it was, or says why not."""
        return self.fault is None or self.replaced


@dataclass(frozen=True, slots=True)
class Proof:
    """How far the audit is whole, what is wrong first, and the entry there; `replaced` are those that say why."""

    upto: Anchor
    fault: Fault | None
    entry: AuditRow | None
    anchors: tuple[Held, ...]
    replaced: tuple[AuditRow, ...]

    @property
    def whole(self) -> bool:
        """Whether every entry is as it was written, and every anchor holds."""
        return self.fault is None and all(one.holds for one in self.anchors)


def prove(chosen: Settings, typed: Anchor | None = None) -> Proof:
    """Read the whole audit of this machine's clinic, a program may have it open meanwhile; `typed` is one more anchor.

    Raises AuditElsewhere at a server's kiosk, and what opening raises.
    """
    with _read(chosen) as (records, station, key):
        checked = records.audit_chain.check_all(key)
        fault = checked.fault
        entry = records.audit.numbered(fault.seq) if fault is not None and fault.seq is not None else None
        replaced = records.audit.of_events(BROUGHT_BACK, ACCEPTED)
        anchors = _held(records, _anchors(chosen, station, typed), replaced)
        return Proof(checked.upto, fault, entry, anchors, replaced)


def outside(chosen: Settings, station: str) -> tuple[Found, ...]:
    """Return the anchors of a station that stand outside the database; a second place may keep one waiting."""
    return tuple(_anchors(chosen, station, None))


def hold(records: Transaction, found: Iterable[Found]) -> tuple[Held, ...]:
    """Hold the record of an open clinic to anchors, as `prove` does."""
    return _held(records, found, records.audit.of_events(BROUGHT_BACK, ACCEPTED))


def _held(records: Transaction, anchors: Iterable[Found], replaced: tuple[AuditRow, ...]) -> tuple[Held, ...]:
    return tuple(
        Held(where, at, anchor, records.audit_chain.fault_at(anchor), _is_replaced(number, replaced))
        for where, at, anchor, number in anchors
    )


def keep_anchor(database: Store, config: Path, now: datetime) -> Fault | None:
    """Keep an anchor of the audit as it is now; where it is not what the last one knew, keep that one, and say so.

    A disk that does not take it costs the anchor alone.
    """
    if database.guarded:  # a kiosk's login on a server sees nothing of the chain
        return None
    file = AnchorFile(config, database.station.id)
    before = file.read()
    with database.read() as records:
        fault = records.audit_chain.fault_at(before.anchor) if before is not None else None
        head = records.audit_chain.head()
    if fault is None:
        with suppress(OSError):
            file.keep(head, now)
    return fault


def begin_anew(database: Store, config: Path, now: datetime) -> None:
    """Keep an anchor of the audit as it is now, whatever was known of another one."""
    with database.read() as records, suppress(OSError):
        AnchorFile(config, database.station.id).keep(records.audit_chain.head(), now)


def accept(chosen: Settings, account: str, now: datetime) -> None:
    """Accept the record as it stands although an anchor knows another one, and put that on record first.

    Raises what opening raises; the program must be closed.
    """
    database = open_or_create(chosen.data, chosen.config, create=False, key=chosen.key)
    try:
        if database.guarded:
            raise AuditElsewhere
        before = AnchorFile(chosen.config, database.station.id).read()
        details = {"account": account, "highest": highest_back_up(chosen, database.station.id), **_told(before)}
        with database.write() as records:
            records.audit.add(AuditRow(now, PROGRAM, ACCEPTED, details=details))
        begin_anew(database, chosen.config, now)
    finally:
        database.close()


def highest_back_up(chosen: Settings, clinic: str) -> int:
    """Return the highest number that a back-up of this clinic has; 0 where there is none."""
    return max((one.number for one in _back_ups(chosen, clinic)), default=0)


@contextmanager
def _read(chosen: Settings) -> Iterator[tuple[Transaction, str, bytes]]:
    try:
        server = enrolled(chosen.config)
        if server is None:
            from kypho_prep.records.sqlite.beside import reading_beside

            with reading_beside(chosen.data, chosen.config, chosen.key) as found:
                yield found
            return
        from kypho_prep.records.postgresql.database import Database

        # Without an id of its own it works beside the program of this station.
        database = Database.open(server.url, Station("", server.station, server.kind))
        try:
            if database.guarded:
                raise AuditElsewhere
            with database.read() as records:
                yield records, server.id, database.audit_key
        finally:
            database.close()
    except Trouble as trouble:
        raise refusal(trouble) from trouble


def _anchors(chosen: Settings, station: str, typed: Anchor | None) -> Iterator[Found]:
    """Yield each anchor: where it stands, when it was taken, and, of a back-up, its number."""
    if typed is not None:
        yield "typed", None, typed, None
    file = AnchorFile(chosen.config, station)
    if (kept := file.read()) is not None:
        yield str(file.path), kept.at, kept.anchor, None
    for one in _back_ups(chosen, station):
        if one.audit is not None:
            yield str(one.place), one.made_at, one.audit, one.number


def _back_ups(chosen: Settings, clinic: str) -> list[BackUp]:
    """Return the clinic's back-ups of the data folder and the second place; none on a server."""
    from kypho_prep.records.sqlite.archive import Archive

    # What lies there after a move to a server knows the chain of the file.
    if enrolled(chosen.config) is not None:
        return []
    found = Archive(chosen.data / folder.BACKUPS).held()
    if chosen.backups is not None:
        with suppress(TimeoutError):
            found += TimeLimit().run(Archive(chosen.backups / clinic).held)
    return [one for one in found if one.label.database == clinic]


def _is_replaced(number: int | None, replaced: tuple[AuditRow, ...]) -> bool:
    """Tell whether the audit says why the record is not the one of a back-up: it was made of what was replaced."""
    return number is not None and any(
        _number(row.subject) < number <= int(row.details.get("highest", 0)) for row in replaced
    )


def _number(name: str) -> int:
    return int(name[:6]) if name[:6].isdigit() else 0


def _told(before: Kept | None) -> dict[str, Any]:
    return {} if before is None else {"place": before.anchor.place, "tag": before.anchor.tag}
