"""Somebody who does anything with keys, mouse, wheel and fingers, and never what is asked for; the seed says what."""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputDevice, QPointingDevice, QWheelEvent, QWindow
from PySide6.QtTest import QTest

BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton)
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.MetaModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)
LETTERS = tuple(map(Qt.Key, (*range(Qt.Key.Key_0, Qt.Key.Key_9 + 1), *range(Qt.Key.Key_A, Qt.Key.Key_Z + 1))))
OTHERS = (
    *(Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Insert),
    *(Qt.Key.Key_Menu, Qt.Key.Key_Print, Qt.Key.Key_SysReq, Qt.Key.Key_Help, Qt.Key.Key_Back, Qt.Key.Key_HomePage),
    *(Qt.Key.Key_F1, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F10, Qt.Key.Key_F11, Qt.Key.Key_F12),
)


class Monkey:
    """Sits in front of one window; `do` is one event, or a gesture of a few, at times an Alt+F4 if it `closes`."""

    def __init__(self, window: QWindow, seed: int, *, closes: bool) -> None:
        self.window = window
        self.chance = random.Random(seed)
        self.finger: QPointingDevice = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
        self.done = 0
        self._ways: tuple[tuple[Callable[[], object], int], ...] = (
            *((self.type_letter, 20), (self.press_other, 25), (self.click, 30), (self.double_click, 5)),
            *((self.drag, 5), (self.turn_wheel, 5), (self.touch, 10), (self.window.close, 1 if closes else 0)),
        )

    def do(self) -> None:
        """Do one thing."""
        self.done += 1
        ways, weights = zip(*self._ways, strict=True)
        self.chance.choices(ways, weights)[0]()

    def type_letter(self) -> None:
        modifier = self.chance.choices(MODIFIERS, (12, 2, 2, 3, 1, 1, 1))[0]
        QTest.keyClick(self.window, self.chance.choice(LETTERS), modifier)

    def press_other(self) -> None:
        QTest.keyClick(self.window, self.chance.choice(OTHERS), self.chance.choice(MODIFIERS))

    def click(self) -> None:
        button = self.chance.choices(BUTTONS, (10, 3, 1))[0]
        QTest.mouseClick(self.window, button, self.chance.choice(MODIFIERS[:4]), self.anywhere())

    def double_click(self) -> None:
        QTest.mouseDClick(self.window, BUTTONS[0], MODIFIERS[0], self.anywhere())
        QTest.mouseRelease(self.window, BUTTONS[0], MODIFIERS[0], self.anywhere())

    def drag(self) -> None:
        QTest.mousePress(self.window, BUTTONS[0], MODIFIERS[0], self.anywhere())
        for _ in range(3):
            QTest.mouseMove(self.window, self.anywhere())
        QTest.mouseRelease(self.window, BUTTONS[0], MODIFIERS[0], self.anywhere())

    def turn_wheel(self) -> None:
        at, turn = QPointF(self.anywhere()), QPoint(0, self.chance.choice((-120, 120, -960, 960)))
        modifier = self.chance.choice(MODIFIERS[:4])
        given = (Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False)
        QGuiApplication.sendEvent(self.window, QWheelEvent(at, at, QPoint(), turn, *given))

    def touch(self) -> None:
        """One finger or two, down, along and up."""
        fingers = self.chance.randint(1, 2)
        for step in ("press", "move", "move", "release"):
            sequence = QTest.touchEvent(self.window, self.finger, False)
            for finger in range(fingers):
                getattr(sequence, step)(finger, self.anywhere(), self.window)
            sequence.commit()

    def anywhere(self) -> QPoint:
        return QPoint(self.chance.randrange(self.window.width()), self.chance.randrange(self.window.height()))
