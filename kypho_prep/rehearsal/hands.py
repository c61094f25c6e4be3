"""What the rehearsal's hands do at a desk and at a kiosk, in front of a whole program with a worker of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from kypho_prep.app.program import Program
from kypho_prep.look.overrides import later
from kypho_prep.look.worker import Worker
from kypho_prep.nurse.visit.kiosks_panel import KioskLine
from kypho_prep.nurse.workspace import Workspace
from kypho_prep.records.transaction import Transaction
from kypho_prep.rehearsal.machines import PASSWORD
from kypho_prep.sample.sample_clinic import USER
from kypho_prep.tour.driver.guest import TURNS, Answers, Guest
from kypho_prep.tour.driver.hand import Hand, NotThere
from kypho_prep.tour.scenes.at_the_desk import EATING, AtTheDesk
from kypho_prep.tour.stage import BORN, Stage, TourClock
from kypho_prep.workflow.visits.handing import Stands
from kypho_prep.workflow.workplace import Workplace

ANSWERS: Answers = {
    "ride.adult": ("choice:yes",),
    "bring.ready": ("choice:photo_id", "choice:insurance_card", "choice:medicine_list", "choice:glasses"),
}
CHANGED: Answers = {"bleeding.history": ("choice:bruises",)}
# Far longer than any one step takes, on however busy a machine; and shorter than whoever told it waits for a word.
STEP_MS = 90_000
# Waiting wakes at least so often to look at its deadline, in a program to which nothing happens.
BEAT_MS = 200
WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


class PatientHand(Hand):
    """A hand that waits for what the program has begun: its jobs run in a thread of its own."""

    def __init__(self, program: Program, worker: Worker, out: Path) -> None:
        """Sit down in front of a program's window."""
        super().__init__(program.window, out)
        self._worker = worker
        self._deadline = QDeadlineTimer(STEP_MS)
        self._beat = QTimer(program.window, interval=BEAT_MS)
        self._beat.start()

    def begin_step(self) -> None:
        """Give what is done from now on its time, all its waits together."""
        self._deadline = QDeadlineTimer(STEP_MS)

    def settle(self) -> None:
        """Let the window finish what it has begun, and the worker with it; NotThere where they never do."""
        super().settle()
        while not self._worker.idle:
            self._let_go_on("the end of the worker's jobs")
            super().settle()

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Let the program go on until something is so; NotThere where it never comes."""
        while not until():
            self._let_go_on(what)
        self.settle()

    def _let_go_on(self, what: str) -> None:
        if self._deadline.hasExpired():
            raise NotThere(f"{what} never came in {STEP_MS // 1000} seconds")
        QApplication.processEvents(WAITING)


class PaintLog(QObject):
    """Notes for each change when the board's table was first painted with it, in seconds of the machine's one clock."""

    def __init__(self, workspace: Workspace) -> None:
        """Watch the board of who is signed in."""
        super().__init__(workspace)
        self.painted: list[tuple[int, float]] = []
        self._watch = workspace.watch
        workspace.board.table.viewport().installEventFilter(self)

    @property
    def newest(self) -> int:
        """Return the newest change that was painted."""
        return self.painted[-1][0] if self.painted else 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        board = self._watch.board
        if event.type() == QEvent.Type.Paint and board is not None:
            change = board.change_seq
            later(0, self, lambda: self._note(change))  # what is painted now stands on the screen then
        return False

    def _note(self, change: int) -> None:
        if change > self.newest:
            self.painted.append((change, time.monotonic()))


@dataclass(frozen=True)
class NotingWorkplace(Workplace):
    """A workplace that notes when each of its commits was done, in seconds of the machine's one clock."""

    committed: list[float] = field(default_factory=list, repr=False, compare=False)

    @contextmanager
    def writing(self, *, alone: bool = False, heartbeat: bool = False) -> Iterator[Transaction]:
        """Open the one write transaction, and note when its commit was done."""
        with super().writing(alone=alone, heartbeat=heartbeat) as records:
            yield records
        if not heartbeat:
            self.committed.append(time.monotonic())


class DeskHands:
    """The nurse at her desk."""

    def __init__(self, program: Program, hand: PatientHand, out: Path) -> None:
        """Sit down in front of a desk that shows its sign-in."""
        self._hand = hand
        self._stage = Stage(program, out, TourClock(datetime.now(UTC)), ("light", 100), hand)
        self._stage.password = PASSWORD
        self._scenes = AtTheDesk(self._stage)
        self._paint: PaintLog | None = None

    @property
    def page(self) -> str:
        """Return which page shows."""
        staff = self._stage.program.staff
        space = staff.workspace() if staff is not None else None
        return type(space.page()).__name__ if space is not None else "sign-in"

    def sign_in(self) -> None:
        """Sign in as the sample's nurse, and watch the board from then on."""
        self._stage.nurse.sign_in(USER, PASSWORD)
        space = self._stage.nurse.workspace
        self._hand.wait(lambda: space.watch.board is not None, "the board")
        self._paint = PaintLog(space)

    def enter(self) -> str:
        """Enter the visit of the rehearsal's patient, and return her slip's code."""
        self._scenes.enter_visits()
        return self._stage.found.code

    def see(self, title: str, *, kiosk: str = "", **said: Any) -> None:
        """Wait until the board, with no touch of the nurse's, has the patient at a kiosk, or at none, and says more.

        Then take its picture.
        """
        watch, visit = self._stage.nurse.workspace.watch, self._stage.found.visit

        def shows() -> bool:
            row = watch.row(visit)
            if row is None or (row.sitting.kiosk if row.sitting else "") != kiosk:
                return False
            return all(getattr(row, name) == value for name, value in said.items())

        self._hand.wait(shows, title)
        self._hand.picture(title)

    def open_visit(self) -> None:
        """Open the patient's review."""
        self._stage.nurse.open_visit(self._stage.found.visit)

    def instruct(self) -> str:
        """Record what the surgeon said about food and drink, and return a sentence of it."""
        self.open_visit()
        self._scenes.fasting("7:30")
        self._hand.picture("instructed")
        return EATING

    def back(self) -> None:
        """Go back to the board."""
        self._hand.tap("back")

    def sign(self) -> str:
        """Record the checks, close what is open, sign, and return who signed."""
        self.open_visit()
        for name in ("identifiers", "adult", "result:mri"):
            self._scenes.record_check(name)
        self._scenes.close_cards()
        self._scenes.sign()
        return self._stage.found.signed_by

    def hand_over(self, kiosk: str) -> float:
        """Hand a kiosk over, wait until it asks for the birth date, and return when the key was pressed."""
        visit, pressed = self._stage.found.visit, time.monotonic()
        self._stage.nurse.hand_over_kiosk(visit, kiosk)
        lines = self._stage.nurse.workspace.page().findChildren(KioskLine)
        line = next(one for one in lines if one.kiosk.name == kiosk)
        self._hand.wait(lambda: line.kiosk.stands is Stands.SHOWN, "the kiosk that asks")
        self._hand.picture("kiosk-handed-over")
        self._hand.tap("back")
        return pressed

    def changes(self) -> list[str]:
        """Open the review whose sign-off fell, and return what changed."""
        self.open_visit()
        self._hand.picture("review-revoked")
        return [change.key for change in self._stage.review.standing.changes]

    def painted_after(self, change: int) -> tuple[int, float]:
        """Wait until a newer change is painted on the board; return which it is, and when that was."""
        log = self._log
        self._hand.wait(lambda: log.newest > change, "the change")
        return log.painted[-1]

    def painted(self) -> int:
        """Return the newest change that is painted on the board."""
        return self._log.newest

    def turn_deaf(self) -> None:
        """Hear nothing from the server any more: what shows from now on was asked for."""
        # Who listens anew takes the place of the board's own ear.
        self._stage.workplace.database.listen(lambda: None)

    def let_pass(self, milliseconds: int) -> None:
        """Let some time pass in which nobody does anything."""
        loop = QEventLoop()
        later(milliseconds, self._log, loop.quit)
        loop.exec()

    @property
    def _log(self) -> PaintLog:
        if self._paint is None:
            raise LookupError("nobody is signed in at the desk")
        return self._paint


class KioskHands:
    """The patient at a kiosk; every commit of it is noted."""

    def __init__(self, program: Program, hand: PatientHand, out: Path) -> None:
        """Stand in front of a kiosk that shows its welcome page."""
        if program.workplace is None:
            raise LookupError("the clinic is not open")
        place = program.workplace
        self._noting = NotingWorkplace(**{one.name: getattr(place, one.name) for one in fields(place)})
        program.workplace = self._noting
        self._hand, self._kiosk = hand, program.kiosk
        self._guest = Guest(hand, program.kiosk, ANSWERS)
        self._called = False
        self._asked_at: list[float] = []
        if self._kiosk.handed_over is not None:
            self._kiosk.handed_over.shown.connect(lambda: self._asked_at.append(time.monotonic()))

    @property
    def page(self) -> str:
        """Return which item or page shows."""
        return self._guest.item if self._kiosk.stage.page is not None else "none"

    def begin(self, code: str) -> None:
        """Sign in by the slip's code, and answer until the questions about health."""
        self._guest.sign_in(code, BORN)
        self._guest.go_until("health.body", pictures=False)
        self._hand.picture("answering")

    def answer_all(self) -> None:
        """Answer all that is left, as far as the summary."""
        self._guest.go_until("SummaryPage", "check.summary", pictures=False)
        self._hand.picture("summary")

    def read_plan(self) -> str:
        """Go on to the plan, past what is new in it, and return what stands on it."""
        self._guest.go_on()
        self._guest.go_until("check.plan", pictures=False)
        self._hand.picture("plan")
        return "\n".join(one.text() for one in self._guest.page.findChildren(QLabel) if one.isVisible())

    def finish(self) -> None:
        """Go on to the end, over what the nurse's word has opened; the next patient finds the welcome page."""
        self._guest.go_on()
        for _ in range(TURNS):
            if self._hand.sees("go_on"):
                break
            self._guest.answer(pictures=False)
        self._hand.picture("thanks")
        self._hand.tap("go_on")

    def change(self) -> float:
        """Give the birth date that is asked for, change the first answer about bleeding, leave; return when it was."""
        back = Guest(self._hand, self._kiosk, CHANGED)
        self._hand.picture("birth-date-asked")
        back.enter_birth_date(BORN)
        back.change("bleeding.history")
        back.leave()
        return self._asked_at[-1]

    def call(self) -> float:
        """Call the nurse, or take the call back, in turn; return when that was committed."""
        self._hand.tap("call_nurse")
        self._hand.tap("take_back" if self._called else "close")
        self._called = not self._called
        return self._noting.committed[-1]
