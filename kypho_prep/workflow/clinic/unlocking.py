"""Staff unlock a clinic's file in the morning: by a password of their own, or by the recovery key on paper.

Nothing of the clinic can be read before that, the accounts neither: wrong tries are counted by the program that runs,
and put on record once somebody unlocked it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from kypho_prep.records.rows import AuditRow
from kypho_prep.records.sqlite import folder, keys
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.records.sqlite.beside import reading_beside
from kypho_prep.records.sqlite.key_slots import by_password, by_recovery_key, mark_of
from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow.clinic import key_slots, passwords, staff
from kypho_prep.workflow.clinic.wrong_passwords import LONGEST_WAIT, MOST_IN_A_WEEK
from kypho_prep.workflow.derived.refresh import PROGRAM
from kypho_prep.workflow.errors import NoClinic, OnServer, Wait, WrongKey, WrongPassword
from kypho_prep.workflow.lockout import Misses, Waits
from kypho_prep.workflow.refusals import refusal
from kypho_prep.workflow.start import enrolled

if TYPE_CHECKING:
    from kypho_prep.records.rows import StaffRow
    from kypho_prep.records.sqlite.folder import Label
    from kypho_prep.settings import Settings
    from kypho_prep.workflow.workplace import Workplace

_WHOSE = "unlocking"


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The clinic's key; whose password opened it, by account, its slot's mark and itself. The recovery key has none."""

    key: bytes = field(repr=False)
    account: str = ""
    mark: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


class Unlocking:
    """The tries to unlock one clinic's file; after the fifth wrong one in a row each brings a wait.

    A try lasts half a second and more: off the screen's thread.
    """

    def __init__(self, chosen: Settings, clock: Callable[[], datetime], ticks: Callable[[], float]) -> None:
        """Know the clinic's folders, and two clocks: one for people, one of seconds that only ever grow."""
        self._chosen = chosen
        self._clock = clock
        self._ticks = ticks
        self._misses = Misses()
        self._waits = Waits()

    @property
    def wrong(self) -> int:
        """How many tries were wrong until now."""
        return self._misses.week

    def by_password(self, user: str, password: str) -> Unlocked:
        """Return what a name and a password open. Raises WrongPassword, Wait or a CannotOpen."""
        typed = staff.folded(user), passwords.same_everywhere(password)

        def opened(label: Label) -> Unlocked | None:
            found = by_password(self._chosen.config, label.database, *typed)
            return None if found is None else Unlocked(*found, typed[1])

        return self._tried(opened, WrongPassword.key)

    def by_recovery_key(self, typed: str) -> Unlocked:
        """Return what a recovery key opens. Raises WrongPassword, Wait or a CannotOpen."""

        def opened(label: Label) -> Unlocked | None:
            key = by_recovery_key(self._chosen.config, label.database, typed)
            return None if key is None else Unlocked(key)

        return self._tried(opened, "error.recovery_key_wrong")

    def admit(self, workplace: Workplace, unlocked: Unlocked) -> None:
        """Put on record who unlocked the clinic that is open now, and how many wrong tries came before.

        Raises WrongPassword for who does not work here any more or has another password by now: their slot was left,
        or brought back. In data that is older than the password, as a restore brings it, the password is made theirs.
        """
        taken = key_slots.take_over(workplace, unlocked.account, unlocked.mark, unlocked.password)
        if taken is not None:
            unlocked = replace(unlocked, mark=mark_of(unlocked.key, taken.id, taken.password_hash))
        details = {"wrong": self.wrong} if self.wrong else {}
        line = AuditRow(workplace.now(), PROGRAM, "unlocked_by_recovery_key", workplace.kiosk, details=details)
        with workplace.writing() as records:
            if unlocked.account:
                row = records.staff.get(unlocked.account)
                if row is None or row.disabled_at is not None or not _is_of_now(unlocked, row):
                    self._count_one_more()
                    raise WrongPassword
                line = replace(line, actor=row.name, actor_id=row.id, event="unlocked")
            records.audit.add(line)
        self._misses = Misses()

    def refuse_stale(self, unlocked: Unlocked) -> None:
        """Turn away who does not work here any more or has another password by now, beside a program that may run.

        A command asks it as `admit` does a start. Data that cannot be read lets a back-up be brought back all the same.
        Raises WrongPassword.
        """
        try:
            with reading_beside(self._chosen.data, self._chosen.config, unlocked.key) as (records, _, _):
                row = records.staff.get(unlocked.account)
                noted: dict[str, list[str]] = records.settings.get(key_slots.UNTIL_NOW) or {}
        except Trouble:
            return
        mine = row is not None and row.disabled_at is None
        if row is None or not mine or not (_is_of_now(unlocked, row) or unlocked.mark in noted.get(row.id, ())):
            self._count_one_more()
            raise WrongPassword

    def _tried(self, opened: Callable[[Label], Unlocked | None], wrong: str) -> Unlocked:
        left = self._waits.seconds_left(_WHOSE, self._misses, self._clock(), self._ticks())
        if left:
            raise Wait(left)
        label = _label(self._chosen)
        if label is None:
            raise NoClinic(detail=str(self._chosen.data))
        try:
            found = opened(label)
        except Trouble as trouble:
            raise refusal(trouble) from trouble
        if found is None:
            self._count_one_more()
            raise WrongPassword(wrong)
        if keys.fingerprint(found.key) != label.fingerprint:
            raise WrongKey(detail=label.database)
        return found

    def _count_one_more(self) -> None:
        misses = self._misses.one_more(self._clock(), longest=LONGEST_WAIT, most_in_a_week=MOST_IN_A_WEEK)
        self._misses = misses
        self._waits.begin(_WHOSE, misses, self._ticks())


def change_start(workplace: Workplace, chosen: Settings, *, by_itself: bool, user: str, password: str) -> None:
    """Let an administrator say whether this machine opens its clinic by itself, and put that on record.

    Its own slot goes only once that administrator's password was tried on the file: nobody locks everybody out.
    Raises WrongPassword, Wait, StaffOnly, OnServer and a CannotOpen.
    """
    if workplace.database.slots is None:
        raise OnServer
    member = staff.prove(workplace, user=user, password=password, event="password_confirmed")
    with workplace.reading() as records:
        staff.require_administrator(records, member)
    Unlocking(chosen, workplace.clock, workplace.ticks).by_password(user, password)
    key_slots.start_by_itself(workplace, yes=by_itself)
    with workplace.writing() as records:
        records.audit.add(member.line(workplace.now(), "start_changed", details={"by_itself": by_itself}))


def must_unlock(chosen: Settings) -> bool:
    """Tell whether staff have to unlock a folder's clinic before anything of it can be read; never one of a server.

    Raises DamagedEnrolment.
    """
    # The folder of a clinic that went on to the server stays, and its slots.
    label = _label(chosen) if enrolled(chosen.config) is None else None
    if label is None:
        return False
    try:
        keys.read(chosen.config, label.database)
    except Trouble as trouble:
        return trouble.what == "must_unlock"
    return False


def _label(chosen: Settings) -> Label | None:
    """Return whose clinic a folder holds, by its label or, where that is lost, by its newest back-up."""
    label = folder.parsed(chosen.data)
    if label is not None:
        return label if label.made else None
    return next((one.label for one in Archive(chosen.data / folder.BACKUPS).held()), None)


def _is_of_now(unlocked: Unlocked, row: StaffRow) -> bool:
    """Tell whether the slot that opened is that of the password which its owner has now."""
    return unlocked.mark == mark_of(unlocked.key, row.id, row.password_hash)
