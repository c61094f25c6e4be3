"""Puts on record what the program does by itself: its start, its back-ups; and keeps the audit's anchor meanwhile."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kypho_prep.app.program import Program

if TYPE_CHECKING:
    from kypho_prep.workflow.clinic.backing_up import BackUps

LOOK_EVERY_MS = 60_000
# Of so many looks the anchor is kept anew at one, and whenever a back-up was made.
LOOKS_AN_ANCHOR = 30


class RecordKeeper(QObject):
    """Begins when a program's database is open, and looks each minute until the program closes it."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._known: BackUps | None = None
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        program.working.connect(self._begin)

    def look(self) -> None:
        """Put on record what became of the back-ups since the last look."""
        from kypho_prep.workflow.clinic import audit_proof, on_record
        from kypho_prep.workflow.clinic.backing_up import BackUps

        program, workplace = self._program, self._program.workplace
        if workplace is None:
            return
        before, now = self._known or BackUps(), program.backups.state() or BackUps()
        self._known, self._looks = now, self._looks + 1
        made = now.made_at != before.made_at
        if made or now != before:
            program.worker.run(partial(on_record.backed_up, workplace, before, now), _nothing, _nothing)
        if made or self._looks % LOOKS_AN_ANCHOR == 0:
            keep = partial(audit_proof.keep_anchor, workplace.database, program.chosen.config, workplace.now())
            program.worker.run(keep, _nothing, _nothing)

    def _begin(self, _set_up_needed: bool) -> None:
        from kypho_prep.workflow.clinic import on_record

        if self._program.workplace is not None:
            config = self._program.chosen.config
            self._program.worker.run(partial(on_record.started, self._program.workplace, config), _nothing, _nothing)
        self._timer.start()


def fault_on_record(program: Program) -> None:
    """Have it put on record that the program met a fault of its own; where and which only the log says."""
    from kypho_prep.workflow.clinic import on_record

    if program.workplace is not None:
        program.worker.run(partial(on_record.faulted, program.workplace), _nothing, _nothing)


def _nothing(_what: object) -> None:
    pass
