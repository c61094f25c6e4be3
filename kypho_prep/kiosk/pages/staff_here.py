"""What staff do on a kiosk once they have signed in: hand it over, or close the program; no patient is listed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kypho_prep.kiosk.controls.keyboard import Keyboard
from kypho_prep.kiosk.pages.dialogs import foot, stack
from kypho_prep.kiosk.pages.staff_fields import keys_row, line_field
from kypho_prep.look.buttons import primary, secondary
from kypho_prep.look.cards import NoteBox
from kypho_prep.look.labels import BodyLabel, HeadingLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words


class FamilyNamePage(QWidget):
    """The family name of the patient to whom the kiosk is handed, typed by staff; the date of birth comes next."""

    named = Signal(str)
    closed = Signal()
    quit_wanted = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look = look
        self._words = words
        m = look.metrics
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(m.space(5), m.space(2), m.space(5), m.space(1))
        column.setSpacing(m.space(1))
        self.heading = HeadingLabel(words("kiosk.staff_here.heading"), look, m.text(32))
        column.addWidget(self.heading)
        self._help = words("kiosk.staff_here.help")
        told = BodyLabel(self._help, look, m.text(24))
        self.field = self._field()
        # Above the keys large letters leave room for one of the two: the field, and the help a scroll below it.
        for part in (self.field, told) if m.large else (told, self.field):
            column.addWidget(part)
        self._said = NoteBox("", look, "hand")
        self._said.setObjectName("missing")
        self._said.hide()
        column.addWidget(self._said)
        column.addStretch(1)
        self._lay_out(content)

    def say(self, text: str) -> None:
        """Say why nobody was found."""
        self._said.set_words(text)
        self._said.show()
        self._look.voice.say(self._said, [text], urgent=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the field."""
        super().showEvent(event)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.voice.say(self.heading, [self.heading.text(), self._help])

    def _field(self) -> QLineEdit:
        said = self._words("kiosk.staff_here.family")
        field = line_field("family", said, self._look)
        field.setPlaceholderText(said)
        field.returnPressed.connect(self._next)
        field.textEdited.connect(lambda _text: self._said.hide())
        return field

    def _lay_out(self, content: QWidget) -> None:
        words = self._words
        board = Keyboard(self._look, words, latin=True)
        board.typed.connect(self.field.insert)
        board.erased.connect(self.field.backspace)
        back = secondary(words("kiosk.back"), self._look, "close")
        back.clicked.connect(self.closed)
        end = secondary(words("kiosk.staff_here.quit"), self._look, "quit")
        end.clicked.connect(self.quit_wanted)
        on = primary(words("controls.next"), self._look, "next", "")
        on.clicked.connect(self._next)
        stack(self, content, self._look, words, keys_row(board, self._look), foot(self._look, back, end, on))

    def _next(self) -> None:
        typed = self.field.text().strip()
        if typed:
            self.named.emit(typed)
        else:
            self.say(self._words("kiosk.staff_here.missing"))
