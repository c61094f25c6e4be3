"""One sitting of a patient, joined: the pages, their buttons, the sheets over them, and how it ends."""

from __future__ import annotations

from kypho_prep.kiosk import route
from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.session.duplicate_prompt import Twins
from kypho_prep.kiosk.session.ending import Closing
from kypho_prep.kiosk.session.list_buttons import Lists
from kypho_prep.kiosk.session.navigation import Turning
from kypho_prep.kiosk.session.navigation_buttons import Moves
from kypho_prep.kiosk.session.overlays import Sheets
from kypho_prep.kiosk.session.several_prompt import Several
from kypho_prep.kiosk.session.wiring import Parts, wire
from kypho_prep.workflow.patient.intake import Intake


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
