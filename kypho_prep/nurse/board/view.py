"""What the board shows below its counts: the table, or a sentence that says why it is empty."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from kypho_prep.look.cards import Card
from kypho_prep.nurse.board.model import BoardModel
from kypho_prep.nurse.board.table import Table
from kypho_prep.nurse.board.words import BoardWords
from kypho_prep.nurse.desk import Desk
from kypho_prep.nurse.widgets.parts import key, row, say
from kypho_prep.workflow.visits.schedule import BoardRow


class BoardView(QStackedWidget):
    """The table of visits, and in its place, where no visit stands, a sentence with the way on."""

    def __init__(self, desk: Desk, said: BoardWords, search_all: Callable[[], object]) -> None:
        super().__init__()
        self.table = Table(desk, BoardModel(said))
        self._empty = say(desk, "", size=20)
        self._empty.setObjectName("empty")
        self._anywhere = key(desk, desk.words("desk.board.anywhere"), "search_all", search_all, first=True)
        card = Card(desk.look)
        card.body.setContentsMargins(*(desk.px(6), desk.px(10)) * 2)
        card.body.addWidget(self.table)
        nothing = Card(desk.look)
        nothing.body.addWidget(self._empty)
        nothing.body.addLayout(row(self._anywhere, None))
        nothing.body.addStretch(1)
        self.addWidget(card)
        self.addWidget(nothing)

    def show_rows(self, rows: tuple[BoardRow, ...], said: BoardWords, empty: str) -> None:
        """Show visits, or the sentence where there is none."""
        self.table.show_rows(rows, said)
        self.setCurrentIndex(0 if rows else 1)
        self._empty.setText("" if rows else empty)
        self._anywhere.setVisible(bool(said.search.typed))


def why_empty(said: BoardWords, count: str, *, any_rows: bool) -> str:
    """Return why no visit shows: nothing found, nothing under the count, or nothing to come at all."""
    if said.search.typed:
        return said.words("desk.board.none_found")
    return said.words(f"desk.board.none_{count}" if any_rows else "desk.board.empty")
