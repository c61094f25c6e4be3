"""What one job left behind in the queue is not met by the next one: neither a fault nor what was to be done instead."""

import pytest

from kypho_prep.kiosk.job_queue import JobQueue
from kypho_prep.workflow.errors import NotSaved, Refused
from kypho_prep.workflow.workplace import Workplace
from tests.kiosk.station import Station


def zero(_: Workplace) -> None:
    raise ZeroDivisionError


def missing(_: Workplace) -> None:
    raise KeyError


def full(_: Workplace) -> None:
    raise NotSaved


def well(_: Workplace) -> None:
    pass


def nothing(_: object) -> None:
    pass


def said_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """That a job failed is logged, and where."""
    assert caplog.records
    assert all(one.getMessage().startswith("a kiosk job failed: ") for one in caplog.records)
    caplog.clear()


class Told:
    """A queue, and what it told."""

    def __init__(self, station: Station) -> None:
        self.said: list[str] = []
        self.jobs = JobQueue(station.window.stage, self.refused, lambda: self.said.append("broken"))

    def refused(self, error: Refused) -> None:
        self.said.append(type(error).__name__)


def test_the_same_fault_twice_is_for_the_last_resort_and_then_begins_anew(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    told = Told(station)
    for _ in range(2):
        told.jobs.run(zero, nothing)
        with pytest.raises(ZeroDivisionError):
            told.jobs.run(zero, nothing)
    assert told.said == ["broken", "broken"]
    said_in_the_log(caplog)


def test_faults_in_turn_are_for_the_last_resort_too(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    told = Told(station)
    told.jobs.run(zero, nothing)
    told.jobs.run(missing, nothing)
    with pytest.raises(ZeroDivisionError):
        told.jobs.run(zero, nothing)
    told.jobs.run(missing, nothing)
    assert told.said == ["broken"] * 3
    assert ["KeyError" in one.getMessage() for one in caplog.records] == [False, True, False, True]
    said_in_the_log(caplog)


@pytest.mark.parametrize("between", [full, well])
def test_a_job_that_meets_no_fault_begins_anew(
    station: Station, caplog: pytest.LogCaptureFixture, between: object
) -> None:
    told = Told(station)
    told.jobs.run(zero, nothing)
    told.jobs.run(between, nothing)  # type: ignore[arg-type]
    told.jobs.run(zero, nothing)
    assert told.said[0] == told.said[-1] == "broken"
    said_in_the_log(caplog)


def test_a_fault_ends_with_whoever_met_it(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    told = Told(station)
    for _ in range(2):
        told.jobs.run(zero, nothing)
        told.jobs.abandon(nothing)
    assert told.said == ["broken", "broken"]
    said_in_the_log(caplog)


def test_what_is_done_instead_is_for_its_own_action_alone(station: Station) -> None:
    told = Told(station)
    told.jobs.unless_saved(lambda: told.said.append("instead"), lambda: None)
    told.jobs.run(full, nothing)
    assert told.said == ["NotSaved"]
    told.jobs.unless_saved(lambda: told.said.append("instead"), lambda: told.jobs.run(full, nothing))
    assert told.said == ["NotSaved", "instead"]


def test_two_patients_one_after_the_other_read_the_calm_page(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    codes = [station.slip(station.new_visit()).code, "000000"]
    station.workplace.database.close()
    for code in codes:
        station.enter(code)
        assert "Please call the nurse" in station.said
        station.tap("go_on")
    said_in_the_log(caplog)
