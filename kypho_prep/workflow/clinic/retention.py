"""Lets finished visits go after the clinic's days: which would, and what holds others back; then done, on record."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kypho_prep.prep.retention import Finished, Kept, taken_over, why_kept
from kypho_prep.prep.times import local_date
from kypho_prep.records.key_values import WIPE_DUE
from kypho_prep.records.rows import AuditRow
from kypho_prep.records.time_limit import TimeLimit
from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow import clinic_setting
from kypho_prep.workflow.clinic import clock_watch
from kypho_prep.workflow.derived.refresh import PROGRAM
from kypho_prep.workflow.errors import ClockInDoubt, NotWiped
from kypho_prep.workflow.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.records.retention import Ended
    from kypho_prep.records.sqlite.archive import Archive
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Plan:
    """What would go now under a rule of `days`, oldest procedure first, and what stays though its days are over.

    `not_yet` are the finished visits whose days are not over.
    """

    days: int
    today: date
    going: tuple[Finished, ...]
    kept: tuple[tuple[Finished, Kept], ...]
    not_yet: int

    @property
    def by_reason(self) -> Counter[Kept]:
        """Return how many stay for each reason, though their days are over."""
        return Counter(why for _, why in self.kept)


def plan(workplace: Workplace) -> Plan:
    """Return what would go now; nothing is removed. Raises ClockInDoubt."""
    clock_watch.look(workplace)
    _refuse_doubt(workplace)
    with workplace.reading() as records:
        return _planned(workplace, records)


def purge(workplace: Workplace, agreed: Plan, *, account: str) -> tuple[Finished, ...]:
    """Remove what was agreed to and still goes, for good; return it. `account` is who gives the command.

    A back-up comes first. Of each visit the audit keeps its lines, which hold no word of a patient's, and when and by
    which rule it went. Raises ClockInDoubt, NoOwner (a station's login), NoBackUp, NotSaved or Busy.
    """
    clock_watch.look(workplace)
    _refuse_doubt(workplace)
    _back_up(workplace)
    with workplace.writing(alone=True) as records:
        # Anew: meanwhile one may have been held, or was opened again.
        found = _planned(workplace, records)
        going = tuple(one for one in found.going if one in agreed.going)
        records.retention.remove([one.visit for one in going])
        if going:
            # Where a cut comes before it is done, the next start does it.
            records.settings.put(WIPE_DUE, True)
        for one in going:
            records.audit.add(_stub(one, found.days, workplace.now(), account))
    _wipe(workplace)
    return going


def old_back_ups(
    workplace: Workplace, days: int, second: Path | None, limit: TimeLimit | None = None
) -> tuple[Path, ...]:
    """Return this clinic's back-ups that `forget_back_ups` removes once `purge` has made a newer one.

    They are older than its days, and lie in the data folder and the `second` place; on a server there are none here.
    """
    before, own, database = workplace.now() - timedelta(days=days), workplace.database.backups, _whose(workplace)
    return _of_each(
        workplace,
        second,
        limit,
        lambda one: tuple(old.place for old in one.of_before(before, database, newer_comes=one is own)),
    )


def forget_back_ups(
    workplace: Workplace, days: int, second: Path | None, limit: TimeLimit | None = None
) -> tuple[Path, ...]:
    """Remove what is older than the clinic's days, but for the newest of each place, and return what went.

    So a visit that went leaves the back-ups with time. Raises ClockInDoubt, BackUpRunning or NoBackUp.
    """
    _refuse_doubt(workplace)
    before, database = workplace.now() - timedelta(days=days), _whose(workplace)
    try:
        return _of_each(workplace, second, limit, lambda one: one.forget_before(before, database))
    except Trouble as trouble:
        raise refusal(trouble) from trouble


def damaged_back_ups(workplace: Workplace, second: Path | None, limit: TimeLimit | None = None) -> tuple[Path, ...]:
    """Return the back-ups that are not whole: none of them goes by itself, since somebody may still need it."""
    return _of_each(workplace, second, limit, lambda one: one.damaged())


def _of_each(
    workplace: Workplace, second: Path | None, limit: TimeLimit | None, find: Callable[[Archive], tuple[Path, ...]]
) -> tuple[Path, ...]:
    """Return what is found in the data folder and in the second place; one that hangs is left out."""
    own = workplace.database.backups
    if own is None:
        return ()
    found = find(own)
    if second is not None:
        there = second / _whose(workplace)
        with suppress(TimeoutError):
            found += (limit or TimeLimit()).run(lambda: _there(there, find))
    return found


def _there(place: Path, find: Callable[[Archive], tuple[Path, ...]]) -> tuple[Path, ...]:
    from kypho_prep.records.sqlite.archive import Archive

    return find(Archive(place)) if place.is_dir() else ()


def _whose(workplace: Workplace) -> str:
    return workplace.database.station.id


def _refuse_doubt(workplace: Workplace) -> None:
    """Raise ClockInDoubt where a clock moved that nobody confirmed, or this one lies before what is on record."""
    with workplace.reading() as records:
        newest = records.retention.newest_moment()
    behind = newest is not None and workplace.now() < newest - clock_watch.TOLERATED
    if behind or clock_watch.moved_clocks(workplace):
        raise ClockInDoubt


def _planned(workplace: Workplace, records: Transaction) -> Plan:
    clinic = clinic_setting.read(records.settings.get(clinic_setting.KEY))
    today, worked = local_date(workplace.now(), clinic), records.retention.days_worked()
    holds, newest = records.retention.holds(), records.summaries.newest_change()
    going, kept, not_yet = [], [], 0
    for ended in records.retention.ended():
        one = Finished(ended.visit, ended.procedure_on, local_date(ended.ended_at, clinic))
        if why_kept(one, days=clinic.keep_days, today=today, worked=worked) is Kept.DAYS:
            not_yet += 1
            continue
        # Only of those whose days are over is the rest asked: a clinic has many more.
        one = _known(records, ended, clinic, holds.get(ended.visit, ""), newest)
        why = why_kept(one, days=clinic.keep_days, today=today, worked=worked)
        if why is None:
            going.append(one)
        else:
            kept.append((one, why))
    return Plan(clinic.keep_days, today, tuple(going), tuple(kept), not_yet)


def _known(records: Transaction, ended: Ended, clinic: Clinic, hold: str, newest: int) -> Finished:
    row = records.summaries.get(ended.visit)
    lines = records.audit.of_visit(ended.visit)
    return Finished(
        ended.visit,
        ended.procedure_on,
        local_date(ended.ended_at, clinic),
        hold=hold,
        emergency=row is not None and row.emergency_kiosk is not None,
        taken_over=taken_over((line.event, line.subject) for line in lines),
        newest=row is not None and row.change_seq == newest,
    )


def _stub(one: Finished, days: int, at: datetime, account: str) -> AuditRow:
    details = {
        "procedure_on": one.procedure_on.isoformat(),
        "ended_on": one.ended_on.isoformat(),
        "days": days,
        "account": account,
    }
    return AuditRow(at, PROGRAM, "visit_purged", "", one.visit, details)


def _back_up(workplace: Workplace) -> None:
    if workplace.database.backups is None:
        return
    try:
        workplace.database.back_up(workplace.now().astimezone())
    except Trouble as trouble:
        raise refusal(trouble) from trouble


def finish_wiping(workplace: Workplace) -> None:
    """Leave nothing in the clinic's own file of visits that were removed before a cut; quick where nothing is due.

    Raises NotWiped. A server's is its owner's, who runs the command again.
    """
    with workplace.reading() as records:
        due = not workplace.database.shared and records.settings.get(WIPE_DUE)
    if due:
        _wipe(workplace)


def _wipe(workplace: Workplace) -> None:
    try:
        workplace.database.wipe()
    except Trouble as trouble:
        raise NotWiped from trouble
    with workplace.writing() as records:
        if records.settings.get(WIPE_DUE):
            records.settings.put(WIPE_DUE, False)
