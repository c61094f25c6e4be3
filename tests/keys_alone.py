"""Somebody who has only a keyboard, in front of the kiosk's pages: of one window or of the whole program."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from kypho_prep.kiosk.item_view import ItemView
from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.prep.checklist import Control
from kypho_prep.tour.driver.guest import Answers, Guest, quiet

TYPED = {Control.TEXT: "one each day", Control.PHONE: "555-0199", Control.NUMBER: "8"}
MOST_TABS = 80


def tab_to(press: Callable[[Qt.Key], None], there: Callable[[QWidget | None], bool], wanted: QWidget | None) -> bool:
    """Press Tab until the keyboard is there; among choices that are one group, the arrows lead on."""
    for _ in range(MOST_TABS):
        focus = QApplication.focusWidget()
        if there(focus):
            return True
        press(arrow(focus, wanted) if one_group(focus, wanted) else Qt.Key.Key_Tab)
    return False


def one_group(focus: QWidget | None, wanted: QWidget | None) -> bool:
    both = isinstance(focus, QAbstractButton) and isinstance(wanted, QAbstractButton)
    return both and wanted.group() is not None and focus.group() is wanted.group() and wanted.group().exclusive()


def arrow(focus: QWidget | None, wanted: QWidget | None) -> Qt.Key:
    assert focus is not None
    assert wanted is not None
    here, there = focus.geometry().center(), wanted.geometry().center()
    if abs(there.y() - here.y()) > focus.height() // 2:
        return Qt.Key.Key_Down if there.y() > here.y() else Qt.Key.Key_Up
    return Qt.Key.Key_Right if there.x() > here.x() else Qt.Key.Key_Left


class Keys:
    """Goes through the kiosk by keys alone: every key goes to the window, which hands it to what has the focus."""

    def __init__(self, guest: Guest, plan: Answers | None = None) -> None:
        """Come with what to choose on which item; all else is answered quietly, also what is answered already."""
        self.guest = guest
        self.plan: Mapping[str, tuple[str, ...]] = plan or {}
        self.nameless: set[str] = set()

    @property
    def item(self) -> str:
        return self.guest.item

    def key(self, key: Qt.Key) -> None:
        self.guest.hand.press(key)

    def type(self, text: str) -> None:
        self.guest.hand.type_text(text)

    def reach(self, name: str) -> QWidget:
        """Tab to something by its name."""
        wanted = self.guest.hand.find(name)
        assert tab_to(self.key, lambda focus: focus is wanted, wanted), f"{name} on {self.item}"
        return wanted

    def choose(self, name: str) -> None:
        button = self.reach(name)
        assert isinstance(button, QAbstractButton)
        if not button.isChecked():
            self.key(Qt.Key.Key_Space)
        assert button.isChecked(), name

    def press(self, name: str) -> None:
        self.reach(name)
        self.key(Qt.Key.Key_Return)

    def write(self, text: str) -> None:
        there = tab_to(self.key, lambda focus: isinstance(focus, QLineEdit | QPlainTextEdit), None)
        assert there, f"no key leads to a field on {self.item}"
        self.type(text)

    def go_on(self) -> None:
        before = self.guest.page
        for _ in range(12):
            self.press("next")
            if self.guest.page is not before:
                return
        raise AssertionError(f"Next does not lead on from {self.item}")

    def sign_in(self, code: str, born: date) -> None:
        self.look_round()
        self.press("start")
        self.look_round()
        self.type(code)
        self.key(Qt.Key.Key_Return)
        self.look_round()
        self.type(f"{born.month:02}{born.day:02}{born.year}")
        self.key(Qt.Key.Key_Return)
        assert self.item == "start.right_person"

    def answer(self) -> None:
        """Answer the page as planned and go on, from the checklist too."""
        page = self.guest.content
        self.look_round()
        if isinstance(page, OverviewPage):
            self.press("continue")
            return
        assert isinstance(page, QuestionPage)
        if page.view.control in TYPED:
            self.write(TYPED[page.view.control])
        for view in filter(None, (page.view, page.view.second)):
            for name in self.planned(view):
                self.choose(name)
        self.go_on()

    def planned(self, view: ItemView) -> tuple[str, ...]:
        """What is chosen by its name: what is planned, else what the tour's patient would touch."""
        touches = self.plan.get(view.page.item) or quiet(replace(view, given=None))
        return tuple(name for name in touches if not name.startswith("type:"))

    def look_round(self) -> None:
        """Note everything that takes the focus and has no name for a screen reader."""
        for one in self.guest.hand.window.findChildren(QWidget):
            takes = one.isVisible() and one.isEnabled() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
            if takes and not isinstance(one, QScrollArea):
                found = QAccessible.queryAccessibleInterface(one)
                if found is None or not found.text(QAccessible.Text.Name).strip():
                    self.nameless.add(f"{self.item}: {type(one).__name__} {one.objectName()}")
