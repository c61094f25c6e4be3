"""A tap on Next until the next page is painted, the save included, against plain pages built ahead that save nothing.

The job runs on the screen's own thread here, so that the whole save is inside the turn.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from clinic import CHEAP, KIOSK, utc
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from timing import Line, compared, percentile, say

from kypho_prep.app.program import Program
from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.look.worker import InlineWorker
from kypho_prep.sample import sample_clinic
from kypho_prep.settings import Settings
from kypho_prep.tour.driver.guest import Guest
from kypho_prep.tour.driver.hand import Hand

SIZE = (1920, 1080)
PLAIN = 12
BLOCKS = 8
WARM_UP = 8
FRAME = 1 / 60
TURNS = 110
ROUNDS_OF_EVENTS = 1000
Turns = dict[str, list[float]]


class PlainPages:
    """What any Qt form costs: pages of labels, buttons and a field, all built before the first turn."""

    def __init__(self) -> None:
        self.stack = QStackedWidget()
        self._nexts = [self._page(number) for number in range(PLAIN)]
        self.stack.resize(*SIZE)
        self.stack.show()

    def turn(self) -> float:
        here = self.stack.currentIndex()
        return turned(self._nexts[here], self.stack.currentWidget)

    def _page(self, number: int) -> QPushButton:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(QLabel(f"Question {number + 1}"))
        explained = QLabel("Some words that explain why the question is asked, on a line or two. " * 3)
        explained.setWordWrap(True)
        column.addWidget(explained)
        for choice in range(4):
            column.addWidget(QRadioButton(f"Choice {choice + 1}"))
        column.addWidget(QLineEdit())
        bar = QProgressBar()
        bar.setValue(100 * number // PLAIN)
        column.addWidget(bar)
        column.addStretch()
        row = QHBoxLayout()
        buttons = [QPushButton(said) for said in ("Back", "Next")]
        for button in buttons:
            row.addWidget(button)
        column.addLayout(row)
        buttons[1].clicked.connect(lambda: self.stack.setCurrentIndex((number + 1) % PLAIN))
        self.stack.addWidget(page)
        return buttons[1]


class Painted(QObject):
    """Notices that a window is being painted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.seen = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        self.seen = self.seen or event.type() == QEvent.Type.UpdateRequest
        return False


def turned(button: QWidget, page: Callable[[], QWidget | None]) -> float:
    """Return the seconds from a tap to the other page's paint; 0.0 where the page stays."""
    before = page()
    begun = perf_counter()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    after = page()
    if after is None or after is before:
        return 0.0
    painted = Painted(after.window())
    for _ in range(ROUNDS_OF_EVENTS):
        QCoreApplication.processEvents()
        if painted.seen:
            return perf_counter() - begun
    raise LookupError("the next page was never painted")


def main() -> None:
    QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="kypho-prep-bench-") as name:
        folder = Path(name)
        program = Program(Settings(folder / "data", folder / "config", KIOSK), InlineWorker(), utc)
        program.passwords = CHEAP
        program.window.resize(*SIZE)
        program.window.show()
        program.open()
        if program.workplace is None:
            raise LookupError("the clinic did not open")
        nurse, visit = sample_clinic.one_visit(program.workplace)
        program.hand_over(visit, nurse)
        taken = walk(program, Hand(program.window, folder), PlainPages())
        program.kiosk.idle.stop()
        program.close()
        program.window.close()
    report(taken)


def walk(program: Program, hand: Hand, plain: PlainPages) -> Turns:
    """Go through the questions by touch; after each turn of the program's come two of the plain pages'."""
    guest = Guest(hand, program.kiosk, {})
    taken: Turns = {"ours": [], "plain": [], "again": []}
    hand.settle()
    for _ in range(TURNS):
        content = guest.content
        if program.kiosk.session is not None and isinstance(content, OverviewPage):
            hand.tap("continue")  # the checklist comes once, after the first chapter
            continue
        if program.kiosk.session is None or not hand.sees("next"):
            break
        if isinstance(content, QuestionPage):
            touch(guest, content)
        seconds = last_tap(program, hand)
        guest.kiosk.idle.stop()
        if not seconds:
            continue
        taken["ours"].append(seconds)
        names = ("plain", "again") if len(taken["ours"]) % 2 else ("again", "plain")
        for which in names:
            taken[which].append(plain.turn())
    return taken


def touch(guest: Guest, page: QuestionPage) -> None:
    """Answer the page's question quietly, and the second one where it asks two."""
    guest._touch(page.view, ())
    if page.view.second is not None:
        guest._touch(page.view.second, ())


def last_tap(program: Program, hand: Hand) -> float:
    """Tap Next until the page turns: a long page shows the rest of itself first, a scene speaks; time the last tap."""
    for _ in range(20):
        for area in program.kiosk.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        hand.settle()
        seconds = turned(hand.find("next"), lambda: program.kiosk.stage.page)
        hand.settle()
        if seconds:
            return seconds
    return 0.0


def report(taken: Turns) -> None:
    kept = {name: seconds[WARM_UP:] for name, seconds in taken.items()}
    length = len(kept["ours"]) // BLOCKS
    if length < 5:
        raise ValueError(f"only {len(taken['ours'])} pages turned")
    for percent, goal in ((50, 2.0), (95, None)):
        figures = {
            name: [percentile(seconds[at * length : (at + 1) * length], percent) for at in range(BLOCKS)]
            for name, seconds in kept.items()
        }
        what = f"page turn p{percent}, saved and painted / plain page"
        say(compared(what, figures["ours"], figures["plain"], figures["again"], goal))
    slow = percentile(kept["ours"], 95)
    say(Line("page turn p95 / one frame of 16.7 ms", slow / FRAME, (1, 1), 1, slow * 1000, FRAME * 1000, 1.0))


if __name__ == "__main__":
    main()
