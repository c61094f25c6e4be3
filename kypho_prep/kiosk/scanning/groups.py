"""What a page offers to press, in groups: its answers first, then the way on, then help and comfort."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QWidget

from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.welcome import WelcomePage
from kypho_prep.prep.words import Words

# More than so many in one group light up row by row: one after the other they would take too long.
MOST_IN_A_GROUP = 6
KEYS = "keyboard_keys"
FIRST_ON_THE_WAY = ("next", "keep", "close", "explain_in_bar", "back")


@dataclass(frozen=True)
class Spot:
    """What lights up at once: one button, or a group that opens into its `parts`; `said` is what is announced."""

    said: str
    buttons: tuple[QAbstractButton, ...]
    parts: tuple[Spot, ...] = ()


def spots(page: QWidget, words: Words) -> tuple[Spot, ...]:
    """Return what lights up in turn on a page that shows, from the first to the last."""
    if isinstance(page, Frame):
        below = [page.bottom] if page.bottom is not None and page.dialog is None else []
        found = _answers(page.dialog or page.content, words, *below)
        return (*found, *_group(words("kiosk.scan.help"), _buttons(page.top)))
    if isinstance(page, WelcomePage):
        return _welcome(page, words)
    return tuple(_answers(page, words))


def _welcome(page: WelcomePage, words: Words) -> tuple[Spot, ...]:
    """Return Start, then what makes the pages comfortable, then the way in for staff."""
    buttons = _buttons(page)
    ends = [one for one in buttons if one.objectName() in ("start", "staff")]
    between = [one for one in buttons if one not in ends]
    first, last = ([_leaf(one) for one in ends if one.objectName() == name] for name in ("start", "staff"))
    return (*first, *_group(words("kiosk.welcome.comfort"), between), *last)


def _answers(content: QWidget, words: Words, *below: QWidget) -> list[Spot]:
    """Return what a page holds that scrolls, the keyboard, and what always shows: of itself, and of a bar `below`."""
    buttons = _buttons(content)
    keys = [one for one in buttons if _is_key(one)]
    on = [one for one in buttons if not _is_key(one) and _scrolled(one) is None]
    on += [one for bar in below for one in _buttons(bar)]
    answers = [one for one in buttons if not _is_key(one) and _scrolled(one) is not None]
    found = _group(words("kiosk.scan.answers"), answers)
    if keys:
        rows = tuple(_row(row) for row in _rows(keys))
        found.append(Spot(words("kiosk.scan.keyboard"), tuple(keys), rows))
    return found + _group(words("kiosk.scan.on"), sorted(on, key=_turn_on_the_way))


def _group(said: str, buttons: list[QAbstractButton]) -> list[Spot]:
    """Return a group: of one button that button, of many its rows."""
    if len(buttons) <= 1:
        return [_leaf(one) for one in buttons]
    if len(buttons) <= MOST_IN_A_GROUP:
        return [Spot(said, tuple(buttons), tuple(_leaf(one) for one in buttons))]
    return [Spot(said, tuple(buttons), tuple(_row(row) for row in _rows(buttons)))]


def _row(buttons: list[QAbstractButton]) -> Spot:
    if len(buttons) == 1:
        return _leaf(buttons[0])
    parts = tuple(_leaf(one) for one in buttons)
    return Spot(", ".join(one.said for one in parts), tuple(buttons), parts)


def _leaf(button: QAbstractButton) -> Spot:
    return Spot(button.accessibleName() or button.text(), (button,))


def _buttons(part: QWidget) -> list[QAbstractButton]:
    """Return what can be pressed, as it is read: row by row, each from the side that its words begin at."""
    found = [one for one in part.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
    return [one for row in _rows(found) for one in row]


def _rows(buttons: Iterable[QAbstractButton]) -> list[list[QAbstractButton]]:
    rows: list[list[QAbstractButton]] = []
    for one in sorted(buttons, key=lambda one: _middle(one).y()):
        if rows and abs(_middle(one).y() - _middle(rows[-1][0]).y()) < one.height() // 2:
            rows[-1].append(one)
        else:
            rows.append([one])
    return [sorted(row, key=lambda one: _middle(one).x(), reverse=_from_the_right(row[0])) for row in rows]


def _from_the_right(button: QAbstractButton) -> bool:
    parent = button.parentWidget()
    return parent is not None and parent.isRightToLeft()


def _middle(button: QAbstractButton) -> QPoint:
    """Return where a button stands on the page, whatever of it shows now."""
    return button.mapTo(_scrolled(button) or button.window(), button.rect().center())


def _scrolled(button: QAbstractButton) -> QWidget | None:
    """Return what a button is scrolled with; nothing where it always shows."""
    one: QWidget | None = button
    while one is not None:
        above = one.parentWidget()
        area = above.parentWidget() if above is not None else None
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above:
            return one
        one = above
    return None


def _is_key(button: QAbstractButton) -> bool:
    parent = button.parentWidget()
    return parent is not None and parent.objectName() == KEYS


def _turn_on_the_way(button: QAbstractButton) -> int:
    """Return which turn a button of the lower bar has: Next before all."""
    name = button.objectName()
    return FIRST_ON_THE_WAY.index(name) if name in FIRST_ON_THE_WAY else len(FIRST_ON_THE_WAY)
