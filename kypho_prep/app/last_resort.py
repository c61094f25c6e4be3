"""Hears of every fault that nothing else caught, and has the program go on from a calm page; no fault ends it."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kypho_prep.app.record_keeper import fault_on_record
from kypho_prep.look.faults import attempt, forget, note, places
from kypho_prep.settings import Kind

if TYPE_CHECKING:
    from kypho_prep.app.program import Program

INTERRUPTED = 130
# Within so many seconds so many faults may lead to a page of the program's own; after them it is Qt's bare one.
SECONDS, MOST = 10.0, 3
LONGEST_WAIT = 60
PLACES = 100
log = logging.getLogger(__name__)


class LastResort(QObject):
    """Python's last word on a fault, in a slot, an event, a virtual method or a thread; itself it never fails.

    The recovery waits for the event at hand to end. What goes wrong in it, or too often, ends on a page that none of
    the program's own widgets is part of; from there the program tries anew after 10 seconds, later after up to 60.
    """

    _heard = Signal()

    def __init__(self, ticks: Callable[[], float]) -> None:
        super().__init__()
        self._program: Program | None = None
        self._ticks = ticks
        self._asked = False
        self._recent: list[float] = []
        self._wait = int(SECONDS)
        self._noted: dict[str, float] = {}
        self.bare: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.again)
        self._heard.connect(self._recover, Qt.ConnectionType.QueuedConnection)

    def watch(self, program: Program) -> None:
        """Take the program that is to go on; until then a fault is only logged."""
        self._program = program

    def install(self) -> None:
        """Take Python's three hooks."""
        sys.excepthook = self.caught
        threading.excepthook = lambda found: self.caught(found.exc_type, found.exc_value)
        # What goes wrong while something is freed stops nobody.
        sys.unraisablehook = lambda found: note(
            "a fault while something was freed", found.exc_value or found.exc_type()
        )

    @staticmethod
    def remove() -> None:
        """Give them back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__

    def caught(
        self, kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None = None
    ) -> None:
        """Log where a fault was, and recover once the event at hand is over."""
        try:
            if issubclass(kind, KeyboardInterrupt):
                QCoreApplication.exit(INTERRUPTED)
                return
            found = error or kind()
            self._note(places(found))
            forget(found)
            if not self._asked:
                self._asked = True
                self._heard.emit()
        except Exception:  # noqa: BLE001, S110 - whatever is raised here would be shown, and come here again
            pass

    def guard(self, step: Callable[[], object]) -> None:
        """Do what no event asks for."""
        try:
            step()
        except Exception as error:  # noqa: BLE001 - as in a slot, whatever it is
            self.caught(type(error), error)

    def again(self) -> None:
        """Try once more to build the program's own pages."""
        if self._program is None:
            return
        self._recent.clear()
        if not self._tried(self._program.start_over):
            self._show_bare(self._program)
            return
        bare, self.bare, self._wait = self.bare, None, int(SECONDS)
        if bare is not None:
            self._program.window.show()
            bare.hide()
            bare.deleteLater()

    def _note(self, said: str) -> None:
        """Log each place once in a while: a part that is painted again and again fails as often."""
        now = self._ticks()
        if said not in self._noted or now - self._noted[said] >= LONGEST_WAIT:
            self._noted = {said: now} if len(self._noted) > PLACES else {**self._noted, said: now}
            log.error("a fault of the program's own: %s", said)

    def _recover(self) -> None:
        self._asked = False
        if self.bare is not None or self._program is None:
            return
        now = self._ticks()
        self._recent = [one for one in self._recent if now - one < SECONDS] + [now]
        attempt(partial(fault_on_record, self._program), None)
        if len(self._recent) > MOST or not self._tried(self._program.recover):
            self._show_bare(self._program)

    def _tried(self, step: Callable[[], Any]) -> bool:
        return attempt(lambda: (step(), True)[1], otherwise=False)

    def _show_bare(self, program: Program) -> None:
        """Hide everything behind a page of Qt's own parts, which no fault of ours can reach."""
        if self.bare is None:
            self.bare = bare_page(_last_words(program), stays=program.chosen.kind is Kind.KIOSK)
            window = program.window
            self.bare.setGeometry(window.geometry())
            self.bare.showFullScreen() if window.isFullScreen() else self.bare.show()
            attempt(window.hide, None)
        else:
            self._wait = min(2 * self._wait, LONGEST_WAIT)
        self._timer.start(self._wait * 1000)


def _last_words(program: Program) -> str:
    words = program.words
    if program.chosen.kind is Kind.DESK:
        return words("program.unexpected")
    return f"{words('kiosk.trouble.heading')}\n\n{words('kiosk.trouble.nobody').strip()}"


class _Stays(QWidget):
    """Refuses to close, as the window behind it does; it is hidden once that is there again."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()


def bare_page(words: str, *, stays: bool) -> QWidget:
    """Return a page of Qt's own parts alone; one that `stays` cannot be closed."""
    page = _Stays() if stays else QWidget()
    page.setObjectName("bare")
    said = QLabel(words)
    said.setWordWrap(True)
    said.setAlignment(Qt.AlignmentFlag.AlignCenter)
    # The program's fonts and colours may be what is broken.
    said.setStyleSheet("font-size: 40px; color: #1a1a1a;")
    page.setStyleSheet("#bare { background: #ffffff; }")
    QVBoxLayout(page).addWidget(said)
    return page
