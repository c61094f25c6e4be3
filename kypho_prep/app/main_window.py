"""The one window of the program: the patient's side, or staff's, never both."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget


class MainWindow(QWidget):
    """The one window: it shows one side at a time, and says when it was painted for the first time."""

    painted = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._seen = False
        self._stack = QStackedWidget()
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self._stack)

    def show_side(self, side: QWidget) -> None:
        """Put one side in front."""
        if self._stack.indexOf(side) < 0:
            self._stack.addWidget(side)
        self._stack.setCurrentWidget(side)

    def drop(self, side: QWidget) -> None:
        """Take a side away for good."""
        self._stack.removeWidget(side)
        side.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once, after the first paint."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save and close everything before the window goes."""
        self.closing.emit()
        super().closeEvent(event)
