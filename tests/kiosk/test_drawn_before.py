"""The picture of a page drawn ahead: it stands on the screen first, and goes as soon as the page has been drawn."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from shiboken6 import isValid

from kypho_prep.kiosk.screen import DrawnBefore
from tests.kiosk.station import Station
from tests.kiosk.test_endings import leave
from tests.kiosk.test_page_ahead import answered


def test_its_picture_stands_first_takes_no_touch_and_goes(station: Station) -> None:
    station.come_in(station.new_visit())
    foreseen = answered(station)
    QTest.mouseClick(station.find("next"), Qt.MouseButton.LeftButton)
    assert station.content is foreseen
    (picture,) = station.window.findChildren(DrawnBefore)
    assert picture.isVisible()
    assert picture.size() == station.page.size()
    assert not isinstance(station.window.childAt(station.window.rect().center()), DrawnBefore)
    station.settle()
    assert not isValid(picture)
    assert station.content.heading.hasFocus()


def test_a_page_that_nobody_foresaw_has_no_picture(station: Station) -> None:
    station.come_in(station.new_visit())
    station.choose(station.content, "")
    station.window.stage.drop_ahead()
    QTest.mouseClick(station.find("next"), Qt.MouseButton.LeftButton)
    assert station.window.findChildren(DrawnBefore) == []


def test_who_leaves_at_once_leaves_no_picture(station: Station) -> None:
    station.come_in(station.new_visit())
    answered(station)
    QTest.mouseClick(station.find("next"), Qt.MouseButton.LeftButton)
    (picture,) = station.window.findChildren(DrawnBefore)
    leave(station)
    station.settle()
    assert not isValid(picture)
    assert station.window.stage._ahead is None


def test_a_page_that_comes_scrolled_has_none_since_it_would_show_its_top(station: Station) -> None:
    station.come_in(station.new_visit())
    station.answer_until("check.summary")
    station.tap("answer:ride.first_night:")
    assert answered(station) is not None
    session, drawn = station.window.session, station.window.stage._ahead
    assert session is not None
    assert session.state.summary_scroll > 0
    assert drawn is not None
    assert drawn.picture is None
    station.go_on()
    assert station.content is drawn.frame.content
