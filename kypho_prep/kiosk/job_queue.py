"""Hands work to the database's thread, one job after the other, and lets nothing else happen meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from kypho_prep.kiosk.screen import Screen
from kypho_prep.look.faults import note, places
from kypho_prep.workflow.errors import NotSaved, Refused, ServerLost

if TYPE_CHECKING:
    from kypho_prep.look.worker import Asked
    from kypho_prep.workflow.workplace import Workplace

Value = TypeVar("Value")


class JobQueue:
    """Runs jobs on the workplace; what is refused goes to `refused`, anything else to `broken`."""

    def __init__(self, screen: Screen, refused: Callable[[Refused], None], broken: Callable[[], None]) -> None:
        self._screen = screen
        self._refused = refused
        self._broken = broken
        self._waiting: list[Callable[[], None]] = []
        self._busy = False
        self._over = False
        self._asked: Asked | None = None
        self._faults: frozenset[str] = frozenset()  # met since a job went well
        self._otherwise: Callable[[], None] | None = None

    @property
    def busy(self) -> bool:
        """Tell whether something is being saved."""
        return self._busy

    def when_free(self, action: Callable[[], None]) -> None:
        """Do what the patient asks, after what is being saved just now."""
        if self._busy:
            self._waiting.append(action)
        elif not self._over:
            action()

    def unless_saved(self, otherwise: Callable[[], None], action: Callable[[], None]) -> None:
        """Do `action`, and `otherwise` in place of `refused` where that, but nothing later, cannot be saved."""
        self._otherwise = otherwise
        action()
        if not self._busy:
            self._otherwise = None

    def run(
        self,
        job: Callable[[Workplace], Value],
        done: Callable[[Value], None],
        *,
        reads: bool = False,
        without_server: Callable[[Workplace], Value] | None = None,
    ) -> None:
        """Run a job; `done` gets its value after the commit, and not at all where it failed.

        One that only `reads` does not wait for a disk that takes nothing. Where the clinic's server is away, a job with
        `without_server` does that in its place.
        """
        services = self._screen.services
        workplace = services.workplace()
        if workplace is None:
            self._refused(Refused("kiosk.one_moment"))
            return

        def after_held() -> Value:
            # In the same job: between two of them the disk may begin to take things again, and what was held back
            # would come after this one, into a sitting that has ended, or close one that has just begun.
            try:
                if not reads:
                    services.held_back.save_all(workplace)
                return job(workplace)
            except ServerLost as error:
                services.held_back.server_is_away(error)
                if without_server is None or workplace.outbox is None:
                    raise
                return without_server(workplace)

        self._busy = True
        self._asked = services.worker.run(after_held, lambda value: self._done(done, value), self._failed)

    def abandon(self, late: Callable[[Any], None]) -> None:
        """Let nothing of what is under way reach the screen: its page is gone; `late` takes back what it did.

        Who comes next has met no fault yet.
        """
        self._faults, self._otherwise = frozenset(), None
        if self._busy and self._asked is not None:
            self._waiting.clear()
            self._asked.abandon(lambda value: self._done(late, value), lambda _error: self._free())

    def close(self) -> None:
        """Forget what waits, and let nothing reach a session that has ended."""
        self._over = True
        self._otherwise = None
        self._waiting.clear()

    def _done(self, done: Callable[[Value], None], value: Value) -> None:
        self._busy = False
        if self._over:
            return
        self._faults = frozenset()
        done(value)
        if not self._busy:
            self._otherwise = None
        self._free(busy=self._busy)

    def _free(self, *, busy: bool = False) -> None:
        """Do what waits; one of them may begin a job of its own, and the rest waits for that."""
        self._busy = busy
        while self._waiting and not self._busy and not self._over:
            self._waiting.pop(0)()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._waiting.clear()
        if self._over:
            return
        otherwise, self._otherwise = self._otherwise, None
        before, self._faults = self._faults, frozenset()
        if isinstance(error, NotSaved) and otherwise is not None:
            otherwise()
            return
        if isinstance(error, Refused):
            self._refused(error)
            return
        note("a kiosk job failed", error)
        fault = " < ".join(places(error).split(" < ")[:2])  # its kind, and the place where it was raised
        if fault in before:
            # The page has said so once, and it was tried again: it will not do. The last resort saves what it can.
            raise error
        self._faults = before | {fault}
        self._broken()
