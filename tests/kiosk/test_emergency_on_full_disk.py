"""The disk takes nothing of an emergency, of a call for a nurse, of "this is not me": each is told, kept, passed on."""

import pytest

from kypho_prep.prep.chart import FactKind
from kypho_prep.workflow.visits.schedule import PatientForm
from tests.kiosk.full_disk import be_idle, disk, held_back, open_sittings, said_in_the_log, saved
from tests.kiosk.station import BORN, Station
from tests.kiosk.test_endings import sign_staff_in
from tests.kiosk.test_held_back import one_by_one
from tests.late_worker import LateWorker

NOW = "now.symptoms"
TOLD = "Tell the staff now"


def called(station: Station, visit: str) -> bool:
    with station.workplace.reading() as records:
        return records.summaries.call_open(visit)


def at_the_signs(station: Station) -> str:
    visit = station.new_visit()
    station.sign_in(visit)
    for _ in range(3):
        station.answer()
    return visit


def test_the_emergency_takes_the_screen_although_nothing_is_saved(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    visit = at_the_signs(station)
    disk(station, takes=False)
    station.tap("choice:chest_pain")
    assert TOLD in station.said
    be_idle(station, 5000)
    assert TOLD in station.said
    # Who acknowledges it does so on record: the tick goes first.
    sign_staff_in(station)
    assert "not saved" in station.missing
    disk(station, takes=True)
    station.tap("close")
    sign_staff_in(station)
    assert station.item == "WelcomePage"
    assert [one.value["picked"] for one in saved(station, visit, NOW)] == [["chest_pain"]]
    kinds = [fact.kind for fact in station.situation(visit).chart.current_facts]
    assert kinds == [FactKind.EMERGENCY_ACKNOWLEDGED]
    assert (held_back(station).waiting, open_sittings(station)) == (0, 0)
    said_in_the_log(caplog)


def test_what_is_no_emergency_takes_no_screen(station: Station) -> None:
    at_the_signs(station)
    disk(station, takes=False)
    station.tap("choice:fever_chills")
    assert station.item == NOW
    assert "not saved" in station.missing


def walks_away_while_it_is_saved(station: Station) -> tuple[str, LateWorker]:
    """Tick a danger, and be gone before the disk has said that it takes nothing."""
    visit = at_the_signs(station)
    worker = one_by_one(station)
    worker.late = True
    station.tap("choice:chest_pain")
    be_idle(station, 91)
    be_idle(station, 61)
    assert station.item == "WelcomePage"
    disk(station, takes=False)
    worker.work()
    disk(station, takes=True)
    worker.late = False
    return visit, worker


def test_an_emergency_that_was_held_back_takes_the_screen_once_it_is_saved(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    visit, _worker = walks_away_while_it_is_saved(station)
    assert TOLD not in station.said
    held_back(station).again()
    station.settle()
    assert TOLD in station.said
    assert saved(station, visit, NOW)
    sign_staff_in(station)
    assert station.item == "WelcomePage"
    said_in_the_log(caplog)


def test_it_waits_until_the_next_patients_sitting_is_over(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    walks_away_while_it_is_saved(station)
    other = station.new_visit(PatientForm("Osterhout", "Ida", BORN, phone="555-0101"))
    station.sign_in(other)
    assert station.window.session is not None
    assert TOLD not in station.said
    station.tap("leave")
    assert TOLD in station.said
    said_in_the_log(caplog)


def test_whoever_types_a_code_meanwhile_starts_anew(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    walks_away_while_it_is_saved(station)
    station.tap("start", "key:1", "key:2")
    held_back(station).again()
    station.settle()
    assert TOLD in station.said
    sign_staff_in(station)
    station.tap("start")
    assert "12" not in station.said
    said_in_the_log(caplog)


def test_a_call_that_could_not_be_passed_on_is_passed_on_later(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    disk(station, takes=False)
    for _ in range(2):
        station.tap("call_nurse")
        assert "cannot pass on your call" in station.said
    assert held_back(station).waiting == 1
    station.tap("leave", "go_on")
    assert not called(station, visit)
    disk(station, takes=True)
    held_back(station).again()
    assert called(station, visit)
    said_in_the_log(caplog)


def test_somebody_else_s_page_goes_although_nothing_is_saved(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    visit = station.new_visit()
    station.sign_in(visit)
    station.tap("choice:not_me")
    disk(station, takes=False)
    station.go_on()
    assert "Please go to the desk" in station.said
    disk(station, takes=True)
    held_back(station).again()
    assert station.situation(visit).chart.visit.wrong_person_at is not None
    assert open_sittings(station) == 0
    said_in_the_log(caplog)
