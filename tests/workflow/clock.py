"""A clock that goes only when a test says so, but for one millisecond each time somebody looks."""

from datetime import UTC, datetime, timedelta


class Clock:
    def __init__(self, at: datetime = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)) -> None:
        """Monday, 23 November 2026, ten in the morning in New York."""
        self.at = at
        self.passed = 0.0

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        self.passed += 0.001
        return self.at

    def ticks(self) -> float:
        """Seconds that truly passed, whatever somebody did to the clock."""
        return self.passed

    def pass_by(self, *, seconds: float = 0, days: float = 0) -> None:
        """Let time pass; back it never goes, so that less than nothing is the clock put back."""
        by = timedelta(days=days, seconds=seconds)
        self.at += by
        self.passed += max(0.0, by.total_seconds())

    def put(self, *, seconds: float = 0, days: float = 0) -> None:
        """Somebody puts the clock forward or back, while no time passes."""
        self.at += timedelta(days=days, seconds=seconds)
