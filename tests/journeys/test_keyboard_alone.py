"""The patient's whole way from welcome to thanks by keys alone, and a name for everything that takes the focus."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from kypho_prep.kiosk.item_view import ItemView
from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.prep.checklist import Control
from kypho_prep.prep.reply import State
from kypho_prep.prep.rules.flags import findings
from kypho_prep.prep.sign_off.stage import Stage, stage
from kypho_prep.tour.driver.guest import quiet
from tests.journeys.house import BORN, House, standing, with_clinic

PLANNED = {
    "medicines.groups_thin": ("choice:blood_thinner",),
    "medicines.still_taking": ("choice:yes",),
    "bleeding.history": ("choice:none",),
    "ride.adult": ("choice:yes",),
}
TYPED = {Control.TEXT: "one each day", Control.PHONE: "555-0199", Control.NUMBER: "8"}
MUST_COME = {
    Control.TEXT,
    Control.PHONE,
    Control.SCENE,
    Control.LESSON,
    Control.LIST,
    Control.MEDICINE_NAME,
    Control.TICKS,
    Control.YES_NO,
}


class Keys:
    """Somebody who has only a keyboard: every key goes to the window, which hands it to what has the focus."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.pressed = 0
        self.nameless: set[str] = set()

    @property
    def page(self) -> QWidget:
        page = self.house.program.kiosk.stage.page
        assert page is not None
        return page

    @property
    def content(self) -> QWidget:
        return self.page.content if isinstance(self.page, Frame) else self.page

    @property
    def item(self) -> str:
        view = getattr(self.content, "view", None)
        return view.page.item if isinstance(view, ItemView) else type(self.content).__name__

    def key(self, key: Qt.Key) -> None:
        self.pressed += 1
        QTest.keyClick(self.house.program.window.windowHandle(), key)
        self.house.hand.settle()

    def type(self, text: str) -> None:
        for letter in text:
            self.pressed += 1
            QTest.keyClick(self.house.program.window.windowHandle(), letter)
        self.house.hand.settle()

    def reach(self, name: str) -> QWidget:
        """Tab to something by its name; among choices that are one group, the arrows lead on."""
        wanted = self.house.hand.find(name)
        self.tab_until(lambda focus: focus is wanted, f"{name} on {self.item}", wanted)
        return wanted

    def tab_until(self, there: Callable[[QWidget | None], bool], what: str, wanted: QWidget | None = None) -> None:
        for _ in range(80):
            focus = QApplication.focusWidget()
            if there(focus):
                return
            self.key(arrow(focus, wanted) if one_group(focus, wanted) else Qt.Key.Key_Tab)
        raise AssertionError(f"the keys do not lead to {what}")

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
        self.tab_until(lambda focus: isinstance(focus, QLineEdit | QPlainTextEdit), f"a field on {self.item}")
        self.type(text)

    def go_on(self) -> None:
        before = self.page
        for _ in range(12):
            self.press("next")
            if self.page is not before:
                return
        raise AssertionError(f"Next does not lead on from {self.item}")

    def look_round(self) -> None:
        """Note everything that takes the focus and has no name for a screen reader."""
        for one in self.house.program.window.findChildren(QWidget):
            takes = one.isVisible() and one.isEnabled() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
            if takes and not isinstance(one, QScrollArea):
                found = QAccessible.queryAccessibleInterface(one)
                if found is None or not found.text(QAccessible.Text.Name).strip():
                    self.nameless.add(f"{self.item}: {type(one).__name__} {one.objectName()}")


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


def sign_in(keys: Keys, code: str) -> None:
    keys.look_round()
    keys.press("start")
    keys.look_round()
    keys.type(code)
    keys.key(Qt.Key.Key_Return)
    keys.look_round()
    keys.type(f"{BORN.month:02}{BORN.day:02}{BORN.year}")
    keys.key(Qt.Key.Key_Return)
    assert keys.item == "start.right_person"


def answer(keys: Keys) -> None:
    page = keys.content
    keys.look_round()
    if isinstance(page, OverviewPage):
        keys.press("continue")
        return
    assert isinstance(page, QuestionPage)
    view = page.view
    if view.control in TYPED:
        keys.write(TYPED[view.control])
    for name in (*planned(view), *(planned(view.second) if view.second is not None else ())):
        keys.choose(name)
    keys.go_on()


def planned(view: ItemView) -> tuple[str, ...]:
    """What is chosen by its name: what the test plans, else what the tour's patient would touch."""
    touches = PLANNED.get(view.page.item) or quiet(replace(view, given=None))
    return tuple(name for name in touches if not name.startswith("type:"))


def name_a_medicine(keys: Keys) -> None:
    """Type a name wrong, choose the one that is offered, and keep it."""
    keys.press("another:blood_thinner")
    keys.look_round()
    keys.write("xeralt")
    keys.look_round()
    keys.press("suggestion:Xarelto")
    keys.go_on()


def type_in(keys: Keys, door: str, typed: str, pick: str) -> None:
    keys.press(door)
    keys.write(typed)
    keys.press(pick)
    keys.press("next")


def test_six_medicines_by_keys_alone(tmp_path: Path, qapp: QApplication) -> None:
    visit, code = with_clinic(tmp_path)
    with standing(tmp_path) as house:
        keys = Keys(house)
        sign_in(keys, code)
        while keys.item != "medicines.group_names":
            answer(keys)
        another = "another:blood_thinner"
        type_in(keys, another, "xeralto", "suggestion:Xarelto")
        type_in(keys, another, "metroprolol", "suggestion:metoprolol")
        keys.press("tile:Plavix")
        tile = QApplication.focusWidget()
        assert tile is not None
        assert (tile.objectName(), tile.accessibleDescription()) == ("tile:Plavix", "On your list already")
        type_in(keys, another, "clopidogrel", "suggestion:clopidogrel")
        keys.look_round()
        keys.press("keep")
        type_in(keys, another, "little red one", "as_typed")
        type_in(keys, another, "ozempik", "suggestion:Ozempic")
        keys.look_round()
        here = house.situation(visit)
        named = [here.entry_name(one) for one in here.entries("medicine")]
        assert named == ["Xarelto", "metoprolol", "Plavix", "clopidogrel", "little red one", "Ozempic"]
        problems = {found.problem for found in findings(here)}
        assert {"contra_twice", "not_recognised"} <= problems
        assert house.hand.taps == 0
        assert keys.nameless == set()


def test_the_whole_way_from_welcome_to_thanks(tmp_path: Path, qapp: QApplication) -> None:
    visit, code = with_clinic(tmp_path)
    with standing(tmp_path) as house:
        keys = Keys(house)
        sign_in(keys, code)
        for _ in range(200):
            if keys.item == "check.summary":
                break
            if keys.item == "medicines.group_names" and not house.situation(visit).entries("medicine"):
                name_a_medicine(keys)
            else:
                answer(keys)
        asked = {
            house.workplace.content.checklist.item(reply.item).control for reply in house.situation(visit).chart.replies
        }
        assert {
            Control.TEXT,
            Control.PHONE,
            Control.SCENE,
            Control.LESSON,
            Control.MEDICINE_NAME,
            Control.LIST,
        } <= asked
        for item in ("check.summary", "check.plan"):
            assert keys.item == item
            keys.look_round()
            keys.go_on()
        keys.look_round()
        assert "A nurse will check your answers." in house.said()
        situation = house.situation(visit)
        assert stage(situation) is Stage.TO_REVIEW
        (entry,) = situation.entries("medicine")
        name = situation.chart.latest[("medicines.name", entry)]
        assert (name.state, name.value["typed"], name.value["confirmed"]) == (State.VALUE, "xeralt", "Xarelto")
        assert house.hand.taps == 0
        assert keys.nameless == set()
