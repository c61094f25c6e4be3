"""What says that the program met a fault stands above staff's page, and comes before it by Tab."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kypho_prep.look.theme import Look
from kypho_prep.nurse.window import NurseWindow
from tests.listener import Listener
from tests.nurse.conftest import Open, Ward, named, press, shown_text


def by_tab(window: NurseWindow) -> Iterator[QWidget]:
    """What Tab leads to, from the window's beginning."""
    QApplication.processEvents()
    one = window.nextInFocusChain()
    while one is not window:
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield one
        one = one.nextInFocusChain()


def test_it_comes_first_on_whatever_page(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    assert window.say_fault()
    assert next(by_tab(window)) is named(window, "fault_read")
    press(window, "new_visit")
    assert next(by_tab(window)) is named(window, "fault_read")
    named(window, "fault_read").setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is named(window.page(), "heading")


def test_it_is_said_aloud_each_time_and_read_once(ward: Ward, open_window: Open, look: Look) -> None:
    heard = Listener()
    window = open_window(ward, in_look=replace(look, voice=heard))
    said = ward.workplace.content.words("en")("desk.fault")
    for _ in range(2):
        window.say_fault()
        assert heard.urgent == [said]
        heard.urgent.clear()
    assert shown_text(window).count(said) == 1
    press(window, "fault_read")
    assert said not in shown_text(window)
    window.say_fault()
    window.lock()
    assert said not in shown_text(window)
