"""A hand in front of the window: touches what it can see, types on the keys it finds, and takes pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget

from kypho_prep.kiosk.pages.bars import IN_THE_MENU


class NotThere(Exception):
    """The hand looked for something that nobody could touch now; the text names it and what there is instead."""


class Hand:
    """Drives one window as a person would; it counts taps and keys, and numbers its pictures."""

    def __init__(self, window: QWidget, out: Path | None = None) -> None:
        """Sit down in front of a window; pictures go into the folder `out`, without one none is taken."""
        self.window = window
        self.out = out
        self.taps = 0
        self.keys = 0
        self.pictures: list[str] = []

    def find(self, name: str, within: QWidget | None = None) -> QWidget:
        """Return the visible, enabled widget of a name; NotThere when nobody could touch one."""
        for widget in self._touchable(within, name):
            return widget
        there = sorted({widget.objectName() for widget in self._touchable() if widget.objectName()})
        raise NotThere(f"{name!r} is not on the screen; there are: {', '.join(there)}")

    def sees(self, name: str, within: QWidget | None = None) -> bool:
        """Tell whether something of that name can be touched now."""
        return any(True for _ in self._touchable(within, name))

    def named(self, start: str) -> list[str]:
        """Return the names of what can be touched now and whose name begins so, in their order on the page."""
        return [one.objectName() for one in self._touchable() if one.objectName().startswith(start)]

    def tap(self, name: str, within: QWidget | None = None) -> None:
        """Touch the middle of something, scrolled into view first, as a finger would; in the menu where it is there."""
        if name in IN_THE_MENU and not self.sees(name) and self.sees("menu"):
            self.tap("menu")
        widget = self.bring(name, within)
        self.taps += 1
        window = widget.window()
        # The screen is touched, not the widget: so that idle clocks hear it, and what covers a widget takes the touch.
        at = widget.mapTo(window, _inside(widget))
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        self.settle()

    def bring(self, name: str, within: QWidget | None = None) -> QWidget:
        """Scroll to something and return it, as it stands then: what came in meanwhile may have drawn the page anew."""
        widget = self.find(name, within)
        return self.find(name, within) if self._into_view(widget) else widget

    def touch_keys(self, text: str) -> None:
        """Type on the program's own keyboard or number pad, key by key."""
        if not self.sees("key:space") and not self.sees("key:1") and self.sees("keyboard"):
            self.tap("keyboard")
        for letter in text:
            self.tap("key:space" if letter == " " else f"key:{letter}")

    def write(self, name: str, text: str) -> None:
        """Type into a field of the desk with a real keyboard, in place of what stands there."""
        field = self.find(name)
        self._into_view(field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type_text(text, field)

    def type_text(self, text: str, field: QWidget | None = None) -> None:
        """Type with a real keyboard, wherever the focus is or into a field of a window that may not be in front."""
        field = field or QApplication.focusWidget() or self.window
        if text.isascii():
            QTest.keyClicks(field, text)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(text)
            QApplication.sendEvent(field, composed)
        self.keys += len(text)
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key wherever the focus is."""
        QTest.keyClick((QApplication.focusWidget() or self.window).window().windowHandle(), key, modifier)
        self.keys += 1
        self.settle()

    def picture(self, title: str) -> str:
        """Take a numbered picture of the whole window and return its file name; OSError when it cannot be kept."""
        if self.out is None:
            return ""
        self.settle()
        name = f"{len(self.pictures) + 1:03}-{title}.png"
        if not self.window.grab().save(str(self.out / name)):
            raise OSError(5, "the picture could not be written", str(self.out / name))
        self.pictures.append(name)
        print(f"  {name}", flush=True)
        return name

    def settle(self) -> None:
        """Let the window finish what it has begun; pages that are gone are really gone afterwards."""
        for _ in range(4):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))

    def _touchable(self, within: QWidget | None = None, name: str = "") -> Iterator[QWidget]:
        root = within or self.window
        for widget in root.findChildren(QWidget, name) if name else root.findChildren(QWidget):
            if widget.isVisible() and widget.isEnabled():
                yield widget

    def _into_view(self, widget: QWidget) -> bool:
        """Scroll to a widget; tell whether it stands in anything that scrolls."""
        area, scrolls = widget.parentWidget(), False
        while area is not None:
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(widget, 8, 48)
                scrolls = True
            area = area.parentWidget()
        if scrolls:
            self.settle()
        return scrolls


def _inside(widget: QWidget) -> QPoint:
    """Return a point in the middle of the part of a widget that shows."""
    if isinstance(widget, QAbstractScrollArea):
        return widget.viewport().rect().center()
    shown = widget.visibleRegion().boundingRect()
    return shown.center() if not shown.isEmpty() else widget.rect().center()
