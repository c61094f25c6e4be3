"""The two sides of the one window: never both, staff's locks by itself, an emergency outlives a restart."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from kypho_prep.app.services import sample_settings
from kypho_prep.kiosk.pages.emergency_page import EmergencyPage
from kypho_prep.look.worker import Worker
from kypho_prep.nurse.clinic.first_run import ChoicePage
from kypho_prep.prep.reply import State
from kypho_prep.settings import SAMPLE_MARK
from kypho_prep.tour.driver.guest import Guest
from kypho_prep.workflow.patient.intake import Given
from kypho_prep.workflow.patient.late_reply import store_late
from tests.journeys.house import BORN, PASSWORD, House, standing, with_clinic
from tests.told import told
from tests.workflow.ward import SHOWN


def sign_in(house: House) -> None:
    house.staff_sign_in()
    assert house.program.staff is not None
    assert house.program.staff.workspace() is not None


def come_in(house: House, code: str) -> Guest:
    patient = house.guest()
    patient.sign_in(code, BORN)
    return patient


def test_the_first_start_offers_the_two_ways_to_begin(tmp_path: Path, qapp: QApplication) -> None:
    with standing(tmp_path) as house:
        assert house.program.staff is not None
        assert isinstance(house.program.staff.page(), ChoicePage)
        assert house.hand.sees("try_sample")
        assert house.hand.sees("set_up")
        assert not house.program.kiosk.isVisible()


def test_a_clinic_that_is_set_up_opens_on_the_patient_s_side(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path) as house:
        assert house.hand.sees("start")
        assert house.program.staff is None


def test_nothing_is_asked_of_a_database_that_is_not_open_yet(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path) as house:
        house.program.close()
        house.program.show_staff()
        assert house.program.staff is None


def test_staff_who_lock_leave_the_patient_s_welcome_behind(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path) as house:
        sign_in(house)
        assert "Quarrington" in house.said() or house.hand.sees("new_visit")
        house.at_desk.lock()
        assert house.hand.sees("start")
        assert "Quarrington" not in house.said()
        assert house.program.staff is not None
        assert house.program.staff.workspace() is None
        house.hand.tap("staff")
        assert "Quarrington" not in house.said()


def test_staff_who_are_gone_are_locked_out(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path) as house:
        sign_in(house)
        desk = house.program.staff
        assert desk is not None
        desk.idle.look()
        assert desk.workspace() is not None
        desk.idle.set_seconds(0, 0)
        desk.idle.look()
        house.hand.settle()
        assert desk.workspace() is None
        assert house.hand.sees("start")


def test_a_patient_who_touches_is_not_covered_and_one_who_is_gone_is(tmp_path: Path, qapp: QApplication) -> None:
    _, code = with_clinic(tmp_path)
    with standing(tmp_path) as house:
        patient = come_in(house, code)
        patient.go_until("medicines.groups_thin")
        kiosk = house.program.kiosk
        for _ in range(4):
            house.ticks.at += 60
            house.hand.tap("choice:aspirin")
            kiosk.idle.look()
            assert kiosk.stage.cover is None
        house.ticks.at += 60
        house.hand.press(Qt.Key.Key_Tab)
        kiosk.idle.look()
        assert kiosk.stage.cover is None
        house.ticks.at += 91
        kiosk.idle.look()
        assert kiosk.stage.cover is not None
        house.ticks.at += 61
        kiosk.idle.look()
        house.hand.settle()
        assert house.hand.sees("start")


def test_an_emergency_stands_again_after_a_restart(tmp_path: Path, qapp: QApplication) -> None:
    _, code = with_clinic(tmp_path)
    with standing(tmp_path) as house:
        patient = come_in(house, code)
        patient.go_until("now.symptoms")
        worrying = next(one.id for one in patient.content.view.choices if not one.none)
        house.hand.tap(f"choice:{worrying}")
        if not isinstance(patient.content, EmergencyPage):
            patient.go_on()
        assert isinstance(patient.content, EmergencyPage)
    with standing(tmp_path) as house:
        page = house.program.kiosk.stage.page
        assert isinstance(page, EmergencyPage)
        assert "Quarrington" not in house.said()
        assert not house.hand.sees("start")
        house.ticks.at += 1000
        house.program.kiosk.idle.look()
        assert house.program.kiosk.stage.page is page


def test_a_sample_is_made_with_a_password_and_says_so_on_both_sides(tmp_path: Path, qapp: QApplication) -> None:
    with standing(tmp_path) as house:
        made: list[bool] = []
        house.program.sample_made.connect(lambda: made.append(True))
        house.hand.tap("try_sample")
        house.hand.write("password", "short")
        house.hand.write("again", "short")
        house.hand.tap("save")
        assert not made
        house.hand.write("password", PASSWORD)
        house.hand.write("again", PASSWORD)
        house.hand.tap("save")
        assert made
        chosen = sample_settings(house.program.chosen)
        assert (chosen.data / SAMPLE_MARK).is_file()
    with standing(tmp_path, data=chosen.data, config=chosen.config) as house:
        assert "made up" in house.said() or "SAMPLE" in house.said()
        house.hand.tap("start")
        assert "SAMPLE" in house.said().upper()
        house.hand.tap("back")
        house.staff_sign_in("nurse")
        assert "SAMPLE" in house.said().upper()


def test_the_program_s_own_thread_opens_and_closes_the_clinic(tmp_path: Path, qapp: QApplication) -> None:
    with_clinic(tmp_path)
    began = datetime.now(UTC)
    with standing(tmp_path, worker=Worker()) as house:
        while house.program.workplace is None:
            QCoreApplication.processEvents()
            assert (datetime.now(UTC) - began).seconds < 20
        house.program.close()
    with standing(tmp_path) as house:
        assert house.trouble is None


def test_an_emergency_that_is_stored_while_staff_are_here_stands_when_they_go(
    tmp_path: Path, qapp: QApplication
) -> None:
    _visit, code = with_clinic(tmp_path)
    with standing(tmp_path) as house:
        come_in(house, code)
        kiosk, place = house.program.kiosk, house.program.workplace
        assert kiosk.session is not None
        assert place is not None
        session = kiosk.session.id
        kiosk.session.leaving.leave_idle()
        house.hand.settle()
        sign_in(house)
        sign = Given("now.symptoms", None, State.VALUE, told("now.symptoms", {"picked": ["chest_pain"]}), SHOWN)
        store_late(place, session=session, given=sign)
        kiosk.held_saved()
        house.hand.settle()
        assert house.hand.sees("new_visit"), "staff work on"
        house.at_desk.lock()
        assert "Tell the staff now" in house.said()
