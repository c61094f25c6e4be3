"""A number, a time or a phone number, on big keys or by a real keyboard."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kypho_prep.kiosk.controls.answer import NOT_SURE, Answer
from kypho_prep.kiosk.controls.even_grid import FLAT, UPRIGHT, EvenGrid
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.look.buttons import Button, pad_button
from kypho_prep.look.native import keep_digits_in_order, shape
from kypho_prep.look.theme import Look
from kypho_prep.prep.answers import answer as answers
from kypho_prep.prep.answers.single import Number, Phone, Text
from kypho_prep.prep.reply import State
from kypho_prep.prep.times import clock_shown, clock_typed
from kypho_prep.prep.words import Words

SHORT_PHONE = 7  # digits of a local number
PHONE, NUMBER, CLOCK = r"\+?[0-9 ()\-]{0,20}", r"[0-9]{0,6}([.,][0-9]{0,2})?", r"[0-9]{0,4}|[0-9]{1,2}:[0-9]{0,2}"


class NumberPad(Answer):
    """A number, or a time on a clock face, by big keys or by a real keyboard."""

    missing: ClassVar[str] = "controls.missing.number"

    def __init__(self, view: ItemView, look: Look, words: Words) -> None:
        super().__init__(view, look, words)
        m = look.metrics
        self.field = QLineEdit()
        shape(self.field, look)
        self.field.setObjectName("field")
        self.field.setProperty("pair", "text/surface")
        self.field.setAccessibleName(view.question)
        self.field.setFont(look.letters(m.question))
        self.field.setMinimumHeight(m.answer_height)
        self.field.setMinimumWidth(m.mm(60))
        keep_digits_in_order(self.field, page_from_right=words.right_to_left)
        self.field.setValidator(QRegularExpressionValidator(QRegularExpression(self.pattern), self.field))
        self.field.textChanged.connect(self._typed)
        self._keys = EvenGrid(_keys(self, look, words), look, most=FLAT, widest=m.target)
        self._typing = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._typing.setSpacing(m.gap)
        self._typing.addWidget(self.field, 1 if m.text_percent >= 200 else 2)
        unsure = self.add_unsure(beside_others=True)
        if unsure is not None:
            unsure.clicked.connect(self._not_sure)
            self._typing.addWidget(unsure, 1 if m.text_percent >= 200 else 3)  # one line where it has one
        left = QVBoxLayout()
        left.addLayout(self._typing)
        left.addStretch(1)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(m.space(3))
        self._parts.addLayout(left, 1)
        self._parts.addWidget(_pad(self._keys), 1)
        self.rows.addLayout(self._parts)
        self.set_value(view.given)

    @property
    def pattern(self) -> str:
        """Return what can be typed, as a regular expression."""
        return CLOCK if self.view.clock else NUMBER

    @property
    def extra_key(self) -> str:
        """Return the key beside the zero."""
        return ":" if self.view.clock else "."

    def read(self, typed: str) -> answers.Answer | None:
        """Return the number that was typed: a whole one as int, a time as clock; None for a point alone."""
        if self.view.clock:
            clock = clock_typed(typed)
            # What is no time stays as it was typed, so that the page can say so; `problem` keeps it from being saved.
            return Number(clock) if clock else Text(typed)
        number = typed.replace(",", ".").rstrip(".")
        return Number(float(number) if "." in number else int(number)) if number else None

    def flaw(self, typed: answers.Answer) -> str | None:
        """Return the words key of what is wrong with what was typed."""
        clock = typed.clock if isinstance(typed, Number) else None
        return "controls.missing.clock" if self.view.clock and clock is None else None

    def value(self) -> Given | None:
        """Return what was typed; not sure; or nothing."""
        typed = self.field.text().strip()
        if not typed:
            return NOT_SURE if self.is_unsure else None
        said = self.read(typed)
        return None if said is None else Given(State.VALUE, said)

    def set_value(self, given: Given | None) -> None:
        """Show the number as it was typed, a time as it is read."""
        said = given.answer if given is not None else None
        if self.view.clock and isinstance(said, Number):
            self.field.setText(clock_shown(said.number))
        else:
            self.field.setText(said.text if said is not None else "")
        if self.unsure is not None:
            self.unsure.setChecked(given is not None and given.state is State.NOT_SURE)

    def problem(self) -> str | None:
        """Return what is missing, or what is wrong with what was typed."""
        given = self.value()
        if given is None:
            return None if self.view.optional else self.missing
        return self.flaw(given.answer) if given.answer is not None else None

    def flow(self, *, wide: bool) -> None:
        """Put the keys beside the field on a wide page, else below it; flat where the screen is low."""
        way, window = QBoxLayout.Direction, self.window()
        flat = not wide and window.width() > window.height()
        self._parts.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._typing.setDirection(way.LeftToRight if flat else way.TopToBottom)
        self._keys.lay(FLAT if flat else UPRIGHT)

    def press(self, key: str) -> None:
        """Type one key of the pad."""
        if key == "delete":
            self.field.backspace()
        else:
            self.field.insert(key)

    def _typed(self) -> None:
        if self.unsure is not None and self.field.text():
            self.unsure.setChecked(False)
        self.changed.emit()

    def _not_sure(self) -> None:
        if self.is_unsure:
            self.field.clear()


class PhonePad(NumberPad):
    """A phone number as it is typed, too short ones refused."""

    missing: ClassVar[str] = "controls.missing.write"

    @property
    def pattern(self) -> str:
        """Return what can be typed."""
        return PHONE

    @property
    def extra_key(self) -> str:
        """Return the key beside the zero."""
        return "+"

    def read(self, typed: str) -> answers.Answer | None:
        """Return the number as it was typed: it is never taken apart."""
        return Phone(typed)

    def flaw(self, typed: answers.Answer) -> str | None:
        """Tell a number that is too short."""
        digits = sum(letter.isdigit() for letter in typed.text)
        return "controls.missing.phone" if digits < SHORT_PHONE else None


def _keys(owner: NumberPad, look: Look, words: Words) -> list[Button]:
    """Return the keys 1 to 9, a plus, a colon or a point, 0, and delete."""
    keys = []
    for key in (*"123456789", owner.extra_key, "0", "delete"):
        button = pad_button("" if key == "delete" else key, look, f"key:{key}", "delete" if key == "delete" else "")
        button.setAccessibleName(words("controls.pad.delete") if key == "delete" else key)
        button.clicked.connect(lambda *_, key=key: owner.press(key))
        keys.append(button)
    return keys


def _pad(keys: EvenGrid) -> QWidget:
    pad = QWidget()
    pad.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # digits keep their order for every reader
    keys.setContentsMargins(0, 0, 0, 0)
    pad.setLayout(keys)
    return pad
