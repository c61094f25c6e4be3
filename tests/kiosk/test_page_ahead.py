"""The page drawn ahead: the one that shows where nothing changed, as if made then, and gone with its patient."""

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, qGray
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.services import Comfort
from kypho_prep.kiosk.session.page_ahead import PageAhead
from kypho_prep.look.theme import HIGH_CONTRAST, LIGHT
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm
from tests.kiosk.full_disk import disk
from tests.kiosk.station import BORN, Station
from tests.kiosk.test_endings import CANARY, TYPED, emergency, idle, leave, traces

FIRST = "medicines.groups_thin"
WIDE, TALL = 64, 40
Part = tuple[str, str, str, tuple[int, ...]]


def ahead(station: Station) -> QWidget | None:
    """Draw the next page now; return it, or nothing where none is foreseen."""
    session = station.window.session
    assert session is not None
    drawer = session.findChild(PageAhead)
    assert isinstance(drawer, PageAhead)
    drawer.draw()
    kept = station.window.stage._ahead
    return kept.frame.content if kept is not None else None


def answered(station: Station) -> QWidget | None:
    """Touch quiet answers without going on, and draw the next page."""
    page = station.content
    if isinstance(page, QuestionPage):
        station.choose(page, "")
    if isinstance(page, QuestionPage) and page.view.second is not None:
        station.tap(f"choice:{page.view.second.choices[0].id}")
    return ahead(station)


def turn(station: Station) -> None:
    """Press Next until the page turns; a scene speaks first."""
    page = station.content
    if isinstance(page, OverviewPage):
        station.tap("continue")
        return
    station.go_on()
    if station.content is page:
        station.go_on()


def parts(page: QWidget) -> list[Part]:
    """All that shows of a page: what it is, what it says, and where."""
    found = []
    for one in [page, *page.findChildren(QWidget)]:
        if one.isVisible():
            said = one.text() if isinstance(one, QLabel | QAbstractButton) else ""
            at = one.geometry().getRect() if one is not page else ()
            found.append((type(one).__name__, one.objectName(), said, at))
    return found


def seen(station: Station) -> list[int]:
    """The window as one sees it from afar, in shades: letters drawn a second time differ by less than one sees."""
    return shades_of(station.window.grab())


def shades_of(drawn: QPixmap) -> list[int]:
    size, way = QSize(WIDE, TALL), Qt.TransformationMode.SmoothTransformation
    picture = drawn.toImage().scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, way)
    return [qGray(picture.pixel(x, y)) for x in range(size.width()) for y in range(size.height())]


def drawn_anew(station: Station) -> None:
    """Have the page that shows made once more, as a page is that nobody foresaw."""
    session = station.window.session
    assert session is not None
    station.window.stage.put(session._build)
    station.settle()


@pytest.mark.walk
@pytest.mark.parametrize("percent", [100, 200])
def test_every_page_drawn_ahead_is_the_page_as_it_is_made_later(station: Station, percent: int) -> None:
    station.come_in(station.new_visit())
    assert station.window.session is not None
    station.window.session.take_comfort(Comfort("en", LIGHT, percent))
    station.settle()
    used = 0
    for _ in range(60):
        if station.item == "check.plan":
            break
        foreseen = answered(station)
        kept = station.window.stage._ahead
        turn(station)
        if station.content is foreseen:
            used += 1
            assert kept is not None
            # But for the last column, where a scroll bar may still go that the page turns out not to need.
            pairs = list(zip(shades_of(kept.picture), seen(station), strict=True))[:-TALL]
            assert max(abs(one - other) for one, other in pairs) <= 4, station.item
            found = [parts(station.content), parts(station.page)]
            shades = seen(station)
            drawn_anew(station)
            assert found[0] == parts(station.content), station.item
            assert sorted(map(str, found[1])) == sorted(map(str, parts(station.page))), station.item
            assert max(abs(one - other) for one, other in zip(shades, seen(station), strict=True)) <= 4, station.item
    assert station.item == "check.plan"
    assert used >= 30


def test_it_shows_where_next_is_pressed_and_leads_on(station: Station) -> None:
    station.come_in(station.new_visit())
    foreseen = answered(station)
    assert foreseen is not None
    assert not foreseen.isVisible()
    station.go_on()
    assert station.content is foreseen
    assert station.content.heading.hasFocus()
    here = station.item
    station.answer()
    assert station.item != here, "its buttons are connected"


def test_it_is_drawn_by_itself_while_the_patient_reads(station: Station, qtbot: QtBot) -> None:
    station.come_in(station.new_visit())
    station.choose(station.content, "")
    qtbot.waitUntil(lambda: station.window.stage._ahead is not None)
    station.go_on()
    assert station.item != FIRST


def test_another_answer_leads_elsewhere(station: Station) -> None:
    station.sign_in(station.new_visit())
    station.tap("choice:yes")
    foreseen = ahead(station)
    assert foreseen is not None
    station.tap("choice:not_me")
    assert ahead(station) is None, "nobody knows yet who that is"
    station.settle()
    assert not isValid(foreseen)
    station.go_on()
    assert "Please go to the desk" in station.said


def test_what_staff_changed_meanwhile_is_shown(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.answer_until("check.summary")
    foreseen = ahead(station)
    assert foreseen is not None
    patient, form, revision = schedule.forms(station.workplace, visit=visit)
    moved = replace(form, procedure_at="12:45")
    schedule.edit_visit(
        station.workplace, staff=station.nurse, visit=visit, patient=patient, form=moved, revision=revision
    )
    station.go_on()
    assert station.item == "check.plan"
    assert station.content is not foreseen
    assert "12:45" in station.said


def test_a_changed_look_throws_it_away(station: Station) -> None:
    station.come_in(station.new_visit())
    foreseen = answered(station)
    session = station.window.session
    assert session is not None
    session.take_comfort(Comfort("en", HIGH_CONTRAST, 200))
    station.settle()
    assert foreseen is not None
    assert not isValid(foreseen)
    again = ahead(station)
    station.go_on()
    assert station.content is again


def test_another_size_of_the_window_throws_it_away(station: Station) -> None:
    station.come_in(station.new_visit())
    drawn = answered(station)
    assert drawn is not None
    station.window.resize(1080, 1920)
    station.settle()
    turn(station)
    assert station.content is not drawn


def test_an_answer_that_was_not_saved_stays_on_its_page(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    foreseen = answered(station)
    page = station.page
    disk(station, takes=False)
    station.go_on()
    assert station.page is page
    assert "was not saved" in station.missing
    disk(station, takes=True)
    station.go_on()
    assert station.content is foreseen
    assert [one.item for one in station.situation(visit).chart.replies][-1] == FIRST


def test_nothing_is_drawn_behind_a_cover(station: Station) -> None:
    station.come_in(station.new_visit())
    foreseen = answered(station)
    station.ticks.at += 91
    station.window.idle.look()
    station.settle()
    assert station.names() == {"read_aloud", "still_here"}
    assert foreseen is not None
    assert not isValid(foreseen)
    assert ahead(station) is None
    station.tap("still_here")
    assert ahead(station) is not None


def test_nothing_is_drawn_behind_a_dialog(station: Station) -> None:
    station.come_in(station.new_visit())
    station.tap("why")
    assert ahead(station) is None


def test_keys_reach_the_page_that_shows_and_never_the_one_behind(station: Station) -> None:
    station.come_in(station.new_visit())
    foreseen = answered(station)
    assert foreseen is not None
    for _ in range(40):
        QTest.keyClick(station.window, "\t")
        focus = station.window.focusWidget()
        assert focus is None or not foreseen.isAncestorOf(focus)


def hand_over(station: Station) -> None:
    station.window.hand_over(station.new_visit(), station.nurse)


def trouble(station: Station) -> None:
    station.window.show_trouble(signed_in=True)


@pytest.mark.parametrize("end", [leave, idle, emergency, hand_over, trouble])
def test_no_page_drawn_ahead_outlives_the_sitting(
    station: Station, qapp: QApplication, end: Callable[[Station], None]
) -> None:
    station.come_in(station.new_visit(PatientForm(CANARY, f"E{CANARY}", BORN)))
    if end is not emergency:  # the page behind holds what the patient wrote
        station.tap("question_for_nurse")
        station.type_in(TYPED)
        station.tap("keep")
        assert station.window.session is not None
        station.window.session.open_page(PageRef("check.summary"))
        station.settle()
    else:
        station.choose(station.content, "")
    foreseen = ahead(station)
    assert foreseen is not None
    if end is not emergency:
        assert any(TYPED in one.text() for one in foreseen.findChildren(QLabel))
    seen = weakref.ref(foreseen)
    end(station)
    station.settle()
    assert not isValid(foreseen)
    del foreseen
    gc.collect()
    assert seen() is None
    assert traces(qapp) == []


def test_a_frame_is_made_of_it_once(station: Station) -> None:
    station.come_in(station.new_visit())
    answered(station)
    station.go_on()
    assert isinstance(station.page, Frame)
    assert station.window.stage._ahead is None
