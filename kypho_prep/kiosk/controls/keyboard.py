"""The program's own on-screen keyboard; its keys stand in the words file, so that a language may bring its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kypho_prep.look.buttons import Button, key_button
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words

COLUMNS = 20  # a letter spans two: so a row may be shifted by half a key


class Keyboard(QWidget):
    """Letters, digits and accents in rows of ten; the short form leaves room for suggested names."""

    typed = Signal(str)
    erased = Signal()
    turned = Signal(bool)

    def __init__(self, look: Look, words: Words, *, short: bool = False) -> None:
        super().__init__()
        self.setObjectName("keyboard_keys")
        # Keys keep their places on a page that reads from the right, as on a real keyboard.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._look = look
        self._words = words
        self._short = short
        self._capital = False
        self._layer = "letters"
        self._letters: list[tuple[int, Button]] = []
        self._grid = QGridLayout(self)
        space = look.metrics.key_gap
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(space)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._build()
        self._label()

    def show_layer(self, layer: str) -> None:
        """Show the letters, the digits or the accents."""
        self._layer = layer
        self._label()

    def set_open(self, is_open: bool) -> None:
        """Open the keyboard or put it away."""
        self.setVisible(is_open)
        self.turned.emit(is_open)

    def _put_away(self) -> None:
        self.set_open(False)

    def _build(self) -> None:
        rows = self._words(f"controls.keyboard.{'short_' if self._short else ''}letters").split(" ")
        starts = (0, 0, 0 if self._short else 2)
        for row, keys in enumerate(rows):
            for place in range(len(keys)):
                key = key_button("", self._look, "key")
                key.clicked.connect(lambda *_, key=key: self._press(key))
                self._letters.append((row, key))
                self._grid.addWidget(key, row, starts[row] + 2 * place, 1, 2)
        self._special("delete", "delete", (1, 18, 2), self._erase)
        if self._short:
            self._special("space", "", (2, 14, 4), self._space)
            self._layer_key("digits", (2, 18, 2))
        else:
            self._special("shift", "arrow-up", (2, 0, 2), self._shift).setCheckable(True)
            self._layer_key("digits", (3, 0, 3))
            self._layer_key("accents", (3, 3, 3))
            self._special("space", "", (3, 6, 10), self._space)
            self._special("hide", "chevron-down", (3, 16, 4), self._put_away)

    def _special(self, name: str, icon: str, place: tuple[int, int, int], press: Callable[[], None]) -> Button:
        words = self._words(f"controls.keyboard.{name}")
        key = key_button("" if icon else words, self._look, f"key:{name}", icon)
        key.setAccessibleName(words)
        key.clicked.connect(lambda *_: press())
        row, column, wide = place
        self._grid.addWidget(key, row, column, 1, wide)
        return key

    def _layer_key(self, layer: str, place: tuple[int, int, int]) -> None:
        key = key_button(self._words(f"controls.keyboard.{layer}_key"), self._look, f"key:{layer}")
        key.clicked.connect(lambda *_: self._turn(key, layer))
        row, column, wide = place
        self._grid.addWidget(key, row, column, 1, wide)

    def _turn(self, key: Button, layer: str) -> None:
        back = self._layer == layer
        for other in ("digits", "accents"):
            found = self.findChild(Button, f"key:{other}")
            if found is not None:
                found.set_words(self._words(f"controls.keyboard.{other}_key"))
        if not back:
            key.set_words(self._words("controls.keyboard.letters_key"))
        self.show_layer("letters" if back else layer)

    def _erase(self) -> None:
        self.erased.emit()

    def _space(self) -> None:
        self.typed.emit(" ")

    def _shift(self) -> None:
        self._capital = not self._capital
        self._label()

    def _press(self, key: Button) -> None:
        self.typed.emit(key.words)
        if self._capital:
            self._shift()

    def _label(self) -> None:
        shown = self._words(f"controls.keyboard.{'short_' if self._short else ''}{self._layer}").replace(" ", "")
        for (_, key), letter in zip(self._letters, shown, strict=True):
            # Its capital would be two letters.
            words = letter.upper() if self._capital and letter != "ß" else letter
            key.set_words(words)
            key.setObjectName(f"key:{letter}")
        shift = self.findChild(Button, "key:shift")
        if shift is not None:
            shift.setChecked(self._capital)
