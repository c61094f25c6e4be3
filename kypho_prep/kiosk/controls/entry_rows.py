"""The entries of a list, one row each, with what can be done about them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.item_view import EntryView
from kypho_prep.look.buttons import row_button
from kypho_prep.look.cards import Card
from kypho_prep.look.labels import BodyLabel, CaptionLabel, TitleLabel
from kypho_prep.look.metrics import around
from kypho_prep.look.theme import Look
from kypho_prep.prep.words import Words


def your_list(entries: Iterable[EntryView], look: Look, words: Words) -> QWidget:
    """Return the list so far, to look at only."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.metrics.space(1))
    column.addWidget(TitleLabel(words("controls.list.yours"), look, look.metrics.text(24), "text/page"))
    for entry in entries:
        column.addWidget(_named(Card(look), entry, look))
    return holder


def _named(card: Card, entry: EntryView, look: Look) -> Card:
    m = look.metrics
    card.body.setContentsMargins(m.space(2.5), m.space(1.5), m.space(2.5), m.space(1.5))
    card.body.setSpacing(0)
    card.body.addWidget(TitleLabel(entry.name, look, m.text(24)))
    if entry.detail:
        card.body.addWidget(CaptionLabel(entry.detail, look))
    return card


class EntryRow(Card):
    """One entry with Change and Remove; removing asks once more before it happens."""

    edited = Signal(str)
    removed = Signal(str)

    def __init__(self, entry: EntryView, look: Look, words: Words) -> None:
        super().__init__(look)
        self._entry = entry
        m = look.metrics
        high = m.space(1.5)
        self.body.setContentsMargins(*around(m.space(3), high, m.space(2), high, right_to_left=words.right_to_left))
        self._calm = QWidget()
        self._asking = QWidget()
        self.body.addWidget(self._calm)
        self.body.addWidget(self._asking)
        self._asking.hide()
        self._fill_calm(look, words)
        self._fill_asking(look, words)

    def _fill_calm(self, look: Look, words: Words) -> None:
        row = _row(self._calm, look)
        named = QVBoxLayout()
        named.setSpacing(0)
        named.addWidget(TitleLabel(self._entry.name, look))
        if self._entry.detail:
            named.addWidget(CaptionLabel(self._entry.detail, look, look.metrics.text(22)))
        row.addLayout(named, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.metrics.gap)
        row.addLayout(buttons)
        edit = row_button(words("controls.list.edit"), look, f"edit:{self._entry.id}", "pencil")
        edit.setAccessibleName(words("controls.list.edit_name", name=self._entry.name))
        edit.clicked.connect(lambda *_: self.edited.emit(self._entry.id))
        remove = row_button(words("controls.list.remove"), look, f"remove:{self._entry.id}", "trash-2")
        remove.setAccessibleName(words("controls.list.remove_name", name=self._entry.name))
        remove.clicked.connect(lambda *_: self._ask())
        buttons.addWidget(edit)
        buttons.addWidget(remove)

    def _fill_asking(self, look: Look, words: Words) -> None:
        row = _row(self._asking, look)
        row.addWidget(BodyLabel(words("controls.list.sure", name=self._entry.name), look, pair="text/surface"), 1)
        self._keep = row_button(words("controls.list.keep"), look, f"keep:{self._entry.id}")
        self._keep.clicked.connect(lambda *_: self._calm_down())
        sure = row_button(words("controls.list.take_off"), look, f"take_off:{self._entry.id}", "trash-2")
        sure.clicked.connect(lambda *_: self.removed.emit(self._entry.id))
        buttons = QHBoxLayout()
        buttons.setSpacing(look.metrics.gap)
        buttons.addWidget(self._keep)
        buttons.addWidget(sure)
        row.addLayout(buttons)

    def flow(self, *, wide: bool) -> None:
        """Put the buttons beside the name on a wide page, else below it."""
        way = QBoxLayout.Direction
        for part in (self._calm, self._asking):
            row = part.layout()
            if isinstance(row, QBoxLayout):
                row.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def _ask(self) -> None:
        self._calm.hide()
        self._asking.show()
        # The answer that changes nothing has the keyboard: an Enter too many removes no medicine.
        self._keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _calm_down(self) -> None:
        self._asking.hide()
        self._calm.show()


def _row(holder: QWidget, look: Look) -> QBoxLayout:
    row = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.metrics.gap)
    return row
