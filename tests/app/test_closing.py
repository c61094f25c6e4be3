"""The program is closed while something waits in memory: it is saved before the database goes."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep.tour.driver.guest import Guest
from tests.disk_limit import disk
from tests.journeys.house import BORN, standing, with_clinic
from tests.kiosk.full_disk import said_in_the_log

ITEM = "medicines.groups_thin"


def test_what_was_held_back_is_saved_at_the_end(
    tmp_path: Path, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    visit, code = with_clinic(tmp_path)
    with standing(tmp_path) as house:
        patient = Guest(house.hand, house.program.kiosk, {})
        patient.sign_in(code, BORN, pictures=False)
        patient.go_until(ITEM, pictures=False)
        house.hand.tap("choice:aspirin")
        disk(house.workplace, takes=False)
        house.hand.tap("leave")
        held = house.program.kiosk.stage.services.held_back
        assert held.waiting == 2
        disk(house.workplace, takes=True)
        said_in_the_log(caplog)
    assert held.waiting == 0
    with standing(tmp_path) as house:
        chart = house.situation(visit).chart
        assert [one.value["picked"] for one in chart.replies if one.item == ITEM] == [["aspirin"]]


def test_the_page_of_whoever_sits_there_is_saved_and_the_sitting_closed(tmp_path: Path, qapp: QApplication) -> None:
    visit, code = with_clinic(tmp_path)
    with standing(tmp_path) as house:
        patient = Guest(house.hand, house.program.kiosk, {})
        patient.sign_in(code, BORN, pictures=False)
        patient.go_until(ITEM, pictures=False)
        house.hand.tap("choice:aspirin")
    with standing(tmp_path) as house:
        chart = house.situation(visit).chart
        assert [one.value["picked"] for one in chart.replies if one.item == ITEM] == [["aspirin"]]
        with house.workplace.reading() as records:
            assert records.sessions.newest_of(visit).ended_how == "left"
