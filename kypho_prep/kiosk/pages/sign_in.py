"""Signing in: the slip's six digits, then the date of birth; what is wrong is said without saying which."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kypho_prep.kiosk.pages.birth_date import BirthDate
from kypho_prep.kiosk.pages.number_keys import NumberKeys
from kypho_prep.look.cards import NoteBox
from kypho_prep.look.labels import HeadingLabel, HelpLabel
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words

DIGITS = 6
CODE, BORN = "code", "born"


class SignInPage(QWidget):
    """One of the two steps; the lobby shows one after the other."""

    ready = Signal()

    def __init__(self, step: str, look: Look, words: Words) -> None:
        super().__init__()
        self.step = step
        self._look = look
        self._words = words
        self._help = words(f"kiosk.sign_in.{step}_help")
        m = look.metrics
        self.content = QWidget()
        self._column = column = QVBoxLayout(self.content)
        self.heading = HeadingLabel(words(f"kiosk.sign_in.{step}_heading"), look)
        column.addWidget(self.heading)
        if step == CODE or not m.large:
            column.addWidget(HelpLabel(self._help, look))
        self.code = NumberKeys(DIGITS, look, words) if step == CODE else None
        self.born = BirthDate(look, words) if step == BORN else None
        for part in (self.code, self.born):
            if part is not None:
                part.changed.connect(self._mended)
                column.addWidget(part)
        column.addStretch(1)
        self._scroll = PageScroll(self.content, look, words("controls.more_below"))
        self._lay_out(look)

    def _lay_out(self, look: Look) -> None:
        m = look.metrics
        self._said = NoteBox("", look, "hand")
        self._said.setObjectName("missing")
        self._said.hide()
        below = QVBoxLayout()
        below.setContentsMargins(m.space(5), 0, m.space(5), m.space(1))
        below.addWidget(self._said)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(below)

    def problem(self) -> str:
        """Return the words key of what is missing; empty when this step is done."""
        if self.code is not None:
            return "" if len(self.code.text) == DIGITS else "kiosk.sign_in.missing_code"
        return self.born.problem() if self.born is not None else ""

    def show_again(self, code: str, parts: dict[str, str]) -> None:
        """Show what was typed before, to be mended."""
        if self.code is not None:
            self.code.set_text(code)
        if self.born is not None and parts:
            self.born.set_parts(parts)

    def say(self, text: str, *, aloud: bool = True) -> None:
        """Say something above the lower bar; a countdown is shown each second and not read out."""
        self._said.set_words(text)
        self._said.setVisible(bool(text))
        if aloud:
            self._look.voice.say(self._said, [text], urgent=True)

    def scroll_unseen(self) -> bool:
        """Scroll on to what has not been on the screen; false when all of it has been."""
        return self._scroll.scroll_unseen()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the heading the focus and say it."""
        super().showEvent(event)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look.voice.say(self.heading, [self.heading.text(), self._help])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the keys the room that a low screen has at large letters."""
        super().resizeEvent(event)
        m = self._look.metrics
        low = m.large and self.width() > self.height()
        side = m.space(5) if m.large else m.space(10)
        self._column.setContentsMargins(side, m.space(0.5) if low else m.space(3), side, m.space(1 if low else 2))
        self._column.setSpacing(m.space(1 if low else 2))
        for part in (self.code, self.born):
            if part is not None:
                part.lay(low=low)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits, Backspace and Enter of a real keyboard."""
        taker = self.code or self.born
        # Digits of other scripts are digits to Python too; no code has them.
        if event.text().isdigit() and event.text().isascii() and taker is not None:
            self.code.press(event.text()) if self.code is not None else self._typed(event.text())
        elif event.key() == Qt.Key.Key_Backspace and taker is not None:
            taker.erase()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ready.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self, digit: str) -> None:
        if self.born is not None:
            self.born.press_digit(digit)

    def _mended(self) -> None:
        self._said.hide()
