"""A clock that goes only when a test says so, but for one millisecond each time somebody looks."""

from datetime import UTC, datetime, timedelta


class Clock:
    def __init__(self, at: datetime = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)) -> None:
        """Monday, 23 November 2026, ten in the morning in New York."""
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at

    def pass_by(self, *, seconds: float = 0, days: float = 0) -> None:
        self.at += timedelta(days=days, seconds=seconds)
