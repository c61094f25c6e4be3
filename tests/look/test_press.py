"""What counts as one press of a button: by a finger, by a key, or by a screen reader."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kypho_prep.look import buttons
from kypho_prep.look.theme import Look


def test_a_press_by_a_screen_reader_counts_as_one_by_a_finger(qtbot: QtBot, look: Look) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    QAccessible.setActive(True)
    made = [buttons.answer("Yes", look, "yes"), buttons.answer("No", look, "no"), buttons.tick_card("Gel", look, "gel")]
    heard: list[tuple[str, bool]] = []
    for one in made:
        column.addWidget(one)
        one.clicked.connect(lambda on, one=one: heard.append((one.objectName(), on)))
    made[1].setChecked(True)  # as the page shows what was answered before
    QApplication.processEvents()
    assert heard == [], "nobody has pressed anything"
    for one in (made[0], made[2], made[2]):
        action = QAccessible.queryAccessibleInterface(one).actionInterface()
        action.doAction(action.actionNames()[0])
        QApplication.processEvents()
    assert heard == [("yes", True), ("gel", True), ("gel", False)], "each once; the answer that was let go says nothing"
    QTest.mouseClick(made[1], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert heard[3:] == [("no", True)], "a finger's press is no other"
