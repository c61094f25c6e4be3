"""A row that goes on in the next line where it is full: small keys beside each other, however long their words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from kypho_prep.nurse.widgets.parts import holder


class Flow(QLayout):
    """Its widgets in reading order, each as wide as its words."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._held: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more at the end."""
        self._held.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._held)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of them, none behind the last."""
        return self._held[index] if 0 <= index < len(self._held) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Let one go."""
        return self._held.pop(index) if 0 <= index < len(self._held) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than the lines take."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Tell the layout to ask for the height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines in a width."""
        return self._lay(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put each where it belongs."""
        super().setGeometry(rect)
        self._lay(rect, place=True)

    def sizeHint(self) -> QSize:
        """Return the least size."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the widest one."""
        sizes = [item.minimumSize() for item in self._held]
        return QSize(max((one.width() for one in sizes), default=0), max((one.height() for one in sizes), default=0))

    def _lay(self, rect: QRect, *, place: bool) -> int:
        """Return the height; with `place`, put each where it belongs, in reading direction."""
        left, top, tall = 0, 0, 0
        for item in self._held:
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
            if left and left + width > rect.width():
                left, top, tall = 0, top + tall + self._gap, 0
            if place:
                item.setGeometry(QRect(rect.x() + left, rect.y() + top, width, height))
            left, tall = left + width + self._gap, max(tall, height)
        return top + tall


def flowing(*parts: QWidget, gap: int = 8, name: str = "") -> QWidget:
    """Return widgets that flow beside and below each other."""
    lines = Flow(gap)
    for part in parts:
        lines.addWidget(part)
    return holder(lines, name)


class Flowing(QWidget):
    """Widgets from the left, line after line; those at the end stand on the right where they fit."""

    def __init__(self, widgets: Sequence[QWidget], at_the_end: Sequence[QWidget], *, gap: int) -> None:
        super().__init__()
        self._widgets, self._end, self._gap = tuple(widgets), tuple(at_the_end), gap
        for widget in (*widgets, *at_the_end):
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((place.bottom() + 1 for _widget, place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        width = self.width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Place the widgets anew when one of them has become wider."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        for widget, place in self._places(self.width()):
            widget.setGeometry(place)
        if self.heightForWidth(self.width()) != self.height():
            self.updateGeometry()

    def _places(self, width: int) -> list[tuple[QWidget, QRect]]:
        made: list[tuple[QWidget, QRect]] = []
        at, high = QPoint(0, 0), 0
        together = sum(widget.sizeHint().width() + self._gap for widget in self._end) - self._gap
        for widget in (*self._widgets, *self._end):
            size = widget.sizeHint()
            wanted = together if self._end and widget is self._end[0] else size.width()
            if at.x() and at.x() + wanted > width:
                at, high = QPoint(0, at.y() + high + self._gap), 0
            made.append((widget, QRect(at, size)))
            at.setX(at.x() + size.width() + self._gap)
            high = max(high, size.height())
        return self._at_right(made, width)

    def _at_right(self, made: list[tuple[QWidget, QRect]], width: int) -> list[tuple[QWidget, QRect]]:
        """Move what ends the last line to the right edge."""
        if not made or not self._end:
            return made
        last = made[-1][1]
        shift = width - last.right() - 1
        moved = [(one, place) for one, place in made if one in self._end and place.top() == last.top()]
        rest = made[: len(made) - len(moved)]
        return [*rest, *((one, place.translated(max(0, shift), 0)) for one, place in moved)]
