"""What the kiosk's pages for staff are typed on: one-line fields, and the program's keys below them."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kypho_prep.kiosk.controls.keyboard import Keyboard
from kypho_prep.look.native import shape
from kypho_prep.look.theme import Look


def line_field(name: str, said: str, look: Look) -> QLineEdit:
    """Return a field of one line; `said` is its accessible name."""
    field = QLineEdit()
    shape(field, look)
    field.setObjectName(name)
    field.setProperty("pair", "text/surface")
    field.setAccessibleName(said)
    field.setFont(look.letters(look.metrics.body))
    field.setMinimumHeight(look.metrics.target)
    return field


def keys_row(keyboard: Keyboard, look: Look) -> QWidget:
    """Return the keys with the page's margins at their sides."""
    m = look.metrics
    keys = QWidget()
    row = QVBoxLayout(keys)
    row.setContentsMargins(m.space(5), 0, m.space(5), m.space(1))
    row.addWidget(keyboard)
    return keys
