"""A row that can be tapped and holds words at both ends: a chapter, an answer, a part of the birth date."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from kypho_prep.look.icons import icon_pixmap
from kypho_prep.look.theme import Look


class RowButton(QPushButton):
    """A button that is as tall as the labels inside it; the labels let touches through."""

    def __init__(self, look: Look, name: str, spoken: str, *, upright: bool = False, strong: bool = False) -> None:
        super().__init__()
        self._look = look
        self._strong = strong
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setProperty("pair", "text/surface")
        way = QBoxLayout.Direction
        self._parts = QBoxLayout(way.TopToBottom if upright else way.LeftToRight, self)
        m = look.metrics
        self._parts.setContentsMargins(m.space(2.5), m.space(0.5), m.space(2.5), m.space(0.5))
        self._parts.setSpacing(0 if upright else m.space(2))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(m.target)

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """Put a label or a picture at the end."""
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._parts.addWidget(part, stretch, Qt.AlignmentFlag(0) if stretch else Qt.AlignmentFlag.AlignVCenter)

    def set_strong(self, strong: bool) -> None:
        """Draw the edge strongly, or as the others."""
        self._strong = strong
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell the layout to ask for the height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the labels take in a width."""
        return max(self._look.metrics.target, self._parts.totalHeightForWidth(width))

    def sizeHint(self) -> QSize:
        """Return the labels' size."""
        return self._parts.totalSizeHint().expandedTo(QSize(0, self._look.metrics.target))

    def minimumSizeHint(self) -> QSize:
        """Return the labels' least size."""
        return self._parts.totalMinimumSize().expandedTo(QSize(0, self._look.metrics.target))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the edge."""
        look = self._look
        wide = look.metrics.px(4 if self._strong else 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("go" if self._strong else "edge"), wide))
        painter.setBrush(look.color("go_soft" if self.isDown() else "surface"))
        radius = look.metrics.px(16)
        half = wide / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        painter.end()


class Badge(QWidget):
    """A round number, or a check mark once it is done."""

    def __init__(self, number: int, look: Look, *, done: bool, here: bool) -> None:
        super().__init__()
        self._number = str(number)
        self._look = look
        self._done = done
        self._here = here
        side = max(look.metrics.px(38), look.metrics.text(34))
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle with its number or mark."""
        look, side = self._look, self.width()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = self._done or self._here
        ground = "done" if self._done else "go" if self._here else "surface"
        edge = look.metrics.px(3)
        painter.setPen(Qt.PenStyle.NoPen if filled else QPen(look.color("edge"), edge))
        painter.setBrush(look.color(ground))
        half = 0 if filled else edge / 2
        painter.drawEllipse(QRectF(self.rect()).adjusted(half, half, -half, -half))
        ink = look.color("surface" if filled else "text")
        if self._done:
            mark = round(side * 0.6)
            at = (side - mark) // 2
            painter.drawPixmap(at, at, icon_pixmap("check", ink, mark, self.devicePixelRatioF()))
        else:
            painter.setPen(ink)
            painter.setFont(look.letters(round(side * 0.52)))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._number)
        painter.end()
