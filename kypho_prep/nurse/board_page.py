"""The board: who could be cancelled first, what is open in words, and everything by keyboard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kypho_prep.look.announce import announce
from kypho_prep.look.cards import Card, Rule
from kypho_prep.nurse.board_delegate import BoardDelegate
from kypho_prep.nurse.board_model import BoardModel
from kypho_prep.nurse.board_words import FILTERS, BoardWords, found, in_filter
from kypho_prep.nurse.counts import Counts
from kypho_prep.nurse.desk import Desk, Post
from kypho_prep.nurse.parts import column, key, say, shortcut
from kypho_prep.nurse.sheet import Bar
from kypho_prep.prep.words import Words
from kypho_prep.workflow.schedule import Board

WIDTHS = (124, 300, 150, 132, 0, 240)
DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
NARROW = (122, 292, 104, 104, 0, 226)


class Head(QHeaderView):
    """The names of the columns, on a quiet ground."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._desk = desk
        self.setFixedHeight(desk.px(42))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        desk = self._desk
        words, ground = desk.look.theme.pair("quiet/note_soft")
        painter.save()
        painter.fillRect(rect, ground)
        painter.setPen(words)
        painter.setFont(desk.look.letters(desk.look.metrics.text(16)))
        text = str(self.model().headerData(index, Qt.Orientation.Horizontal))
        painter.drawText(rect.adjusted(desk.px(14), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class Table(QTableView):
    """The board's table: one row at a time, by arrows, Home, End and pages; Enter opens."""

    opened = Signal(int)

    def __init__(self, desk: Desk, model: BoardModel) -> None:
        super().__init__()
        self._desk = desk
        self._delegate = BoardDelegate(desk)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setObjectName("board")
        self.setAccessibleName(desk.words("desk.board.table"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(desk.look.metrics.desk_row)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(Head(desk))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self._widen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def choose(self, row: int) -> None:
        """Put the cursor on a row, the last one where there are fewer."""
        self.selectRow(min(max(row, 0), self.model().rowCount() - 1))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._widen()
        return super().viewportEvent(event)

    def _widen(self) -> None:
        widths = NARROW if self.viewport().width() < self._desk.px(1300) else WIDTHS
        head = self.horizontalHeader()
        for at, width in enumerate(widths):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch)
            if width:
                self.setColumnWidth(at, self._desk.px(width))


class BoardPage(QWidget):
    """Counts that filter, a search, the table; what to do is asked for by signals."""

    visit_opened = Signal(str)
    day_asked = Signal(str)
    new_asked = Signal()
    clinic_asked = Signal()
    lock_asked = Signal()

    def __init__(self, desk: Desk, post: Post) -> None:
        super().__init__()
        self._desk = desk
        self._post = post
        self._board: Board | None = None
        self.model = BoardModel(self._said(), self)
        self.table = Table(desk, self.model)
        self.counts = Counts(desk)
        self.search = QLineEdit()
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        room.addWidget(self._bar())
        room.addWidget(Rule(desk.look))
        room.addLayout(self._middle(), 1)
        self.counts.picked.connect(lambda _name: self._refill())
        self.search.textChanged.connect(lambda _text: self._refill())
        self.table.opened.connect(lambda at: self.visit_opened.emit(self.model.visit_at(at)))
        self._keys()

    def show_board(self, board: Board) -> None:
        """Show the newest rows; the chosen visit stays chosen."""
        self._board = board
        self._refill()

    def show_trouble(self, sentence: str) -> None:
        """Say why something could not be opened."""
        self._trouble.setText(sentence)
        self._trouble.show()
        announce(self, sentence)

    def begin(self) -> None:
        """Put the keyboard on the table, on the way to a new visit where there is none."""
        (self.table if self._pages.currentIndex() == 0 else self._new).setFocus()

    def chosen(self) -> str:
        """Return the visit that the cursor is on."""
        return self.model.visit_at(self.table.currentIndex().row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrow down and Enter lead from the search into the table, and Esc empty it."""
        typed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.search and typed and isinstance(event, QKeyEvent) and event.key() in DOWN:
            self.table.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _said(self) -> BoardWords:
        today = self._board.today if self._board else self._post.today
        return BoardWords(self._desk.words, self._post.clinic, today)

    def _refill(self) -> None:
        rows = self._board.rows if self._board else ()
        said = self._said()
        self.counts.show_counts({name: sum(in_filter(name, row, said) for row in rows) for name in FILTERS})
        chosen, place = self.chosen(), self.table.currentIndex().row()
        shown = found((row for row in rows if in_filter(self.counts.chosen(), row, said)), self.search.text())
        self.model.show_rows(shown, said)
        held = self.table.hasFocus()
        self._pages.setCurrentIndex(0 if shown else 1)
        if held:
            self.begin()
        if not shown:
            self._empty.setText(self._why_empty(self._desk.words, any_rows=bool(rows)))
            return
        kept = self.model.row_of(chosen)
        self.table.choose(kept if kept >= 0 else max(place, 0))

    def _why_empty(self, words: Words, *, any_rows: bool) -> str:
        if not any_rows:
            return words("desk.board.empty")
        return words("desk.board.none_found") if self.search.text() else words("desk.board.none_here")

    def _escape(self) -> None:
        if self.search.text():
            self.search.clear()
        elif self.counts.chosen() != "all":
            self.counts.choose("all")
        self.begin()

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _to_day(self) -> None:
        if self.chosen():
            self.day_asked.emit(self.chosen())

    def _keys(self) -> None:
        shortcut(self, "Ctrl+F", self._find)
        shortcut(self, "N", self.new_asked.emit)
        shortcut(self, "D", self._to_day)
        shortcut(self, "Esc", self._escape)
        for at, name in enumerate(FILTERS, start=1):
            shortcut(self, str(at), partial(self.counts.choose, name))

    def _bar(self) -> Bar:
        desk, words = self._desk, self._desk.words
        bar = Bar(desk, words("desk.board.title"))
        self.search.setObjectName("search")
        self.search.setPlaceholderText(words("desk.board.search"))
        self.search.setAccessibleName(words("desk.board.search"))
        self.search.setMinimumHeight(desk.px(44))
        self.search.setMinimumWidth(desk.px(330))
        self.search.setFont(desk.look.letters(desk.look.metrics.desk_body))
        self.search.setProperty("pair", "text/surface")
        self.search.installEventFilter(self)
        bar.put(self.search)
        self._new = key(desk, words("desk.board.new"), "new_visit", self.new_asked.emit, first=True)
        bar.put(self._new)
        bar.put(key(desk, words("desk.board.clinic"), "clinic", self.clinic_asked.emit))
        bar.put(say(desk, self._post.staff.name, "text/surface"))
        bar.put(key(desk, words("desk.lock"), "lock", self.lock_asked.emit))
        return bar

    def _middle(self) -> QVBoxLayout:
        desk = self._desk
        card = Card(desk.look)
        card.body.setContentsMargins(*(desk.px(6), desk.px(10)) * 2)
        card.body.addWidget(self.table)
        nothing = Card(desk.look)
        self._empty = say(desk, "", size=20)
        self._empty.setObjectName("empty")
        nothing.body.addWidget(self._empty)
        nothing.body.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(card)
        self._pages.addWidget(nothing)
        self._trouble = say(desk, "", "urgent/page", bold=True)
        self._trouble.setObjectName("trouble")
        self._trouble.hide()
        middle = column(self._trouble, self.counts, self._pages, gap=desk.px(18))
        middle.setStretch(2, 1)
        middle.setContentsMargins(*(desk.px(24), desk.px(20)) * 2)
        return middle
