"""The patient's way by one switch: things light up in turn, one key presses, and nothing is pressed by the clock."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.scanning.scanner import SECONDS, Speed
from kypho_prep.prep.sign_off.stage import Stage, stage
from kypho_prep.tour.driver.guest import quiet
from kypho_prep.workflow.patient import intake
from tests.kiosk.station import BORN, Station
from tests.kiosk.switch import OneSwitch
from tests.kiosk.test_voice import listening
from tests.kiosk.tour_of_pages import staff_here


def begin(station: Station) -> OneSwitch:
    one = OneSwitch(station)
    one.switch()
    assert one.scanner.speed is Speed.SLOW
    return one


def on_a_question(station: Station) -> OneSwitch:
    """One switch on the first question, whose answers are ticked."""
    one = begin(station)
    station.come_in(station.new_visit())
    return one


def answer(one: OneSwitch) -> None:
    """Answer the page quietly and go on, by the switch alone."""
    station, page = one.station, one.station.content
    if isinstance(page, OverviewPage):
        one.choose("continue")
        return
    if isinstance(page, QuestionPage):
        for view in filter(None, (page.view, page.view.second)):
            for name in quiet(replace(view, given=None)):
                typed = name.startswith("type:")
                one.choose_all([f"key:{letter}" for letter in name[5:]] if typed else [name])
    before = station.page
    for _ in range(12):
        one.choose("next")
        if station.page is not before:
            return
    raise AssertionError(f"Next does not lead on from {station.item}: {station.missing}")


def test_by_one_switch_from_welcome_to_thanks(station: Station) -> None:
    visit = station.new_visit()
    code = station.slip(visit).code
    one = begin(station)
    one.choose_all(["start", *(f"key:{digit}" for digit in code), "next"])
    one.choose_all(["part:month", f"month:{BORN.month}", f"day:{BORN.day}", *(f"key:{it}" for it in str(BORN.year))])
    one.choose("next")
    assert station.item == "start.right_person"
    pages = 0
    while station.item != "check.summary":
        answer(one)
        pages += 1
        assert pages < 220, station.item
    for expected in ("check.plan", "MessagePage"):
        answer(one)
        assert station.item == expected
    assert station.guest.hand.taps == 0
    assert stage(station.situation(visit)) is Stage.TO_REVIEW
    assert intake.emergency_on(station.workplace) is None
    assert one.presses < 6 * pages, "groups first keep it quick"


def test_nothing_is_pressed_by_the_clock(station: Station) -> None:
    one = on_a_question(station)
    page, saved = station.page, station.window.session
    lit = one.lit(300)
    assert station.page is page
    assert station.window.session is saved
    assert station.content.value() is None
    assert lit == ["Answers", "Next and Back", "Help and text size"]


def test_a_held_key_and_a_trembling_hand_press_once(station: Station) -> None:
    one = on_a_question(station)
    one.wait()
    handle = station.window.windowHandle()
    one.switch()
    first = one.scanner.spot
    assert first is not None
    assert first.parts == () or len(first.buttons) < 8, "the answers opened, and no more"
    for _ in range(50):
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
        QApplication.sendEvent(handle, held)
    QTest.keyClick(handle, Qt.Key.Key_Space)  # in the same moment
    station.settle()
    assert one.scanner.spot == first
    assert station.content.value() is None


def test_what_lights_up_is_ringed_whole_scrolled_to_and_announced(station: Station) -> None:
    one = on_a_question(station)
    station.window.resize(1280, 800)
    station.hand.tap("text_size")
    station.hand.tap("text_size")
    heard = listening(station)
    one.wait()
    one.switch()
    for _ in range(40):
        spot = one.wait()
        assert spot is not None
        assert heard.urgent[-1] == spot.said
        ring = one.scanner.ringed
        for button in spot.buttons if len(spot.buttons) == 1 else ():
            shown = QRect(button.mapTo(station.window, button.rect().topLeft()), button.size())
            assert ring == shown, f"{spot.said} does not show whole"


def test_letters_are_typed_row_by_row(station: Station) -> None:
    one = on_a_question(station)
    one.choose("question_for_nurse")
    field = next(it for it in station.window.findChildren(QPlainTextEdit) if it.isVisible())
    if "key:a" not in station.names():
        one.choose("keyboard")
    before = one.presses
    one.choose_all(["key:a", "key:space", "key:q"])
    assert field.toPlainText() == "a q"
    assert one.presses - before <= 7, "the keyboard once, then two presses a letter"


def test_the_patient_chooses_how_fast_and_stops_by_the_switch_itself(station: Station) -> None:
    one = begin(station)
    for speed in (Speed.FAST, Speed.MEDIUM, Speed.SLOW):
        one.choose_all(["ways", f"speed:{speed}", "close"])
        assert station.item == "WelcomePage"
        assert one.scanner.speed is speed
        assert one.scanner.seconds == SECONDS[speed]
    station.come_in(station.new_visit())
    one.choose_all(["ways", "speed:fast"])
    assert one.scanner.speed is Speed.FAST
    one.choose("speed:")
    assert one.scanner.speed is Speed.OFF
    assert one.scanner.spot is None
    station.tap("close")
    assert station.item == "medicines.groups_thin"


def test_a_keyboard_ends_it_and_has_its_keys_again(station: Station) -> None:
    one = on_a_question(station)
    QTest.keyClick(station.window.windowHandle(), Qt.Key.Key_Tab)
    assert one.scanner.speed is Speed.OFF
    station.find("choice:none").setFocus()
    QTest.keyClick(station.window.windowHandle(), Qt.Key.Key_Space)
    assert station.find("choice:none").isChecked()


def test_staff_sign_in_without_it(station: Station) -> None:
    one = begin(station)
    staff_here(station)
    one.wait()
    assert one.scanner.speed is Speed.OFF
    station.type_in("ann lee")  # a space is a space
    assert station.find("user").text() == "ann lee"


@pytest.mark.parametrize("end", ["leave", "idle"])
def test_the_next_patient_finds_it_off(station: Station, end: str) -> None:
    one = on_a_question(station)
    if end == "leave":
        one.choose_all(["leave", "go_on"])
    else:
        for _ in range(2):
            station.ticks.at += 100
            station.window.idle.look()
            station.settle()
    assert station.item == "WelcomePage"
    assert one.scanner.speed is Speed.OFF


def test_who_looked_away_comes_back_by_the_switch(station: Station) -> None:
    one = on_a_question(station)
    station.ticks.at += 91
    station.window.idle.look()
    assert station.window.stage.cover is not None
    one.choose("still_here")
    assert station.window.stage.cover is None
    assert one.scanner.speed is Speed.SLOW
    one.choose("choice:none")


def test_on_the_welcome_page_a_keyboard_s_own_space_begins_nothing(station: Station) -> None:
    one = OneSwitch(station)
    station.find("contrast").setFocus()
    QTest.keyClick(station.window.windowHandle(), Qt.Key.Key_Space)
    station.settle()
    assert one.scanner.speed is Speed.OFF
    assert station.window.stage.comfort.theme == "high_contrast"
