"""A card to learn from: a few words and a picture; Next says "I understand"."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from kypho_prep.kiosk.controls.answer import Answer
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.look.buttons import question_card
from kypho_prep.look.labels import BodyLabel, CaptionLabel, HeadingLabel
from kypho_prep.look.pictures import Picture
from kypho_prep.look.theme import Look
from kypho_prep.prep.reply import State
from kypho_prep.prep.words import Words

# The share of the screen that a picture below the words may take in height.
STACKED = 0.3


class Lesson(Answer):
    """Picture beside the words on a wide page, above them on a narrow one; a question goes to the nurse."""

    next_key: ClassVar[str] = "controls.understand"

    def __init__(self, view: ItemView, look: Look, words: Words) -> None:
        super().__init__(view, look, words)
        m = look.metrics
        self.heading = HeadingLabel(view.question, look)
        self._question = question_card(words("controls.question_for_nurse"), look)
        self._question.clicked.connect(self._asked)
        self._noted = CaptionLabel(words("controls.question_noted"), look, m.text(24), "quiet/page")
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(m.space(5))
        self._picture = Picture(view.picture, look, view.picture_words) if view.picture else None
        if self._picture is not None:
            self._parts.addWidget(self._picture, 5)
        self._side = self._words_side()
        self._parts.addLayout(self._side, 6)
        self.rows.addLayout(self._parts)
        self.flow(wide=not m.large)
        self.set_value(view.given)

    def _words_side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(self.look.metrics.space(2))
        for text in (self.view.help, *self.view.body.split("\n\n")):
            if text.strip():
                side.addWidget(BodyLabel(" ".join(text.split()), self.look))
        side.addSpacing(self.look.metrics.space(1))
        side.addWidget(self._question)
        side.addWidget(self._noted)
        side.addStretch(1)
        return side

    def value(self) -> Given | None:
        """Return "understood", or "question" when the patient has one."""
        return Given(State.VALUE, "question" if self._question.isChecked() else "understood")

    def set_value(self, given: Given | None) -> None:
        """Show whether the patient has a question."""
        self._question.setChecked(given is not None and given.value == "question")
        self._noted.setVisible(self._question.isChecked())

    def problem(self) -> str | None:
        """Return nothing: a lesson holds nobody up."""
        return None

    def flow(self, *, wide: bool) -> None:
        """Put the picture beside the words on a wide page, else below them: the sentence is what must be seen."""
        way = QBoxLayout.Direction
        self._parts.setDirection(way.LeftToRight if wide else way.BottomToTop)
        (self._side if wide else self.rows).insertWidget(0, self.heading)
        if self._picture is not None:
            self._picture.set_tallest(0 if wide else round(self.window().height() * STACKED))

    def _asked(self) -> None:
        self._noted.setVisible(self._question.isChecked())
        self.changed.emit()
