"""A page with a few calm words and one way on: thanks, saved, please go to the desk, please call the nurse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.pages.clinic_card import clinic_card
from kypho_prep.kiosk.pages.reading_bar import ReadingBar
from kypho_prep.look.buttons import primary
from kypho_prep.look.labels import BodyLabel, HeadingLabel
from kypho_prep.look.pictures import Picture
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic


@dataclass(frozen=True, slots=True)
class Message:
    """What the page says; `stays` for seconds before the welcome page comes back by itself (0: until a tap).

    With a `clinic` it says also where that is and whom to call.
    """

    name: str
    heading: str
    text: str
    on: str
    picture: str = ""
    stays: int = 12
    clinic: Clinic | None = None


class MessagePage(QWidget):
    """A heading, the words, a drawing where there is one, and a button; a tap anywhere goes on too."""

    done = Signal()

    def __init__(self, message: Message, look: Look, words: Words) -> None:
        super().__init__()
        self.message = message
        self.content = self
        self._look = look
        self._words = words
        m = look.metrics
        self.heading = HeadingLabel(message.heading, look, m.text(50))
        content = QWidget()
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        high = m.space(6) if message.clinic is None else m.space(3)
        self._parts.setContentsMargins(m.space(10), high, m.space(10), high)
        self._parts.setSpacing(m.space(6))
        self._picture = Picture(message.picture, look, "") if message.picture else None
        if self._picture is not None:
            self._parts.addWidget(self._picture, 4, Qt.AlignmentFlag.AlignVCenter)
        self._card = clinic_card(message.clinic, look, words) if message.clinic is not None else None
        self._on = primary(message.on, look, "go_on", "")
        self._foot = QWidget()
        self._column = self._said()
        self._parts.addLayout(self._column, 5)
        self._scroll = PageScroll(content, look, words("controls.more_below"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus and say everything."""
        super().showEvent(event)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.voice.say(self.heading, [self.message.heading, self.message.text, self.message.on])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack picture and words on an upright screen, or where the letters are large."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = self.width() > self.height() and not self._look.metrics.large
        self._parts.setDirection(way.LeftToRight if wide else way.TopToBottom)
        if self._picture is not None:
            self._picture.setVisible(wide or self.height() > self.width())
        if self._card is not None:  # on a low screen large letters leave it no room above the way on
            low = self.width() > self.height() and self._look.metrics.large
            self._column.removeWidget(self._card)
            self._column.insertWidget(self._column.indexOf(self._foot) + (1 if low else -1), self._card)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go on by a tap anywhere."""
        self.done.emit()

    def _said(self) -> QVBoxLayout:
        m = self._look.metrics
        letters = m.text(32 if self.message.clinic is None else 29)
        column = QVBoxLayout()
        column.setSpacing(m.space(3) if self.message.clinic is None else m.space(2))
        column.addStretch(1)
        column.addWidget(self.heading)
        for paragraph in self.message.text.split("\n\n"):
            if paragraph.strip():
                column.addWidget(BodyLabel(" ".join(paragraph.split()), self._look, letters))
        if self._card is not None:
            column.addWidget(self._card)
        column.addSpacing(m.space(2))
        self._on.clicked.connect(self.done)
        self._on.setMinimumWidth(m.mm(70))
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(m.gap)
        foot.addWidget(self._on)
        foot.addWidget(ReadingBar(self._look, self._words))
        foot.addStretch(1)
        column.addWidget(self._foot)
        column.addStretch(1)
        return column
