"""The tour's scenes on the board: forty more visits, what could cancel, a search, calls due, past visits, the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt

from kypho_prep.sample import sample_clinic
from kypho_prep.tour.stage import Stage

SEARCHED = "rivaroxaban"
LONG_AGO = "harlow"


class BoardAtWork:
    """The board of a whole clinic, all by keyboard."""

    def __init__(self, stage: Stage) -> None:
        """Take the stage."""
        self.stage = stage

    def fill_up(self) -> None:
        """Enter the sample clinic's forty visits, as other nurses would on other days."""
        nurse = self.stage.nurse
        sample_clinic.fill(self.stage.workplace, nurse=nurse.workspace.session.staff)
        nurse.workspace.watch.read()
        self.stage.found.visits = len(self.stage.board_rows)
        nurse.lock()

    def show(self) -> None:
        """Sign in, look at each kind of visits, find a medicine and a past visit, print the day's list."""
        hand = self.stage.hand
        hand.tap("staff")
        hand.picture("staff-sign-in")
        self.stage.nurse.sign_in()
        hand.picture("board")
        self._shown(Qt.Key.Key_1, "board-could-cancel")
        self._shown(Qt.Key.Key_C, "board-calls-due")
        hand.press(Qt.Key.Key_F)
        hand.write("search", SEARCHED)
        hand.picture("board-search-by-medicine")
        hand.press(Qt.Key.Key_Escape)
        self._shown(Qt.Key.Key_Question, "keys-of-the-board")
        hand.press(Qt.Key.Key_P)
        hand.write("past_search", LONG_AGO)
        hand.picture("past-visits")
        hand.tap("back")
        hand.press(Qt.Key.Key_L)
        hand.picture("print-a-day")
        hand.tap(f"day:{self.stage.today.isoformat()}")

    def _shown(self, key: Qt.Key, picture: str) -> None:
        """Press a key of the board, see what it shows, and go back to all visits."""
        self.stage.hand.press(key)
        self.stage.hand.picture(picture)
        self.stage.hand.press(Qt.Key.Key_Escape)
