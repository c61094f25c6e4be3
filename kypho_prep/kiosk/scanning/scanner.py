"""Lights up what can be pressed, in turn; one switch presses it. Nothing is ever pressed by the clock."""

from __future__ import annotations

from enum import StrEnum
from weakref import ref

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.welcome import WelcomePage
from kypho_prep.kiosk.scanning.groups import KEYS, Spot, spots
from kypho_prep.kiosk.scanning.ring import ScanRing
from kypho_prep.kiosk.screen import Screen
from kypho_prep.look.overrides import later
from kypho_prep.look.scroll import PageScroll


class Speed(StrEnum):
    """How long each thing lights up; the patient chooses."""

    OFF = ""
    SLOW = "slow"
    MEDIUM = "medium"
    FAST = "fast"


SECONDS = {Speed.SLOW: 4.0, Speed.MEDIUM: 2.5, Speed.FAST: 1.5}
# A hand that trembles presses again at once: the second press means nothing.
BOUNCE = 0.4  # seconds
# After so many rounds without a press the group closes: who opened the wrong one waits, and is out.
ROUNDS = 2
SWITCHES = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select})
# Whoever presses these has a whole keyboard.
KEYBOARD = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape})


class Scanner(QObject):
    """Scans the page that stands on a kiosk's screen while a speed is chosen.

    A switch comes as the Space or Enter key, which is what an adapter for switches sends. On the welcome page the first
    press begins it. Tab or Esc, which only a keyboard has, ends it, and so does a page on which staff sign in.
    """

    turned = Signal(str)

    def __init__(self, window: QWidget, stage: Screen) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._ring = ScanRing(window)
        self._speed = Speed.OFF
        self._shown: tuple[ref[QWidget], ...] = ()  # no page is kept for it
        self._open: list[int] = []
        self._at = -1
        self._rounds = 0
        self._pressed_at = float("-inf")
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.step)

    @property
    def speed(self) -> Speed:
        """Return how fast it scans; OFF while it does not."""
        return self._speed

    @property
    def seconds(self) -> float:
        """Return how long each thing lights up; 0 while nothing does."""
        return self._timer.interval() / 1000 if self._timer.isActive() else 0

    @property
    def ringed(self) -> QRect:
        """Return what the light stands around, in the window's pixels; nothing while there is none."""
        return self._ring.around

    @property
    def spot(self) -> Spot | None:
        """Return what lights up now, or nothing."""
        if not self._ring.isVisible() or self._has_turned():
            return None
        level = self._level()
        return level[self._at] if 0 <= self._at < len(level) else None

    def set_speed(self, speed: Speed) -> None:
        """Scan so fast from now on, or no longer; a page begins with its first group."""
        if speed is self._speed:
            return
        self._speed = speed
        self._begin_page()
        if speed is Speed.OFF:
            self._timer.stop()
        else:
            self._timer.start(round(SECONDS[speed] * 1000))
        self.turned.emit(speed.value)

    def stop(self) -> None:
        """Scan no longer."""
        self.set_speed(Speed.OFF)

    def step(self) -> None:
        """Light up what comes next; a page that has changed meanwhile begins anew."""
        if not self._may_scan():
            return
        level = self._level()
        if not level:
            self._ring.hide()
            return
        self._at += 1
        if self._at >= len(level):
            self._at = 0
            self._rounds += 1
            if self._open and self._rounds >= ROUNDS:
                self._at, self._rounds = self._open.pop(), 0
                level = self._level()
        self._light(level)

    def look(self) -> None:
        """Put the light out at once where the page below it has gone."""
        if self._speed is not Speed.OFF:
            self._may_scan()

    def press(self) -> None:
        """Press what lights up, or open that group; before anything does, light the first."""
        now = self._stage.services.ticks()
        if now - self._pressed_at < BOUNCE or not self._may_scan():
            return
        self._pressed_at = now
        spot = self.spot
        if spot is None:
            self.step()
        elif spot.parts:
            self._open.append(self._at)
            self._at, self._rounds = 0, 0
            self._light(self._level())
        else:
            self._take(spot.buttons[0])
        if self._speed is not Speed.OFF:
            self._timer.start()  # what lights up now lights up for its whole time

    def takes(self, event: QKeyEvent) -> bool:
        """Do what a key that came to the window means here; tell whether it is the switch's, and nobody else's."""
        if not self._window.isVisible():
            return False
        if self._speed is Speed.OFF:
            return self._begins(event)
        if event.key() in KEYBOARD:
            self.set_speed(Speed.OFF)
            return False
        if event.key() not in SWITCHES:
            return False
        if not event.isAutoRepeat():
            self.press()
        return True

    def _begins(self, event: QKeyEvent) -> bool:
        """Begin at the first press on the welcome page, on which a keyboard has not come to any button yet."""
        page = self._stage.page
        if event.key() not in SWITCHES or event.isAutoRepeat() or not isinstance(page, WelcomePage):
            return False
        if isinstance(self._window.window().focusWidget(), QAbstractButton):
            return False
        self.set_speed(Speed.SLOW)
        self.step()
        return True

    def _may_scan(self) -> bool:
        """Tell whether there is a page to scan, and begin anew on one that has just come up."""
        page = self._stage.cover or self._stage.page
        if self._speed is Speed.OFF or page is None or not self._window.isVisible():
            self._ring.hide()
            return False
        if any(one.isVisible() for one in self._window.findChildren(QLineEdit) if one.echoMode() in _HIDDEN):
            self.set_speed(Speed.OFF)
            return False
        if self._has_turned():
            self._begin_page()
            self._shown = tuple(ref(one) for one in self._stands())
        return True

    def _stands(self) -> tuple[QWidget, ...]:
        """Return the page that stands there, and the dialog over it."""
        page = self._stage.cover or self._stage.page
        dialog = page.dialog if isinstance(page, Frame) else None
        return tuple(one for one in (page, dialog) if one is not None)

    def _has_turned(self) -> bool:
        """Tell whether another page stands there than the one whose parts light up."""
        return tuple(one() for one in self._shown) != self._stands()

    def _begin_page(self) -> None:
        self._open, self._at, self._rounds = [], -1, 0
        self._ring.hide()

    def _level(self) -> tuple[Spot, ...]:
        """Return what lights up in turn where it is: all groups, or the parts of those that are open."""
        page = self._stage.cover or self._stage.page
        level = spots(page, self._stage.words) if page is not None else ()
        for number, place in enumerate(self._open):
            if place >= len(level) or not level[place].parts:  # the page has grown or shrunk below it
                del self._open[number:]
                break
            level = level[place].parts
        return level

    def _light(self, level: tuple[Spot, ...]) -> None:
        if not level:
            self._ring.hide()
            return
        self._at = min(self._at, len(level) - 1)
        spot = level[self._at]
        _bring(spot.buttons[0])
        self._ring.show_around(spot.buttons, self._stage.look)
        self._stage.look.voice.say(spot.buttons[0], [spot.said], urgent=True)

    def _take(self, button: QAbstractButton) -> None:
        """Press a button; of a keyboard the rows come next, after an answer that is one of several the way on."""
        chosen = button.isCheckable() and (button.autoExclusive() or button.group() is not None)
        parent = button.parentWidget()
        key = parent is not None and parent.objectName() == KEYS
        button.click()
        if key and len(self._open) > 1:
            self._open.pop()
            self._at = -1
        elif chosen and self._open:
            self._at = self._open[0]
            self._open.clear()
        self._rounds = 0
        self._ring.hide()
        # A page turns once what was pressed is done, at the end of this event or a little later.
        later(0, self, self.look)


_HIDDEN = (QLineEdit.EchoMode.Password, QLineEdit.EchoMode.NoEcho, QLineEdit.EchoMode.PasswordEchoOnEdit)


def _bring(button: QAbstractButton) -> None:
    """Scroll a button into sight."""
    above = button.parentWidget()
    while above is not None:
        if isinstance(above, PageScroll):
            above.show_widget(button)
            return
        above = above.parentWidget()
