"""Staff who come to a kiosk that speaks Arabic sign in on a page of their own language, read from the left."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kypho_prep.kiosk.pages.emergency_page import EmergencyPage, StaffSignIn
from kypho_prep.workflow.clinic import languages
from kypho_prep.workflow.clinic.languages import ReviewForm
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.workplace import Workplace
from tests.journeys.house import BORN, USER, standing, with_clinic


def offer_arabic(place: Workplace, nurse: StaffMember) -> None:
    languages.record_review(place, staff=nurse, language="ar", form=ReviewForm("A. Test", "CHI", date(2026, 11, 1)))


def test_an_emergency_on_an_arabic_page_is_acknowledged_in_english(tmp_path: Path, qapp: QApplication) -> None:
    _, code = with_clinic(tmp_path, offer_arabic)
    with standing(tmp_path) as house:
        stage, arabic = house.program.kiosk.stage, house.workplace.content.words("ar")
        house.hand.tap("language:ar")
        guest = house.guest()
        guest.sign_in(code, BORN)
        guest.go_until("now.symptoms", pictures=False)
        house.hand.tap("choice:chest_pain")
        house.hand.tap("staff_here")
        page = stage.page
        assert isinstance(page, StaffSignIn)
        assert page.layoutDirection() == Qt.LayoutDirection.LeftToRight
        assert page.heading.text() == house.words("kiosk.emergency.staff_heading")
        house.hand.write("user", USER)
        house.hand.write("password", "not hers at all")
        house.hand.tap("acknowledge")
        assert not any("\u0600" <= letter <= "\u06ff" for letter in house.said()), "what is wrong and the keys, too"
        house.hand.tap("close")
        page = stage.page
        assert isinstance(page, EmergencyPage)
        assert page.layoutDirection() == Qt.LayoutDirection.RightToLeft
        assert page.heading.text() == arabic("kiosk.emergency.heading"), "the patient reads on in her language"
