"""The board of 500 visits on the screen: all rows anew, one row changed, a letter in the search.

The bare limit is a plain table of the same size and 500 rows of plain words, filled anew and painted.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import cycle
from time import perf_counter
from typing import Any

from clinic import PASSWORD, TimedWorkplace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from timing import compared, interleaved, say

from kypho_prep.look.theme import apply_theme
from kypho_prep.look.worker import InlineWorker
from kypho_prep.nurse.board.page import BoardPage
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import Board

VISITS = 500
SIZE = (1440, 900)
ROUNDS = 15
NOWHERE = QModelIndex()


class PlainModel(QAbstractTableModel):
    """Words in 500 rows of six columns."""

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else VISITS

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else 6

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return f"words {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None

    def fill(self) -> None:
        self.beginResetModel()
        self.endResetModel()


def show_board(place: TimedWorkplace) -> None:
    """Print what 500 visits on the screen cost, from the visits of a sample clinic."""
    app = QApplication.instance() or QApplication([])
    page, board = _page(place, app), _board(place)
    plain, model = QTableView(), PlainModel()
    plain.setModel(model)
    plain.verticalHeader().setDefaultSectionSize(68)
    for widget in (page, plain):
        widget.resize(*SIZE)
        widget.show()
    page.show_board(board)
    for what, action in actions(page, board, place.now()).items():
        page.show_board(board)
        rounds = {
            "bare": partial(_painted, plain, model.fill),
            "ours": partial(_painted, page, action),
            "again": partial(_painted, plain, model.fill),
        }
        taken = interleaved(rounds, ROUNDS)
        said = f"{VISITS} visits shown, {what} / plain table"
        say(compared(said, taken["ours"], taken["bare"], taken["again"]))


def actions(page: BoardPage, board: Board, now: datetime) -> dict[str, Callable[[], None]]:
    """What may happen to a board, each the other way at every second time."""
    called = (replace(board.rows[0], calls=9, last_call=now), *board.rows[1:])
    orders = cycle((replace(board, rows=tuple(reversed(board.rows))), board))
    marks, letters = cycle((replace(board, rows=called), board)), cycle(("a", ""))
    return {
        "all rows in another order": lambda: page.show_board(next(orders)),
        "nothing changed": lambda: page.show_board(board),
        "one row changed": lambda: page.show_board(next(marks)),
        "a letter in the search": lambda: page.search.setText(next(letters)),
    }


def _painted(widget: QWidget, action: Any) -> float:
    begun = perf_counter()
    action()
    QApplication.processEvents()
    return perf_counter() - begun


def _page(place: TimedWorkplace, app: Any) -> BoardPage:
    member = _nurse(place)
    desk = DeskContext(place, InlineWorker(), place.content.words("en"), apply_theme(app))
    return BoardPage(desk, StaffSession(member, staff.clinic(place), place.clock))


def _nurse(place: TimedWorkplace) -> staff.StaffMember:
    with place.reading() as records:
        user = records.connection.exec_driver_sql('SELECT "user" FROM staff').scalar()
    return staff.sign_in(place, user=str(user), password=PASSWORD)


def _board(place: TimedWorkplace) -> Board:
    board = schedule.board(place)
    models = board.rows
    rows = (replace(models[at % len(models)], visit=f"visit-{at}", mrn=f"M{at}") for at in range(VISITS))
    return replace(board, rows=tuple(rows))
