"""Any visit, however long ago: found by the beginning of a name, an MRN or a phone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from kypho_prep.look.cards import Card, Rule
from kypho_prep.nurse.board.filters import BoardFilter, Search
from kypho_prep.nurse.board.model import BoardModel
from kypho_prep.nurse.board.search_line import SearchLine
from kypho_prep.nurse.board.table import Table
from kypho_prep.nurse.board.words import BoardWords
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.widgets.form_page import Bar
from kypho_prep.nurse.widgets.parts import column, key, say, shortcut
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import BoardRow

MOST = 50


class PastPage(QWidget):
    """A search over all visits; Enter opens one. `found` says that a search has its first rows."""

    visit_opened = Signal(str)
    found = Signal()
    left = Signal()
    _found = False

    def __init__(self, desk: DeskContext, session: StaffSession, typed: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._session = session
        words = desk.words
        self.search = SearchLine(desk, "past_search", words("desk.past.search"))
        self.model = BoardModel(self._said(), self)
        self.table = Table(desk, self.model, "past")
        self.told = say(desk, words("desk.past.help"), "text/page")
        self.told.setObjectName("past_told")
        bar = Bar(desk, words("desk.past.title"), stretch=0)
        bar.before(key(desk, words("desk.review.board"), "back", self.left.emit))
        bar.put(self.search, 1)
        card = Card(desk.look)
        card.body.setContentsMargins(*(desk.px(6), desk.px(10)) * 2)
        card.body.addWidget(self.table)
        middle = column(self.told, card, gap=desk.px(14))
        middle.setStretch(1, 1)
        middle.setContentsMargins(*(desk.px(24), desk.px(16)) * 2)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        room.addWidget(bar)
        room.addWidget(Rule(desk.look))
        room.addLayout(middle, 1)
        self.search.textChanged.connect(self._look)
        self.search.led_on.connect(self.table.setFocus)
        self.table.opened.connect(lambda at: self.visit_opened.emit(self.model.visit_at(at)))
        shortcut(self, "Esc", self.left.emit)
        for keys in ("Ctrl+F", "F", "/"):
            shortcut(self, keys, self.search.begin)
        self.search.setText(typed)

    def begin(self) -> None:
        """Put the keyboard in the search."""
        self.search.setFocus()

    def _look(self, typed: str) -> None:
        """Ask for what is typed; an answer that comes after the next letter is left aside."""
        staff, workplace = self._session.staff, self._desk.workplace
        self._desk.ask(
            lambda: schedule.find_visits(workplace, staff=staff, text=typed, limit=MOST),
            lambda rows: self._show(rows) if isValid(self) and typed == self.search.text() else None,
            lambda trouble: self.told.setText(self._desk.sentence(trouble)) if isValid(self) else None,
        )

    def _show(self, rows: tuple[BoardRow, ...]) -> None:
        if rows and not self._found:
            self.found.emit()
        # The next letters of the same search find no more people than these.
        self._found = bool(self.search.text().strip()) and (self._found or bool(rows))
        self.table.show_rows(rows, self._said())
        words = self._desk.words
        if rows:
            key_of = "desk.past.many" if len(rows) == MOST else "desk.past.found"
            self.told.setText(words(key_of, count=len(rows)))
        else:
            self.told.setText(words("desk.past.none" if self.search.text().strip() else "desk.past.help"))

    def _said(self) -> BoardWords:
        content = self._desk.workplace.content
        board_filter = BoardFilter(self._session.clinic, self._session.today, self._session.now)
        return BoardWords(self._desk.words, board_filter, content.checklist.chapter_of, Search("", content.medicines))
