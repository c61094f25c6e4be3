"""A scanner that types like a keyboard: the code and Enter, into whatever page the kiosk shows then."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kypho_prep.kiosk.pages.sign_in import SignInPage
from tests.kiosk.station import BORN, Station


def test_a_slip_scanned_at_the_welcome_page_opens_the_birth_date(station: Station) -> None:
    visit = station.new_visit()
    scan(station, station.slip(visit).code)
    assert step(station) == "born"
    station.give_birth_date(BORN)
    assert station.item == "start.right_person"


def test_a_slip_scanned_at_the_code_page_goes_on_by_its_own_enter(station: Station) -> None:
    code = station.slip(station.new_visit()).code
    station.tap("start")
    scan(station, code)
    assert step(station) == "born"
    station.give_birth_date(BORN)
    assert station.item == "start.right_person"


def test_a_finger_that_touched_a_key_before_does_not_hold_the_scanner_up(station: Station) -> None:
    code = station.slip(station.new_visit()).code
    station.tap("start", "key:7", "key:delete")
    scan(station, code)
    assert step(station) == "born"


def test_half_a_code_does_not_go_on(station: Station) -> None:
    station.tap("start")
    scan(station, "12345")
    assert step(station) == "code"
    assert station.missing == station.window.stage.words("kiosk.sign_in.missing_code")


def scan(station: Station, text: str) -> None:
    """Type as a scanner does: key after key into whatever has the keyboard, Enter behind."""
    for key in text:
        QTest.keyClicks(station.window.focusWidget() or station.window, key)
    QTest.keyClick(station.window.focusWidget() or station.window, Qt.Key.Key_Return)
    station.settle()


def step(station: Station) -> str:
    page = station.content
    assert isinstance(page, SignInPage)
    return page.step
