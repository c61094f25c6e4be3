"""A question page as it stands between the kiosk's bars."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.look.theme import Look, apply_theme
from tests.kiosk.controls import views

Open = Callable[..., QuestionPage]
BARS = 240  # what the kiosk's upper and lower bar take


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return apply_theme(qapp)


@pytest.fixture
def open_page(qtbot: QtBot, look: Look) -> Open:
    """Open a view, with a value or none, as large as a page between the bars of a screen."""

    def opened(
        view: ItemView, given: Given | None = None, size: tuple[int, int] = (1280, 800), dressed: Look | None = None
    ) -> QuestionPage:
        shown = replace(view, given=given) if given else view
        page = QuestionPage(shown, dressed or look, views.shipped_words(), views.suggest)
        qtbot.addWidget(page)
        page.resize(size[0], size[1] - BARS)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return opened


def tap(page: QWidget, name: str) -> None:
    """Tap what has a name."""
    found = page.findChild(QWidget, name)
    assert found is not None, f"there is no {name}"
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
