"""Carries what is half done over to the same page drawn another way: larger, or in high contrast."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget


@dataclass(frozen=True)
class Carried:
    """What stands in the fields and which cards are chosen, in the order of the page; never kept beyond a redraw."""

    texts: tuple[str, ...]
    chosen: frozenset[str]
    focus: str


def take(page: QWidget) -> Carried:
    """Return what a page holds that nobody has saved yet."""
    chosen = frozenset(button.objectName() for button in _cards(page) if button.isChecked())
    focus: QWidget | None = page.window().focusWidget()
    name = focus.objectName() if focus is not None and page.isAncestorOf(focus) else ""
    return Carried(tuple(_text(field) for field in _fields(page)), chosen, name)


def give(page: QWidget, carried: Carried) -> None:
    """Put it into the page drawn anew: what is typed first, for it brings the cards of the names."""
    for field, text in zip(_fields(page), carried.texts, strict=False):
        if _text(field) != text and not field.isReadOnly():
            field.setText(text) if isinstance(field, QLineEdit) else field.setPlainText(text)
    cards = _cards(page)
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
