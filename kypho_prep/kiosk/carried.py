"""What a page holds that nobody has saved yet, carried over into the same page drawn another way."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from kypho_prep.look.scroll import PageScroll


@dataclass(frozen=True)
class Carried:
    """What stands in the fields, which cards are chosen, the shares scrolled; never kept beyond a redraw."""

    texts: tuple[str, ...]
    chosen: frozenset[str]
    focus: str
    scrolled: tuple[float, ...]


def take(page: QWidget) -> Carried:
    """Return what a page holds that nobody has saved yet."""
    chosen = frozenset(button.objectName() for button in _cards(page) if button.isChecked())
    focus: QWidget | None = page.window().focusWidget()
    name = focus.objectName() if focus is not None and page.isAncestorOf(focus) else ""
    scrolled = tuple(one.share for one in page.findChildren(PageScroll))
    return Carried(tuple(_text(field) for field in _fields(page)), chosen, name, scrolled)


def give(page: QWidget, carried: Carried) -> None:
    """Put it into the page drawn anew: what is typed first, for it brings the cards of the names."""
    for field, text in zip(_fields(page), carried.texts, strict=False):
        if _text(field) != text and not field.isReadOnly():
            field.setText(text) if isinstance(field, QLineEdit) else field.setPlainText(text)
    for sheet, share in zip(page.findChildren(PageScroll), carried.scrolled, strict=False):
        sheet.scroll_to_share(share)
    cards = _cards(page)
    # What is chosen first, then what is not: an exclusive group never lets its only choice go.
    for card in cards:
        if card.objectName() in carried.chosen and not card.isChecked():
            card.setChecked(True)
    for card in cards:
        if card.objectName() not in carried.chosen and card.isChecked():
            card.setChecked(False)


def refocus(page: QWidget, carried: Carried) -> None:
    """Give the focus back to what had it."""
    found = page.findChild(QWidget, carried.focus) if carried.focus else None
    if found is not None:
        found.setFocus()


def _fields(page: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    return [one for one in page.findChildren(QWidget) if isinstance(one, QLineEdit | QPlainTextEdit)]


def _cards(page: QWidget) -> list[QAbstractButton]:
    return [one for one in page.findChildren(QAbstractButton) if one.isCheckable() and one.objectName()]


def _text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
