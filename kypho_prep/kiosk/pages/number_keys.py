"""A few digits by big keys, each shown in a box of its own: the slip's code, the year of birth."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.controls.even_grid import FLAT, UPRIGHT, EvenGrid
from kypho_prep.look.announce import PRIVATE
from kypho_prep.look.buttons import Button, pad_button
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words

FEW = 4  # boxes that leave six of the largest keys room beside them


class Boxes(QWidget):
    """So many boxes as digits are wanted."""

    def __init__(self, count: int, look: Look) -> None:
        super().__init__()
        self._count = count
        self._look = look
        self.text = ""
        m = look.metrics
        self._side = max(m.mm(17), m.text(54))
        self._gap = m.px(10)
        self.setFixedSize(count * self._side + (count - 1) * self._gap, round(self._side * 1.2))
        self.setProperty("pair", "text/surface")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the boxes and their digits; the next one to fill has the strong edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, px = self._look, self._look.metrics.px
        painter.setFont(look.letters(round(self._side * 0.62)))
        for number in range(self._count):
            here = number == len(self.text)
            wide = px(4 if here else 2)
            rect = self.rect().adjusted(0, 0, 0, 0)
            rect.setLeft(number * (self._side + self._gap))
            rect.setWidth(self._side)
            inner = rect.adjusted(wide // 2 + 1, wide // 2 + 1, -wide // 2 - 1, -wide // 2 - 1)
            painter.setPen(QPen(look.color("go" if here else "edge"), wide))
            painter.setBrush(look.color("surface"))
            painter.drawRoundedRect(inner, px(12), px(12))
            if number < len(self.text):
                painter.setPen(look.color("text"))
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.text[number])
        painter.end()


class NumberKeys(QWidget):
    """The boxes and the keys 0 to 9; digits keep their order for every reader."""

    changed = Signal()

    def __init__(self, count: int, look: Look, words: Words) -> None:
        super().__init__()
        self._count = count
        self._look = look
        self._words = words
        self.boxes = Boxes(count, look)
        m = look.metrics
        self._parts = parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(m.space(5))
        parts.addWidget(self.boxes, 0, Qt.AlignmentFlag.AlignTop)
        self._keys = EvenGrid(self._made(look), look, most=FLAT, widest=m.target)
        self._keys.setContentsMargins(0, 0, 0, 0)
        pad = QWidget()
        pad.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        pad.setLayout(self._keys)
        parts.addWidget(pad, 1)
        self.lay(low=False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(parts)
        outer.addStretch(1)
        self._say()

    @property
    def text(self) -> str:
        """Return the digits typed so far."""
        return self.boxes.text

    def set_text(self, text: str) -> None:
        """Show digits that were typed before."""
        self.boxes.text = text[: self._count]
        self._say()

    def press(self, digit: str) -> None:
        """Type one digit; more than there are boxes are left out."""
        if len(self.text) < self._count:
            self.set_text(self.text + digit)
            self.changed.emit()

    def erase(self) -> None:
        """Take back the last digit."""
        self.set_text(self.text[:-1])
        self.changed.emit()

    def lay(self, *, low: bool) -> None:
        """Lay the keys as on a telephone, or flat where the screen is low; beside the boxes where both have room."""
        self._keys.lay(FLAT if low else UPRIGHT)
        beside = self._look.metrics.text_percent <= 140 or (low and self._count <= FEW)
        way = QBoxLayout.Direction
        self._parts.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _made(self, look: Look) -> list[QWidget]:
        """Return the keys in their order; nothing stands before the zero, which keeps its place below the eight."""
        delete = pad_button("", look, "key:delete", "delete")
        delete.set_face(replace(delete.face, height=look.metrics.target))
        delete.setAccessibleName(self._words("controls.pad.delete"))
        delete.clicked.connect(lambda *_: self.erase())
        return [*(self._key(look, digit) for digit in "123456789"), QWidget(), self._key(look, "0"), delete]

    def _key(self, look: Look, digit: str) -> Button:
        key = pad_button(digit, look, f"key:{digit}")
        key.set_face(replace(key.face, height=look.metrics.target))
        # A tap leaves the keyboard where it was: a scanner's Enter then goes on, and does not press this key again.
        key.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        key.clicked.connect(partial(self._pressed, digit))
        return key

    def _pressed(self, digit: str, *_: bool) -> None:
        self.press(digit)

    def _say(self) -> None:
        self.boxes.setAccessibleName(
            self._words("kiosk.sign_in.typed", digits=" ".join(self.text), count=len(self.text), of=self._count)
        )
        self.boxes.setProperty(PRIVATE, bool(self.text))
        self.boxes.update()
