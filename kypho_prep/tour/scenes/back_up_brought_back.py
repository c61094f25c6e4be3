"""The tour's scene of a back-up: one is made, and brought back after its page said what would be gone."""

from __future__ import annotations

from datetime import timedelta

from kypho_prep.tour.driver.nurse import PASSWORD
from kypho_prep.tour.stage import Stage

MINUTES = 45


class BackUpBroughtBack:
    """What an administrator does at the desk when a day's entries went wrong."""

    def __init__(self, stage: Stage) -> None:
        """Take the stage."""
        self.stage = stage

    def play(self) -> None:
        """Back up, go on for a while, read what bringing it back would change, and bring it back."""
        stage, hand = self.stage, self.stage.hand
        self._back_ups()
        hand.tap("make")
        hand.picture("back-ups")
        stage.clock.forward_to(stage.clock() + timedelta(minutes=MINUTES))
        stage.nurse.open_visit(stage.found.visit)
        self._back_ups()
        hand.tap(hand.named("restore:")[0])
        hand.picture("back-up-what-would-change")
        stage.nurse.fill({"password": PASSWORD})
        hand.tap("restore")
        hand.settle()
        hand.picture("back-up-brought-back")
        stage.nurse.sign_in()
        stage.nurse.open_visit(stage.found.visit)
        hand.picture("review-after-the-back-up")

    def _back_ups(self) -> None:
        self.stage.nurse.workspace.to_board()
        self.stage.hand.settle()
        self.stage.hand.tap("clinic")
        self.stage.hand.tap("back_ups")
