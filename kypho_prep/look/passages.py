"""What stands on a page, in the order in which it is read: the words of each label, button and field as shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QBoxLayout,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from kypho_prep.look.announce import ASIDE, PRIVATE, UNREAD
from kypho_prep.look.buttons import Button

# The keys of a pad, by the beginnings of their names: each would say its own digit.
PADS = ("key:", "day:")


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of one widget; `detail` stands below them. `chosen`: a card that is; `typed`: somebody typed them."""

    widget: QWidget
    words: str
    detail: str = ""
    chosen: bool = False
    typed: bool = False
    private: bool = False


def passages(page: QWidget) -> Iterator[Passage]:
    """Yield what a widget and everything inside it that is not hidden says, in the order of its layouts."""
    if (page.isHidden() and not page.property(ASIDE)) or page.property(UNREAD) or page.objectName().startswith(PADS):
        return
    found = _of(page)
    if found is not None:
        if found.words.strip():
            yield found
        return
    for inside in _inside(page):
        yield from passages(inside)


def _of(widget: QWidget) -> Passage | None:
    """Return what a widget itself says; nothing of one that only holds others."""
    private = bool(widget.property(PRIVATE))
    if isinstance(widget, QLabel):
        return Passage(widget, widget.text(), private=private)
    if isinstance(widget, Button):
        chosen = widget.isCheckable() and widget.isChecked()
        words = widget.words or widget.accessibleName()  # an icon alone is called by its name
        return Passage(widget, words, widget.face.detail if widget.words else "", chosen, private=private)
    if isinstance(widget, QLineEdit):
        shown = widget.text() if widget.echoMode() == QLineEdit.EchoMode.Normal else ""
        return Passage(widget, shown, typed=True, private=private)
    if isinstance(widget, QPlainTextEdit):
        return Passage(widget, widget.toPlainText(), typed=True, private=private)
    if private or (isinstance(widget, QAbstractButton) and widget.layout() is None):
        return Passage(widget, widget.accessibleName(), typed=private, private=private)
    return None


def _inside(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QScrollArea):
        held = widget.widget()
        if held is not None:
            yield held
    elif (layout := widget.layout()) is not None:
        yield from _laid_out(layout)
    elif not isinstance(widget, QAbstractScrollArea):
        yield from (one for one in widget.children() if isinstance(one, QWidget) and not one.isWindow())


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in _order(layout):
        item = layout.itemAt(number)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def _order(layout: QLayout) -> list[int]:
    """Return the numbers of a layout's items from its beginning to its end, whichever way it is laid."""
    numbers = list(range(layout.count()))
    way = QBoxLayout.Direction
    if isinstance(layout, QBoxLayout) and layout.direction() in (way.BottomToTop, way.RightToLeft):
        return numbers[::-1]
    if isinstance(layout, QGridLayout):
        return sorted(numbers, key=lambda number: layout.getItemPosition(number)[:2])  # type: ignore[index]
    return numbers
