"""One station of the rehearsed clinic, a process of its own: the whole program, whose hands do what a pipe says.

Each thing to do is a name and its values; the answer is what came of it, the pictures' files, and why it was not done.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

from kypho_prep import settings
from kypho_prep.app.program import Program
from kypho_prep.look.faults import places
from kypho_prep.look.theme import make_application
from kypho_prep.look.worker import Worker
from kypho_prep.rehearsal.hands import DeskHands, KioskHands, PatientHand
from kypho_prep.settings import Kind
from kypho_prep.workflow.start import as_enrolled


class Driven(QObject):
    """Does what the pipe says, one thing after the other, and ends the program where the pipe does."""

    def __init__(self, program: Program, worker: Worker, pipe: Connection, out: Path) -> None:
        """Say so over the pipe as soon as the clinic is open."""
        super().__init__(program)
        self._program, self._pipe, self._out = program, pipe, out
        self._hand = PatientHand(program, worker, out)
        self._hands: DeskHands | KioskHands | None = None
        self._said = QSocketNotifier(pipe.fileno(), QSocketNotifier.Type.Read, self)
        self._said.activated.connect(self._hear)
        program.working.connect(self._open)
        program.refused.connect(lambda sentence: self._tell(None, [], f"open: {sentence}"))

    def _open(self, set_up_needed: bool) -> None:
        self._do("open", partial(self._sit_down, set_up_needed))

    def _sit_down(self, set_up_needed: bool) -> None:
        self._program.begin(set_up_needed)
        self._hand.settle()
        made = DeskHands if self._program.chosen.kind is Kind.DESK else KioskHands
        self._hands = made(self._program, self._hand, self._out)

    def _hear(self) -> None:
        # The hands let the program's events come in; what is said meanwhile waits its turn.
        self._said.setEnabled(False)
        try:
            name, values = self._pipe.recv()
        except (EOFError, OSError):
            QApplication.quit()
            return
        self._do(name, lambda: getattr(self._hands, name)(**values))
        self._said.setEnabled(True)

    def _do(self, name: str, step: Callable[[], Any]) -> None:
        before = len(self._hand.pictures)
        self._hand.begin_step()
        try:
            done = (step(), self._hand.pictures[before:], "")
        except Exception as trouble:  # noqa: BLE001 - whatever it is, whoever drives is told; all that it quotes is made up
            where = self._hands.page if self._hands is not None else type(self._program.window.side).__name__
            done = (None, [], f"{name}: {type(trouble).__name__}: {trouble} (page: {where}; {places(trouble)})")
        self._tell(*done)

    def _tell(self, result: Any, pictures: list[str], trouble: str) -> None:
        try:
            self._pipe.send((result, pictures, trouble))
        except OSError:
            QApplication.quit()


def main(descriptor: int, out: Path) -> int:
    """Open the program as this computer's station and let it be driven until the pipe ends."""
    app = make_application("kypho-prep")
    worker = Worker()
    program = Program(as_enrolled(settings.load()), worker, lambda: datetime.now(UTC))
    program.window.resize(1280, 800)
    program.window.show()
    Driven(program, worker, Connection(descriptor), out)
    program.open()
    code = app.exec()
    program.close()
    return code


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2])))
