"""The cover that hides a page nobody has touched for a while: one big button brings it back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from kypho_prep.kiosk.pages.reading_bar import ReadingBar
from kypho_prep.look.buttons import primary
from kypho_prep.look.cards import Ground
from kypho_prep.look.labels import BodyLabel, HeadingLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words


class Cover(Ground):
    """Covers everything; it says that the answers below are `saved` where they are."""

    still_here = Signal()

    def __init__(self, seconds: int, look: Look, words: Words, *, saved: bool) -> None:
        super().__init__(look, "page")
        self.setObjectName("cover")
        m = look.metrics
        self._heading = HeadingLabel(words("kiosk.cover.heading"), look, m.question if m.large else m.text(54))
        self._text = BodyLabel(
            words("kiosk.cover.text" if saved else "kiosk.cover.unsaved", seconds=seconds),
            look,
            m.body if m.large else m.text(32),
        )
        for label in (self._heading, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = primary(words("kiosk.cover.still_here"), look, "still_here", "")
        self.button.set_face(replace(self.button.face, size=m.text(40), height=m.mm(28 if m.large else 40)))
        self.button.clicked.connect(self.still_here)
        column = QVBoxLayout(self)
        side = m.space(8)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(m.space(2 if m.large else 4))
        column.addStretch(1)
        column.addWidget(self._heading)
        column.addWidget(self._text)
        column.addWidget(self.button)
        column.addWidget(ReadingBar(look, words), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the button the focus, so that Enter is enough, and say it."""
        super().showEvent(event)
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        lines = [self._heading.text(), self._text.text(), self.button.accessibleName()]
        self._look.voice.say(self.button, lines, urgent=True)
