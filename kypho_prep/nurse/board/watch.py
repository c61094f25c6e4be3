"""Keeps the board up to date: asks for the newest change, and reads the rows only when it moved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kypho_prep.look.asking import Question
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.workflow.clinic import accounts
from kypho_prep.workflow.clinic.accounts import Standing
from kypho_prep.workflow.errors import ServerLost
from kypho_prep.workflow.visits import schedule

if TYPE_CHECKING:
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.visits.schedule import Board, BoardRow
    from kypho_prep.workflow.workplace import Workplace

EVERY = 2000


class BoardWatch(QObject):
    """Asks every two seconds while a staff member is signed in, and at once when it is woken.

    `let_go`: she works here no more. `changed`: her password or her role is another than she signed in by.
    `blind`: whether what is open could not be read just now.
    """

    moved = Signal(object)
    let_go = Signal()
    changed = Signal()
    failed = Signal(str)
    blind = Signal(bool)
    beat = Signal()

    def __init__(self, desk: DeskContext, session: StaffSession, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = session
        self._question = Question(
            desk.worker, lambda: partial(_newest, desk.workplace, session.staff), self._looked, self._missed
        )
        self._failing = False
        self.board: Board | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Read the board now, then watch it."""
        self._timer.start()
        self.read()

    def stop(self) -> None:
        """Stop asking while nobody may see the board."""
        self._timer.stop()
        self._question.forget()

    def look(self) -> None:
        """Ask for the newest change, unless the last question is still out."""
        self._question.ask()

    def wake(self) -> None:
        """Ask at once, and once more where a question is out."""
        if self._timer.isActive():
            self._question.wake()

    def read(self) -> None:
        """Read the rows: all of them at first and on a new day, then those that changed."""
        held = self.board
        self._desk.ask(lambda: schedule.board(self._desk.workplace, held=held), self._read, self._not_read)

    def row(self, visit: str) -> BoardRow | None:
        """Return a visit's row as last read."""
        rows = self.board.rows if self.board else ()
        return next((row for row in rows if row.visit == visit), None)

    def _looked(self, found: tuple[StaffMember, Standing, int]) -> None:
        asked_for, standing, seq = found
        if standing is not Standing.UNCHANGED:
            # Her own new password may have been stored while the question was out: she is signed in by it.
            if asked_for is self._session.staff:
                (self.let_go if standing is Standing.GONE else self.changed).emit()
            return
        # A new day changes what is open, though nobody wrote anything.
        if self.board is None or seq != self.board.change_seq or self.board.today != self._session.today:
            self.read()
        else:
            self._well()
        self.beat.emit()

    def _read(self, board: Board) -> None:
        self.board = board
        self._well()
        self.moved.emit(board)

    def _not_read(self, trouble: Exception) -> None:
        """Say once why the rows could not be read: an empty board must never look like a quiet day."""
        self.blind.emit(True)
        if not self._failing:
            self._failing = True
            self.failed.emit(self._desk.sentence(trouble))

    def _missed(self, trouble: Exception) -> None:
        """Try again at the next beat; until then nobody knows what is new, and why is said of a server that is away."""
        if isinstance(trouble, ServerLost):
            self._not_read(trouble)
        else:
            self.blind.emit(True)

    def _well(self) -> None:
        self.blind.emit(False)
        if self._failing:
            self._failing = False
            self.failed.emit("")


def _newest(workplace: Workplace, staff: StaffMember) -> tuple[StaffMember, Standing, int]:
    """Return who was asked about, how that person who signed in stands now, and the newest change."""
    return staff, accounts.standing(workplace, staff=staff), schedule.board_changed(workplace)
