"""Notices that nobody has touched the screen: covers it after some seconds, leaves it after some more."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

INPUT = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate, QEvent.Type.Wheel, QEvent.Type.TabletPress,
})  # fmt: skip


class IdleWatch(QObject):
    """Emits `cover` after `cover_after` seconds without input and `leave` after `leave_after` more.

    The defaults hold until a clinic's own times are known. It listens to the program's windows, which each touch and
    key reaches first: a filter of the whole application would be called for every event of every label.
    """

    cover = Signal()
    leave = Signal()

    def __init__(
        self,
        cover_after: float = 90,
        leave_after: float = 60,
        ticks: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._cover_after = cover_after
        self._leave_after = leave_after
        self._ticks = ticks
        self._since = ticks()
        self._covered = False
        self._watching = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)

    @property
    def covered(self) -> bool:
        """Tell whether the cover is on."""
        return self._covered

    def start(self) -> None:
        """Begin to watch, from now on."""
        self.touched()
        self._watching = True
        self._listen()
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer: the emergency page never idles out, nor the welcome page on which nothing is chosen."""
        self._timer.stop()
        self._watching = False
        self._covered = False
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    def set_seconds(self, cover_after: float, leave_after: float) -> None:
        """Take the clinic's own times, in seconds."""
        self._cover_after, self._leave_after = cover_after, leave_after

    def touched(self) -> None:
        """Start counting anew: somebody is there."""
        self._since = self._ticks()
        self._covered = False

    def look(self) -> None:
        """Compare the time without input with the two limits; the timer asks once a second."""
        if not self._watching:
            return
        self._listen()
        idle = self._ticks() - self._since
        if not self._covered and idle >= self._cover_after:
            self._covered = True
            self.cover.emit()
        elif self._covered and idle >= self._cover_after + self._leave_after:
            self.stop()
            self.leave.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count any key, touch or movement in a window as input. The cover ends by its button."""
        if event.type() in INPUT and not self._covered:
            self._since = self._ticks()
        return False

    def _listen(self) -> None:
        """Hear every window that there is: a list or a sheet that opened since the last look is a window of its own."""
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)
