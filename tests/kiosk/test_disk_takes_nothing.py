"""The disk takes nothing: nobody is held up, nothing untrue is said, and what was answered is saved once it can be."""

import pytest

import kypho_prep.kiosk.pages
from kypho_prep.workflow.patient import intake
from tests.faults.planted import Planted, places
from tests.kiosk.full_disk import (
    ITEM,
    answered_with_a_full_disk,
    be_idle,
    disk,
    held_back,
    open_sittings,
    said_in_the_log,
    saved,
)
from tests.kiosk.station import BORN, Station


def test_the_cover_says_saved_only_where_it_is(station: Station) -> None:
    visit = answered_with_a_full_disk(station)
    be_idle(station, 91)
    assert "not saved yet" in station.said
    assert "answers are saved" not in station.said
    station.tap("still_here")
    assert "not saved" in station.missing
    assert station.find("choice:aspirin").isChecked()
    disk(station, takes=True)
    be_idle(station, 91)
    assert "Your answers are saved" in station.said
    assert len(saved(station, visit)) == 1


def test_what_somebody_left_behind_is_saved_later(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    visit = answered_with_a_full_disk(station)
    be_idle(station, 91)
    be_idle(station, 61)
    assert station.item == "WelcomePage"
    held = station.window.stage.services.held_back
    assert (held.waiting, open_sittings(station)) == (2, 1)
    held.again()
    assert held.waiting == 2
    disk(station, takes=True)
    held.again()
    assert (held.waiting, open_sittings(station)) == (0, 0)
    assert [one.value["picked"] for one in saved(station, visit)] == [["aspirin"]]
    said_in_the_log(caplog)


def test_leave_leaves_and_says_what_is_so(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    visit = answered_with_a_full_disk(station)
    station.tap("leave")
    assert "Please tell the nurse" in station.said
    assert "All your answers are saved" not in station.said
    station.tap("go_on")
    disk(station, takes=True)
    # Who comes back finds it: what waits is saved before anything else is asked.
    code = station.slip(visit).code
    station.enter(code, BORN)
    assert len(saved(station, visit)) == 1
    assert station.window.stage.services.held_back.waiting == 0
    assert open_sittings(station) == 1
    said_in_the_log(caplog)


def test_back_goes_back_and_what_was_left_there_is_saved_first(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    visit = answered_with_a_full_disk(station)
    station.tap("back")
    assert station.item != ITEM
    assert "not saved" in station.said
    disk(station, takes=True)
    station.tap("continue") if "continue" in station.names() else station.go_on()
    assert len(saved(station, visit)) == 1
    said_in_the_log(caplog)


def test_a_call_that_cannot_be_passed_on_says_so(station: Station, caplog: pytest.LogCaptureFixture) -> None:
    visit = answered_with_a_full_disk(station)
    station.tap("call_nurse")
    assert "cannot pass on your call" in station.said
    assert "stands on the nurses" not in station.said
    disk(station, takes=True)
    station.tap("call_nurse")
    assert "stands on the nurses" in station.said
    assert len(saved(station, visit)) == 1
    said_in_the_log(caplog)


def test_an_answer_to_a_sitting_that_was_ended_meanwhile_is_kept(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    assert station.window.session is not None
    station.tap("choice:aspirin")
    intake.leave(station.workplace, session=station.window.session.id)
    station.go_on()
    assert "These pages were closed" in station.said
    assert len(saved(station, visit)) == 1


def test_a_page_that_is_broken_loses_nothing_that_was_handed_in(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    visit = answered_with_a_full_disk(station)
    station.go_on()
    session = station.window.session
    assert session is not None
    (broken,) = [one for one in places(kypho_prep.kiosk.pages) if one.name.endswith("QuestionPage.answered")]
    with broken.broken(once=False), pytest.raises(Planted):
        session.save_later("left")
    disk(station, takes=True)
    held_back(station).again()
    assert (len(saved(station, visit)), open_sittings(station)) == (1, 0)
    said_in_the_log(caplog)
