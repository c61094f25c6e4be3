"""A tap on Next until the next page is painted and its save told, against plain pages built ahead that save nothing.

The database has its own thread, as in the program. Patients come one after the other; each reads a page a little before
Next, as a person does. At each size of letters every turn counts, but for the first ones of all.
"""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

from clinic import CHEAP, KIOSK, utc
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QObject, Qt, QTimer
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
from kypho_prep.kiosk.item_view import ItemView
from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.look.worker import Worker
from kypho_prep.sample import sample_clinic
from kypho_prep.settings import Settings
from kypho_prep.tour.driver.guest import Guest, quiet
from kypho_prep.tour.driver.hand import Hand
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm

SIZE = (1920, 1080)
LETTERS = (100, 200)  # percent
PATIENTS = 3  # at each size of letters
PLAIN = 12
BLOCKS = 8
WARM_UP = 8
FRAME = 1 / 60
TURNS = 110
READING_MS = 150  # what a hand takes at the least between a page, or a touch on it, and the next touch
PATIENCE_MS = 5000


@dataclass
class Taken:
    """The seconds of every turn, of the plain pages' turns after it, and of every touch on an answer."""

    ours: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    pressed: list[float] = field(default_factory=list)
    released: list[float] = field(default_factory=list)


class PlainPages:
    """What any Qt form costs: pages of labels, buttons and a field, all built before the first turn."""

    def __init__(self) -> None:
        self.stack = QStackedWidget()
        self._nexts = [self._page(number) for number in range(PLAIN)]
        self.stack.resize(*SIZE)
        self.stack.show()

    def turn(self) -> float:
        here = self.stack.currentIndex()
        return turned(self._nexts[here], self.stack.currentWidget, lambda: True)

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
    """Notices that a window is being painted, once what it is to show is so."""

    def __init__(self, window: QWidget, shows: Callable[[], bool]) -> None:
        super().__init__()
        self.seen = False
        self._shows = shows
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        self.seen = self.seen or (event.type() == QEvent.Type.UpdateRequest and self._shows())
        return False


def until(done: Callable[[], bool]) -> None:
    """Let the window work, and rest where there is nothing to do, until it is done."""
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not done():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if deadline.hasExpired():
            raise LookupError("the window never came to it")


def rest(milliseconds: int) -> None:
    """Read the page: the window may do what it does while nobody touches it."""
    over = QTimer()
    over.setSingleShot(True)
    over.start(milliseconds)
    until(lambda: not over.isActive())


def turned(button: QWidget, page: Callable[[], QWidget | None], free: Callable[[], bool]) -> float:
    """Return the seconds from a tap to the other page's paint and its save; 0.0 where the page stays."""
    before = page()
    painted = Painted(button.window(), lambda: page() is not before)
    begun = perf_counter()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    if page() is before and free():
        return 0.0
    until(lambda: free() and (painted.seen or page() is before))
    return perf_counter() - begun if painted.seen else 0.0


def answered_touch(card: QWidget) -> tuple[float, float]:
    """Touch a card, and return the seconds until the press, and then until the release, was painted."""
    seconds = []
    for touch in (QTest.mousePress, QTest.mouseRelease):
        painted = Painted(card.window(), lambda: True)
        begun = perf_counter()
        touch(card, Qt.MouseButton.LeftButton)
        until(partial(getattr, painted, "seen"))
        seconds.append(perf_counter() - begun)
    return seconds[0], seconds[1]


class Patients:
    """Goes through the questions by touch, one patient after the other; plain pages are turned after each turn."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.hand = Hand(program.window)
        self.guest = Guest(self.hand, program.kiosk, {})
        self.plain = PlainPages()

    def walk(self, nurse: StaffMember, percent: int, taken: Taken) -> None:
        """Take a new patient from the first page to the end at one size of letters."""
        kiosk, workplace = self.program.kiosk, self.program.workplace
        assert workplace is not None
        patient = PatientForm("Quarrington", "Eleanor", date(1950, 2, 3))
        form = VisitForm(utc().date() + timedelta(days=9), "09:30")
        self.program.hand_over(schedule.new_visit(workplace, staff=nurse, patient=patient, visit=form), nurse)
        until(lambda: kiosk.session is not None)
        if kiosk.session is not None:
            kiosk.session.take_comfort(replace(kiosk.stage.comfort, text_size=percent))
        until(self.free)
        self.hand.settle()
        for _ in range(TURNS):
            if kiosk.session is None or not self.step(taken):
                return
        raise LookupError("the patient never came to the end")

    def free(self) -> bool:
        """Tell whether nothing is being saved."""
        session = self.program.kiosk.session
        return session is None or not session.jobs.busy

    def step(self, taken: Taken) -> bool:
        """Answer the page and time the turn; false where the page has no Next."""
        content = self.guest.content
        if isinstance(content, OverviewPage):
            self.hand.tap("continue")  # the checklist comes once, after the first chapter
            until(self.free)
            return True
        if not self.hand.sees("next"):
            return False
        if isinstance(content, QuestionPage):
            for view in filter(None, (content.view, content.view.second)):
                self.touch(view, taken)
        seconds = self.last_tap()
        self.program.kiosk.idle.stop()
        if seconds:
            taken.ours.append(seconds)
            first, second = (taken.plain, taken.again)[:: 1 if len(taken.ours) % 2 else -1]
            first.append(self.plain.turn())
            second.append(self.plain.turn())
        return True

    def touch(self, view: ItemView, taken: Taken) -> None:
        """Answer one question quietly; how soon a card answers the finger is timed."""
        for name in quiet(view):
            if not name.startswith("choice:"):
                self.guest._touch(view, (name,))
                continue
            rest(READING_MS)
            pressed, released = answered_touch(self.hand.find(name))
            taken.pressed.append(pressed)
            taken.released.append(released)
        until(self.free)
        self.hand.settle()

    def last_tap(self) -> float:
        """Tap Next until the page turns: a long page shows the rest of itself first, a scene speaks; time the last."""
        kiosk = self.program.kiosk
        for _ in range(20):
            for area in kiosk.findChildren(QScrollArea):
                area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
            self.hand.settle()
            rest(READING_MS)
            seconds = turned(self.hand.find("next"), lambda: kiosk.stage.page, self.free)
            self.hand.settle()
            if seconds or kiosk.session is None:
                return seconds
        return 0.0


def main() -> None:
    QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="kypho-prep-bench-") as name:
        folder = Path(name)
        program = Program(Settings(folder / "data", folder / "config", KIOSK), Worker(), utc)
        program.passwords = CHEAP
        program.window.resize(*SIZE)
        program.window.show()
        opened: list[bool] = []
        program.working.connect(opened.append)
        program.open()
        until(lambda: bool(opened))
        if program.workplace is None:
            raise LookupError("the clinic did not open")
        nurse, _ = sample_clinic.one_visit(program.workplace)
        patients = Patients(program)
        taken = {percent: Taken() for percent in LETTERS}
        for percent in LETTERS * PATIENTS:
            patients.walk(nurse, percent, taken[percent])
        program.kiosk.idle.stop()
        program.close()
        program.window.close()
    for percent in LETTERS:
        report(percent, taken[percent])


def report(letters: int, taken: Taken) -> None:
    ours, plain, again = (seconds[WARM_UP:] for seconds in (taken.ours, taken.plain, taken.again))
    length = len(ours) // BLOCKS
    if length < 5:
        raise ValueError(f"only {len(taken.ours)} pages turned")
    blocks = [
        [percentile(seconds[at * length : (at + 1) * length], 50) for at in range(BLOCKS)]
        for seconds in (ours, plain, again)
    ]
    what = f"page turn p50 at {letters} %, saved and painted / plain page"
    say(compared(what, blocks[0], blocks[1], blocks[2], 2.0))
    figures = {"page turn": ours, "touch, pressed": taken.pressed, "touch, released": taken.released}
    for what_it_is, seconds in figures.items():
        slow = percentile(seconds, 95)
        told = f"{what_it_is} p95 at {letters} % / one frame of 16.7 ms"
        say(Line(told, slow / FRAME, (1, 1), len(seconds), slow * 1000, FRAME * 1000, 1.0))


if __name__ == "__main__":
    main()
