"""What takes long: how far it is, said on the screen while it is made elsewhere, and the way to give it up."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, Signal


class GivenUp(Exception):
    """Nobody waits for it any more; what is half made goes."""


class Making(QObject):
    """Something long that is made off the screen's thread: how far it is, and the way to give it up.

    It outlives its page until the making has ended.
    """

    so_far = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._given_up = Event()

    @property
    def given_up(self) -> bool:
        """Tell whether nobody waits for it any more."""
        return self._given_up.is_set()

    def give_up(self) -> None:
        """Let the making end at its next step."""
        self._given_up.set()

    def tell(self, done: int, of: int) -> None:
        """Say on the screen how much is made; called where it is made. Raises GivenUp."""
        if self.given_up:
            raise GivenUp
        self.so_far.emit(done, of)
