"""An emergency of this kiosk that nobody has acknowledged takes the screen whenever nobody sits there."""

from dataclasses import replace

import pytest

from kypho_prep.kiosk.window import HANDED_OVER
from kypho_prep.prep.reply import State
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.late_reply import store_late
from kypho_prep.workflow.visits.schedule import PatientForm
from tests.kiosk.full_disk import disk, held_back, said_in_the_log
from tests.kiosk.station import BORN, Station
from tests.kiosk.test_emergency_on_full_disk import NOW, TOLD, at_the_signs
from tests.kiosk.test_endings import sign_staff_in
from tests.kiosk.test_held_back import do_first, one_by_one
from tests.told import told
from tests.workflow.ward import SHOWN

OTHER = PatientForm("Osterhout", "Ida", BORN, phone="555-0101")
THIRD = PatientForm("Pemberton", "Una", BORN, phone="555-0102")


def tell_late(station: Station, patient: PatientForm = OTHER) -> str:
    """Store an emergency of somebody who has left, as it is done with what was held back; nobody has looked yet."""
    place, visit = station.workplace, station.new_visit(patient)
    session = intake.hand_over(place, visit=visit, staff=station.nurse).session.id
    intake.leave(place, session=session)
    sign = intake.Given(NOW, None, State.VALUE, told(NOW, {"picked": ["chest_pain"]}), SHOWN)
    store_late(place, session=session, given=sign)
    return visit


def test_one_that_is_looked_for_while_somebody_signs_in_comes_when_she_has_left(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    at_the_signs(station)
    worker = one_by_one(station)
    worker.late = True
    station.tap("choice:chest_pain")
    station.window.session.leaving.leave_idle()  # type: ignore[union-attr]
    disk(station, takes=False)
    worker.work()
    disk(station, takes=True)
    said_in_the_log(caplog)
    # What was held back is saved in the job that lets the next patient in; that it is saved is heard before she is in.
    station.enter(station.slip(station.new_visit(OTHER)).code)
    entering = worker.waiting.pop(0)
    entering.carry_out()
    station.settle()
    entering.tell()
    worker.late = False
    worker.work()
    assert station.window.session is not None
    station.tap("leave")
    assert TOLD in station.said


def test_it_takes_the_welcome_page(station: Station) -> None:
    tell_late(station)
    station.window.show_welcome()
    assert TOLD in station.said


def test_another_one_follows_once_the_first_is_acknowledged(station: Station) -> None:
    tell_late(station)
    station.window.held_saved()
    tell_late(station, THIRD)
    sign_staff_in(station)
    assert TOLD in station.said
    sign_staff_in(station)
    assert station.item == "WelcomePage"


def test_it_comes_when_staff_go_who_had_signed_in_at_the_kiosk(station: Station) -> None:
    stage = station.window.stage
    stage.services = replace(stage.services, kiosk_alone=True)
    station.tap("staff")
    tell_late(station)
    station.tap("close")
    assert TOLD in station.said


@pytest.mark.parametrize("stands", [True, False])
def test_a_hand_over_waits_until_it_is_acknowledged(station: Station, *, stands: bool) -> None:
    tell_late(station)
    if stands:
        station.window.held_saved()
    visit = station.new_visit(THIRD)
    station.window.hand_over(visit, station.nurse)
    station.settle()
    assert TOLD in station.said
    assert station.window.session is None
    sign_staff_in(station)
    assert station.item == "start.right_person"
    assert station.window.session is not None
    assert station.window.session.state.intake.session.visit == visit


def test_a_hand_over_that_waited_too_long_is_over_since_anybody_may_sit_there(station: Station) -> None:
    tell_late(station)
    station.window.held_saved()
    station.window.hand_over(station.new_visit(THIRD), station.nurse)
    station.ticks.at += HANDED_OVER + 1
    sign_staff_in(station)
    assert station.window.session is None
    assert station.item == "WelcomePage"


def test_a_hand_over_waits_for_one_that_is_not_on_the_disk_yet(
    station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    at_the_signs(station)
    visit = station.new_visit(OTHER)
    disk(station, takes=False)
    station.tap("choice:chest_pain")
    station.window.hand_over(visit, station.nurse)
    station.settle()
    assert TOLD in station.said
    disk(station, takes=True)
    held_back(station).again()
    sign_staff_in(station)
    assert station.item == "start.right_person"
    said_in_the_log(caplog)


def test_a_hand_over_that_ends_late_for_an_emergency_opens_nothing(station: Station) -> None:
    tell_late(station)
    worker = one_by_one(station)
    worker.late = True
    station.window.hand_over(station.new_visit(THIRD), station.nurse)
    station.window.signed_out.forget()
    do_first(worker)
    station.settle()
    assert station.window.session is None
