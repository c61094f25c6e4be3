"""The patient's whole way by keyboard alone, on the real content and a real encrypted database."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit

from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.prep.checklist import Control
from kypho_prep.prep.sign_off.stage import Stage, stage
from kypho_prep.workflow.patient import intake
from tests.kiosk.station import Station


def test_by_keyboard_alone(station: Station, qapp: QApplication) -> None:
    visit = station.new_visit()
    code = station.slip(visit).code
    press(station, "start")
    QTest.keyClicks(station.window.focusWidget(), code)
    enter(station)
    QTest.keyClicks(station.content, "02")
    QTest.keyClicks(station.content, "03")
    QTest.keyClicks(station.content, "1950")
    enter(station)
    assert station.item == "start.right_person"
    for _ in range(220):
        if not isinstance(station.content, QuestionPage | OverviewPage):
            break
        answer_by_keys(station)
    assert station.item == "check.summary"
    for expected in ("check.plan", "MessagePage"):
        on_by_keys(station)
        assert station.item == expected
    assert stage(station.situation(visit)) is Stage.TO_REVIEW
    assert intake.emergency_on(station.workplace) is None


def answer_by_keys(station: Station) -> None:
    page = station.content
    if isinstance(page, OverviewPage):
        press(station, "continue")
        return
    assert isinstance(page, QuestionPage)
    control = page.view.control
    if control in (Control.TEXT, Control.PHONE, Control.NUMBER):
        field = next(one for kind in (QPlainTextEdit, QLineEdit) for one in page.findChildren(kind))
        tab_to(station, lambda focus: focus is field)
        QTest.keyClicks(field, "8" if control is Control.NUMBER else "555-0199")
    elif control is Control.SCENE:
        right = next(one.id for one in page.view.choices if one.right)
        choose_by_keys(station, f"choice:{right}")
    elif control is Control.YES_NO:
        choose_by_keys(station, "choice:no")
    elif control is Control.TICKS:
        none = [one.id for one in page.view.choices if one.none] or [page.view.choices[0].id]
        choose_by_keys(station, f"choice:{none[0]}")
    elif control in (Control.CHOICE, Control.CHOICE_OR_TEXT, Control.DAY):
        choose_by_keys(station, f"choice:{page.view.choices[0].id}")
    second_by_keys(station, page)
    on_by_keys(station)
    if control is Control.SCENE and station.content is page:
        on_by_keys(station)


def second_by_keys(station: Station, page: QuestionPage) -> None:
    """Answer the question that stands below the first, if there is one."""
    if page.view.second is not None:
        choose_by_keys(station, f"choice:{page.view.second.choices[0].id}")


def on_by_keys(station: Station) -> None:
    before = station.page
    for _ in range(12):
        press(station, "next")
        if station.page is not before or station.missing:
            return


def choose_by_keys(station: Station, name: str) -> None:
    """Tab into the choices, then the arrows among them, then Space."""
    wanted = station.find(name)
    assert isinstance(wanted, QAbstractButton)
    for _ in range(60):
        focus = station.window.focusWidget()
        if focus is wanted:
            break
        QTest.keyClick(focus or station.window, arrow(focus, wanted) if in_one_group(focus, wanted) else Qt.Key.Key_Tab)
    assert station.window.focusWidget() is wanted, name
    if not wanted.isChecked():
        QTest.keyClick(wanted, Qt.Key.Key_Space)
    station.settle()
    assert wanted.isChecked()


def in_one_group(focus: object, wanted: QAbstractButton) -> bool:
    return isinstance(focus, QAbstractButton) and wanted.group() is not None and focus.group() is wanted.group()


def arrow(focus: QAbstractButton, wanted: QAbstractButton) -> Qt.Key:
    here, there = focus.geometry().center(), wanted.geometry().center()
    if abs(there.y() - here.y()) > focus.height() // 2:
        return Qt.Key.Key_Down if there.y() > here.y() else Qt.Key.Key_Up
    return Qt.Key.Key_Right if there.x() > here.x() else Qt.Key.Key_Left


def press(station: Station, name: str) -> None:
    wanted = station.find(name)
    tab_to(station, lambda focus: focus is wanted)
    enter(station)


def tab_to(station: Station, reached: object) -> None:
    for _ in range(60):
        if reached(station.window.focusWidget()):  # type: ignore[operator]
            return
        QTest.keyClick(station.window.focusWidget() or station.window, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead there on {station.item}")


def enter(station: Station) -> None:
    QTest.keyClick(station.window.focusWidget() or station.window, Qt.Key.Key_Return)
    station.settle()
