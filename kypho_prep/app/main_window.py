"""The one window of the program: the patient's side, or staff's, never both."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from kypho_prep.look.overrides import later


class _FirstPaint(QWidget):
    """One pixel above all else, painted last of all; it tells once, then it is gone."""

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(0, 0, 1, 1)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell it once what is painted now stands on the screen."""
        later(0, self, self._tell)

    def _tell(self) -> None:
        if self.isVisible():
            self.hide()
            self.painted.emit()
            self.deleteLater()


class MainWindow(QWidget):
    """The one window: it shows one side at a time, and says when it was painted for the first time.

    One that `stays`, a kiosk's, closes by `leave` alone, which staff ask for on a page of their own: whatever keys and
    the menu of a window manager ask of it is refused.
    """

    painted = Signal()
    closing = Signal()

    def __init__(self, *, stays: bool = False) -> None:
        super().__init__()
        self._seen = False
        self.stays = stays
        self._stack = QStackedWidget()
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self._stack)

    @property
    def side(self) -> QWidget | None:
        """Return the side that is in front."""
        return self._stack.currentWidget()

    def show_side(self, side: QWidget) -> None:
        """Put one side in front."""
        if self._stack.indexOf(side) < 0:
            self._stack.addWidget(side)
        self._stack.setCurrentWidget(side)

    def drop(self, side: QWidget) -> None:
        """Take a side away for good."""
        self._stack.removeWidget(side)
        side.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        """Watch for the first paint: a page that covers the whole window leaves this widget nothing to paint itself."""
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            _FirstPaint(self).painted.connect(self.painted)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the keyboard to a window that stays: on X11 a window manager's own keys would open its menus."""
        super().changeEvent(event)
        came = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if came and self.stays and QApplication.platformName() == "xcb":
            self.windowHandle().setKeyboardGrabEnabled(True)

    def leave(self) -> None:
        """Close for good."""
        self.stays = False
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save and close everything before the window goes, if it may go."""
        if self.stays:
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)


def the_app() -> QApplication:
    """Return Qt's application, which must be there before any window is."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("a window needs a QApplication")
    return app
