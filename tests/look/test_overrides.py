"""What fails in what Qt calls of ours ends at Python's last hook, wherever Qt was when it called."""

import sys
from types import TracebackType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kypho_prep.look.overrides import later


class Failing(QPushButton):
    """A button that puts off something that fails."""

    def put_off(self) -> None:
        later(0, self, self.fail)

    def fail(self) -> None:
        raise ValueError("planted")


@pytest.mark.qt_no_exception_capture
def test_what_is_put_off_and_fails_comes_to_the_hook_in_the_middle_of_a_click(qtbot: QtBot) -> None:
    heard: list[type[BaseException]] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        heard.append(kind)

    button = Failing()
    qtbot.addWidget(button)
    button.clicked.connect(button.put_off)
    button.show()
    before, sys.excepthook = sys.excepthook, hook
    try:
        for _ in range(3):
            QTest.mouseClick(button.windowHandle(), Qt.MouseButton.LeftButton)
            QApplication.processEvents()
    finally:
        sys.excepthook = before
    assert heard == [ValueError] * 3


def test_what_is_put_off_for_something_that_goes_is_not_done(qtbot: QtBot) -> None:
    done: list[int] = []
    owner, other = QPushButton(), QPushButton()
    qtbot.addWidget(other)
    later(0, owner, lambda: done.append(1))
    later(0, other, lambda: done.append(2))
    owner.deleteLater()
    del owner
    qtbot.waitUntil(lambda: done != [])
    assert done == [2]


def test_what_is_put_off_may_hold_the_last_of_its_owner(qtbot: QtBot) -> None:
    gone: list[str] = []
    for name in ("method", "closure"):
        owner = Failing()
        owner.setObjectName(name)
        QPushButton(owner)
        owner.destroyed.connect(lambda *_, name=name: gone.append(name))
        later(0, owner, owner.deleteLater if name == "method" else lambda owner=owner: gone.append(owner.objectName()))
        del owner
    qtbot.waitUntil(lambda: len(gone) == 3)
    assert sorted(gone) == ["closure", "closure", "method"]
