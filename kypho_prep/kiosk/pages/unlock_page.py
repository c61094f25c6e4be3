"""Staff unlock this machine: a name and a password, or the recovery key from its paper; nothing of a clinic shows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QVBoxLayout, QWidget

from kypho_prep.kiosk.controls.keyboard import Keyboard
from kypho_prep.kiosk.pages.dialogs import foot, stack
from kypho_prep.kiosk.pages.staff_fields import keys_row, line_field
from kypho_prep.look.buttons import Button, primary, secondary
from kypho_prep.look.cards import NoteBox
from kypho_prep.look.labels import BodyLabel, CaptionLabel, HeadingLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words


class UnlockPage(QWidget):
    """The first page of a machine that staff unlock; it is typed on by the program's keys or a real keyboard.

    `tried` is a name and a password, `paper_tried` a recovery key; each is told of by `say`, or the page goes.
    """

    tried = Signal(str, str)
    paper_tried = Signal(str)

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look = look
        self._words = words
        m = look.metrics
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(m.space(5), m.space(2), m.space(5), m.space(1))
        column.setSpacing(m.space(1))
        self.heading = HeadingLabel(words("kiosk.unlock.heading"), look, m.text(32))
        told = BodyLabel(words("kiosk.unlock.help"), look, m.text(24))
        for part in (self.heading, told):
            column.addWidget(part)
        self.user = self._field("user", "kiosk.emergency.user", column)
        self.password = self._field("password", "kiosk.emergency.password", column)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.paper = self._field("recovery_key", "kiosk.unlock.paper", column)
        self._said = NoteBox("", look, "hand")
        self._said.setObjectName("missing")
        self._said.hide()
        column.addWidget(self._said)
        column.addStretch(1)
        self._lay_out(content)
        self._turn(by_paper=False)

    def say(self, text: str) -> None:
        """Say why nothing was unlocked; the password goes, what else was typed stays."""
        self.setEnabled(True)
        self.password.clear()
        self._say(text)
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field."""
        super().showEvent(event)
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.voice.say(self.heading, [self.heading.text(), self._words("kiosk.unlock.help")])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press what has the focus, as the kiosk's window does once there is one."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QAbstractButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def _field(self, name: str, key: str, column: QVBoxLayout) -> QLineEdit:
        caption = CaptionLabel(self._words(key), self._look, self._look.metrics.text(24), "text/page")
        caption.setObjectName(f"{name}_caption")
        column.addWidget(caption)
        field = line_field(name, self._words(key), self._look)
        field.returnPressed.connect(self._try)
        field.textEdited.connect(lambda _text: self._said.hide())
        column.addWidget(field)
        return field

    def _lay_out(self, content: QWidget) -> None:
        keyboard = Keyboard(self._look, self._words, latin=True)
        keyboard.typed.connect(lambda letter: self._aimed().insert(letter))
        keyboard.erased.connect(lambda: self._aimed().backspace())
        for hides in keyboard.findChildren(Button, "key:hide"):
            # Nothing here brings the keys back.
            hides.hide()
        self._other = secondary("", self._look, "other_way")
        self._other.clicked.connect(lambda: self._turn(by_paper=not self._by_paper))
        unlock = primary(self._words("kiosk.unlock.unlock"), self._look, "unlock", "")
        unlock.clicked.connect(self._try)
        stack(
            self,
            content,
            self._look,
            self._words,
            keys_row(keyboard, self._look),
            foot(self._look, self._other, unlock),
        )

    def _turn(self, *, by_paper: bool) -> None:
        """Ask for the recovery key, or again for a name and a password."""
        self._by_paper = by_paper
        for field in (self.user, self.password, self.paper):
            shown = (field is self.paper) == by_paper
            field.setVisible(shown)
            for caption in self.findChildren(CaptionLabel, f"{field.objectName()}_caption"):
                caption.setVisible(shown)
        self._other.set_words(self._words(f"kiosk.unlock.{'by_password' if by_paper else 'by_paper'}"))
        self._said.hide()
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self) -> QLineEdit:
        if self._by_paper:
            return self.paper
        return self.password if self.user.text() else self.user

    def _aimed(self) -> QLineEdit:
        if self._by_paper:
            return self.paper
        return self.password if self.password.hasFocus() else self.user

    def _try(self) -> None:
        fields = (self.paper,) if self._by_paper else (self.user, self.password)
        missing = next((field for field in fields if not field.text().strip()), None)
        if missing is not None:
            # Enter in the name's field leads on.
            missing.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._say(self._words("kiosk.unlock.moment"))
        self.setEnabled(False)
        if self._by_paper:
            self.paper_tried.emit(self.paper.text())
        else:
            self.tried.emit(self.user.text().strip(), self.password.text())

    def _say(self, text: str) -> None:
        self._said.set_words(text)
        self._said.show()
        self._look.voice.say(self._said, [text], urgent=True)
