"""The checklist itself: when it comes, where it leads on, what it says of minutes, and how it stands on arrival."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.metrics import TEXT_SIZES
from kypho_prep.look.scroll import SLACK, PageScroll
from kypho_prep.look.theme import HIGH_CONTRAST, LIGHT
from kypho_prep.prep.interview.progress import own_pace, progress
from tests.kiosk.station import Station

SCREENS = ((1280, 800), (1366, 768), (1920, 1080), (1080, 1920))


def to_the_checklist(station: Station, visit: str) -> OverviewPage:
    station.sign_in(visit)
    for _ in range(6):
        if isinstance(station.content, OverviewPage):
            return station.content
        station.answer()
    raise AssertionError(f"the checklist did not come; {station.item} did")


def about(minutes: int) -> str:
    return "about 1 minute" if minutes == 1 else f"about {minutes} minutes"


def slowly(station: Station, times: float) -> None:
    """Answer the page in so many times its own seconds."""
    page = station.content
    assert isinstance(page, QuestionPage)
    station.ticks.at += station.workplace.content.checklist.item(page.view.page.item).seconds * times
    station.window.idle.touched()
    station.answer()


def whole(part: QWidget, window: QWidget, slack: int = 0) -> bool:
    """Tell whether a part can be seen whole, but for some pixels: in its scroll, where it is in one, or the window."""
    parent = part.parentWidget()
    while parent is not None and not isinstance(parent, PageScroll):
        parent = parent.parentWidget()
    seen = parent.area.seen_through if isinstance(parent, PageScroll) else window
    return seen.rect().adjusted(0, 0, 0, slack).contains(QRect(part.mapTo(seen, QPoint(0, 0)), part.size()))


def test_it_comes_by_itself_after_the_first_chapter_and_leads_on(station: Station) -> None:
    visit = station.new_visit()
    page = to_the_checklist(station, visit)
    known = progress(station.situation(visit))
    assert "1 of 9 done" in station.said
    assert f"about {known.minutes_left} minutes left" in station.said
    takes = [about(chapter.minutes_left) for chapter in known.chapters]
    said = [row.accessibleName() for row in page.rows]
    assert said[:3] == [
        "1. To begin. Done",
        f"2. Medicines. Next, {takes[1]}",
        f"3. Bleeding and allergies. {takes[2]}",
    ]
    station.tap("continue")
    assert station.item == "medicines.groups_thin"


def test_it_is_left_by_keyboard(station: Station) -> None:
    page = to_the_checklist(station, station.new_visit())
    assert station.window.focusWidget() is page.heading
    for _ in range(30):
        focus = station.window.focusWidget()
        assert focus is not None
        if focus.objectName() == "continue":
            QTest.keyClick(focus, Qt.Key.Key_Return)
            break
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    station.settle()
    assert station.item == "medicines.groups_thin"


def test_who_comes_back_sees_it_and_goes_on_where_she_stood(station: Station) -> None:
    visit = station.new_visit()
    to_the_checklist(station, visit)
    station.tap("chapter:ride")
    station.answer()
    here = station.item
    station.tap("leave", "go_on")
    page = to_the_checklist(station, visit)
    ride = next(row for row in page.rows if row.objectName() == "chapter:ride")
    assert "Next" in ride.accessibleName()
    station.tap("leave", "go_on")  # also who leaves on the checklist keeps her place
    to_the_checklist(station, visit)
    station.tap("continue")
    assert station.item == here


def test_who_goes_back_over_the_first_chapter_sees_it_again_and_loses_nothing(station: Station) -> None:
    visit = station.new_visit()
    to_the_checklist(station, visit)
    station.tap("continue")
    station.answer()
    here = station.item
    station.tap("back", "back")
    assert station.item == "about.what"
    station.go_on()
    assert station.item == "OverviewPage"
    station.tap("continue")
    assert station.item == here


def test_its_minutes_follow_how_fast_she_goes(station: Station) -> None:
    visit = station.new_visit()
    station.sign_in(visit)
    station.answer()  # in no time at all: the second that it stood there is no pace
    for _ in range(4):
        slowly(station, 2)
    assert "minutes left" in station.said
    station.tap("continue")
    for _ in range(3):
        slowly(station, 2)
    for _ in range(10):
        if station.item == "OverviewPage":
            break
        station.tap("back")
    here = station.situation(visit)
    session = station.window.session
    assert session is not None
    assert own_pace(here, session.id) == pytest.approx(2, abs=0.01)
    slow = progress(here, 2).minutes_left
    assert slow > 1.8 * progress(here).minutes_left
    assert f"about {slow} minutes left" in station.said


@pytest.mark.walk
@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_heading_time_and_continue_stand_whole_on_arrival(station: Station, percent: int) -> None:
    to_the_checklist(station, station.new_visit())
    session = station.window.session
    assert session is not None
    for screen in SCREENS:
        station.tap("continue")
        assert isinstance(station.content, QuestionPage)
        session.take_comfort(Comfort("en", HIGH_CONTRAST if screen[0] == 1366 else LIGHT, percent))
        station.window.resize(*screen)
        station.settle()
        for _ in range(20):
            if isinstance(station.content, OverviewPage):
                break
            station.tap("back")
        station.settle()
        assert arrival(station) == [], screen


def arrival(station: Station) -> list[str]:
    """What of the checklist that just came up does not stand as it should."""
    page, frame, window = station.content, station.page, station.window
    assert isinstance(page, OverviewPage)
    assert isinstance(frame, Frame)
    here = next(row for row in page.rows if row.objectName() == "chapter:medicines")
    hidden, areas = sum(not whole(row, window, SLACK) for row in page.rows), page.findChildren(PageScroll)
    stands = {
        "heading": whole(page.heading, window),
        "continue": whole(station.find("continue"), window),
        "margin": page.heading.mapTo(window, QPoint(0, 0)).x() == window.stage.look.metrics.space(5),
        "the chapter that comes next": whole(here, window),
        "how many are below": not hidden or f"{hidden} more below" in station.said,
        "width": all(one.area.widget().width() <= one.area.seen_through.width() for one in areas),
    }
    return [name for name, well in stands.items() if not well]


def test_the_chapter_that_comes_next_is_in_view_on_a_low_screen(station: Station) -> None:
    visit = station.new_visit()
    station.window.resize(1366, 768)
    page = to_the_checklist(station, visit)
    assert not whole(page.rows[-1], station.window)
    assert "1 more below" in station.said
    station.tap("chapter:questions", "leave", "go_on")
    page = to_the_checklist(station, visit)
    station.settle()
    assert page.rows[-1].accessibleName().startswith("9. Questions and check. Next")
    assert whole(page.rows[-1], station.window)
    assert whole(page.heading, station.window)
