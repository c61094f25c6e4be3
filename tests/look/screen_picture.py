"""The picture on the screen, as a person sees it."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget


def on_screen(widget: QWidget) -> QImage:
    """What the screen shows of a widget now: what was painted there, not painted once more for the check."""
    QApplication.processEvents()
    window, corner = widget.window(), widget.mapTo(widget.window(), QPoint(0, 0))
    taken = window.screen().grabWindow(window.winId(), corner.x(), corner.y(), widget.width(), widget.height())
    return taken.toImage()
