"""The keyboard stays where the nurse put it: her own change coming back with the board's beat moves nothing."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kypho_prep.nurse.board.page import BoardPage
from kypho_prep.sample.scripted_patient import Script
from tests.nurse.conftest import Open, Ward, named, press
from tests.nurse.steps import change_ride, fill, opened

BRUISES = Script(
    {"ride.adult": True, "ride.knows_time": True, "bleeding.history": {"picked": ["bruises"], "unsure": False}}
)


def test_her_own_change_does_not_move_the_keyboard_when_the_board_hears_of_it(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, BRUISES)
    window.workspace().watch.stop()  # type: ignore[union-attr]
    press(named(page, "card:bruises:bleeding.history"), "seen")
    held = named(page, "fact:adult")
    held.setFocus()
    window.workspace().watch.look()  # type: ignore[union-attr]
    QApplication.processEvents()
    assert QApplication.focusWidget() is held
    QTest.keyClick(held, Qt.Key.Key_Return)
    assert page.place() == "fact:adult"


def test_after_each_entry_the_next_thing_that_blocks_is_under_the_keyboard(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, BRUISES, tests=("mri",))
    press(named(page, "card:bruises:bleeding.history"), "seen")
    press(page, "fasting")
    fill(window, order="none", decided_by="Dr. Okafor")
    for place in ("fact:identifiers", "fact:adult", "fact:result:mri"):
        held = QApplication.focusWidget()
        assert held is named(page, "next_blocker")
        QTest.keyClick(held, Qt.Key.Key_Return)
        QApplication.processEvents()
        assert page.place() == place
        if place != "fact:result:mri":
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
            QApplication.processEvents()
    fill(window, value="Level L1 seen", on="12/1/2026")
    assert QApplication.focusWidget() is named(page, "sign")


def test_a_change_made_elsewhere_still_shows(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, BRUISES)
    change_ride(ward, page.visit)
    window.workspace().watch.look()  # type: ignore[union-attr]
    QApplication.processEvents()
    assert named(page, "card:ride:ride.adult")


def test_home_and_end_lead_to_the_first_and_the_last_visit(ward: Ward, open_window: Open) -> None:
    for family in ("Ash", "Birch", "Cedar"):
        ward.visit(family)
    window = open_window(ward)
    board = window.page()
    assert isinstance(board, BoardPage)
    rows = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(board.table, key)
        rows.append(board.table.currentIndex().row())
    assert rows == [0, 2, 0]
