"""The bars of a sitting: each page has its own, a press on one counts once, and they go with the sitting."""

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from kypho_prep.kiosk.pages.bars import BarView, TopBar
from kypho_prep.kiosk.pages.bottom_bar import BottomBar
from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.cards import ProgressBar
from kypho_prep.look.theme import HIGH_CONTRAST, make_look
from kypho_prep.workflow.visits.schedule import PatientForm
from tests.kiosk.station import BORN, Station
from tests.kiosk.test_endings import CANARY, emergency, finish, idle, leave, traces
from tests.shipped import shipped


def frame(station: Station) -> Frame:
    page = station.page
    assert isinstance(page, Frame)
    return page


def bars(station: Station) -> tuple[TopBar, BottomBar | None]:
    return frame(station).top, frame(station).bottom


def step(station: Station) -> str:
    (shown,) = frame(station).top.findChildren(ProgressBar)
    said = shown.accessibleName()
    assert said in [one.text() for one in frame(station).top.findChildren(QLabel)]
    return said


def at_a_question(station: Station) -> None:
    """Stand on a question whose next page has the same buttons."""
    station.come_in(station.new_visit())
    for _ in range(3):
        station.answer()


def test_the_bar_says_the_step_and_the_chapter_of_each_page(station: Station) -> None:
    at_a_question(station)
    assert station.window.session is not None
    said = step(station)
    for _ in range(30):
        if step(station) != said:
            break
        station.answer()
    chapter = station.situation(station.window.session.state.intake.session.visit).checklist.chapter_of[station.item]
    assert step(station) != said
    assert station.find("bar_title").text() == station.window.stage.words(f"chapter.{chapter.id}.title")
    assert frame(station).top.geometry().width() == station.window.width()


@pytest.mark.usefixtures("qapp")
def test_a_long_title_yields_to_the_initials() -> None:
    look, words = make_look(HIGH_CONTRAST, 200), shipped().words("es")
    bar = TopBar(BarView("Su lista de preparación", initials="EQ"), look, words)
    window = QWidget()
    window.resize(1080, 1920)
    bar.setParent(window)
    bar.setFixedWidth(1080)
    window.show()
    title = bar.findChild(QLabel, "bar_title")
    assert title is not None
    assert not title.isVisible()


def test_a_bar_leads_on_and_back_by_one_page_each(station: Station) -> None:
    at_a_question(station)
    here = station.item
    station.answer()
    there = station.item
    station.tap("back")
    assert station.item == here
    station.go_on()
    assert station.item == there


def test_explain_this_reaches_the_card_that_shows(station: Station) -> None:
    """Two lessons in a row share the button; the second is not explained because the first is."""
    station.come_in(station.new_visit())
    asked: dict[str, bool] = {}
    for _ in range(220):
        if "explain_in_bar" in station.names() and station.item not in asked:
            assert not station.find("explain_in_bar").isChecked()
            wanted = len(asked) % 2 == 0
            if wanted:
                station.tap("explain_in_bar")
            assert station.content.wants_explaining is wanted
            asked[station.item] = wanted
        if station.item == "check.summary":
            break
        station.answer()
    assert len(asked) > 3


def test_another_look_draws_other_bars(station: Station) -> None:
    at_a_question(station)
    session = station.window.session
    assert session is not None
    for comfort in (Comfort("en", HIGH_CONTRAST, 100), Comfort("en", HIGH_CONTRAST, 200), Comfort("es", text_size=200)):
        old = bars(station)
        session.take_comfort(comfort)
        station.settle()
        assert not any(isValid(one) for one in old)


def test_a_press_that_began_on_the_page_before_does_nothing_on_the_next(station: Station) -> None:
    at_a_question(station)
    station.choose(station.content, "")
    back = station.find("back")
    QTest.mousePress(back, Qt.MouseButton.LeftButton)
    page = station.page
    for _ in range(4):  # the keys turn the page under the finger
        if station.page is page:
            station.find("next").setFocus()
            QTest.keyClick(station.find("next"), Qt.Key.Key_Space)
            station.settle()
    assert station.page is not page
    there = station.item
    assert not isValid(back)
    moved = station.find("back")
    QTest.mouseMove(moved)
    QTest.mouseRelease(moved, Qt.MouseButton.LeftButton)
    station.settle()
    assert station.item == there


def test_the_focus_goes_from_next_to_the_heading_and_nowhere_between(station: Station, qapp: QApplication) -> None:
    at_a_question(station)
    station.choose(station.content, "")
    held: list[QWidget | None] = []
    station.find("next").setFocus()
    qapp.focusChanged.connect(lambda _, now: held.append(now))
    station.go_on()
    assert [one for one in held if one is not None] == [station.content.heading]


@pytest.mark.parametrize("end", [leave, idle, emergency, finish])
def test_no_bar_of_a_sitting_is_alive_after_it(
    station: Station, qapp: QApplication, end: Callable[[Station], None]
) -> None:
    station.come_in(station.new_visit(PatientForm(CANARY, f"E{CANARY}", BORN)))
    seen: list[weakref.ref[QWidget]] = []
    for turn in (*[station.answer] * 5, *[lambda: station.tap("back")] * 5):
        seen += [weakref.ref(one) for one in bars(station) if one is not None]
        turn()
    last = [one for one in bars(station) if one is not None]
    end(station)
    station.settle()
    assert not any(isValid(one) for one in last)
    del last
    gc.collect()
    assert [one for one in seen if one() is not None] == []
    assert traces(qapp) == []


def test_the_first_page_of_a_sitting_takes_no_bar_of_the_sign_in(station: Station) -> None:
    visit = station.new_visit()
    station.tap("start")
    before = bars(station)
    station.tap("back")
    station.sign_in(visit)
    assert not set(before) & set(bars(station))
    assert not any(isValid(one) for one in before if one is not None)
