"""One sitting of a patient, joined: the pages, their buttons, the sheets over them, and how it ends."""

from __future__ import annotations

from kypho_prep.kiosk import route
from kypho_prep.kiosk.closing import Closing
from kypho_prep.kiosk.frame import Frame
from kypho_prep.kiosk.lists import Lists
from kypho_prep.kiosk.moves import Moves
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.several import Several
from kypho_prep.kiosk.sheets import Sheets
from kypho_prep.kiosk.turning import Turning
from kypho_prep.kiosk.twins import Twins
from kypho_prep.kiosk.wiring import Parts, wire
from kypho_prep.workflow.intake import Intake


class Flow(Turning):
    """What a window holds while a patient is signed in."""

    def __init__(self, screen: Screen, opened: Intake) -> None:
        super().__init__(screen, opened)
        self.closing = Closing(self)
        twins = Twins(self)
        several = Several(self, twins)
        self.moves = Moves(self, self.closing, several)
        self.sheets = Sheets(self, twins, several)
        self._parts = Parts(self, self.moves, self.sheets, Lists(self, twins), self.closing)
        self.connect_page = self._connect
        self.say = self.sheets.say

    def start(self) -> None:
        """Show the first page of the sitting."""
        self.turn(route.opening(self.sitting.intake))

    def _connect(self, frame: Frame) -> None:
        wire(self._parts, frame)
        self.sheets.restore(frame)
