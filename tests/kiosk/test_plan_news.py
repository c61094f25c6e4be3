"""What staff change in the plan after a sitting, at the kiosk: first at the next one, marked, and taught back."""

from dataclasses import replace

import pytest

from kypho_prep.prep.chart import InstructionAction
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import InstructionForm
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import VisitForm
from tests.kiosk.full_disk import disk, held_back, said_in_the_log, saved
from tests.kiosk.station import PROCEDURE, VISIT, Station
from tests.kiosk.test_voice import listening


def instruct(station: Station, visit: str, form: InstructionForm) -> None:
    review.instruct(station.workplace, staff=station.nurse, visit=visit, form=form)


def fast(station: Station, visit: str) -> None:
    for action in (InstructionAction.FASTING_FOOD, InstructionAction.FASTING_LIQUIDS):
        instruct(station, visit, InstructionForm("fasting", action, PROCEDURE, "00:00", "Nothing more", "Dr. Okafor"))


def finished(station: Station, visit: VisitForm = VISIT) -> str:
    made = station.new_visit(visit=visit)
    station.come_in(made)
    station.answer_until("check.summary")
    station.go_on()
    station.go_on()
    assert station.item != "check.plan"
    station.tap("go_on")
    return made


def come_back(station: Station, visit: str) -> None:
    station.sign_in(visit)
    station.answer()
    assert station.item == "now.symptoms"
    station.answer()


def test_new_fasting_times_come_first_are_taught_back_and_stand_marked_on_the_plan(station: Station) -> None:
    visit = finished(station)
    fast(station, visit)
    heard = listening(station)
    come_back(station, visit)
    assert station.item == "fasting.plan"
    assert "This is new since you were here" in station.said
    station.answer()
    assert station.item == "fasting.scene"
    station.answer()
    assert station.item == "check.plan"
    assert "This plan has changed. Please read it." in station.said
    assert station.said.count("New: ") == 2
    assert "This plan has changed. Please read it." in heard.said


def test_a_new_arrival_stands_marked_on_the_plan_and_nothing_else(station: Station) -> None:
    visit = finished(station, replace(VISIT, arrival_on=None, arrival_at=""))
    patient, form, revision = schedule.forms(station.workplace, visit=visit)
    form = replace(form, arrival_on=PROCEDURE, arrival_at="08:00")
    schedule.edit_visit(
        station.workplace, staff=station.nurse, visit=visit, patient=patient, form=form, revision=revision
    )
    come_back(station, visit)
    while station.item != "check.plan":
        station.answer()
    assert station.said.count("New: ") == 1


def test_a_plan_read_for_the_first_time_marks_nothing(station: Station) -> None:
    visit = station.new_visit()
    fast(station, visit)
    station.come_in(visit)
    station.answer_until("check.summary")
    station.go_on()
    assert station.item == "check.plan"
    assert "New: " not in station.said
    assert "has changed" not in station.said


@pytest.mark.parametrize("changed", [False, True])
def test_what_a_full_disk_held_back_of_an_old_plan_is_no_reading_of_the_new_one(
    station: Station, caplog: pytest.LogCaptureFixture, changed: bool
) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.answer_until("fasting.plan")
    station.tap("explain_in_bar")
    disk(station, takes=False)
    station.tap("leave", "go_on")
    disk(station, takes=True)
    if changed:
        fast(station, visit)
    held_back(station).again()
    assert held_back(station).waiting == 0
    assert len(saved(station, visit, "fasting.plan")) == 1, "what she asked is kept"
    assert (station.situation(visit).reply("fasting.plan") is None) is changed
    said_in_the_log(caplog)


def test_a_question_written_over_a_plan_that_changes_leaves_the_new_one_unread(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.answer_until("check.summary")
    station.go_on()
    morning = InstructionForm("morning", InstructionAction.MORNING_OF, text="Take it", decided_by="Dr. Okafor")
    instruct(station, visit, morning)
    station.tap("question_for_nurse")
    station.type_in("why")
    station.tap("keep", "close")
    assert "New: " not in station.said
    station.go_on()
    assert station.situation(visit).reply("check.plan") is None
    assert station.said.count("New: ") == 1
    station.go_on()
    assert station.situation(visit).reply("check.plan") is not None
