"""Collects Python's garbage on the screen's thread, while another thread runs Python too."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000


def keep_for_good(*_: object) -> None:
    """Let no collection walk what is there now, such as the content, which stays until the program ends.

    A collection then takes microseconds instead of 20 ms between two taps, and the program ends at once: Python looks
    through all there is one last time before it gives the memory back (20 to 40 ms).
    """
    gc.freeze()


class GarbageCollector(QObject):
    """Until it is closed, garbage is collected by the thread that made this, between its events, and by no other.

    Python collects on whichever thread happens to allocate. A widget that is part of a circle would then be deleted
    on the database's thread, which ends the program without a word.
    """

    _working = 0

    def __init__(self) -> None:
        super().__init__()
        GarbageCollector._working += 1
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the generations that are due, by Python's own thresholds; the oldest is looked at last."""
        due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[0]:
            gc.collect(2 if all(due) else 1 if due[1] else 0)

    def close(self) -> None:
        """Leave collecting to Python again, once nobody else keeps it here."""
        if self._timer.isActive():
            self._timer.stop()
            GarbageCollector._working -= 1
            if not GarbageCollector._working:
                gc.enable()
