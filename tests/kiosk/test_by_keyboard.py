"""The patient's whole way by keyboard alone, on the real content and a real encrypted database."""

from PySide6.QtWidgets import QApplication

from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.prep.sign_off.stage import Stage, stage
from kypho_prep.workflow.patient import intake
from tests.keys_alone import Keys
from tests.kiosk.station import BORN, Station


def test_by_keyboard_alone(station: Station, qapp: QApplication) -> None:
    visit = station.new_visit()
    keys = Keys(station.guest)
    keys.sign_in(station.slip(visit).code, BORN)
    for _ in range(220):
        if not isinstance(station.content, QuestionPage | OverviewPage):
            break
        keys.answer()
    assert station.item == "check.summary"
    for expected in ("check.plan", "MessagePage"):
        keys.go_on()
        assert station.item == expected
    assert station.guest.hand.taps == 0
    assert stage(station.situation(visit)) is Stage.TO_REVIEW
    assert intake.emergency_on(station.workplace) is None
