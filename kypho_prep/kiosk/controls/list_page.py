"""A list that is filled one by one: its entries, Add, and "That's all of them"; common medicines are touched."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kypho_prep.kiosk.controls.answer import NOT_SURE, Answer
from kypho_prep.kiosk.controls.entry_rows import EntryRow
from kypho_prep.kiosk.controls.tiles import TileSection
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.look.buttons import add_card
from kypho_prep.look.labels import HelpLabel, TitleLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.answers.structured import Entries
from kypho_prep.prep.reply import State
from kypho_prep.prep.words import Words


class EntryList(Answer):
    """The whole list of its kind; Next says that these are all."""

    next_key: ClassVar[str] = "controls.all_of_them"
    add_wanted = Signal()
    another_wanted = Signal(str)
    tile_wanted = Signal(str, str)
    edit_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, view: ItemView, look: Look, words: Words) -> None:
        super().__init__(view, look, words)
        self._rows = [EntryRow(entry, look, words) for entry in view.entries]
        for row in self._rows:
            row.edited.connect(self.edit_wanted)
            row.removed.connect(self.remove_wanted)
        self._sections = [TileSection(one, look, words) for one in view.sections]
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(look.metrics.space(4))
        if self._sections:
            self._parts.addLayout(self._tiles(), 5)
            self._parts.addLayout(self._list(titled=True), 3)
        else:
            self._parts.addLayout(self._list(titled=False))
        self.rows.addLayout(self._parts)
        self.flow(wide=not look.metrics.large)
        self.set_value(view.given)

    def flow(self, *, wide: bool) -> None:
        """Put the list beside the tiles on a wide page, else below them; an entry's buttons beside its name."""
        way = QBoxLayout.Direction
        self._parts.setDirection(way.LeftToRight if wide else way.TopToBottom)
        for row in self._rows:
            row.flow(wide=not (wide and self._sections) and (wide or not self.look.metrics.large))

    def value(self) -> Given | None:
        """Return the entries as they stand: pressing Next says that they are all; or not sure."""
        if self.is_unsure:
            return NOT_SURE
        return Given(State.VALUE, Entries(tuple(entry.id for entry in self.view.entries)))

    def set_value(self, given: Given | None) -> None:
        """Show whether the patient was not sure; the entries come with the view."""
        if self.unsure is not None:
            self.unsure.setChecked(given is not None and given.state is State.NOT_SURE)

    def problem(self) -> str | None:
        """Return nothing: an empty list is an answer too, and says so."""
        return None

    def _tiles(self) -> QVBoxLayout:
        column = self._column()
        column.setSpacing(self.look.metrics.space(3))
        for section in self._sections:
            section.touched.connect(self.tile_wanted)
            section.another.connect(self.another_wanted)
            column.addWidget(section)
        column.addStretch(1)
        return column

    def _list(self, *, titled: bool) -> QVBoxLayout:
        column = self._column()
        if titled:
            column.addWidget(TitleLabel(self.words("controls.list.yours"), self.look, pair="text/page"))
        for row in self._rows:
            column.addWidget(row)
        if not self._rows:
            column.addWidget(HelpLabel(self.words("controls.list.empty"), self.look))
        if not titled:
            column.addWidget(self._add())
        unsure = self.add_unsure(beside_others=True)
        if unsure is not None:
            column.addWidget(unsure)
        if titled:
            column.addStretch(1)
        return column

    def _add(self) -> QWidget:
        key = "controls.list.add_more" if self.view.entries else "controls.list.add"
        add = add_card(self.words(key), self.look)
        add.clicked.connect(lambda *_: self.add_wanted.emit())
        return add

    def _column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self.look.metrics.gap)
        return column
