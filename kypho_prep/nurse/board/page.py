"""The board: who could be cancelled first, what is open in words, and everything by keyboard."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kypho_prep.look.cards import Rule
from kypho_prep.nurse.board.backup_line import BackUpLine
from kypho_prep.nurse.board.counts import Counts
from kypho_prep.nurse.board.day_list_sheet import ask_day
from kypho_prep.nurse.board.filters import CHIPS, FILTERS, TILES, BoardFilter, Search
from kypho_prep.nurse.board.search_line import SearchLine
from kypho_prep.nurse.board.table import BoardView, why_empty
from kypho_prep.nurse.board.words import BoardWords
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.widgets.clock_banner import ClockBanner
from kypho_prep.nurse.widgets.form_page import Bar
from kypho_prep.nurse.widgets.overlay import key_sheet, on_question_mark
from kypho_prep.nurse.widgets.parts import Passing, column, key, say, shortcut
from kypho_prep.prep.words import Words
from kypho_prep.workflow.visits.schedule import Board


class BoardPage(QWidget):
    """Counts that filter, a search, the table; what to do is asked for by signals."""

    visit_opened = Signal(str)
    day_asked = Signal(str)
    past_asked = Signal(str)
    new_asked = Signal()
    clinic_asked = Signal()
    lock_asked = Signal()

    def __init__(self, desk: DeskContext, session: StaffSession) -> None:
        super().__init__()
        self._desk = desk
        self._session = session
        self._board: Board | None = None
        self._at: datetime | None = None
        self._kept = ("", "")
        self.search = SearchLine(desk, "search", desk.words("desk.board.search"))
        self.view = BoardView(desk, self._said(), self._ask_past)
        self.table, self.model = self.view.table, self.view.table.held
        past = key(desk, desk.words("desk.board.past"), "past_visits", self._ask_past)
        day_list = key(desk, desk.words("desk.board.day_list"), "print_day", self._ask_day)
        self.counts = Counts(desk, past, day_list)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        room.addWidget(self._bar())
        room.addWidget(Rule(desk.look))
        self._told = Passing(desk, "trouble")
        self.backups = BackUpLine(desk, session)
        self.clock = ClockBanner(desk, session.staff)
        middle = column(self.clock, self._told, self.counts, self.view, self.backups, gap=desk.px(14))
        middle.setStretch(3, 1)
        middle.setContentsMargins(*(desk.px(24), desk.px(16)) * 2)
        room.addLayout(middle, 1)
        self.counts.picked.connect(lambda _name: self._refill())
        self.search.textChanged.connect(lambda _text: self._refill())
        self.search.led_on.connect(self._lead_on)
        self.table.opened.connect(lambda at: self.visit_opened.emit(self.model.visit_at(at)))
        self._keys()

    def show_board(self, board: Board | None) -> None:
        """Show the newest rows: the chosen visit stays chosen, the view where it was; with None nothing of anybody."""
        if board is None:
            self._kept = (self.search.text(), self.chosen())
            self._told.setText("")
            self._told.hide()
        self._board = board
        self.backups.show_now()
        typed, chosen = self._kept
        if board is None or typed:
            self.search.setText(typed if board is not None else "")
        self._refill()
        if board is not None and chosen:
            self.table.choose(self.model.row_of(chosen))
            self._kept = ("", "")

    def tick(self) -> None:
        """Let the minute pass: a call becomes due, a sitting falls quiet, a back-up grows old."""
        self.backups.show_now()
        if self._board is not None and self._minute() != self._at:
            self._refill()
            self.clock.look()

    def show_trouble(self, sentence: str, pair: str = "urgent/page") -> None:
        """Say above the counts why something could not be opened, or what was done, until Esc or another page."""
        self._told.setText(sentence)
        self._told.set_pair(pair)
        self._told.setVisible(bool(sentence))
        self._desk.look.voice.say(self, [sentence])

    def begin(self) -> None:
        """Begin with the keyboard on the table, and with what the clinic's clocks say."""
        self.clock.look()
        self._focus()

    def _focus(self) -> None:
        """Put the keyboard on the table, on the way to a new visit where there is none."""
        (self.table if self.model.rowCount() else self._new).setFocus()

    def chosen(self) -> str:
        """Return the visit that the cursor is on."""
        return self.table.chosen()

    def _minute(self) -> datetime:
        return self._session.now.replace(second=0, microsecond=0)

    def _said(self) -> BoardWords:
        content = self._desk.workplace.content
        today = self._board.today if self._board else self._session.today
        board_filter = BoardFilter(self._session.clinic, today, self._minute())
        search = Search(self.search.text(), content.medicines)
        return BoardWords(self._desk.words, board_filter, content.checklist.chapter_of, search)

    def _refill(self) -> None:
        rows = self._board.rows if self._board else ()
        said = self._said()
        self._at = said.board_filter.now
        self.counts.show_counts(said.board_filter.counts(rows))
        shown = tuple(row for row in said.board_filter.shown(self.counts.chosen(), rows) if said.search.finds(row))
        # Only where the keyboard is on the table already: who types a search goes on typing.
        held = self.table.hasFocus() or self._new.hasFocus()
        self.view.show_rows(shown, said, why_empty(said, self.counts.chosen(), any_rows=bool(rows)))
        if held:
            self._focus()

    def _escape(self) -> None:
        self._told.hide()
        if self.search.text():
            self.search.clear()
        elif self.counts.chosen() != "all":
            self.counts.choose("all")
        self._focus()

    def _lead_on(self) -> None:
        """Go from the search into what it found; where it found nothing, search all visits."""
        if self.model.rowCount():
            self.table.setFocus()
        elif self.search.text():
            self._ask_past()

    def _ask_past(self) -> None:
        self.past_asked.emit(self.search.text())

    def _ask_day(self) -> None:
        if self._board is not None:
            ask_day(self._desk, self._session, self._board, self, lambda said: self.show_trouble(said, "text/page"))

    def _keys(self) -> None:
        for keys in ("Ctrl+F", "F", "/"):
            shortcut(self, keys, self.search.begin)
        for keys in ("P", "F3"):
            shortcut(self, keys, self._ask_past)
        shortcut(self, "N", self.new_asked.emit)
        shortcut(self, "D", lambda: self.day_asked.emit(self.chosen()) if self.chosen() else None)
        shortcut(self, "L", self._ask_day)
        shortcut(self, "C", partial(self.counts.choose, "calls"))
        shortcut(self, "Esc", self._escape)
        on_question_mark(self, partial(show_keys, self._desk, self))
        for digit, name in zip(DIGITS, (*TILES, *CHIPS), strict=True):
            if digit:
                shortcut(self, digit, partial(self.counts.choose, name))

    def _bar(self) -> Bar:
        desk, words = self._desk, self._desk.words
        bar = Bar(desk, words("desk.board.title"), stretch=0)
        bar.put(self.search, 1)
        self._new = key(desk, words("desk.board.new"), "new_visit", self.new_asked.emit, first=True)
        bar.put(self._new)
        bar.put(key(desk, words("desk.board.clinic"), "clinic", self.clinic_asked.emit))
        bar.put(key(desk, words("desk.board.keys"), "keys", partial(show_keys, desk, self)))
        bar.put(say(desk, self._session.staff.name, "text/surface"))
        bar.put(key(desk, words("desk.lock"), "lock", self.lock_asked.emit))
        return bar


# The key of each count, in the counts' order; what ended today has none of its own.
DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0")
MOVES = ("arrows", "enter", "ends", "find", "past", "new", "calls", "day", "day_list", "esc", "lock", "sheet")


def board_keys(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the keys of the board, each with what it does."""
    moves = [(words(f"desk.keys.{name}"), words(f"desk.keys.{name}_does")) for name in MOVES]
    filters = [
        (digit, words("desk.keys.filter", count=words(f"desk.board.count_{name}")))
        for digit, name in zip(DIGITS, FILTERS, strict=True)
        if digit
    ]
    return (*moves, *filters)


def show_keys(desk: DeskContext, page: QWidget) -> None:
    """Show the sheet of keys over the board."""
    key_sheet(desk, board_keys(desk.words)).show_over(page)
