"""The board of 500 visits on the screen: all rows anew, one row changed, a letter in the search.

The bare limit is a plain table of the same size and 500 rows of plain words, filled anew and painted.
"""

from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Any

from clinic import PASSWORD, TimedWorkplace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from timing import compared, interleaved, say

from kypho_prep.look.theme import apply_theme
from kypho_prep.look.worker import InlineWorker
from kypho_prep.nurse.board_page import BoardPage
from kypho_prep.nurse.desk import Desk, Post
from kypho_prep.workflow import schedule, staff
from kypho_prep.workflow.schedule import Board

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
    shuffled = replace(board, rows=tuple(reversed(board.rows)))
    boards = {False: board, True: shuffled}
    turn = {"all": False, "one": False, "letter": False}

    def other(name: str) -> bool:
        turn[name] = not turn[name]
        return turn[name]

    def bare() -> None:
        model.fill()

    def letter() -> None:
        page.search.setText("a" if other("letter") else "")

    marked = replace(board, rows=(replace(board.rows[0], calls=9, last_call=place.now()), *board.rows[1:]))
    page.show_board(board)
    subjects = {
        "all rows in another order": lambda: page.show_board(boards[other("all")]),
        "nothing changed": lambda: page.show_board(board),
        "one row changed": lambda: page.show_board(marked if other("one") else board),
        "a letter in the search": letter,
    }
    for what, action in subjects.items():
        page.show_board(board)
        rounds = {
            "bare": partial(_painted, plain, bare),
            "ours": partial(_painted, page, action),
            "again": partial(_painted, plain, bare),
        }
        taken = interleaved(rounds, ROUNDS)
        said = f"{VISITS} visits shown, {what} / plain table"
        say(compared(said, taken["ours"], taken["bare"], taken["again"]))


def _painted(widget: QWidget, action: Any) -> float:
    begun = perf_counter()
    action()
    QApplication.processEvents()
    return perf_counter() - begun


def _page(place: TimedWorkplace, app: Any) -> BoardPage:
    member = _nurse(place)
    desk = Desk(place, InlineWorker(), place.content.words("en"), apply_theme(app))
    return BoardPage(desk, Post(member, staff.clinic(place), place.clock))


def _nurse(place: TimedWorkplace) -> staff.StaffMember:
    with place.reading() as records:
        user = records.connection.exec_driver_sql('SELECT "user" FROM staff').scalar()
    return staff.sign_in(place, user=str(user), password=PASSWORD)


def _board(place: TimedWorkplace) -> Board:
    board = schedule.board(place)
    models = board.rows
    rows = (replace(models[at % len(models)], visit=f"visit-{at}", mrn=f"M{at}") for at in range(VISITS))
    return replace(board, rows=tuple(rows))
