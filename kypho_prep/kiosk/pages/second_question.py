"""A second question on one page, below the first and its answers: one Next for both."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kypho_prep.kiosk.controls.build import control_for
from kypho_prep.kiosk.item_view import ItemView
from kypho_prep.look.labels import TitleLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words

LARGEST = 56  # pixels at 100 dpi: as large as the question above it


class SecondQuestion(QWidget):
    """The question of a view and the control that answers it."""

    def __init__(self, view: ItemView, look: Look, words: Words) -> None:
        super().__init__()
        m = look.metrics
        self.view = view
        self.answer = control_for(view, look, words, lambda _: ())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.space(0.5))
        column.addWidget(TitleLabel(view.question, look, min(m.text(34), m.px(LARGEST)), "text/page"))
        column.addWidget(self.answer)
