"""A limit on how long anybody waits for a stick or a share: one that hangs answers neither yes nor no."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")

# A share that sleeps wakes up in less.
SECONDS = 30.0


class TimeLimit:
    """Runs jobs one by one, each on a thread that ends with the program, and waits while a job goes on.

    Nothing can take back what the system does not give back: the thread of a job that hangs stays, and until it comes
    back nothing else is begun.
    """

    THREAD = "waits for a share"

    def __init__(self, seconds: float = SECONDS) -> None:
        """Wait for so many seconds in which nothing goes on."""
        self._seconds = seconds
        self._left: threading.Thread | None = None
        self._steps = 0

    @property
    def hangs(self) -> bool:
        """Whether a job was given up that has not come back yet."""
        return self._left is not None and self._left.is_alive()

    def goes_on(self) -> None:
        """Say, in a job, that it is a step further: the seconds count anew."""
        self._steps += 1

    def run(self, job: Callable[[], Value]) -> Value:
        """Return what a job returns. Raises what it raises, or TimeoutError, an OSError, where it hangs."""
        if self.hangs:
            raise TimeoutError
        came: list[Value] = []
        failed: list[Exception] = []

        def carry_out() -> None:
            try:
                came.append(job())
            except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
                failed.append(error)

        # A daemon: the program can end while it hangs.
        thread = threading.Thread(target=carry_out, name=self.THREAD, daemon=True)
        thread.start()
        self._wait(thread)
        if failed:
            raise failed[0]
        return came[0]

    def _wait(self, thread: threading.Thread) -> None:
        seen = -1
        while thread.is_alive():
            if seen == self._steps:
                self._left = thread
                raise TimeoutError
            seen = self._steps
            thread.join(self._seconds)
