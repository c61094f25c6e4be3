"""The two columns of the review: what is open on the left, what staff recorded on the right, the sign-off in view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.open_visit.panels import Panel, Room
from kypho_prep.nurse.widgets.parts import column, holder, scrolling

Direction = QBoxLayout.Direction


class Columns(QWidget):
    """Two areas that scroll by themselves, side by side; on a tall screen the right one lies below the left."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._left, self._right, self._foot = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.main, self.side = (
            scrolling(desk, self._inside(layout), name)
            for layout, name in ((self._left, "review"), (self._right, "review_side"))
        )
        beside = desk.px(12) + self.side.verticalScrollBar().sizeHint().width()
        self._foot.setContentsMargins(0, 0, beside, desk.px(16))
        stack = column(self.side, gap=desk.px(8))
        stack.addLayout(self._foot)
        self._beside = holder(stack)
        self._line = QBoxLayout(Direction.LeftToRight, self)
        self._line.setContentsMargins(desk.px(24), desk.px(16), desk.px(12), 0)
        self._line.setSpacing(desk.px(8))
        self._line.addWidget(self.main)
        self._line.addWidget(self._beside)
        self._arrange(tall=False)

    def rooms(self, left: Sequence[Panel], right: Sequence[Panel], foot: Sequence[Panel]) -> list[Room]:
        """Return where these panels stand: in the left column, in the right one, and still below it."""
        return [Room(self._left, left, stretch=True), Room(self._right, right, stretch=True), Room(self._foot, foot)]

    def scrolled(self) -> tuple[int, int]:
        """Return how far each column is scrolled."""
        return self.main.verticalScrollBar().value(), self.side.verticalScrollBar().value()

    def settle(self, kept: tuple[int, int]) -> None:
        """Give everything its place now, each column scrolled as far as before."""
        for area, value in zip((self.main, self.side), kept, strict=True):
            lay_out(area)
            area.verticalScrollBar().setValue(value)

    def bring(self, target: QWidget) -> None:
        """Scroll so that a place is seen."""
        for area in (self.main, self.side):
            bring_into_view(area, target, self._desk.px(96))

    def reveal(self, field: QWidget) -> None:
        """Scroll no further than a field needs to be seen."""
        for area in (self.main, self.side):
            if area.isAncestorOf(field):
                area.ensureWidgetVisible(field, 0, self._desk.px(24))
                area.horizontalScrollBar().setValue(0)

    def show_top(self, panel: QWidget) -> None:
        """Bring a panel into view, its top first."""
        for area in (self.main, self.side):
            inside = area.widget()
            if inside is not None and area.isAncestorOf(panel):
                area.verticalScrollBar().setValue(panel.mapTo(inside, QPoint(0, 0)).y())

    def minimumSizeHint(self) -> QSize:
        """Return a small size: both columns scroll."""
        return QSize(self._desk.px(800), self._desk.px(300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the right column below on a screen that is taller than wide."""
        super().resizeEvent(event)
        self._arrange(tall=self.height() > self.width())

    def _arrange(self, *, tall: bool) -> None:
        self._line.setDirection(Direction.TopToBottom if tall else Direction.LeftToRight)
        self._line.setStretch(0, 3 if tall else 7)
        self._line.setStretch(1, 2 if tall else 3)
        self._beside.setMinimumWidth(0 if tall else self._desk.px(400))

    def _inside(self, layout: QVBoxLayout) -> QWidget:
        layout.setSpacing(self._desk.px(16))
        inside = holder(layout)
        layout.setContentsMargins(0, 0, self._desk.px(12), self._desk.px(16))
        return inside


def bring_into_view(area: QScrollArea, target: QWidget, margin: int) -> None:
    """Scroll so that a place is seen, from its top where it is taller than the view."""
    inside = area.widget()
    if inside is not None and area.isAncestorOf(target):
        top = target.mapTo(inside, QPoint(0, 0)).y() - margin
        area.ensureWidgetVisible(target, 0, margin)
        area.verticalScrollBar().setValue(min(area.verticalScrollBar().value(), top))
        area.horizontalScrollBar().setValue(0)


def lay_out(area: QScrollArea) -> None:
    """Give everything inside its place now, the innermost first, so that a place can be scrolled to."""
    widget = area.widget()
    if widget is None:
        return
    for inner in reversed(widget.findChildren(QWidget)):
        layout = inner.layout()
        if layout is not None:
            layout.activate()
    across, down = area.viewport().width(), area.viewport().height()
    outer = widget.layout()
    if outer is not None:
        widget.resize(across, max(down, outer.totalHeightForWidth(across)))
