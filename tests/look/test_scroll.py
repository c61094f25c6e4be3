"""A page that scrolls shows all of itself before Next leads on."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kypho_prep.look.buttons import choice_card
from kypho_prep.look.labels import BodyLabel
from kypho_prep.look.scroll import PageScroll
from kypho_prep.look.theme import Look


def tall_page(look: Look, height: int) -> PageScroll:
    content = QWidget()
    column = QVBoxLayout(content)
    column.addWidget(BodyLabel("Top", look))
    content.setMinimumHeight(height)
    return PageScroll(content, look, "More below")


def test_a_page_that_fits_shows_no_more_below(qtbot: QtBot, look: Look) -> None:
    page = tall_page(look, 200)
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    assert not page.more.isVisible()
    assert not page.scroll_unseen()


def test_next_brings_what_has_not_been_on_the_screen(qtbot: QtBot, look: Look) -> None:
    page = tall_page(look, 1000)
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    qtbot.waitUntil(page.more.isVisible)
    presses = 0
    while page.scroll_unseen():
        presses += 1
        assert presses < 10
    bar = page.area.verticalScrollBar()
    assert presses == 2
    assert bar.value() == bar.maximum()
    assert not page.more.isVisible()


def test_what_was_scrolled_by_hand_has_been_seen(qtbot: QtBot, look: Look) -> None:
    page = tall_page(look, 1000)
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    bar = page.area.verticalScrollBar()
    bar.setValue(300)
    bar.setValue(bar.maximum())
    bar.setValue(0)
    assert not page.scroll_unseen()
    assert page.more.isVisible()


def test_a_page_that_grows_at_its_top_is_still_shown_to_its_end(qtbot: QtBot, look: Look) -> None:
    """A scene explains above its cards: the page grows while it is being read, and Next must not be lost."""
    content = QWidget()
    column = QVBoxLayout(content)
    said = BodyLabel("", look)
    said.hide()
    column.addWidget(said)
    for number in range(7):
        column.addWidget(choice_card(f"Card {number}", look, f"choice:{number}"))
    page = PageScroll(content, look, "More below")
    qtbot.addWidget(page)
    page.resize(800, 560)
    page.show()
    page.scroll_unseen()
    said.setText("Many people would think so. Let us look at it once more. " * 8)
    said.show()
    QApplication.processEvents()
    page.show_widget(said)
    for _ in range(8):
        QApplication.processEvents()
        if not page.scroll_unseen():
            break
    QApplication.processEvents()
    assert not page.scroll_unseen()
    last = content.findChild(QWidget, "choice:6")
    assert not last.visibleRegion().isEmpty()
    assert last.visibleRegion().boundingRect().height() == last.height()


def test_a_tap_on_more_below_scrolls(qtbot: QtBot, look: Look) -> None:
    page = tall_page(look, 1000)
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    qtbot.waitUntil(page.more.isVisible)
    QTest.mouseClick(page.more, Qt.MouseButton.LeftButton)
    assert page.area.verticalScrollBar().value() > 200


def test_a_field_is_brought_whole_onto_the_screen(qtbot: QtBot, look: Look) -> None:
    page = tall_page(look, 2000)
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    field = QWidget(page.area.widget())
    field.setGeometry(20, 900, 300, 100)
    field.show()
    for start in (0, 1600):
        page.area.verticalScrollBar().setValue(start)
        page.show_widget(field)
        assert field.visibleRegion().boundingRect().height() == 100
    field.resize(300, 900)
    page.area.verticalScrollBar().setValue(0)
    page.show_widget(field)
    assert not field.visibleRegion().isEmpty()
