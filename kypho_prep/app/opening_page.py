"""The page of a program that is at work on its own: a desk until its database is open, a back-up that comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kypho_prep.look.cards import Ground
from kypho_prep.look.labels import HeadingLabel

if TYPE_CHECKING:
    from kypho_prep.look.theme import Look


def waiting_page(look: Look, sentence: str) -> QWidget:
    """Return the page that says what is being done, and nothing of the patient's side."""
    page = Ground(look, "page")
    column = QVBoxLayout(page)
    said = HeadingLabel(sentence, look, look.metrics.text(30), "text/page")
    column.addWidget(said, 0, Qt.AlignmentFlag.AlignCenter)
    return page
