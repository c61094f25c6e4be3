"""A list that is filled one by one: its entries, Add, and "That's all of them"."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal

from kypho_prep.kiosk.controls.answer import NOT_SURE, Answer
from kypho_prep.kiosk.controls.entry_rows import EntryRow
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.look.buttons import add_card
from kypho_prep.look.labels import HelpLabel
from kypho_prep.look.theme import Look
from kypho_prep.prep.reply import State
from kypho_prep.prep.words import Words


class EntryList(Answer):
    """The whole list of its kind; Next says that these are all."""

    next_key: ClassVar[str] = "controls.all_of_them"
    add_wanted = Signal()
    edit_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, view: ItemView, look: Look, words: Words) -> None:
        super().__init__(view, look, words)
        self._rows = [EntryRow(entry, look, words) for entry in view.entries]
        for row in self._rows:
            row.edited.connect(self.edit_wanted)
            row.removed.connect(self.remove_wanted)
            self.rows.addWidget(row)
        if not view.entries:
            self.rows.addWidget(HelpLabel(words("controls.list.empty"), look))
        key = "controls.list.add_more" if view.entries else "controls.list.add"
        add = add_card(words(key), look)
        add.clicked.connect(lambda *_: self.add_wanted.emit())
        self.rows.addWidget(add)
        unsure = self.add_unsure(beside_others=True)
        if unsure is not None:
            self.rows.addWidget(unsure)
        self.flow(wide=not look.metrics.large)
        self.set_value(view.given)

    def flow(self, *, wide: bool) -> None:
        """Put each entry's buttons beside its name on a wide page, else below it."""
        for row in self._rows:
            row.flow(wide=wide or not self.look.metrics.large)

    def value(self) -> Given | None:
        """Return the entries as they stand: pressing Next says that they are all; or not sure."""
        if self.is_unsure:
            return NOT_SURE
        return Given(State.VALUE, {"entries": [entry.id for entry in self.view.entries]})

    def set_value(self, given: Given | None) -> None:
        """Show whether the patient was not sure; the entries come with the view."""
        if self.unsure is not None:
            self.unsure.setChecked(given is not None and given.state is State.NOT_SURE)

    def problem(self) -> str | None:
        """Return nothing: an empty list is an answer too, and says so."""
        return None
