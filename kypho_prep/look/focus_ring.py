"""The ring around what has the keyboard's focus: 4 pixels, outside the control, drawn once for a whole window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QWidget
from shiboken6 import isValid

from kypho_prep.look.theme import Look

WIDE = 4
AWAY = 2
MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class _Ring(QWidget):
    """The drawn ring; it lets every touch through."""

    def __init__(self, host: QWidget, look: Look) -> None:
        super().__init__(host)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        metrics = self._look.metrics
        draw_ring(self, self._look, WIDE, metrics.button_radius + metrics.px(AWAY))


def draw_ring(widget: QWidget, look: Look, wide: int, radius: float) -> None:
    """Draw a ring just inside a widget's edge: `wide` in pixels at 100 dpi, the radius of its corners in pixels."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("focus"), look.metrics.px(wide)))
    half = look.metrics.px(wide) / 2
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(half, half, -half, -half), radius, radius)
    painter.end()


class FocusRing(QObject):
    """Follows the focus inside one window; a tap shows no ring, the keyboard does."""

    def __init__(self, window: QWidget, look: Look, app: QApplication) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._ring: _Ring | None = None
        self._host = window
        self._target: QWidget | None = None
        self._chain: list[QWidget] = []
        app.focusChanged.connect(self._follow)

    def set_look(self, look: Look) -> None:
        """Draw the ring in another theme from now on."""
        self._look = look

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the control that has the focus."""
        if event.type() in MOVES:
            self._place()
        return False

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        self._drop()
        # A heading has the focus for the screen reader's sake; with a ring it would look like something to press.
        if now is None or isinstance(now, QLabel) or not self._window.isAncestorOf(now):
            return
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton or now.focusPolicy() == Qt.FocusPolicy.NoFocus:
            return
        self._host = _host(now)
        self._target = now
        self._ring = _Ring(self._host, self._look)
        self._chain = _chain(now, self._host)
        for widget in self._chain:
            widget.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        # Qt may have deleted either of them with its page.
        if self._ring is None or self._target is None or not isValid(self._ring) or not isValid(self._target):
            return
        px = self._look.metrics.px
        out = px(WIDE + AWAY)
        corner = self._target.mapTo(self._host, QPoint(0, 0))
        size = self._target.size()
        self._ring.setGeometry(corner.x() - out, corner.y() - out, size.width() + 2 * out, size.height() + 2 * out)
        self._ring.setVisible(self._target.isVisible())
        self._ring.raise_()

    def _drop(self) -> None:
        for widget in self._chain:
            if isValid(widget):
                widget.removeEventFilter(self)
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring, self._target, self._chain = None, None, []


def _host(widget: QWidget) -> QWidget:
    """Return the widget to draw on: what scrolls together with the control, else the window."""
    host, above = widget, widget.parentWidget()
    while above is not None and not host.isWindow():
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above and host is not widget:
            return host
        host, above = above, above.parentWidget()
    return host


def _chain(widget: QWidget, host: QWidget) -> list[QWidget]:
    chain = [widget]
    above = widget.parentWidget()
    while above is not None and above is not host:
        chain.append(above)
        above = above.parentWidget()
    return chain
