"""What comes late for a page that is gone opens nothing: neither staff's side nor a patient's visit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from kypho_prep.look.worker import Asked, Done, Failed, InlineWorker, Job
from kypho_prep.records.rows import AuditRow
from kypho_prep.tour.driver.guest import Guest
from tests.disk_limit import disk
from tests.journeys.house import BORN, PASSWORD, House, standing, with_clinic
from tests.kiosk.full_disk import said_in_the_log
from tests.late_worker import LateWorker


@pytest.fixture
def slow(tmp_path: Path, qapp: QApplication) -> Iterator[tuple[House, LateWorker, str]]:
    """The program on one clinic, the worker that will be late, and the slip's code."""
    _visit, code = with_clinic(tmp_path)
    worker = LateWorker(late=False)
    with standing(tmp_path, worker=worker) as house:
        yield house, worker, code
        worker.late = False


def submit(house: House, worker: LateWorker) -> None:
    """Type name and password at the desk; the answer will be late."""
    house.hand.tap("staff")
    house.hand.write("user", "ann")
    house.hand.write("password", PASSWORD)
    worker.late = True
    house.hand.press(Qt.Key.Key_Return)


def events(house: House) -> list[str]:
    with house.workplace.reading() as records:
        rows: list[AuditRow] = list(records.audit.all())
    return [row.event for row in rows]


def left_by_key(house: House) -> None:
    QTest.keyClick(house.program.window.windowHandle(), Qt.Key.Key_Escape)
    house.hand.settle()


@pytest.mark.parametrize("leave", [left_by_key, lambda house: house.hand.tap("leave")], ids=["Esc", "button"])
def test_a_nurse_who_left_before_she_was_let_in_is_out(
    slow: tuple[House, LateWorker, str], leave: Callable[[House], None]
) -> None:
    house, worker, _code = slow
    submit(house, worker)
    leave(house)
    assert house.hand.sees("start")
    worker.work()
    worker.late = False
    assert house.program.staff is not None
    assert house.program.staff.workspace() is None
    assert events(house)[-2:] == ["signed_in", "signed_out"]
    house.hand.tap("staff")
    assert house.hand.sees("password"), "the way back asks for it"
    assert "Quarrington" not in house.said()


def test_a_nurse_who_waits_is_let_in_late(slow: tuple[House, LateWorker, str]) -> None:
    house, worker, _code = slow
    submit(house, worker)
    worker.work()
    assert house.program.staff is not None
    assert house.program.staff.workspace() is not None


def enter(house: House, worker: LateWorker, code: str) -> Guest:
    """Type the slip's code and the birth date; the answer will be late."""
    patient = Guest(house.hand, house.program.kiosk, {})
    house.hand.tap("start")
    house.hand.touch_keys(code)
    house.hand.tap("next")
    for name in ("part:month", f"month:{BORN.month}", f"day:{BORN.day}"):
        house.hand.tap(name)
    house.hand.touch_keys(str(BORN.year))
    worker.late = True
    house.hand.tap("next")
    return patient


@pytest.mark.parametrize("steps", [1, 2], ids=["to the code", "to the first page"])
def test_a_patient_who_went_back_is_not_let_in(slow: tuple[House, LateWorker, str], steps: int) -> None:
    house, worker, code = slow
    patient = enter(house, worker, code)
    for _ in range(steps):
        house.hand.tap("back")
    shown = patient.item
    worker.late = False
    worker.work()
    assert house.program.kiosk.session is None
    assert patient.item == shown
    assert "Eleanor" not in house.said()
    with house.workplace.reading() as records:
        assert records.sessions.open_at(house.workplace.station, house.workplace.kiosk) == ()


def test_who_went_back_signs_in_again(slow: tuple[House, LateWorker, str]) -> None:
    house, worker, code = slow
    enter(house, worker, code)
    house.hand.tap("back")
    house.hand.tap("back")
    worker.late = False
    worker.work()
    patient = Guest(house.hand, house.program.kiosk, {})
    patient.sign_in(code, BORN, pictures=False)
    assert house.program.kiosk.session is not None


def test_a_wrong_code_that_comes_late_says_nothing_on_the_first_page(slow: tuple[House, LateWorker, str]) -> None:
    house, worker, code = slow
    wrong = str((int(code) + 1) % 1_000_000).zfill(6)
    patient = enter(house, worker, wrong)
    house.hand.tap("back")
    house.hand.tap("back")
    said = house.said()
    worker.late = False
    worker.work()
    assert patient.item == "WelcomePage"
    assert house.said() == said


def test_who_goes_back_again_while_the_late_sitting_is_ended_meets_no_fault(
    slow: tuple[House, LateWorker, str],
) -> None:
    house, worker, code = slow
    patient = enter(house, worker, code)
    house.hand.tap("back")
    first, worker.waiting = worker.waiting, []
    for asked in first:
        asked.carry_out()
        asked.tell()
    house.hand.tap("back")
    worker.late = False
    worker.work()
    assert patient.item == "WelcomePage"
    with house.workplace.reading() as records:
        assert records.sessions.open_at(house.workplace.station, house.workplace.kiosk) == ()


def test_a_late_sitting_that_cannot_be_ended_yet_is_told_to_nobody_else(
    slow: tuple[House, LateWorker, str], caplog: pytest.LogCaptureFixture
) -> None:
    house, worker, code = slow
    enter(house, worker, code)
    house.hand.tap("back")
    house.hand.tap("back")
    (signing,), worker.waiting = worker.waiting, []
    signing.carry_out()
    disk(house.workplace, takes=False)
    worker.late = False
    signing.tell()
    house.hand.tap("start")
    worker.work()
    assert "not saved" not in house.said()
    held = house.program.kiosk.stage.services.held_back
    assert held.waiting == 1
    disk(house.workplace, takes=True)
    held.again()
    with house.workplace.reading() as records:
        assert records.sessions.open_at(house.workplace.station, house.workplace.kiosk) == ()
    said_in_the_log(caplog)


def test_a_patient_who_is_let_in_after_a_fault_reaches_no_window(slow: tuple[House, LateWorker, str]) -> None:
    house, worker, code = slow
    enter(house, worker, code)
    gone = house.program.kiosk
    house.program.start_over()
    worker.late = False
    worker.work()
    assert (gone.session, house.program.kiosk.session) == (None, None)
    with house.workplace.reading() as records:
        assert records.sessions.open_at(house.workplace.station, house.workplace.kiosk) == ()


def test_a_nurse_who_acknowledges_after_a_fault_changes_nothing_on_the_screen(
    slow: tuple[House, LateWorker, str],
) -> None:
    house, worker, code = slow
    patient = enter(house, worker, code)
    worker.late = False
    worker.work()
    patient.go_until("now.symptoms", pictures=False)
    house.hand.tap("choice:chest_pain")
    house.hand.tap("staff_here")
    house.hand.write("user", "ann")
    house.hand.write("password", PASSWORD)
    worker.late = True
    house.hand.tap("acknowledge")
    gone = house.program.kiosk
    before = gone.stage.page
    house.program.start_over()
    worker.late = False
    worker.work()
    assert gone.stage.page is before


class Watching(InlineWorker):
    """Notes at each job whether the patient's window still stands on the screen."""

    def __init__(self) -> None:
        self.window: QWidget | None = None
        self.stood: list[bool] = []

    def run(self, job: Job, done: Done, failed: Failed) -> Asked:
        if self.window is not None and isValid(self.window):
            self.stood.append(self.window.isVisible())
        return super().run(job, done, failed)


def test_after_a_fault_the_page_is_saved_before_its_window_is_hidden(tmp_path: Path, qapp: QApplication) -> None:
    _visit, code = with_clinic(tmp_path)
    worker = Watching()
    with standing(tmp_path, worker=worker) as house:
        patient = Guest(house.hand, house.program.kiosk, {})
        patient.sign_in(code, BORN, pictures=False)
        patient.go_until("medicines.groups_thin", pictures=False)
        house.hand.tap("choice:aspirin")
        worker.window = house.program.kiosk
        house.program.start_over()
        # The answer, and the sittings that are left open; what comes later meets a window that is gone.
        assert worker.stood[:2] == [True, True]
