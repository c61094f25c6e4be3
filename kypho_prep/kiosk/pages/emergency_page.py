"""Tell the staff now: a full page that shows no name and stays until a staff member signs in on it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kypho_prep.kiosk.controls.keyboard import Keyboard
from kypho_prep.kiosk.pages.dialogs import foot, stack
from kypho_prep.kiosk.pages.reading_bar import ReadingBar
from kypho_prep.kiosk.pages.staff_fields import keys_row, line_field
from kypho_prep.look.buttons import primary, secondary
from kypho_prep.look.cards import Ground, NoteBox
from kypho_prep.look.labels import BodyLabel, CaptionLabel, HeadingLabel, TitleLabel
from kypho_prep.look.pictures import Picture
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words


class EmergencyPage(QWidget):
    """What to do now, and the clinic's emergency line; "I am staff" opens the sign-in that ends it."""

    staff_wanted = Signal()

    def __init__(self, line: str, look: Look, words: Words) -> None:
        super().__init__()
        self.content = self
        self._look = look
        self._words = words
        m = look.metrics
        panel = Ground(look, "panel")
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, panel)
        self._parts.setContentsMargins(m.space(8), m.space(5), m.space(8), m.space(5))
        self._parts.setSpacing(m.space(6))
        self._picture = Picture("emergency", look, words("kiosk.emergency.picture"))
        self._parts.addWidget(self._picture, 4, Qt.AlignmentFlag.AlignVCenter)
        self._parts.addLayout(self._said(line), 6)
        staff = secondary(words("kiosk.emergency.staff"), look, "staff_here")
        staff.clicked.connect(self.staff_wanted)
        stack(self, panel, look, words, foot(look, ReadingBar(look, words), staff))

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus and say it at once."""
        super().showEvent(event)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        lines = [self.heading.text(), self._words("kiosk.emergency.text")]
        self._look.voice.say(self.heading, lines, urgent=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack picture and words on an upright screen, or where the letters are large."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = self.width() > self.height() and not self._look.metrics.large
        self._parts.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._picture.setVisible(wide or self.height() > self.width())

    def _said(self, line: str) -> QVBoxLayout:
        m = self._look.metrics
        column = QVBoxLayout()
        column.setSpacing(m.space(3))
        column.addStretch(1)
        pair = "panel_text/panel"
        self.heading = HeadingLabel(self._words("kiosk.emergency.heading"), self._look, m.text(56), pair)
        column.addWidget(self.heading)
        for part in self._words("kiosk.emergency.text").split("\n\n"):
            column.addWidget(BodyLabel(" ".join(part.split()), self._look, m.text(34), pair))
        column.addWidget(TitleLabel(self._words("kiosk.emergency.line", line=line), self._look, m.text(40), pair))
        column.addStretch(1)
        return column


class StaffSignIn(QWidget):
    """A staff member's name and password, by the program's keys or a real keyboard; `why` heads it and is its key."""

    signed = Signal(str, str)
    closed = Signal()

    def __init__(self, look: Look, words: Words, why: str = "emergency") -> None:
        super().__init__()
        self._look = look
        self._words = words
        self._why = why
        m = look.metrics
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(m.space(5), m.space(2), m.space(5), m.space(1))
        column.setSpacing(m.space(1))
        self.heading = HeadingLabel(words(f"kiosk.{why}.staff_heading"), look, m.text(32))
        column.addWidget(self.heading)
        self.user = self._field("user", "kiosk.emergency.user", column)
        self.password = self._field("password", "kiosk.emergency.password", column)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.returnPressed.connect(self._sign)
        self._said = NoteBox("", look, "hand")
        self._said.setObjectName("missing")
        self._said.hide()
        column.addWidget(self._said)
        column.addStretch(1)
        self._keys = Keyboard(look, words, latin=True)
        self._keys.typed.connect(lambda letter: self._aimed().insert(letter))
        self._keys.erased.connect(lambda: self._aimed().backspace())
        self._lay_out(content)

    def say(self, text: str) -> None:
        """Say why the sign-in did not work; the password goes."""
        self.password.clear()
        self._said.set_words(text)
        self._said.show()
        self._look.voice.say(self._said, [text], urgent=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the name's field."""
        super().showEvent(event)
        self.user.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, content: QWidget) -> None:
        cancel = secondary(self._words("kiosk.emergency.back"), self._look, "close")
        cancel.clicked.connect(self.closed)
        sign = primary(self._words(f"kiosk.{self._why}.acknowledge"), self._look, "acknowledge", "")
        sign.clicked.connect(self._sign)
        below = keys_row(self._keys, self._look), foot(self._look, cancel, sign)
        stack(self, content, self._look, self._words, *below)

    def _field(self, name: str, key: str, column: QVBoxLayout) -> QLineEdit:
        m = self._look.metrics
        column.addWidget(CaptionLabel(self._words(key), self._look, m.text(24), "text/page"))
        field = line_field(name, self._words(key), self._look)
        column.addWidget(field)
        return field

    def _aimed(self) -> QLineEdit:
        return self.password if self.password.hasFocus() else self.user

    def _sign(self) -> None:
        self.signed.emit(self.user.text().strip(), self.password.text())
