"""The page of a patient who rests: it says nothing of her, how long her place is kept, and how to come back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kypho_prep.kiosk.pages.dialogs import foot, stack
from kypho_prep.kiosk.pages.reading_bar import ReadingBar
from kypho_prep.look.buttons import primary, secondary
from kypho_prep.look.labels import BodyLabel, HeadingLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words


class RestPage(QWidget):
    """A few calm words, the way back, and the way out for somebody else."""

    back_wanted = Signal()
    other_wanted = Signal()

    def __init__(self, minutes: int, look: Look, words: Words) -> None:
        super().__init__()
        self._look = look
        m = look.metrics
        content = QWidget()
        column = QVBoxLayout(content)
        side = m.space(5) if m.large else m.space(10)
        column.setContentsMargins(side, m.space(3), side, m.space(2))
        column.setSpacing(m.space(2))
        self.heading = HeadingLabel(words("kiosk.rest.heading"), look)
        column.addWidget(self.heading)
        said = words.count("kiosk.rest.text", minutes)
        self._lines = [" ".join(paragraph.split()) for paragraph in said.split("\n\n")]
        for line in self._lines:
            column.addWidget(BodyLabel(line, look))
        column.addStretch(1)
        other = secondary(words("kiosk.rest.other"), look, "somebody_else")
        other.clicked.connect(self.other_wanted)
        back = primary(words("kiosk.rest.back"), look, "im_back")
        back.clicked.connect(self.back_wanted)
        stack(self, content, look, words, foot(look, other, ReadingBar(look, words), back))
        self._aloud = [self.heading.text(), *self._lines, back.accessibleName(), other.accessibleName()]

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus and say everything."""
        super().showEvent(event)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.voice.say(self.heading, self._aloud)
