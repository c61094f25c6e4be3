"""What stands above every page in a draft translation that is shown to its reviewer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from kypho_prep.look.cards import Ground, Rule
from kypho_prep.look.labels import SEMI_BOLD, CaptionLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import REFERENCE, Words

LETTERS = 20  # pixels at 100 dpi, at any text size: it is for the reviewer, and the page keeps its room


class ReviewBanner(Ground):
    """Says in the draft's language and in English that it is a draft, and not for patients."""

    def __init__(self, look: Look, words: Words, english: Words) -> None:
        super().__init__(look, "note_soft")
        self.setObjectName("review_banner")
        m = look.metrics
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        said = [words("kiosk.review.banner")]
        if words.language != REFERENCE:
            said.append(english("kiosk.review.banner"))
        for one in said:
            label = CaptionLabel(one, look, m.px(LETTERS), "text/note_soft")
            label.set_weight(SEMI_BOLD)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setContentsMargins(m.space(2), m.px(4), m.space(2), 0)
            column.addWidget(label)
        column.addSpacing(m.px(4))
        column.addWidget(Rule(look))
