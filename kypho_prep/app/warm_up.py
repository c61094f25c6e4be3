"""Does once the program works what nobody waits for, so that the first patient's touches find it done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from kypho_prep.app import services
from kypho_prep.app.program import Program
from kypho_prep.kiosk.after_paint import import_session
from kypho_prep.look.garbage import keep_for_good
from kypho_prep.look.overrides import later
from kypho_prep.settings import Kind

# The index of the medicines is built once whatever somebody waits for is done.
INDEX_AFTER_MS = 1000


class WarmUp(QObject):
    """On the database's thread it imports what a patient's pages need, and later builds the index of the medicines."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        program.working.connect(self._begin)

    def _begin(self, _set_up_needed: bool) -> None:
        if self._program.chosen.kind is not Kind.DESK:
            # Behind what else waits for this moment. What is imported lives until the end, as all before it does.
            later(0, self, lambda: self._program.worker.run(import_session, keep_for_good, _nothing))
        later(INDEX_AFTER_MS, self, self._index)

    def _index(self) -> None:
        workplace = self._program.workplace
        if workplace is not None:
            self._program.worker.run(partial(services.settle, workplace), _nothing, _nothing)


def _nothing(_what: object) -> None:
    """Ignore what came of it: whoever needs it then does it."""
