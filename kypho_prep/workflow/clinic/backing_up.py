"""Back-ups of a clinic's own file: when one is due, what was made, and what staff are told about it.

This module is light: the first paint may import it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from kypho_prep.records.time_limit import TimeLimit
from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow.errors import Refused
from kypho_prep.workflow.refusals import refusal
from kypho_prep.workflow.server_errors import ServerBackUps
from kypho_prep.workflow.start import enrolled

if TYPE_CHECKING:
    from pathlib import Path

    from kypho_prep.records.disk import Tell
    from kypho_prep.records.rows import Station
    from kypho_prep.records.sqlite.archive import Archive
    from kypho_prep.records.sqlite.backup import BackUp
    from kypho_prep.settings import Settings
    from kypho_prep.workflow.clinic.standing_back_ups import Held, Standing

EVERY = timedelta(minutes=30)
# A file in which nothing changes is read whole as often, so that damage is found before a patient.
READ_EVERY = timedelta(days=1)
# A server is backed up daily: from then on staff read in red that nobody reported one, two hours late.
SERVER_TOO_OLD = timedelta(hours=26)
ASK_SERVER_EVERY = timedelta(minutes=10)
# From then on staff read in red that what was entered since is on this disk alone.
TOO_OLD = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class BackUps:
    """What is known about a clinic's back-ups.

    `made_at`: when the last one was made that was read back. `trouble`: why the newest try failed. `away`: the second
    place that could not be reached. `damaged`: the folders that are back-ups no more. `changed`: something was written
    since the last one. `on_server`: none is made here at all; once `asked`, `made_at` is when the server's own was
    reported last. `hangs`: the second place does not answer at all. `no_room`: the disk has so little room left that
    nobody new begins.
    """

    made_at: datetime | None = None
    trouble: Refused | None = None
    away: Path | None = None
    damaged: tuple[Path, ...] = ()
    changed: bool = False
    on_server: bool = False
    asked: bool = False
    hangs: bool = False
    no_room: bool = False

    def is_bad(self, now: datetime) -> bool:
        """Tell whether somebody has to see to it: nothing newer than an hour is read back, or a try failed.

        Of a server: nobody reported a back-up for more than a day.
        """
        if self.on_server:
            fresh = self.made_at is not None and timedelta() <= now - self.made_at <= SERVER_TOO_OLD
            return self.asked and not fresh
        if self.trouble is not None or self.no_room:
            return True
        return self.made_at is not None and self.changed and not timedelta() <= now - self.made_at <= TOO_OLD


class _Kept(Protocol):
    """What back-ups are made of: an open clinic, or the folder of one that another program may have open.

    A clinic's own file has one station, with the id of the database.
    """

    station: Station

    @property
    def backups(self) -> Archive | None:
        """The back-ups that stand; None on a server."""

    @property
    def changes(self) -> int:
        """How many rows were written since it was opened."""

    @property
    def no_room(self) -> bool:
        """Whether the disk has too little room left for somebody new to begin."""

    def back_up(self, at: datetime, *, only_changed: bool = False, above: int = 0, tell: Tell | None = None) -> BackUp:
        """Make one, numbered `above` what the second place holds. Raises Trouble."""


class BackingUp:
    """Makes the back-ups of one open clinic, and knows how they stand; `make` is called off the screen's thread."""

    def __init__(
        self,
        database: _Kept,
        clock: Callable[[], datetime],
        second: Path | None = None,
        limit: TimeLimit | None = None,
        reported: Callable[[], datetime | None] | None = None,
    ) -> None:
        """Begin with what stands; `second` is the folder that gets finished ones too, for which nobody waits longer.

        `reported` asks a server when its own back-up was reported last; it may raise Trouble.
        """
        self._database = database
        self._clock = clock
        self._second = second
        self._limit = limit or TimeLimit()
        self._reported = reported
        self._held: Archive | None = None
        # Not known yet whether something changed since the last one: the first look counts.
        self._seen = -1
        self._last: BackUp | None = None
        # When every page of the file was read last.
        self._read_at: datetime | None = None
        self._state = BackUps()

    @property
    def on_server(self) -> bool:
        """Whether the clinic is on a server, whose back-ups are its administrator's."""
        return self._database.backups is None

    def state(self) -> BackUps:
        """Return how the back-ups stand; quick, for any thread."""
        hangs, no_room = self._limit.hangs, self._database.no_room
        return replace(self._state, changed=self._changed(), on_server=self.on_server, hangs=hangs, no_room=no_room)

    def due(self) -> bool:
        """Tell whether one is to be made now: at first, then each half-hour in which something changed.

        Where nothing did, once a day: then the file itself is read whole.
        """
        if self.on_server:
            return self._reported is not None and self._passed(self._read_at, ASK_SERVER_EVERY)
        old = self._passed(self._state.made_at, EVERY)
        return self._seen < 0 or (self._changed() and old) or self._passed(self._read_at, READ_EVERY)

    def _passed(self, since: datetime | None, length: timedelta) -> bool:
        # A clock that was put back must not make it wait for hours.
        return since is None or not timedelta() <= self._clock() - since < length

    @property
    def undelivered(self) -> bool:
        """Whether the second place lacks the last one: its stick may be in again by now."""
        return self._state.away is not None

    def make(self, *, only_changed: bool = True, tell: Tell | None = None) -> BackUps:
        """Make one, unless nothing changed and that is enough; give it to the second place; return how all stand.

        `tell` hears which part is copied; what it raises that is no Trouble ends it, and nothing of it is left.
        Of a server it asks instead what was reported.
        """
        if self.on_server and self._reported is not None:
            return self._ask(self._reported)
        seen, first = self._database.changes, self._seen < 0
        unread = self._passed(self._read_at, READ_EVERY)
        known = self._last is not None and only_changed and seen == self._seen and not unread
        if known and self._last is not None and not self._outnumbered(self._last):
            return self._delivered(self._last)
        try:
            # By this machine's wall clock, which its folders are named after.
            made = self._made(only_changed=only_changed and (first or (unread and seen == self._seen)), tell=tell)
        except Trouble as trouble:
            # Where another program is just making one, the next look comes soon; a clinic that nobody has set up yet
            # has nothing to keep.
            if trouble.what not in ("backup_running", "no_clinic"):
                self._state = replace(self._state, trouble=refusal(trouble))
            return self.state()
        self._seen, self._last, self._read_at = seen, made, self._clock()
        archive = self._database.backups
        damaged = archive.damaged() if archive is not None else ()
        self._state = BackUps(made.made_at, None, None if self._pushed(made) else self._second, damaged)
        return self.state()

    def _ask(self, reported: Callable[[], datetime | None]) -> BackUps:
        # A server that is away is said elsewhere: what was known of it stays.
        with suppress(Trouble):
            self._state = replace(self._state, made_at=reported(), asked=True)
            self._read_at = self._clock()
        return self.state()

    def deliver(self) -> BackUps:
        """Give the last one to the second place; none is made for that, unless the place has later numbers."""
        return self.make() if self._last is None or self._outnumbered(self._last) else self._delivered(self._last)

    def standing(self) -> Standing | None:
        """Return every back-up that stands, each read whole once a run; None on a server. Takes long at first."""
        from kypho_prep.workflow.clinic.standing_back_ups import Standing, held_in, together

        own, database = self._database.backups, self._database.station.id
        if own is None:
            return None

        def there() -> tuple[Held, ...] | None:
            second = self._second_archive()
            return held_in(second, database) if second is not None else None

        found = None
        with suppress(OSError):
            found = self._limit.run(there)
        return Standing(own.folder, self._second, found is not None, together(held_in(own, database), found or ()))

    def newest(self) -> Path | None:
        """Return the folder of the newest back-up; None where there is none."""
        archive = self._database.backups
        held = archive.held() if archive is not None else ()
        return held[0].place if held else None

    def _delivered(self, last: BackUp) -> BackUps:
        self._state = replace(self._state, away=None if self._pushed(last) else self._second)
        return self.state()

    def _made(self, *, only_changed: bool, tell: Tell | None) -> BackUp:
        at, above = self._clock().astimezone(), 0
        with suppress(OSError):
            above = self._limit.run(self._highest_there)
        made = self._database.back_up(at, only_changed=only_changed, above=above, tell=tell)
        # The last one of a clinic that was brought back may have a number that the second place gave before.
        if self._outnumbered(made):
            with suppress(Trouble):
                return self._database.back_up(at, above=above)
        return made

    def _highest_there(self) -> int:
        second = self._second_archive()
        return second.highest() if second is not None else 0

    def _outnumbered(self, one: BackUp) -> bool:
        """Tell whether the second place would take another back-up for newer than this one."""
        own = self._database.backups
        if self._second is None or own is None:
            return False

        def ahead() -> bool:
            second = self._second_archive()
            return second is not None and second.is_ahead_of(own, one)

        with suppress(OSError):
            return self._limit.run(ahead)
        return False

    def _changed(self) -> bool:
        return not self.on_server and self._seen != self._database.changes

    def _pushed(self, made: BackUp) -> bool:
        if self._second is None:
            return True
        # Not under a number that would make it one of the oldest there.
        if self._outnumbered(made):
            return False
        # Whatever becomes of the second place, the back-up itself is made.
        with suppress(Trouble, OSError):
            return self._limit.run(lambda: self._taken(made))
        return False

    def _taken(self, made: BackUp) -> bool:
        second = self._second_archive()
        if second is not None:
            second.take(made)
        return second is not None

    def _second_archive(self) -> Archive | None:
        """Return this clinic's own folder in the second place; None where that is not there. Raises OSError."""
        from kypho_prep.records.disk import Disk
        from kypho_prep.records.sqlite.archive import Archive

        # Where the folder is not there the stick is not in, and the disk below its name is this machine's own.
        if self._second is None or not self._second.is_dir():
            return None
        # Held, so that each of its back-ups is read once a run and not each half-hour.
        self._held = self._held or Archive(self._second / self._database.station.id, Disk(self._limit.goes_on))
        return self._held


def of_folder(chosen: Settings, clock: Callable[[], datetime]) -> BackingUp:
    """Return what makes back-ups of this machine's clinic, beside a program that may have it open.

    Raises ServerBackUps where the clinic is on a server, and a CannotOpen where its key or label is not right.
    """
    from kypho_prep.records.sqlite.closed import ClosedClinic

    if enrolled(chosen.config) is not None:
        raise ServerBackUps
    try:
        return BackingUp(ClosedClinic(chosen.data, chosen.config, chosen.key), clock, chosen.backups)
    except Trouble as trouble:
        raise refusal(trouble) from trouble
