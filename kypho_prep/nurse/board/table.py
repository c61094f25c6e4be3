"""The table of visits: the board shows it, and the list of past visits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QTableView

from kypho_prep.look.cards import Card
from kypho_prep.look.native import shape
from kypho_prep.nurse.board.delegate import BoardDelegate
from kypho_prep.nurse.board.model import BoardModel
from kypho_prep.nurse.board.words import BoardWords
from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.widgets.parts import key, row, say
from kypho_prep.workflow.visits.schedule import BoardRow

WIDTHS = (124, 300, 150, 132, 0, 240)
NARROW = (122, 292, 104, 104, 0, 226)
UPRIGHT = (112, 248, 92, 84, 0, 212)


class Head(QHeaderView):
    """The names of the columns, on a quiet ground."""

    def __init__(self, desk: DeskContext) -> None:
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

    def __init__(self, desk: DeskContext, model: BoardModel, name: str = "board") -> None:
        super().__init__()
        self._desk = desk
        self.held = model
        self._delegate = BoardDelegate(desk)
        shape(self.verticalScrollBar(), desk.look)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setObjectName(name)
        self.setAccessibleName(desk.words("desk.board.table"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Tab leads out of the table, arrows lead about in it.
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
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.model().rowCount():
            # Qt's own Home goes to the first column of the same row.
            self.choose(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount())
            self.scrollTo(self.currentIndex())
            return
        super().keyPressEvent(event)

    def choose(self, row: int) -> None:
        """Put the cursor on a row, the last one where there are fewer; what is in view stays in view."""
        held = self.verticalScrollBar().value()
        self.setAutoScroll(False)
        self.selectRow(min(max(row, 0), self.model().rowCount() - 1))
        self.setAutoScroll(True)
        self.verticalScrollBar().setValue(held)

    def show_rows(self, rows: tuple[BoardRow, ...], said: BoardWords) -> None:
        """Show other rows: the chosen visit stays chosen, and the view stays where it was."""
        model = self.held
        chosen, place = model.visit_at(self.currentIndex().row()), self.currentIndex().row()
        held = self.verticalScrollBar().value()
        if not model.show_rows(rows, said) or not rows:
            return
        # At once: before the new rows are laid out the scroll bar has no place to go back to.
        self.doItemsLayout()
        self.verticalScrollBar().setValue(held)
        kept = model.row_of(chosen)
        if self.currentIndex().row() != kept or kept < 0:
            self.choose(kept if kept >= 0 else max(place, 0))

    def chosen(self) -> str:
        """Return the visit that the cursor is on, empty where there is none."""
        return self.held.visit_at(self.currentIndex().row())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._widen()
        return super().viewportEvent(event)

    def _widen(self) -> None:
        width = self.viewport().width()
        widths = UPRIGHT if width < self._desk.px(1100) else NARROW if width < self._desk.px(1300) else WIDTHS
        head = self.horizontalHeader()
        for at, width in enumerate(widths):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch)
            if width:
                self.setColumnWidth(at, self._desk.px(width))


class BoardView(QStackedWidget):
    """The table of visits, and in its place, where no visit stands, a sentence with the way on."""

    def __init__(self, desk: DeskContext, said: BoardWords, search_all: Callable[[], object]) -> None:
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
