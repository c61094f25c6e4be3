"""Whether somebody moved this machine's clock: against time that truly passed, and against the latest moment seen.

While the program runs the clock must go on as the ticks do. Between two runs it may only go forward: the latest moment
seen is kept, each station's by itself, so that one that was put back meanwhile is noticed; one that was put forward
while the machine was off looks like a night. This module is light: the first paint may import it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from kypho_prep.records.rows import AuditRow
from kypho_prep.workflow.clinic.staff import require_staff

if TYPE_CHECKING:
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace

PREFIX = "clock:"
# A clock that is set by the network moves by seconds.
TOLERATED = timedelta(minutes=2)
# How often the latest moment seen is kept: so much of a step back over a restart can go unseen.
KEPT_EVERY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class ClockMoved:
    """A station's clock that moved by itself or was moved, `by` in all since staff last said that it is right.

    `station` is its id, `name` what people call it.
    """

    station: str
    name: str
    by: timedelta
    at: datetime


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of one clock: the latest moment that can be believed, and how it moved."""

    seen: datetime
    by: timedelta = timedelta()
    at: datetime | None = None


def look(workplace: Workplace) -> None:
    """Compare the clock with the time that passed; a move is put on record. Call it at the start and every minute."""
    now, tick = workplace.now(), workplace.ticks()
    with workplace.reading() as records:
        kept = _read(records, workplace.station)
    moved = _moved(workplace, kept, now, tick)
    after = _after(kept, moved, now)
    if after is not None:
        _put_on_record(workplace, after, moved, now)
    workplace.last_look.keep(now, tick)


def _put_on_record(workplace: Workplace, after: _Kept, moved: timedelta, now: datetime) -> None:
    with workplace.writing(heartbeat=not moved) as records:
        if moved:
            details = {"seconds": round(moved.total_seconds())}
            records.audit.add(AuditRow(now, "program", "clock_moved", workplace.kiosk, details=details))
        _keep(records, workplace.station, after)


def moved_clocks(workplace: Workplace) -> tuple[ClockMoved, ...]:
    """Return every station's clock that moved and that staff has not said to be right since."""
    with workplace.reading() as records:
        kept, names = records.settings.beginning(PREFIX), _names(workplace, records)
    found = ((station, _kept(value)) for station, value in kept.items())
    # What is kept of a station from before they had ids stands under its name.
    return tuple(
        ClockMoved(station, names.get(station, station), one.by, one.at) for station, one in found if one.at is not None
    )


def confirm(workplace: Workplace, *, staff: StaffMember, station: str) -> None:
    """Put on record that the clock of a station, by its id, is right: what it says from here on is believed.

    Raises StaffOnly.
    """
    with workplace.writing() as records:
        require_staff(records, staff)
        now = workplace.now()
        _keep(records, station, _Kept(now))
        name = _names(workplace, records).get(station, station)
        records.audit.add(staff.line(now, "clock_confirmed", name))


def forget(records: Transaction, station: str, now: datetime) -> None:
    """Tell no more of the clock of a station that works here no more."""
    _keep(records, station, _Kept(now))


def latest_seen(workplace: Workplace, records: Transaction) -> datetime:
    """Return the latest moment that this station's clock has shown and that can be believed, at least the present."""
    now, kept = workplace.now(), _read(records, workplace.station)
    return max(now, kept.seen) if kept is not None else now


def _moved(workplace: Workplace, kept: _Kept | None, now: datetime, tick: float) -> timedelta:
    """Return by how much the clock moved since the last look; nothing for what a clock may do."""
    before = workplace.last_look.at
    if before is not None:
        step = (now - before[0]) - timedelta(seconds=tick - before[1])
    else:
        # A machine that was off: only what lies before the latest moment seen cannot be.
        step = min(timedelta(), now - kept.seen) if kept is not None and kept.at is None else timedelta()
    return step if abs(step) > TOLERATED else timedelta()


def _after(kept: _Kept | None, moved: timedelta, now: datetime) -> _Kept | None:
    """Return what is to be kept now; None while nothing new is worth a write."""
    if kept is None:
        return _Kept(now)
    by = kept.by + moved
    if moved:
        # Moved there and back it is where it was: the record says both, and nobody has to do anything.
        back = abs(by) <= TOLERATED
        return _Kept(kept.seen, timedelta() if back else by, None if back else now)
    # A clock that was put forward is not believed: what it says would hold for weeks after it is right again.
    if kept.by <= timedelta() and now - kept.seen >= KEPT_EVERY:
        return _Kept(now, kept.by, kept.at)
    return None


def _names(workplace: Workplace, records: Transaction) -> dict[str, str]:
    return {one.id: one.name for one in records.stations.all()} | {workplace.station: workplace.kiosk}


def _read(records: Transaction, station: str) -> _Kept | None:
    value = records.settings.get(f"{PREFIX}{station}")
    return None if value is None else _kept(value)


def _kept(value: dict[str, Any]) -> _Kept:
    at = datetime.fromisoformat(value["at"]) if value["at"] else None
    return _Kept(datetime.fromisoformat(value["seen"]), timedelta(seconds=value["by"]), at)


def _keep(records: Transaction, station: str, kept: _Kept) -> None:
    at = kept.at.isoformat() if kept.at is not None else None
    value = {"seen": kept.seen.isoformat(), "by": round(kept.by.total_seconds()), "at": at}
    records.settings.put(f"{PREFIX}{station}", value)
