"""A patient rests and the program is started anew: nothing of the rest stands, and the slip leads to the same page."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.journeys.house import BORN, standing, with_clinic


def test_a_restart_ends_the_rest_and_keeps_the_place(tmp_path: Path, qapp: QApplication) -> None:
    visit, code = with_clinic(tmp_path)
    with standing(tmp_path) as house:
        hand, patient = house.hand, house.guest()
        patient.sign_in(code, BORN)
        while not hand.sees("rest"):
            house.ticks.at += 45
            house.program.kiosk.idle.touched()
            patient.answer()
        here = patient.item
        hand.tap("rest")
        assert patient.item == "RestPage"
        assert house.program.kiosk.session is None
    with standing(tmp_path) as house:
        hand, patient = house.hand, house.guest()
        assert patient.item == "WelcomePage"
        with house.workplace.reading() as records:
            assert records.sessions.open_of(visit) is None
        patient.sign_in(code, BORN)
        assert patient.item == "start.who"
        patient.go_until("OverviewPage")
        hand.tap("continue")
        assert patient.item == here
