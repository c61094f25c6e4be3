"""The keyboard stays where the nurse put it: her own change coming back with the board's beat moves nothing."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kypho_prep.workflow.scripted import Script
from tests.nurse.conftest import Open, Ward, named, press
from tests.nurse.steps import change_ride, opened

BRUISES = Script(
    {"ride.adult": True, "ride.knows_time": True, "bleeding.history": {"picked": ["bruises"], "unsure": False}}
)


def test_her_own_change_does_not_move_the_keyboard_when_the_board_hears_of_it(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, BRUISES)
    window.workspace().watch.stop()  # type: ignore[union-attr]
    press(page, "seen")
    held = named(page, "fact:adult")
    held.setFocus()
    window.workspace().watch.look()  # type: ignore[union-attr]
    QApplication.processEvents()
    assert QApplication.focusWidget() is held
    QTest.keyClick(held, Qt.Key.Key_Return)
    assert page.place() == "fact:adult"


def test_a_change_made_elsewhere_still_shows(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, BRUISES)
    change_ride(ward, page.visit)
    window.workspace().watch.look()  # type: ignore[union-attr]
    QApplication.processEvents()
    assert named(page, "card:ride:ride.adult")
