"""Says when a moment of the start was reached, in one JSON line, and ends: for `make bench` and the start's limits."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from kypho_prep.app.main_window import the_app
from kypho_prep.app.program import Program
from kypho_prep.look.garbage import keep_for_good
from kypho_prep.look.overrides import later
from kypho_prep.look.worker import Worker
from kypho_prep.settings import SAMPLE_MARK, Kind

if TYPE_CHECKING:
    from kypho_prep.settings import Settings
    from kypho_prep.workflow.clinic.staff import StaffMember

_LOADED = time.time()
FIRST_PAINT, FIRST_QUESTION, READY = "first-paint", "first-question", "ready-to-save"


def measure(moment: str, chosen: Settings) -> int:
    """Start as usual, print `{"moment", "seconds"}` when the moment is reached, and return the exit code."""
    if moment == FIRST_PAINT:
        return _measured(moment, chosen)
    # A question is asked where there is a patient's side.
    chosen = replace(chosen, kind=Kind.BOTH)
    from kypho_prep.workflow.start import has_clinic

    if has_clinic(chosen.data) and (moment == READY or (chosen.data / SAMPLE_MARK).is_file()):
        return _measured(moment, chosen)
    # A measurement never touches a clinic's patients: a visit of its own, in a folder that goes with the process.
    with tempfile.TemporaryDirectory(prefix="kypho-prep-") as folder:
        away = replace(chosen, data=Path(folder) / "data", config=Path(folder) / "config")
        return _measured(moment, away)


def _measured(moment: str, chosen: Settings) -> int:
    program = Program(chosen, Worker(), lambda: datetime.now(UTC))
    program.window.resize(1280, 800)
    reached = _Reached(moment, program)
    begin: dict[str, Callable[[], None]] = {FIRST_PAINT: reached.now, FIRST_QUESTION: program.open, READY: program.open}
    program.window.painted.connect(begin[moment])
    program.working.connect(keep_for_good)
    program.working.connect(lambda _: reached.now() if moment == READY else reached.ask())
    program.refused.connect(reached.never)
    program.window.show()
    code = the_app().exec()
    program.close()
    return code


class _Reached(QObject):
    """Waits for the moment; the first question counts once its page has been painted."""

    def __init__(self, moment: str, program: Program) -> None:
        super().__init__()
        self._moment = moment
        self._program = program

    def now(self) -> None:
        """Print the moment and end."""
        # Written by hand: what says how long a start took must not make it longer.
        print(f'{{"moment": "{self._moment}", "seconds": {time.time() - began():.3f}}}', flush=True)
        the_app().exit(0)

    def ask(self) -> None:
        """Open a visit at its first question."""
        from kypho_prep.sample.sample_clinic import one_visit

        place = self._program.workplace
        if place is not None:
            self._program.worker.run(lambda: one_visit(place), self._opened, self._failed)

    def _opened(self, made: tuple[StaffMember, str]) -> None:
        member, visit = made
        self._program.hand_over(visit, member)
        later(0, self, self._watch)

    def _watch(self) -> None:
        page = self._program.kiosk.stage.page
        if self._program.kiosk.session is None or page is None:
            later(1, self, self._watch)
            return
        page.installEventFilter(self)
        page.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the paint of the question's page."""
        if event.type() == QEvent.Type.Paint and watched is self._program.kiosk.stage.page:
            watched.removeEventFilter(self)
            later(0, self, self.now)
        return False

    def never(self, why: str) -> None:
        """Say why the moment will not come, and end."""
        print(f"kypho-prep: {self._moment} was not reached. {why}", file=sys.stderr)
        the_app().exit(1)

    def _failed(self, trouble: Exception) -> None:
        self.never(type(trouble).__name__)


def began() -> float:
    """Return when this process started, in seconds of the epoch; elsewhere than on Linux, when it imported us."""
    try:
        # The program's name stands in brackets before the numbers, and may hold spaces.
        fields = Path("/proc/self/stat").read_text("ascii").rpartition(")")[2].split()
        up = float(Path("/proc/uptime").read_text("ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return _LOADED
    return time.time() - up + int(fields[19]) / os.sysconf("SC_CLK_TCK")
