"""How long somebody waits after wrong tries in a row: at a slip's code, at a password.

A wait is measured by time that truly passes while this program runs, which nobody can put back or forward. The wall
clock only says how much of a wait was left when a program that did not see it begin first hears of it, and then never
more than the wait itself. A week of wrong tries is measured in the same way: a clock that is moved while the program
runs neither ends it nor makes it longer. One that was put forward while no program ran looks like a week that passed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Misses:
    """Wrong tries in a row, and the wait that they brought; stored, so that a restart shortens nothing.

    `week` are all of the week that began at `week_from`: a right try ends the row and leaves them, so that who has one
    login, or waits until somebody signs in, cannot go on guessing without a wait.
    """

    count: int = 0
    waits_from: datetime | None = None
    waits_until: datetime | None = None
    week: int = 0
    week_from: datetime | None = None

    def seconds_left(self, now: datetime) -> float:
        """Return what the wall clock leaves of the wait; one that was put back leaves no more than the whole of it."""
        if self.waits_from is None or self.waits_until is None:
            return 0
        left = min(self.waits_until - now, self.waits_until - self.waits_from)
        return max(0.0, left.total_seconds())

    def one_more(self, now: datetime, *, longest: int, most_in_a_week: int) -> Misses:
        """Return the misses after another one.

        From the fifth in a row on it brings a wait of 30 s, doubling up to `longest` seconds; the longest at once
        where the week had more than `most_in_a_week`. The week is the one that runs (`Waits.of_this_week`).
        """
        count, week, began = self.count + 1, self.week + 1, self.week_from or now
        if count < 5 and week <= most_in_a_week:
            return Misses(count, week=week, week_from=began)
        # The exponent is held: however many wrong tries there were, the number stays small.
        wait = longest if week > most_in_a_week else min(30 * 2 ** min(count - 5, 20), longest)
        return Misses(count, now, now + timedelta(seconds=wait), week, began)

    def after_a_right_one(self) -> Misses:
        """Return what a right try leaves: no wait, and the week's misses."""
        return Misses(week=self.week, week_from=self.week_from)


@dataclass(frozen=True, slots=True)
class _Week:
    """A week of misses: its beginning as it is stored and as it is believed, and the tick at which it ends."""

    stored: datetime
    began: datetime
    ends: float


@dataclass
class Waits:
    """The waits and weeks that this program has seen, each with the tick (in seconds) at which it ends."""

    _ends: dict[str, tuple[Misses, float]] = field(default_factory=dict)
    _weeks: dict[str, _Week] = field(default_factory=dict)

    def begin(self, whose: str, misses: Misses, tick: float) -> None:
        """Let what a miss brought begin: its wait, where it brought one, and its week, where it is the first of one."""
        whole = misses.seconds_left(misses.waits_from) if misses.waits_from is not None else 0
        self._ends[whose] = (misses, tick + whole)
        began, known = misses.week_from, self._weeks.get(whose)
        if began is not None:
            ends = known.ends if known is not None and known.began == began else tick + WEEK.total_seconds()
            self._weeks[whose] = _Week(began, began, ends)

    def seconds_left(self, whose: str, misses: Misses, now: datetime, tick: float) -> int:
        """Return how many whole seconds somebody waits yet; a wait ends when its seconds have passed, not before."""
        known = self._ends.get(whose)
        if known is None or known[0] != misses:
            # Begun by another station, or before this program: from here on the wall clock is asked no more.
            known = self._ends[whose] = (misses, tick + misses.seconds_left(now))
        return max(0, -int(-(known[1] - tick) // 1))

    def of_this_week(self, whose: str, misses: Misses, now: datetime, tick: float) -> Misses:
        """Return the misses as they count now: without those of the week where it is over."""
        if misses.week_from is None:
            return misses
        known = self._weeks.get(whose)
        if known is None or known.stored != misses.week_from:
            # A week from the future was begun by a clock that was ahead: its misses stand, and it lasts no longer
            # than any other.
            began = min(misses.week_from, now)
            known = _Week(misses.week_from, began, tick + (began + WEEK - now).total_seconds())
            self._weeks[whose] = known
        return replace(misses, week_from=known.began) if tick < known.ends else replace(misses, week=0, week_from=None)
