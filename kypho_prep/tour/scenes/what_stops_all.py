"""The tour's last scene: calling the nurse, a question of one's own, nobody there, and an emergency sign."""

from __future__ import annotations

from kypho_prep.tour.driver.guest import Guest
from kypho_prep.tour.driver.nurse import PASSWORD, USER
from kypho_prep.tour.stage import Stage


class WhatStopsAll:
    """What may happen on any page, shown at a kiosk that staff handed over."""

    def __init__(self, stage: Stage) -> None:
        """Take the stage."""
        self.stage = stage

    def play(self) -> None:
        """Call the nurse, ask, let the cover come, and tell of chest pain; a named staff member ends it."""
        stage = self.stage
        stage.nurse.hand_over(stage.found.visit)
        self._over_the_page("call_nurse", "call-the-nurse")
        self._cover()
        guest = Guest(stage.hand, stage.program.kiosk, {})
        guest.go_until("now.symptoms", pictures=False)
        stage.hand.tap("choice:chest_pain")
        stage.hand.picture("emergency")
        stage.hand.tap("staff_here")
        stage.nurse.fill({"user": USER, "password": PASSWORD})
        stage.hand.picture("emergency-staff-is-here")
        stage.hand.tap("acknowledge")
        stage.nurse.sign_in()
        stage.hand.picture("board-emergency")
        stage.nurse.open_visit(stage.found.visit)
        stage.hand.picture("review-emergency")

    def _over_the_page(self, button: str, picture: str) -> None:
        self.stage.hand.tap(button)
        self.stage.hand.picture(picture)
        self.stage.hand.tap("close")

    def _cover(self) -> None:
        self.stage.program.kiosk.idle.cover.emit()
        self.stage.hand.picture("is-somebody-there")
        self.stage.hand.tap("still_here")
