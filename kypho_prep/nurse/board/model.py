"""The board's rows for Qt: frozen values in, words and the row itself out."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kypho_prep.nurse.board.words import BoardWords
from kypho_prep.workflow.visits.schedule import BoardRow

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("when", "patient", "procedure", "checklist", "needs", "status")
ROW = Qt.ItemDataRole.UserRole
NOWHERE = QModelIndex()


class BoardModel(QAbstractTableModel):
    """The visits that the board shows now, one a row."""

    def __init__(self, said: BoardWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.said = said
        self._rows: tuple[BoardRow, ...] = ()

    def show_rows(self, rows: tuple[BoardRow, ...], said: BoardWords) -> bool:
        """Show other rows, and tell whether other visits or another order came.

        Where the same visits stay in their places, only those that changed are drawn anew.
        """
        before, old_words = self._rows, self.said
        if [row.visit for row in rows] != [row.visit for row in before]:
            self.beginResetModel()
            self._rows, self.said = rows, said
            self.endResetModel()
            return True
        self._rows, self.said = rows, said
        if said != old_words:
            self._drawn_anew(0, len(rows) - 1)
            return False
        for at, (row, old) in enumerate(zip(rows, before, strict=True)):
            if row != old:
                self._drawn_anew(at, at)
        return False

    def visit_at(self, row: int) -> str:
        """Return the visit of a row, empty when there is no such row."""
        return self._rows[row].visit if 0 <= row < len(self._rows) else ""

    def row_of(self, visit: str) -> int:
        """Return the row of a visit, -1 when it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row.visit == visit), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.said.whole(row) if index.column() == 0 else self._text(row, COLUMNS[index.column()])
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, COLUMNS[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            # Qt takes for rich text what looks like it: a name with a tag in it is told as typed.
            return f"<qt>{escape(self._text(row, COLUMNS[index.column()]))}</qt>".replace("\n", "<br>")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.said.words(f"desk.board.column_{COLUMNS[section]}")
        return None

    def _drawn_anew(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def _text(self, row: BoardRow, column: str) -> str:
        said = self.said
        parts: dict[str, tuple[str, ...]] = {
            "when": said.when(row),
            "patient": (row.patient, said.person(row)),
            "procedure": said.procedure(row),
            "checklist": (said.progress(row),),
            "needs": tuple(chip.text for chip in said.open_chips(row)) or (said.nothing_open(row),),
            "status": (said.status(row).text, said.below_status(row)),
        }
        return "\n".join(part for part in parts[column] if part)
