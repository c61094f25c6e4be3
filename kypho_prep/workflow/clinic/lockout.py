"""How long somebody waits after wrong tries in a row: at a slip's code, at a password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Misses:
    """Wrong tries in a row, and the wait that they brought; stored, so that a restart shortens nothing."""

    count: int = 0
    waits_from: datetime | None = None
    waits_until: datetime | None = None

    def seconds_left(self, now: datetime) -> int:
        """Return how long to wait yet; a clock that was put back makes nobody wait longer than the wait itself."""
        if self.waits_from is None or self.waits_until is None:
            return 0
        left = min(self.waits_until - now, self.waits_until - self.waits_from)
        return max(0, -int(-left.total_seconds() // 1))

    def one_more(self, now: datetime, longest: int) -> Misses:
        """Return the misses after another one: from the fifth on 30 s, doubling up to `longest` seconds."""
        count = self.count + 1
        if count < 5:
            return Misses(count)
        # The exponent is held: however many wrong tries there were, the number stays small.
        wait = min(30 * 2 ** min(count - 5, 20), longest)
        return Misses(count, now, now + timedelta(seconds=wait))
