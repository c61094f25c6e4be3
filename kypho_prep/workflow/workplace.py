"""What every function of the workflow works with: the database, the content, the clock and this kiosk's name.

This module is light: the first paint may import it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from kypho_prep.prep.wording.dates import clock_words
from kypho_prep.prep.words import REFERENCE
from kypho_prep.records.trouble import Trouble
from kypho_prep.workflow.errors import Refused, ServerLost, Unreadable
from kypho_prep.workflow.lockout import Waits
from kypho_prep.workflow.refusals import refusal

if TYPE_CHECKING:
    from kypho_prep.content import Content
    from kypho_prep.records.sqlite.outbox import Outbox
    from kypho_prep.records.store import Store
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.lockout import Misses


@dataclass(frozen=True, slots=True)
class PasswordRule:
    """How dear a guess at a password is (argon2id), and how short a password may be.

    `unlock_seconds`: how long a guess at what opens the clinic's file lasts at least, on the machine that seals it.
    """

    # Dear enough to slow down guessing, and still well below a second on a small machine.
    rounds: int = 3
    memory_kib: int = 65536
    lanes: int = 4
    least: int = 8
    unlock_seconds: float = 0.75


def elapsed() -> float:
    """Return seconds that only ever grow, whatever is done to the clock, the hours of a sleeping machine among them."""
    # Where the system tells: its plain monotonic time stands still while it sleeps (Linux, macOS).
    awake_or_not = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if awake_or_not is None else time.clock_gettime(awake_or_not)


class LastLook:
    """When somebody last looked whether the clock goes on as time does: what it said, and the tick."""

    def __init__(self) -> None:
        self._at: tuple[datetime, float] | None = None

    @property
    def at(self) -> tuple[datetime, float] | None:
        """The moment and the tick of the last look; None where this program has not looked yet."""
        return self._at

    def keep(self, now: datetime, tick: float) -> None:
        """Keep this look; what it found is on record by now, or the next look has to find it again."""
        self._at = now, tick


class Away:
    """Since when the clinic's server does not answer; None while it does."""

    def __init__(self) -> None:
        self.since: datetime | None = None


@dataclass(frozen=True)
class Workplace:
    """One machine at work: a clock that tells UTC, and the parts that every function is handed.

    `kiosk` is the machine's name for people, `station` its id.
    `ticks` are seconds that only ever grow; `waits` are those that were seen here, by whose they are; `outbox` keeps on
    this machine what its server did not take, None where there is no server, or no place for it; `present` tells the
    moment where `clock` stands at another one.
    """

    database: Store
    content: Content = field(repr=False)
    clock: Callable[[], datetime]
    kiosk: str
    station: str
    passwords: PasswordRule = field(default_factory=PasswordRule)
    ticks: Callable[[], float] = elapsed
    waits: Waits = field(default_factory=Waits, repr=False, compare=False)
    outbox: Outbox | None = field(default=None, repr=False, compare=False)
    away: Away = field(default_factory=Away, repr=False, compare=False)
    present: Callable[[], datetime] | None = None
    last_look: LastLook = field(default_factory=LastLook, repr=False, compare=False)

    def now(self) -> datetime:
        """Return the moment in UTC, by the injected clock."""
        return self.clock()

    def as_of(self, at: datetime) -> Workplace:
        """Return this workplace with a clock that stands at a moment: what was said then and is stored only now."""
        return replace(self, clock=lambda: at, present=self.present or self.clock)

    def close(self) -> None:
        """Let go of the database, and of what is kept beside it."""
        self.database.close()
        if self.outbox is not None:
            self.outbox.close()

    def begin_to_wait(self, whose: str, misses: Misses) -> None:
        """Let the wait begin that these misses brought."""
        self.waits.begin(whose, misses, self.ticks())

    def seconds_to_wait(self, whose: str, misses: Misses) -> int:
        """Return how many seconds somebody still waits after these misses; 0 while nobody has to."""
        return self.waits.seconds_left(whose, misses, self.now(), self.ticks())

    def of_this_week(self, whose: str, misses: Misses) -> Misses:
        """Return somebody's misses as they count now: without those of a week that is over."""
        return self.waits.of_this_week(whose, misses, self.now(), self.ticks())

    @contextmanager
    def writing(self, *, alone: bool = False, heartbeat: bool = False) -> Iterator[Transaction]:
        """Open the one write transaction; it commits at the end. Raises NotSaved, DiskFull, Busy or Unreadable.

        Who touches more than one visit, or an account that is not there yet, asks to be `alone` with the clinic. What
        nobody did, as the machine's own `heartbeat`, is no reason to make a back-up.
        """
        try:
            with self.database.write(alone=alone, heartbeat=heartbeat) as records:
                yield records
        except Trouble as trouble:
            raise self._refused(trouble) from trouble
        self.away.since = None

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Open a read of one consistent state. Raises Busy or Unreadable."""
        try:
            with self.database.read() as records:
                yield records
        except Trouble as trouble:
            raise self._refused(trouble) from trouble
        self.away.since = None

    def _refused(self, trouble: Trouble) -> Refused:
        """Return what an open clinic says of a trouble; damage that is found in use keeps what was entered waiting.

        Of a server that is away it says since when, by this machine's zone.
        """
        refused = Unreadable() if trouble.what == "damaged" else refusal(trouble)
        if isinstance(refused, ServerLost):
            self.away.since = self.away.since or (self.present or self.clock)()
            # The clinic's own zone is on the server.
            local = f"{self.away.since.astimezone():%H:%M}"
            refused.params["since"] = clock_words(self.content.words(REFERENCE), local)
        return refused
