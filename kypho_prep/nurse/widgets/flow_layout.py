"""A row that goes on in the next line where it is full: small keys beside each other, however long their words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

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
