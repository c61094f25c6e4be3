"""The keys of reading aloud: one on a page that is silent, the others in the same place while it is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kypho_prep.look.announce import ASIDE, UNREAD
from kypho_prep.look.buttons import Button, bar_button
from kypho_prep.look.labels import CaptionLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words


class Mode(Enum):
    """What the voice is at: silent, starting, reading, held, waiting for headphones, or without a way to read."""

    SILENT = "silent"
    STARTING = "starting"
    READING = "reading"
    PAUSED = "paused"
    HEADPHONES = "headphones"
    TROUBLE = "trouble"


PACES = ("slow", "usual", "fast")
# The keys of each row, with the icon of each.
READING = {"pause": "pause", "again": "rotate-ccw", "stop": "square", "more": "sliders-horizontal"}
MORE = {"pace": "fast-forward", "softer": "volume-1", "louder": "volume-2", "every_page": "file-text", "less": "check"}
ASKS = {"headphones_in": "headphones", "close": ""}


@dataclass(frozen=True, slots=True)
class ReadingState:
    """What the keys show: the mode, a sentence where there is one to read, and what the patient chose of the voice."""

    mode: Mode = Mode.SILENT
    said: str = ""
    pace: str = "usual"
    every_page: bool = False


class ReadingBar(QWidget):
    """Holds "Read to me"; what stands beside it and yields makes room for the other keys. `pressed` names the key.

    Where not all words fit, each key shows its icon alone, with the words for a screen reader.
    """

    pressed = Signal(str)
    gone = Signal()

    def __init__(self, look: Look, words: Words, *yields: QWidget) -> None:
        super().__init__()
        self.setObjectName("reading_bar")
        self.setProperty(UNREAD, True)
        self._look = look
        self._words = words
        self._yields = yields
        self._state = ReadingState()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.metrics.gap)
        self.read = bar_button(words("kiosk.read_aloud.button"), look, "read_aloud", "volume-2")
        self.read.clicked.connect(partial(self.pressed.emit, "read"))
        self._row.addWidget(self.read, 0, Qt.AlignmentFlag.AlignVCenter)
        self._told: CaptionLabel | None = None
        self._keys: dict[str, Button] = {}
        self._more = False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    @property
    def is_open(self) -> bool:
        """Tell whether other keys than "Read to me" show."""
        return self._more or self._state.mode is not Mode.SILENT

    def name_read(self, *, whole: bool) -> None:
        """Let "Read to me" show its words, or its icon alone where a bar has no room for them."""
        said = self._words("kiosk.read_aloud.button")
        self.read.set_words(said if whole else "")
        self.read.setAccessibleName(said)

    def show_state(self, state: ReadingState) -> None:
        """Show the keys of what the voice is at; the one that has the keyboard hands it on where it goes."""
        if state == self._state:
            return
        self._state = state
        if state.mode in (Mode.HEADPHONES, Mode.TROUBLE, Mode.STARTING):
            self._more = False
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show words where there is room for all of them."""
        super().resizeEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that nobody sees these keys any more."""
        super().hideEvent(event)
        self.gone.emit()

    def _lay_out(self) -> None:
        shown, had_focus = self._shown(), any(one.hasFocus() for one in (self.read, *self._keys.values()))
        if self.is_open and self._told is None:
            self._make()
        for name, key in self._keys.items():
            key.setVisible(name in shown)
        if self._told is not None:
            self._told.setText(self._state.said)
            self._told.setVisible(bool(self._state.said) and self.is_open)
        self.read.setVisible(not self.is_open)
        for one in self._yields:
            one.setProperty(ASIDE, self.is_open)
            one.setVisible(not self.is_open)
        wide = QSizePolicy.Policy.Expanding if self.is_open else QSizePolicy.Policy.Maximum
        self.setSizePolicy(wide, QSizePolicy.Policy.Preferred)
        if self._keys:
            self._keys["every_page"].setChecked(self._state.every_page)
        self._fit()
        first = self._keys[shown[0]] if shown else self.read
        if had_focus and not any(one.hasFocus() for one in (self.read, *self._keys.values())):
            first.setFocus()

    def _shown(self) -> tuple[str, ...]:
        """Return the names of the keys that show beside "Read to me"."""
        if self._more:
            return tuple(MORE)
        if self._state.mode in (Mode.READING, Mode.PAUSED):
            return tuple(READING)
        if self._state.mode is Mode.SILENT:
            return ()
        return ("headphones_in", "close") if self._state.mode is Mode.HEADPHONES else ("close",)

    def _make(self) -> None:
        """Make the other keys once somebody asks for them: most pages are never read aloud."""
        self._told = CaptionLabel("", self._look)
        self._row.addWidget(self._told, 100)  # all the room, and none where it says nothing
        for name, icon in {**READING, **MORE, **ASKS}.items():
            key = bar_button("", self._look, f"voice:{name}", icon)
            key.setCheckable(name == "every_page")
            key.clicked.connect(partial(self._press, name))
            self._keys[name] = key
            self._row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)

    def _press(self, name: str, *_: bool) -> None:
        if name in ("more", "less"):
            self._more = name == "more"
            self._lay_out()
        else:
            self.pressed.emit(name)

    def _icon(self, name: str) -> str:
        return "play" if name == "pause" and self._state.mode is Mode.PAUSED else {**READING, **MORE, **ASKS}[name]

    def _said(self, name: str) -> str:
        if name == "pause" and self._state.mode is Mode.PAUSED:
            name = "resume"
        return self._words(f"kiosk.read_aloud.{self._state.pace if name == 'pace' else name}")

    def _fit(self) -> None:
        """Give the keys that show their words, or their icons alone where these do not fit."""
        shown = [name for name in self._keys if not self._keys[name].isHidden()]
        for whole in (True, False):
            for name in shown:
                said, key = self._said(name), self._keys[name]
                worded = whole or name in ASKS
                icon = "" if worded and name in MORE else self._icon(name)
                if key.face.icon != icon:
                    key.set_face(replace(key.face, icon=icon))
                key.set_words(said if worded else "")
                key.setAccessibleName(said)
            gaps = self._row.spacing() * max(0, len(shown) - 1)
            if sum(self._keys[name].sizeHint().width() for name in shown) + gaps <= self.width():
                break
