"""The least that any program with PySide6 needs: one window, painted once, and gone."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget


class Bare(QWidget):
    """Leaves at its first paint."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        QTimer.singleShot(0, QApplication.quit)  # noqa: TID251 - nothing of ours is in it


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    window = Bare()
    QVBoxLayout(window).addWidget(QLabel("Welcome"))
    window.resize(1280, 800)
    window.show()
    sys.exit(app.exec())
