"""From each page of staff's, by each way to the patient's side: the way back asks for the password."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kypho_prep.nurse.upkeep.back_ups_page import BackUpsPage
from kypho_prep.nurse.workspace import Workspace
from tests.journeys.house import House, standing, with_clinic
from tests.late_worker import LateWorker

NAME = "Quarrington"
Page = Callable[[Workspace, str], object]
PAGES: dict[str, Page] = {
    "board": lambda at, _visit: at.to_board(),
    "past visits": lambda at, _visit: at.open_past(NAME),
    "new visit": lambda at, _visit: at.open_form(""),
    "a visit's form": lambda at, visit: at.open_form(visit),
    "review": lambda at, visit: at.open_review(visit),
    "day": lambda at, visit: at.open_day(visit),
    "handing over": lambda at, visit: at.open_handing(visit),
    "ending": lambda at, visit: at.open_end(visit),
    "clinic": lambda at, _visit: at.clinic.open_clinic(),
    "staff": lambda at, _visit: at.clinic.open_staff(),
    "a new colleague": lambda at, _visit: at.clinic.open_new_person(),
    "own password": lambda at, _visit: at.clinic.open_own_password(),
    "audit": lambda at, _visit: at.clinic.open_audit(),
    "finished visits": lambda at, _visit: at.clinic.open_finished(),
    "back-ups": lambda at, _visit: at.clinic.open_back_ups(),
}


def by_key(house: House) -> None:
    QTest.keyClick(house.program.window.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def by_being_idle(house: House) -> None:
    assert house.program.staff is not None
    house.program.staff.idle.set_seconds(0, 0)
    house.program.staff.idle.look()


WAYS: dict[str, Callable[[House], None]] = {"Ctrl+L": by_key, "idle": by_being_idle}


def assert_out(house: House, page: str) -> None:
    """The patient's side stands there, and behind its key for staff a sign-in that names nobody."""
    house.hand.settle()
    desk = house.program.staff
    assert desk is not None
    assert desk.workspace() is None, page
    assert house.hand.sees("start"), page
    house.hand.tap("staff")
    assert house.hand.sees("password"), page
    assert not house.hand.sees("new_visit"), page
    assert NAME not in house.said(house.program.window), page
    house.hand.tap("leave")


@pytest.mark.parametrize("late", [False, True], ids=["in time", "late"])
def test_each_way_back_asks_for_the_password(tmp_path: Path, qapp: QApplication, *, late: bool) -> None:
    """Late: what the page asked for, and what the lock did, comes once the patient's side stands there."""
    visit, _code = with_clinic(tmp_path)
    worker = LateWorker(late=False)
    with standing(tmp_path, worker=worker, backups=True) as house:
        for page, show in PAGES.items():
            for leave in WAYS.values():
                house.staff_sign_in()
                worker.late = late
                show(house.at_desk.workspace, visit)
                assert page != "back-ups" or isinstance(house.at_desk.workspace.page(), BackUpsPage)
                house.hand.settle()
                leave(house)
                worker.late = False
                worker.work()
                assert_out(house, page)


@pytest.mark.parametrize("late", [False, True], ids=["in time", "late"])
def test_a_hand_over_leaves_the_desk_locked(tmp_path: Path, qapp: QApplication, *, late: bool) -> None:
    visit, _code = with_clinic(tmp_path)
    worker = LateWorker(late=False)
    with standing(tmp_path, worker=worker) as house:
        house.staff_sign_in()
        house.at_desk.workspace.open_handing(visit)
        house.hand.settle()
        worker.late = late
        house.hand.tap("hand_over")
        worker.late = False
        worker.work()
        house.hand.settle()
        assert house.program.kiosk.session is not None
        house.hand.tap("leave")
        house.hand.tap("go_on")
        assert_out(house, "handing over")
