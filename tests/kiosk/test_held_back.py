"""What a full disk did not take comes before all that follows it, and is tried again until it is on the disk."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer

from kypho_prep.kiosk.held_back import AWAY_SECONDS, HeldBack
from kypho_prep.kiosk.job_queue import JobQueue
from kypho_prep.workflow.derived.refresh import close_left_over
from kypho_prep.workflow.errors import ServerLost
from kypho_prep.workflow.patient import intake as patient
from kypho_prep.workflow.server_errors import NoEntry
from kypho_prep.workflow.visits.schedule import PatientForm
from kypho_prep.workflow.workplace import Workplace
from tests.kiosk.full_disk import (
    answered_with_a_full_disk,
    disk,
    held_back,
    open_sittings,
    said_in_the_log,
    saved,
)
from tests.kiosk.station import BORN, Station, Ticks
from tests.late_worker import LateWorker


def one_by_one(station: Station) -> LateWorker:
    """Let each job of the kiosk wait until a test has it done."""
    worker = LateWorker(late=False)
    stage = station.window.stage
    stage.services = replace(stage.services, worker=worker)
    return worker


def do_first(worker: LateWorker) -> None:
    asked = worker.waiting.pop(0)
    asked.carry_out()
    asked.tell()


def enter_late(station: Station, worker: LateWorker, visit: str) -> None:
    """Sign in while the disk takes nothing; it takes all again once what was held back has been tried."""
    code = station.slip(visit).code
    disk(station, takes=False)
    worker.late = True
    station.enter(code, BORN)
    while len(worker.waiting) > 1:
        do_first(worker)
    disk(station, takes=True)
    worker.late = False
    worker.work()
    station.settle()


def tries(station: Station) -> bool:
    timer = held_back(station).findChild(QTimer)
    return isinstance(timer, QTimer) and timer.isActive()


def test_who_signs_in_comes_after_what_was_held_back(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    visit = answered_with_a_full_disk(station)
    worker = one_by_one(station)
    station.tap("leave", "go_on")
    disk(station, takes=True)
    enter_late(station, worker, visit)
    assert len(saved(station, visit)) == 1
    assert (held_back(station).waiting, open_sittings(station)) == (0, 1)
    said_in_the_log(caplog)


def test_closing_what_was_left_over_never_closes_the_next_patients_sitting(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    worker = one_by_one(station)
    services = station.window.stage.services
    disk(station, takes=False)
    held_back(station).save(services.worker, services.workplace, close_left_over, key="left over")
    disk(station, takes=True)
    visit = station.new_visit(PatientForm("Osterhout", "Ida", BORN, phone="555-0101"))
    enter_late(station, worker, visit)
    held_back(station).again()
    assert (held_back(station).waiting, open_sittings(station)) == (0, 1)
    said_in_the_log(caplog)


def test_the_clinic_is_read_while_the_disk_takes_nothing(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    answered_with_a_full_disk(station)
    station.tap("leave", "go_on")
    station.window.ready()
    assert station.item == "WelcomePage"
    said_in_the_log(caplog)


def test_it_is_tried_again_as_long_as_something_waits(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []
    worker = one_by_one(station)
    services, held = station.window.stage.services, held_back(station)

    def save(name: str) -> None:
        def write(workplace: Workplace) -> None:
            close_left_over(workplace)
            done.append(name)

        held.save(services.worker, services.workplace, write, key=name)

    worker.late = True
    save("first")
    first = worker.waiting.pop(0)
    first.carry_out()
    # While the end of the first is still to be told, another comes, and the disk takes nothing.
    save("second")
    first.tell()
    disk(station, takes=False)
    worker.work()
    assert (done, held.waiting, tries(station)) == (["first"], 1, True)
    disk(station, takes=True)
    timer = held.findChild(QTimer)
    assert isinstance(timer, QTimer)
    timer.timeout.emit()
    worker.work()
    assert (done, held.waiting, tries(station)) == (["first", "second"], 0, False)
    said_in_the_log(caplog)


def test_it_waits_for_a_database_that_is_not_open_yet(station: Station) -> None:
    services, held = station.window.stage.services, held_back(station)
    held.save(services.worker, lambda: None, close_left_over, key="left over")
    assert (held.waiting, tries(station)) == (1, True)


def test_the_same_thing_waits_once(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    visit = answered_with_a_full_disk(station)
    station.tap("back")
    station.go_on()
    waits = held_back(station).waiting
    station.tap("leave", "go_on")
    # The reply of each page, and the leaving.
    assert (waits, held_back(station).waiting) == (1, 3)
    disk(station, takes=True)
    held_back(station).again()
    assert (held_back(station).waiting, open_sittings(station)) == (0, 0)
    assert len(saved(station, visit)) == 1
    said_in_the_log(caplog)


def test_a_sitting_that_a_nurse_closed_meanwhile_loses_no_answer(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    visit = answered_with_a_full_disk(station)
    assert station.window.session is not None
    session = station.window.session.id
    station.tap("leave", "go_on")
    disk(station, takes=True)
    patient.leave(station.workplace, session=session)
    held_back(station).again()
    assert len(saved(station, visit)) == 1
    said_in_the_log(caplog)


def test_a_server_that_was_away_is_asked_again_soon_however_fast_the_patient_is(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    ticks, asked = Ticks(), []

    def lost(_: Workplace) -> None:
        asked.append(ticks.at)
        raise ServerLost

    held, stage = HeldBack(ticks), station.window.stage
    stage.services = replace(stage.services, held_back=held)
    held.save(stage.services.worker, stage.services.workplace, lost, key="one")
    for _ in range(4):
        ticks.at += AWAY_SECONDS / 2
        JobQueue(stage, lambda _: None, lambda: None).run(lambda _: None, lambda _: None)
    began = asked[0]
    assert asked == [began, began + AWAY_SECONDS, began + 2 * AWAY_SECONDS]
    held.deleteLater()
    caplog.clear()


def test_what_the_server_turns_away_at_its_door_waits_until_it_is_mended(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    held, worker, tried = HeldBack(), LateWorker(late=False), []

    def save(_workplace: Workplace) -> None:
        tried.append("tried")
        if len(tried) == 1:
            raise NoEntry

    held.save(worker, lambda: station.workplace, save, key="one")
    assert held.waiting == 1, "an answer is not what was wrong"
    held.again()
    assert (held.waiting, len(tried)) == (0, 2)
    assert "ServerLost" in caplog.text
    caplog.clear()
    held.deleteLater()
