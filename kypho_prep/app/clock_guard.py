"""Looks every minute whether this machine's clock goes on as time does, and whether somebody guesses at a birth date.

What it finds is the workflow's to keep.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from kypho_prep.app.program import Program

EVERY = 60_000


class ClockGuard(QObject):
    """Looks at once when a program's database is open, then each minute until the program closes it."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        program.working.connect(self._begin)

    def look(self) -> None:
        """Look now, off the screen's thread; a database that is busy is asked again in a minute."""
        from kypho_prep.workflow.clinic import clock_watch
        from kypho_prep.workflow.visits import guessed_dates

        workplace = self._program.workplace
        if workplace is not None:
            self._program.worker.run(partial(clock_watch.look, workplace), _nothing, _nothing)
            self._program.worker.run(partial(guessed_dates.look, workplace), _nothing, _nothing)

    def _begin(self, _set_up_needed: bool) -> None:
        self._timer.start()
        self.look()


def _nothing(_what: object) -> None:
    pass
