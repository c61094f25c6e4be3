"""The first page of a desk, until its database is open: a few calm words, and nothing of the patient's side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kypho_prep.look.cards import Ground
from kypho_prep.look.labels import HeadingLabel

if TYPE_CHECKING:
    from kypho_prep.look.theme import Look
    from kypho_prep.prep.words import Words


def opening_page(look: Look, words: Words) -> QWidget:
    """Return the page that says that the desk is being opened."""
    page = Ground(look, "page")
    column = QVBoxLayout(page)
    said = HeadingLabel(words("program.opening"), look, look.metrics.text(30), "text/page")
    column.addWidget(said, 0, Qt.AlignmentFlag.AlignCenter)
    return page
