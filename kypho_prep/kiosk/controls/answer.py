"""What every control has in common: a value, what is missing, and "I'm not sure, ask my nurse"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from kypho_prep.kiosk.controls.keyboard import Keyboard
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.look.buttons import Button, unsure_card
from kypho_prep.look.theme import Look
from kypho_prep.prep.reply import State
from kypho_prep.prep.words import Words

NOT_SURE = Given(State.NOT_SURE)


@dataclass(frozen=True)
class Typing:
    """A field that is typed in, and the keyboard below the page for it; one that `waits` opens with the field alone."""

    field: QWidget
    keyboard: Keyboard
    waits: bool = False
    below: QWidget | None = None  # what typing brings, which stands whole above the keys


class Answer(QWidget):
    """One control: shows its view's value, and emits `changed` when the patient changes it."""

    changed = Signal()
    next_key: ClassVar[str] = "controls.next"

    def __init__(self, view: ItemView, look: Look, words: Words) -> None:
        super().__init__()
        self.view = view
        self.look = look
        self.words = words
        self.unsure: Button | None = None
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(look.metrics.gap)

    def value(self) -> Given | None:
        """Return what is given, or nothing."""
        raise NotImplementedError

    def set_value(self, given: Given | None) -> None:
        """Show a value as the patient left it, or none."""
        raise NotImplementedError

    def problem(self) -> str | None:
        """Return the words key of what is missing; an optional page misses nothing."""
        raise NotImplementedError

    def problem_words(self) -> str:
        """Return what is missing in words; empty when nothing is."""
        key = self.problem()
        return self.words(key) if key else ""

    def settle(self) -> bool:
        """Tell whether Next may leave the page; a scene first says something about the pick."""
        return True

    def is_settled(self) -> bool:
        """Tell whether the answer is given so that nothing further down the page matters to it."""
        return False

    def must_be_seen(self) -> list[QWidget]:
        """Return what must have been on the screen before an answer counts: each card; not the help, nor a drawing."""
        return [one for one in self.findChildren(QAbstractButton) if one.isVisibleTo(self)]

    def flow(self, *, wide: bool) -> None:
        """Arrange the parts for a wide page, or for a narrow one or large letters."""

    def fit(self, room: int) -> None:
        """Take note of the height in pixels that an open keyboard leaves; 0 while it is away."""

    def typing(self) -> Typing | None:
        """Return the field and its keyboard, where letters are typed."""
        return None

    def told(self) -> QWidget:
        """Return what `settle` has just said something with."""
        return self

    def add_unsure(self, *, beside_others: bool = False) -> Button | None:
        """Add "I'm not sure, ask my nurse" below the answers, where the item has it, in its own words if any."""
        if self.view.unsure:
            said = self.view.not_sure or self.words("controls.not_sure")
            self.unsure = unsure_card(said, self.look, beside_others=beside_others)
            self.unsure.clicked.connect(self.changed)
        return self.unsure

    @property
    def is_unsure(self) -> bool:
        """Tell whether "I'm not sure" is chosen."""
        return self.unsure is not None and self.unsure.isChecked()


def release(group: QButtonGroup) -> None:
    """Leave no button of an exclusive group chosen."""
    # An exclusive group never lets its chosen button go.
    group.setExclusive(False)
    for button in group.buttons():
        button.setChecked(False)
    group.setExclusive(True)
