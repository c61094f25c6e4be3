"""The program: opens its one window, and closes what it opened."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from functools import partial

from PySide6.QtWidgets import QApplication

from kypho_prep import settings
from kypho_prep.app.measuring import measure
from kypho_prep.app.program import Program
from kypho_prep.look.worker import Worker

# Qt's loop ends with this when the sample clinic is to be opened in place of an empty one.
TO_SAMPLE = 64


def run(data: str | None = None, *, quit_after: str = "") -> int:
    """Open the program and return its exit code; `quit_after` names a moment to measure and leave at."""
    app = QApplication(sys.argv[:1])
    if quit_after:
        return measure(quit_after, settings.load(data))
    chosen = settings.load(data)
    while True:
        program = Program(chosen, Worker(), lambda: datetime.now(UTC))
        program.window.painted.connect(program.open)
        program.working.connect(program.begin)
        program.sample_made.connect(partial(app.exit, TO_SAMPLE))
        show(program)
        code = app.exec()
        program.close()
        if code != TO_SAMPLE:
            return code
        chosen = program.sample_settings()


def show(program: Program) -> None:
    """Show the window: the whole screen at a kiosk, a usual window where KYPHO_PREP_WINDOW asks for it."""
    if os.environ.get("KYPHO_PREP_WINDOW") or QApplication.platformName() in ("offscreen", "minimal"):
        program.window.resize(1280, 800)
        program.window.show()
    else:
        program.window.showFullScreen()


def recompute(data: str | None = None) -> tuple[str, ...]:
    """Recompute every visit's summary and return the names of what differed. Raises a CannotOpen."""
    from kypho_prep import paths
    from kypho_prep.content import load
    from kypho_prep.workflow import start, upkeep

    chosen = settings.load(data)
    database = start.open_or_create(chosen.data, chosen.config, create=False)
    try:
        place = start.workplace(database, load(paths.resources()), clock=lambda: datetime.now(UTC), kiosk=chosen.kiosk)
        return tuple(str(one) for one in upkeep.recompute_all(place))
    finally:
        database.close()
