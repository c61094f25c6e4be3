"""What stands on an opened visit's page, panel by panel: only those that would say something else are made anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget


@dataclass(frozen=True)
class Panel:
    """One panel to show: its name, the values that it is made from, and how its widgets are made (none is allowed).

    Whatever the widgets say or hand on must follow from `made_from`, which is compared by its value.
    """

    name: str
    made_from: object
    make: Callable[[], Sequence[QWidget]]


@dataclass(frozen=True)
class Room:
    """A layout and the panels that stand in it from top to bottom; with `stretch` they do not grow to fill it."""

    layout: QBoxLayout
    panels: Sequence[Panel]
    stretch: bool = False


@dataclass(frozen=True)
class _Standing:
    made_from: object
    widgets: tuple[QWidget, ...]


class Panels:
    """The panels of one page in their rooms; what stands keeps its widgets, and the keyboard with them."""

    def __init__(self) -> None:
        self._standing: dict[str, _Standing] = {}

    def show(self, rooms: Sequence[Room], rest: QWidget) -> None:
        """Show the panels of these rooms, no name twice; `rest` takes the keyboard from a panel that goes."""
        before = self._standing
        wanted = [panel for room in rooms for panel in room.panels]
        stays = {one.name for one in wanted if one.name in before and before[one.name].made_from == one.made_from}
        gone = [widget for name, one in before.items() if name not in stays for widget in one.widgets]
        held = QApplication.focusWidget()
        if held is not None and any(one is held or one.isAncestorOf(held) for one in gone):
            rest.setFocus()  # else Qt hands it to whatever comes next, and scrolls there
        for widget in gone:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        self._standing = {
            one.name: before[one.name] if one.name in stays else _Standing(one.made_from, tuple(one.make()))
            for one in wanted
        }
        for room in rooms:
            self._arrange(room)
        if stays and len(stays) < len(wanted):
            in_order([widget for panel in wanted for widget in self._standing[panel.name].widgets])

    def _arrange(self, room: Room) -> None:
        while room.layout.takeAt(0) is not None:
            pass
        for panel in room.panels:
            for widget in self._standing[panel.name].widgets:
                room.layout.addWidget(widget)
                widget.raise_()  # whoever looks for the page's children finds them from top to bottom
        if room.stretch:
            room.layout.addStretch(1)


def in_order(widgets: Sequence[QWidget]) -> None:
    """Let Tab lead through these widgets in this order, inside each as it was made."""
    ranks: dict[QWidget, int] = {widget: at for at, widget in enumerate(widgets)}
    inside: list[list[QWidget]] = [[] for _widget in widgets]
    if not widgets:
        return
    first = at = widgets[0]
    while True:
        outer: QWidget | None = at
        while outer is not None and outer not in ranks:
            outer = outer.parentWidget()
        if outer is not None and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            inside[ranks[outer]].append(at)
        after = at.nextInFocusChain()
        if after is None or after is first:
            break
        at = after
    for one, then in pairwise(one for held in inside for one in held):
        QWidget.setTabOrder(one, then)
