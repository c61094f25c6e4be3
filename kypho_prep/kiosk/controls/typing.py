"""An answer in own words, on the program's keyboard or on a real one."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QVBoxLayout

from kypho_prep.kiosk.controls.answer import NOT_SURE, Answer, Typing
from kypho_prep.kiosk.controls.keyboard import Keyboard
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.look.buttons import Button, row_button
from kypho_prep.look.labels import CaptionLabel
from kypho_prep.look.native import follow_typed, shape
from kypho_prep.look.theme import Look
from kypho_prep.prep.answers.single import Text
from kypho_prep.prep.reply import State
from kypho_prep.prep.words import Words

NEARLY_FULL = 200  # letters left from which the page says how many
ONE_LINE = 120  # letters up to which one line is enough


class TextField(QPlainTextEdit):
    """A field of so many pixels height at least; it grows only where there is room."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self.setMinimumHeight(height)
        # Tab leads on, as everywhere on the page.
        self.setTabChangesFocus(True)
        self.setObjectName("field")
        self.setProperty("pair", "text/surface")

    def sizeHint(self) -> QSize:
        """Return the least height: what is longer scrolls inside."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class FreeText(Answer):
    """Own words of some lines; nothing typed is ever cut off, a text that is too long says so."""

    def __init__(self, view: ItemView, look: Look, words: Words) -> None:
        super().__init__(view, look, words)
        m = look.metrics
        lines = 1 if view.maximum <= ONE_LINE else 2 if m.large or view.note else 3
        self.field = TextField(m.text(38) * lines + m.space(4))
        shape(self.field, look)
        self.field.setAccessibleName(view.question)
        self.field.setFont(look.letters(m.body))
        follow_typed(self.field, page_from_right=words.right_to_left)
        self.field.textChanged.connect(self._typed)
        self._left = CaptionLabel("", look, pair="quiet/page")
        self.keyboard = Keyboard(look, words)
        self.keyboard.typed.connect(self.field.insertPlainText)
        self.keyboard.erased.connect(self._erase)
        self._side = QVBoxLayout()
        self._side.setSpacing(m.gap)
        self._switch = keyboard_switch(self.keyboard, look, words)
        unsure = self.add_unsure(beside_others=True)
        if unsure is not None:
            unsure.clicked.connect(self._not_sure)
            self._side.addWidget(unsure)
        self._side.addWidget(self._switch)
        self._side.addStretch(1)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(m.gap)
        self._parts.addWidget(self.field, 3)
        self._parts.addLayout(self._side, 2)
        self.rows.addLayout(self._parts)
        self.rows.addWidget(self._left)
        self.set_value(view.given)

    def value(self) -> Given | None:
        """Return the words as typed, without empty space around them; not sure; or nothing."""
        if self.typed:
            return Given(State.VALUE, Text(self.typed))
        return NOT_SURE if self.is_unsure else None

    @property
    def typed(self) -> str:
        """Return what stands in the field, without empty space around it."""
        return self.field.toPlainText().strip()

    def set_value(self, given: Given | None) -> None:
        """Show the words as they were typed."""
        self.field.setPlainText(given.answer.text if given is not None and given.answer is not None else "")
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        if self.unsure is not None:
            self.unsure.setChecked(given is not None and given.state is State.NOT_SURE)

    def problem(self) -> str | None:
        """Return what is missing, or that the text is too long."""
        if self._over() > 0:
            return "controls.text.too_long"
        if self.view.optional or self.value() is not None:
            return None
        return "controls.missing.write" if self.unsure else "controls.missing.write_one"

    def problem_words(self) -> str:
        """Return what is missing in words, with how many letters are too many."""
        if self._over() > 0:
            return self.words("controls.text.too_long", over=self._over())
        return super().problem_words()

    def typing(self) -> Typing | None:
        """Return the field and its keyboard."""
        return Typing(self.field, self.keyboard)

    def flow(self, *, wide: bool) -> None:
        """Put the buttons beside the field on a wide page, else below it."""
        way = QBoxLayout.Direction
        self._parts.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def _typed(self) -> None:
        left = -self._over()
        nearly = min(NEARLY_FULL, self.view.maximum // 4)
        self._left.setText(self.words("controls.text.left", left=left) if 0 <= left <= nearly else "")
        self._left.setVisible(0 <= left <= nearly)
        if self.unsure is not None and self.field.toPlainText().strip():
            self.unsure.setChecked(False)
        self.changed.emit()

    def _erase(self) -> None:
        self.field.textCursor().deletePreviousChar()

    def _not_sure(self) -> None:
        """Keep what was typed in the field's undo: "not sure" empties it, Undo on a keyboard brings it back."""
        if self.is_unsure:
            cursor = self.field.textCursor()
            cursor.select(cursor.SelectionType.Document)
            cursor.removeSelectedText()

    def _over(self) -> int:
        return len(self.field.toPlainText().strip()) - self.view.maximum


def keyboard_switch(keyboard: Keyboard, look: Look, words: Words, *, icon_only: bool = False) -> Button:
    """Return the button that hides the keyboard and brings it back."""
    switch = row_button("", look, "keyboard", "keyboard")

    def name(is_open: bool) -> None:
        said = words("controls.keyboard.hide" if is_open else "controls.keyboard.show")
        switch.set_words("" if icon_only else said)
        switch.setAccessibleName(said)

    switch.clicked.connect(lambda *_: keyboard.set_open(keyboard.isHidden()))
    keyboard.turned.connect(name)
    name(True)
    return switch
