"""The light around what a press of the switch would choose now."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QWidget

from kypho_prep.look.focus_ring import draw_ring
from kypho_prep.look.theme import Look

WIDE, AWAY = 8, 3  # pixels at 100 dpi: twice the keyboard's ring, to be seen across an arm's length


class ScanRing(QWidget):
    """Stands over a whole window and lets every touch through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._look: Look | None = None
        self._around = QRect()
        self.setObjectName("scan_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def around(self) -> QRect:
        """Return what it stands around, in the window's pixels; nothing while it is away."""
        return self._around if self.isVisible() else QRect()

    def show_around(self, buttons: tuple[QAbstractButton, ...], look: Look) -> None:
        """Stand around one button, or around all that shows of a group."""
        self._look = look
        window = self._window
        self._around = QRect()
        for one in buttons:
            self._around = self._around.united(_seen(one, window))
        out = look.metrics.px(WIDE + AWAY)
        self.setGeometry(self._around.adjusted(-out, -out, out, out))
        self.setVisible(not self._around.isEmpty())
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        if self._look is None:
            return
        metrics = self._look.metrics
        draw_ring(self, self._look, WIDE, metrics.card_radius + metrics.px(AWAY))


def _seen(button: QAbstractButton, window: QWidget) -> QRect:
    """Return the part of a button that its page shows, in the window's pixels."""
    rect = QRect(button.mapTo(window, QPoint(0, 0)), button.size())
    above = button.parentWidget()
    while above is not None and above is not window:
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above:
            rect = rect.intersected(QRect(above.mapTo(window, QPoint(0, 0)), above.size()))
        above = area
    return rect
