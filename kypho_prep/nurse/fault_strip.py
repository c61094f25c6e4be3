"""What says above a page of staff's that the program met a fault of its own: once, in words, until it is read."""

from __future__ import annotations

from kypho_prep.look.cards import Ground
from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.widgets.parts import key, say, strip_row


class FaultStrip(Ground):
    """The sentence and the key that takes it away; made before the pages, so that Tab comes to it before them."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk.look, "check_soft")
        self._desk = desk
        self._said = say(desk, desk.words("desk.fault"), "check/check_soft", bold=True)
        self._said.setObjectName("fault")
        strip_row(desk, self, self._said, key(desk, desk.words("desk.fault_read"), "fault_read", self.hide))
        self.hide()

    def tell(self) -> None:
        """Show it, and say it aloud each time."""
        self.show()
        self._desk.look.voice.say(self, [self._said.text()], urgent=True)
