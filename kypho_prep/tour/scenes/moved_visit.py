"""The tour's scene of a moved procedure: what falls with it, what must be told again, and the new sign-off."""

from __future__ import annotations

from PySide6.QtCore import Qt

from kypho_prep.tour.scenes.at_the_desk import AtTheDesk
from kypho_prep.tour.stage import Stage


class MovedVisit:
    """The same visit an hour later, and everything that hung on its times."""

    def __init__(self, stage: Stage, desk: AtTheDesk) -> None:
        """Take the stage, and the desk's ways to close what is open."""
        self.stage = stage
        self._desk = desk

    def play(self) -> None:
        """Move the procedure, see what fell with it, tell the patient and the driver again, and sign the difference."""
        self._move()
        self._desk.fasting("8:30")
        self._desk.record_check("adult")
        self._desk.close_cards()
        self.stage.found.changed_since = len(self.stage.review.standing.changes)
        self.stage.hand.tap("sign")
        self.stage.hand.picture("sign-off-what-is-new")
        self.stage.hand.tap("sign_now")
        self.stage.nurse.confirm(self.stage.password)

    def _move(self) -> None:
        """Move it by an hour; the form says what becomes void before it is saved."""
        self.stage.hand.press(Qt.Key.Key_E)
        self.stage.nurse.fill({"procedure_at": "10:30", "arrival_at": "9:00"})
        self.stage.hand.picture("moved-what-becomes-void")
        self.stage.hand.tap("save")
        self.stage.nurse.open_visit(self.stage.found.visit)
        self.stage.hand.picture("review-after-the-move")
