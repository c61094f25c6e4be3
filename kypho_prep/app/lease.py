"""A station's lease on the clinic's server, renewed while the program runs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from kypho_prep.look.worker import Jobs
    from kypho_prep.workflow.workplace import Workplace

# Four times in the two minutes after which a station counts as gone.
RENEWED_MS = 30_000


class LeaseTimer(QObject):
    """Tells the other stations that this one is at work; where the server is away, the next beat tries again."""

    def __init__(self, worker: Jobs) -> None:
        super().__init__()
        self._worker = worker
        self._workplace: Workplace | None = None
        self._timer = QTimer(self, interval=RENEWED_MS)
        self._timer.timeout.connect(self.renew)

    def begin(self, workplace: Workplace) -> None:
        """Begin with a clinic that is open; only one on a server has stations."""
        if workplace.database.shared:
            self._workplace = workplace
            self._timer.start()

    def end(self) -> None:
        """Renew it no more."""
        self._timer.stop()
        self._workplace = None

    def renew(self) -> None:
        """Renew it now."""
        from kypho_prep.workflow import stations

        if self._workplace is not None:
            self._worker.run(partial(stations.renew, self._workplace), _nothing, _nothing)


def _nothing(_: object) -> None:
    """Ignore what came of it."""
