"""The program: opens its one window, and closes what it opened."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from kypho_prep import paths, settings
from kypho_prep.app.clock_guard import ClockGuard
from kypho_prep.app.last_resort import LastResort
from kypho_prep.app.main_window import MainWindow
from kypho_prep.app.measuring import measure
from kypho_prep.app.program import Program
from kypho_prep.app.purge_timer import PurgeTimer
from kypho_prep.app.record_keeper import RecordKeeper
from kypho_prep.app.services import SAMPLE_VISITS, found, sample_settings
from kypho_prep.app.warm_up import WarmUp
from kypho_prep.content.files import BrokenContent
from kypho_prep.content.words_files import load_words
from kypho_prep.look.garbage import keep_for_good
from kypho_prep.look.theme import apply_theme, make_application
from kypho_prep.look.worker import Worker
from kypho_prep.prep.words import REFERENCE
from kypho_prep.settings import BrokenSettings, Settings
from kypho_prep.workflow.errors import Refused

# Qt's loop ends with one of these when the program is to begin anew: in the sample clinic, or after a mended file.
TO_SAMPLE, AGAIN = 64, 65
REFUSED = 2


def run(data: str | None = None, *, quit_after: str = "", sample_visits: int = SAMPLE_VISITS) -> int:
    """Open the program and return its exit code; `quit_after` names a moment to measure and leave at.

    Raises BrokenContent where even the words that say what is wrong cannot be read.
    """
    standing = QApplication.instance()
    app = standing if isinstance(standing, QApplication) else make_application("kypho-prep")
    if quit_after:
        return measure(quit_after, _settings(data))
    last_resort = LastResort(time.monotonic)
    last_resort.install()
    try:
        return _run(app, last_resort, data, sample_visits)
    finally:
        last_resort.remove()


def show(window: QWidget) -> None:
    """Show the window: the whole screen at a kiosk, a usual window where KYPHO_PREP_WINDOW asks for it."""
    if os.environ.get("KYPHO_PREP_WINDOW") or QApplication.platformName() in ("offscreen", "minimal"):
        if isinstance(window, MainWindow) and os.environ.get("KYPHO_PREP_WINDOW"):
            window.stays = False  # it is whoever's who looks at several on one screen
        window.resize(1280, 800)
        window.show()
    else:
        # A kiosk's bare X session has no window manager to make it fill the screen.
        window.setGeometry(QApplication.primaryScreen().geometry())
        window.showFullScreen()


def _run(app: QApplication, last_resort: LastResort, data: str | None, sample_visits: int) -> int:
    chosen: Settings | None = None
    while True:
        worker = Worker()
        try:
            chosen = chosen or _settings(data)
            program = Program(chosen, worker, lambda: datetime.now(UTC), backup_worker=Worker)
            program.sample_visits = sample_visits
        except (BrokenContent, BrokenSettings, Refused) as trouble:
            worker.close()
            code = _say(app, trouble)
            if code != AGAIN:
                return code
            continue
        code = _work(app, program, last_resort)
        if code != TO_SAMPLE:
            return code
        chosen = sample_settings(program.chosen)


def _settings(data: str | None) -> Settings:
    """Return the machine's settings as the clinic's server has them, if it is enrolled there."""
    chosen = settings.load(data)
    # Asked of the folder first: a machine alone starts without what reads an enrolment.
    if not (chosen.config / settings.ENROLMENT).exists():
        return chosen
    from kypho_prep.workflow.start import as_enrolled

    return as_enrolled(chosen)


def _work(app: QApplication, program: Program, last_resort: LastResort) -> int:
    if program.chosen.enrolled:
        # Qt puts it behind each window's title: with several stations' windows at hand, each says whose it is.
        app.setApplicationDisplayName(program.chosen.kiosk)
    program.window.setWindowTitle(program.words("program.name"))
    program.window.painted.connect(program.open)
    program.working.connect(program.begin)
    program.working.connect(keep_for_good)
    ClockGuard(program)
    PurgeTimer(program)
    RecordKeeper(program)
    WarmUp(program)
    program.sample_made.connect(partial(app.exit, TO_SAMPLE))
    last_resort.watch(program)
    # Here no event is at hand: what fails would end the program at once.
    last_resort.guard(partial(show, program.window))
    code = app.exec()
    last_resort.guard(program.close)
    _drop(app, program.window)
    return code


def _say(app: QApplication, trouble: BrokenContent | BrokenSettings | Refused) -> int:
    """Show what keeps the program from starting, before any of its own pages can be built."""
    from kypho_prep.look.trouble_page import TroublePage

    words = load_words(paths.resources() / "content" / "words", REFERENCE, only=("controls", "program", "errors"))
    window = MainWindow()
    page = TroublePage(found(trouble, words), apply_theme(app), words)
    page.again.connect(partial(app.exit, AGAIN))
    page.closed.connect(partial(app.exit, REFUSED))
    window.show_side(page)
    show(window)
    code = app.exec() or REFUSED
    _drop(app, window)
    return code


def _drop(app: QApplication, window: MainWindow) -> None:
    """Take a window away for good, without ending the program that goes on in the next one."""
    stays = app.quitOnLastWindowClosed()
    app.setQuitOnLastWindowClosed(False)
    window.leave()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    app.setQuitOnLastWindowClosed(stays)
