"""What a locked desk rings for is what the board shows as open, asked for without the board."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kypho_prep.prep.chart import Ending
from kypho_prep.workflow.patient import intake, nurse_call
from kypho_prep.workflow.visits import ending, schedule
from kypho_prep.workflow.visits.alarms import Alarm, EmergencyStands, alarms, open_alarms, refuse_emergency
from tests.overheard import overheard
from tests.workflow.test_statements import plans
from tests.workflow.ward import PROCEDURE, VISIT, Ward, page


def counted(ward: Ward) -> frozenset[Alarm]:
    """What a locked desk counts; it must be what the board has open."""
    found = open_alarms(ward.workplace)
    assert found == alarms(schedule.board(ward.workplace).rows)
    return found


def calls(ward: Ward, visit: str) -> str:
    sitting = ward.sit_down(visit).session.id
    nurse_call.call_nurse(ward.workplace, session=sitting)
    return sitting


def tick(ward: Ward, visit: str, what: str = "chest_pain") -> None:
    danger = {"picked": [what], "unsure": False}
    ward.say(ward.sit_down(visit), "now.symptoms", danger, next_page=page("now.symptoms"))


def test_calls_and_emergencies_count_until_they_are_over(ward: Ward) -> None:
    first, second = ward.new_visit(), ward.new_visit()
    assert counted(ward) == frozenset()
    sitting = calls(ward, first)
    tick(ward, second)
    assert {(one.visit, one.emergency) for one in counted(ward)} == {(first, False), (second, True)}
    nurse_call.take_back_call(ward.workplace, session=sitting)
    intake.acknowledge_emergency(ward.workplace, visit=second, staff=ward.nurse)
    assert counted(ward) == frozenset()


def test_a_call_goes_with_the_procedure_s_day_as_on_the_board_and_an_emergency_stays(ward: Ward) -> None:
    today = schedule.board(ward.workplace).today
    visits = [ward.new_visit(visit=replace(VISIT, procedure_on=today, arrival_on=today)) for _ in range(2)]
    calls(ward, visits[0])
    tick(ward, visits[1])
    calls(ward, visits[1])
    assert len(counted(ward)) == 3
    ward.clock.at += timedelta(days=1)
    assert {one.visit for one in counted(ward)} == {visits[1]}


def test_what_would_take_an_emergency_away_waits_for_it(ward: Ward) -> None:
    visit = ward.new_visit()
    calls(ward, ward.new_visit())
    refuse_emergency(ward.workplace)
    tick(ward, visit)
    with pytest.raises(EmergencyStands):
        refuse_emergency(ward.workplace)
    intake.acknowledge_emergency(ward.workplace, visit=visit, staff=ward.nurse)
    refuse_emergency(ward.workplace)


def test_each_emergency_of_a_patient_is_another_one(ward: Ward) -> None:
    visit = ward.new_visit()
    tick(ward, visit)
    (first,) = counted(ward)
    ward.say(ward.sit_down(visit), "ride.adult", True)
    assert counted(ward) == {first}, "another answer is no emergency"
    tick(ward, visit, "weak_legs")
    (second,) = counted(ward)
    assert second != first
    intake.acknowledge_emergency(ward.workplace, visit=visit, staff=ward.nurse)
    tick(ward, visit)
    assert counted(ward).isdisjoint({first, second})


@pytest.mark.parametrize("how", Ending)
def test_a_call_is_over_with_its_visit_and_an_emergency_is_not(ward: Ward, how: Ending) -> None:
    called, ticked = ward.new_visit(), ward.new_visit()
    calls(ward, called)
    tick(ward, ticked)
    for visit in (called, ticked):
        ending.end_visit(ward.workplace, staff=ward.nurse, visit=visit, ending=how, reason="went home")
    assert [(one.visit, one.emergency) for one in counted(ward)] == [(ticked, True)]
    ending.reopen_visit(ward.workplace, staff=ward.nurse, visit=called, reason="a slip")
    assert len(counted(ward)) == 2, "nobody has gone to the patient"


@pytest.mark.sqlite
def test_counting_reads_three_columns_by_an_index(ward: Ward) -> None:
    assert schedule.board(ward.workplace).today <= PROCEDURE
    calls(ward, ward.new_visit())
    with overheard(ward.workplace) as said:
        assert len(open_alarms(ward.workplace)) == 1
    assert not any("open_lines" in statement or "patient" in statement for statement, _given in said)
    assert [plan for plan in plans(ward, said) if plan.startswith("SCAN")] == []
