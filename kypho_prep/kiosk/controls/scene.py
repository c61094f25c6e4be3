"""A short scene with things to do in it: a miss is explained again, kindly, and a second one goes to the nurse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QVBoxLayout, QWidget

from kypho_prep.kiosk.controls.answer import Answer, release
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.look.buttons import choice_card
from kypho_prep.look.cards import NoteBox
from kypho_prep.look.pictures import Picture
from kypho_prep.look.theme import Look
from kypho_prep.prep.answers import structured
from kypho_prep.prep.reply import State
from kypho_prep.prep.words import Words


class Scene(Answer):
    """Next tells whether the pick was right; after the right one, or a second miss, Next goes on."""

    def __init__(self, view: ItemView, look: Look, words: Words) -> None:
        super().__init__(view, look, words)
        self._attempt = 1
        self._outcome = ""
        self._group = QButtonGroup(self)
        self._cards = {one.id: choice_card(one.words, look, f"choice:{one.id}") for one in view.choices}
        self._right = next((one.id for one in view.choices if one.right), "")
        column = QVBoxLayout()
        column.setSpacing(look.metrics.gap)
        # Above the cards: what is explained again is read before the second pick, with the cards still in sight.
        self._said = NoteBox("", look, "message-circle")
        self._said.hide()
        column.addWidget(self._said)
        for card in self._cards.values():
            self._group.addButton(card)
            card.clicked.connect(self.changed)
            column.addWidget(card)
        column.addStretch(1)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(look.metrics.space(4))
        self._picture = Picture(view.picture, look, view.picture_words) if view.picture else None
        if self._picture is not None:
            self._parts.addWidget(self._picture, 2, Qt.AlignmentFlag.AlignTop)
        self._parts.addLayout(column, 3)
        self.rows.addLayout(self._parts)
        self.set_value(view.given)

    @property
    def picked(self) -> str:
        """Return the id of the chosen card, or nothing."""
        return next((one for one, card in self._cards.items() if card.isChecked()), "")

    def value(self) -> Given | None:
        """Return the attempt, the pick and how it ended; nothing while it has not ended."""
        if not self._outcome:
            return None
        return Given(State.VALUE, structured.Scene(self._attempt, self.picked, self._outcome))

    def set_value(self, given: Given | None) -> None:
        """Show how the scene ended before, or start it afresh."""
        release(self._group)
        ended = given.answer if given is not None else None
        if not isinstance(ended, structured.Scene) or ended.pick not in self._cards:
            return
        self._attempt = ended.attempt
        self._cards[ended.pick].setChecked(True)
        self._end(ended.outcome)

    def problem(self) -> str | None:
        """Return what is missing: a pick, also after it was explained again."""
        if self.view.optional or self._outcome:
            return None
        return "controls.missing.scene" if not self.picked else None

    def settle(self) -> bool:
        """Judge the pick once; tell whether Next may leave the page now."""
        if self._outcome or not self.picked:
            return True
        if self.picked == self._right:
            self._end("first_try" if self._attempt == 1 else "second_try")
        elif self._attempt == 1:
            self._explain_again()
        else:
            self._end("handed_over")
        return False

    def must_be_seen(self) -> list[QWidget]:
        """Return the cards, and once it has ended what it said: all cards had been seen by then."""
        return [self._said] if self._outcome else super().must_be_seen()

    def told(self) -> QWidget:
        """Return the box that explains again or says a kind word."""
        return self._said

    def flow(self, *, wide: bool) -> None:
        """Put the picture beside the cards on a wide page, above them on an upright one, else leave it out."""
        way = QBoxLayout.Direction
        self._parts.setDirection(way.LeftToRight if wide else way.TopToBottom)
        if self._picture is not None:
            window = self.window()
            self._picture.setVisible(wide or window.height() > window.width())

    def _explain_again(self) -> None:
        self._attempt = 2
        self._say(self.view.scene.again)
        release(self._group)
        self.changed.emit()

    def _end(self, outcome: str) -> None:
        self._outcome = outcome
        for card in self._cards.values():
            card.setEnabled(False)
        scene = self.view.scene
        self._say(scene.handed_over if outcome == "handed_over" else scene.right)
        self.changed.emit()

    def _say(self, text: str) -> None:
        self._said.set_words(text)
        self._said.setVisible(bool(text))
        self.look.voice.say(self._said, [text])
