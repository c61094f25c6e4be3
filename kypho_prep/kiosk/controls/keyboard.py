"""The program's own on-screen keyboard; its keys stand in the words file, so that a language may bring its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kypho_prep.look.announce import UNREAD
from kypho_prep.look.buttons import Button, key_button
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words

LEAST_COLUMNS = 20  # a letter spans two: so a row may be shifted by half a key
ROWS = 3  # of letters
# What a language of other letters types a medicine's name on, as it stands on the bottle, and staff their names.
LATIN_KEYS = "qwertyuiop asdfghjkl zxcvbnm'-"
LATIN, LETTERS = "latin", "letters"


class Keyboard(QWidget):
    """Letters, digits and accents in three rows; the short form leaves room for suggested names.

    Where a language's own letters are not Latin, one key more turns to Latin letters and back; `latin` begins there.
    """

    typed = Signal(str)
    erased = Signal()
    turned = Signal(bool)

    def __init__(self, look: Look, words: Words, *, short: bool = False, latin: bool = False) -> None:
        super().__init__()
        self.setObjectName("keyboard_keys")
        self.setProperty(UNREAD, True)
        # Keys keep their places on a page that reads from the right, as on a real keyboard.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._look = look
        self._words = words
        self._short = short
        self._capital = False
        self._two_scripts = not any(one.isascii() and one.isalpha() for one in "".join(self._rows(LETTERS)))
        self._base = LATIN if latin and self._two_scripts else LETTERS
        self._layer = self._base
        self._letters: list[Button] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.metrics.key_gap)
        self._columns = self._widest()
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1)
        self._build()
        self._label()

    def show_layer(self, layer: str) -> None:
        """Show the letters, the digits, the accents, or Latin letters."""
        self._layer = layer
        self._label()

    def set_open(self, is_open: bool) -> None:
        """Open the keyboard or put it away."""
        self.setVisible(is_open)
        self.turned.emit(is_open)

    def _put_away(self) -> None:
        self.set_open(False)

    @property
    def _layers(self) -> tuple[str, ...]:
        """Return the names of all layers."""
        return LETTERS, "digits", *(() if self._short else ("accents",)), *((LATIN,) if self._two_scripts else ())

    def _rows(self, layer: str) -> list[str]:
        """Return the keys of a layer, row by row."""
        if layer == LATIN:
            return (LATIN_KEYS[:-2] if self._short else LATIN_KEYS).split(" ")
        return self._words(f"controls.keyboard.{'short_' if self._short else ''}{layer}").split(" ")

    @property
    def _beside(self) -> tuple[int, int, int]:
        """Return how many columns of each row are no letter's: the key to delete, to shift, and below names others."""
        last = 2 if not self._short else 8 if self._two_scripts else 6
        return 0, 2, last

    def _widest(self) -> int:
        """Return how many columns the longest row of any layer takes, with what stands beside it."""
        rows = (
            (len(keys), beside)
            for one in self._layers
            for keys, beside in zip(self._rows(one), self._beside, strict=True)
        )
        return max(LEAST_COLUMNS, *(2 * count + beside for count, beside in rows))

    def _build(self) -> None:
        end = self._columns
        self._special("delete", "delete", (1, end - 2, 2), self._erase)
        if self._short:
            first = end - self._beside[-1]
            self._special("space", "", (2, first, 4), self._space)
            self._layer_key("digits", (2, end - 2, 2))
            latin = (2, first + 4, 2)
        else:
            self._special("shift", "arrow-up", (2, 0, 2), self._shift).setCheckable(True)
            self._layer_key("digits", (3, 0, 3))
            self._layer_key("accents", (3, 3, 3))
            first, latin = 9 if self._two_scripts else 6, (3, 6, 3)
            self._special("space", "", (3, first, end - 4 - first), self._space)
            self._special("hide", "chevron-down", (3, end - 4, 4), self._put_away)
        if self._two_scripts:
            self._key("", "", f"key:{LATIN}", latin, self._turn_script)

    def _special(self, name: str, icon: str, place: tuple[int, int, int], press: Callable[[], None]) -> Button:
        words = self._words(f"controls.keyboard.{name}")
        key = self._key("" if icon else words, icon, f"key:{name}", place, press)
        key.setAccessibleName(words)
        return key

    def _layer_key(self, layer: str, place: tuple[int, int, int]) -> None:
        self._key("", "", f"key:{layer}", place, lambda: self._turn(layer))

    def _key(self, words: str, icon: str, name: str, place: tuple[int, int, int], press: Callable[[], None]) -> Button:
        key = key_button(words, self._look, name, icon)
        key.clicked.connect(lambda *_: press())
        row, column, wide = place
        self._grid.addWidget(key, row, column, 1, wide)
        return key

    def _turn(self, layer: str) -> None:
        self.show_layer(self._base if self._layer == layer else layer)

    def _turn_script(self) -> None:
        self._base = LETTERS if self._base == LATIN else LATIN
        self._capital = False
        self.show_layer(self._base)

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
        """Put the layer's letters on the keys, each row in the middle of its room."""
        shift = self.findChild(Button, "key:shift")
        has_capitals = "".join(self._rows(self._base)).upper() != "".join(self._rows(self._base))
        if shift is not None:
            shift.setVisible(has_capitals)
            shift.setChecked(self._capital)
        placed = list(self._places(shifted=2 if shift is not None and has_capitals else 0))
        for key, (letter, row, column) in zip(self._pool(len(placed)), placed, strict=True):
            # Its capital would be two letters.
            key.set_words(letter.upper() if self._capital and letter != "ß" else letter)
            key.setObjectName(f"key:{letter}")
            self._grid.addWidget(key, row, column, 1, 2)
        self._label_turns()

    def _places(self, shifted: int) -> Iterator[tuple[str, int, int]]:
        """Yield each letter of the layer with its row and column."""
        for row, keys in enumerate(self._rows(self._layer)):
            start = shifted if row == ROWS - 1 else 0
            end = self._columns - (self._beside[row] if self._short or row < ROWS - 1 else 0)
            start += (end - start - 2 * len(keys)) // 2
            yield from ((letter, row, start + 2 * place) for place, letter in enumerate(keys))

    def _pool(self, count: int) -> list[Button]:
        """Return so many keys for letters; those that this layer does not need are hidden and have no name."""
        while len(self._letters) < count:
            key = key_button("", self._look, "key")
            # Before it is shown: a key without a parent would be a window, and take the focus from the field.
            key.setParent(self)
            key.clicked.connect(lambda *_, key=key: self._press(key))
            self._letters.append(key)
        for number, key in enumerate(self._letters):
            self._grid.removeWidget(key)
            key.setVisible(number < count)
            key.setObjectName("")
        return self._letters[:count]

    def _label_turns(self) -> None:
        """Let each key that turns to other letters say which: back to the own ones where its layer shows."""
        own = "latin_key" if self._base == LATIN else "letters_key"
        said = {name: own if self._layer == name else f"{name}_key" for name in ("digits", "accents")}
        said[LATIN] = "letters_key" if self._base == LATIN else "latin_key"
        for name, key in said.items():
            found = self.findChild(Button, f"key:{name}")
            if found is not None:
                found.set_words(self._words(f"controls.keyboard.{key}"))
                if key == "latin_key":
                    found.setAccessibleName(self._words("controls.keyboard.latin"))
