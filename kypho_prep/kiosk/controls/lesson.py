"""A card to learn from: a few words and a picture, more behind "Tell me more", and "Explain this to me"."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.controls.answer import Answer
from kypho_prep.kiosk.item_view import Given, ItemView, MoreView, wants_explaining
from kypho_prep.look.buttons import explain_card, secondary
from kypho_prep.look.labels import BodyLabel, CaptionLabel, HeadingLabel, TitleLabel
from kypho_prep.look.pictures import Picture
from kypho_prep.look.theme import Look
from kypho_prep.prep.answers.single import Acknowledged
from kypho_prep.prep.reply import State
from kypho_prep.prep.words import Words

# The share of the screen that a picture below the words may take in height.
STACKED = 0.3


class Lesson(Answer):
    """Picture beside the words on a wide page, below them on a narrow one; what is not clear goes to the nurse.

    "Explain this to me" stands beside Next where the lower bar has room for it, else below the words.
    """

    more_opened = Signal()

    def __init__(self, view: ItemView, look: Look, words: Words) -> None:
        super().__init__(view, look, words)
        m = look.metrics
        self.heading = HeadingLabel(view.question, look)
        self._explain = explain_card(words("controls.explain"), look)
        self._explain.clicked.connect(self._asked)
        self._noted = CaptionLabel(words("controls.question_noted"), look, m.text(24), "quiet/page")
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(m.space(5))
        self._picture = Picture(view.picture, look, view.picture_words) if view.picture else None
        if self._picture is not None:
            self._parts.addWidget(self._picture, 5)
        self._more_key = secondary(words("controls.tell_more"), look, "tell_more", "chevron-down")
        self._more_key.clicked.connect(self._tell_more)
        self._more: QWidget | None = None
        self._block: QWidget | None = None
        self._keys = QBoxLayout(QBoxLayout.Direction.TopToBottom)
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
        self._keys.setSpacing(self.look.metrics.gap)
        self._keys.addWidget(self._more_key)
        if not self.view.more:  # never shown by hand: what has no parent yet would be a window, and take the focus
            self._more_key.hide()
        self._keys.addWidget(self._explain)
        side.addLayout(self._keys)
        side.addWidget(self._noted)
        side.addStretch(1)
        return side

    @property
    def wants_explaining(self) -> bool:
        """Tell whether the nurse is to explain this card."""
        return self._explain.isChecked()

    def ask_to_explain(self) -> None:
        """Ask the nurse to explain this card, or take that back."""
        self._explain.click()

    def add_block(self, block: QWidget) -> None:
        """Put what the chart says of this card below its heading, or below the one rule that explains it (its help)."""
        self._block = block

    def explain_in_bar(self, *, in_bar: bool) -> None:
        """Leave "Explain this to me" to the lower bar, or keep it on the page."""
        self._explain.setHidden(in_bar)

    def value(self) -> Given | None:
        """Return that the card was read, with a question when the patient wants it explained."""
        return Given(State.VALUE, Acknowledged(has_question=self.wants_explaining))

    def set_value(self, given: Given | None) -> None:
        """Show whether the patient wants it explained."""
        self._explain.setChecked(given is not None and wants_explaining(given))
        self._noted.setVisible(self.wants_explaining)

    def problem(self) -> str | None:
        """Return nothing: a lesson holds nobody up."""
        return None

    def is_settled(self) -> bool:
        """Tell whether more was opened: who looked into it may go on without reading all of it."""
        return self._more is not None

    def must_be_seen(self) -> list[QWidget]:
        """Return the keys and every sentence."""
        return [*super().must_be_seen(), *self.findChildren(BodyLabel)]

    def flow(self, *, wide: bool) -> None:
        """Put the picture beside the words on a wide page, else below them: the sentence is what must be seen."""
        way = QBoxLayout.Direction
        self._parts.setDirection(way.LeftToRight if wide else way.BottomToTop)
        top = self._side if wide else self.rows
        top.insertWidget(0, self.heading)
        if self._block is not None:
            self._side.insertWidget(int(wide) + int(bool(self.view.help)), self._block)
        keys = self._more_key.sizeHint().width() + self._explain.sizeHint().width() + self._keys.spacing()
        beside = not wide and keys <= self.window().width() - 2 * self.look.metrics.space(5)
        self._keys.setDirection(way.LeftToRight if beside else way.TopToBottom)
        if self._picture is not None:
            self._picture.set_tallest(0 if wide else round(self.window().height() * STACKED))

    def told(self) -> QWidget:
        """Return what was opened last."""
        return self if self._more is None else self._more

    def _asked(self) -> None:
        self._noted.setVisible(self.wants_explaining)
        self.changed.emit()

    def _tell_more(self) -> None:
        """Open what stands behind the card, below it."""
        if self._more is not None:
            return
        self._more_key.hide()
        self._more = QWidget()
        column = QVBoxLayout(self._more)
        column.setContentsMargins(0, self.look.metrics.space(2), 0, 0)
        column.setSpacing(self.look.metrics.space(2))
        for part in self.view.more:
            self._part(column, part)
        self.rows.addWidget(self._more)
        self.more_opened.emit()

    def _part(self, column: QVBoxLayout, part: MoreView) -> None:
        m = self.look.metrics
        column.addWidget(TitleLabel(part.title, self.look, m.text(34), "text/page"))
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if m.large else QBoxLayout.Direction.LeftToRight)
        row.setSpacing(m.space(4))
        words = QVBoxLayout()
        words.setSpacing(m.space(1.5))
        for text in part.body.split("\n\n"):
            if text.strip():
                words.addWidget(BodyLabel(" ".join(text.split()), self.look))
        words.addStretch(1)
        row.addLayout(words, 6)
        if part.picture:
            picture = Picture(part.picture, self.look, part.picture_words)
            picture.set_tallest(round(self.window().height() * STACKED))
            row.addWidget(picture, 3)
        column.addLayout(row)
        column.addSpacing(m.space(2))
