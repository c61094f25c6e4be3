"""The clock of a made-up visit: its history has moments of its own, all in the past."""

from __future__ import annotations

from datetime import datetime, timedelta

_LOOK = timedelta(seconds=1)


class Ticking:
    """A clock that moves on by a second at each look, so that a sample's history reads like a morning's."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def __call__(self) -> datetime:
        """Return the next moment in UTC."""
        self._now += _LOOK
        return self._now

    def forward(self, by: timedelta) -> None:
        """Let time pass in which nothing happens."""
        self._now += by
