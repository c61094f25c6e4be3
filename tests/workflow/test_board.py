"""The board: what could cancel a case first, then the time; read in one statement and never written by the calendar."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from kypho_prep.prep.chart import ActionKind, Ending, FactKind
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.reply import Who
from kypho_prep.prep.stage import Stage
from kypho_prep.workflow import review, schedule, staff
from kypho_prep.workflow.board import near
from kypho_prep.workflow.review import ActionForm
from kypho_prep.workflow.schedule import VisitForm
from tests.workflow.ward import PATIENT, PROCEDURE, VISIT, Ward

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
THURSDAY, FRIDAY, SATURDAY = date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 28)
NEXT_MONDAY, NEXT_TUESDAY, NEXT_WEDNESDAY = date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2)


@pytest.mark.parametrize(
    ("today", "last"),
    [(MONDAY, date(2026, 11, 25)), (THURSDAY, NEXT_MONDAY), (FRIDAY, NEXT_TUESDAY), (SATURDAY, NEXT_TUESDAY)],
)
def test_two_working_days_ahead_step_over_the_week_end(today: date, last: date) -> None:
    assert near(today, Clinic()) == last


def test_a_holiday_reaches_a_day_further() -> None:
    assert near(MONDAY, Clinic(holidays=(TUESDAY,))) == THURSDAY


def planned(ward: Ward, family: str, day: date, hour: str) -> str:
    form = VisitForm(day, hour)
    return ward.new_visit(replace(PATIENT, family=family), form)


def no_ride(ward: Ward, visit: str) -> None:
    ward.say(ward.sit_down(visit), "ride.adult", False)


def test_what_could_cancel_within_two_working_days_comes_first_and_then_the_time(ward: Ward) -> None:
    late = planned(ward, "Late", NEXT_WEDNESDAY, "07:00")
    planned(ward, "Second", TUESDAY, "09:00")
    planned(ward, "First", TUESDAY, "07:30")
    urgent = planned(ward, "Urgent", date(2026, 11, 25), "15:00")
    for visit in (late, urgent):
        no_ride(ward, visit)
    board = schedule.board(ward.workplace)
    assert [row.patient.partition(",")[0] for row in board.rows] == ["Urgent", "First", "Second", "Late"]
    assert [row.cancel_open for row in board.rows] == [True, False, False, True]
    later = schedule.board(ward.workplace, today=NEXT_MONDAY)
    assert [row.patient.partition(",")[0] for row in later.rows] == ["Late"]


def test_fasting_that_nobody_entered_could_cancel_on_the_day_itself(ward: Ward) -> None:
    visit = planned(ward, "Today", TUESDAY, "07:30")
    assert [ward.row(visit, today=day).cancel_open for day in (MONDAY, TUESDAY)] == [False, True]


def test_a_line_turns_red_on_its_day_and_nothing_is_written(ward: Ward) -> None:
    visit = ward.new_visit(PATIENT, replace(VISIT, tests=("blood",)))
    ward.say(ward.sit_down(visit), "tests.blood")
    change = schedule.board_changed(ward.workplace)
    levels = {
        day: {line.problem: (line.level, line.kind) for line in ward.row(visit, today=day).open_lines}["test_blood"]
        for day in (MONDAY, date(2026, 12, 3), date(2026, 12, 4), PROCEDURE)
    }
    assert levels == {
        MONDAY: (Level.AMBER, Kind.CANCEL),
        date(2026, 12, 3): (Level.AMBER, Kind.CANCEL),
        date(2026, 12, 4): (Level.RED, Kind.CANCEL),
        PROCEDURE: (Level.RED, Kind.CANCEL),
    }
    assert [ward.row(visit, today=day).cancel_open for day in levels] == [False, False, True, True]
    assert schedule.board_changed(ward.workplace) == change


def test_a_seen_given_before_a_line_turns_lapses_on_that_day(ward: Ward) -> None:
    visit = ward.new_visit(PATIENT, replace(VISIT, tests=("blood",)))
    ward.say(ward.sit_down(visit), "tests.blood")
    (card,) = (one for one in ward.open_chart(visit).cards if one.finding.problem == "test_blood")
    seen = ActionForm(ActionKind.SEEN)
    review.act(ward.workplace, staff=ward.nurse, visit=visit, thread=card.thread, action=seen)

    def open_on(day: date) -> bool:
        return "test_blood" in {line.problem for line in ward.row(visit, today=day).open_lines}

    assert not open_on(MONDAY)
    assert not open_on(date(2026, 12, 3))
    assert open_on(date(2026, 12, 4))
    assert ward.row(visit, today=date(2026, 12, 4)).cancel_open


def test_the_board_is_one_statement_for_its_rows(ward: Ward) -> None:
    for number in range(5):
        planned(ward, f"Number {number}", MONDAY, "07:30")
    said: list[str] = []
    with ward.workplace.reading() as records:
        engine = records.connection.engine

    def listen(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", listen)
    schedule.board(ward.workplace)
    event.remove(engine, "before_cursor_execute", listen)
    assert len([one for one in said if "visit_summary.patient" in one]) == 1
    assert not [one for one in said if "FROM reply" in one]


def test_a_row_says_who_is_here_how_far_and_who_called(ward: Ward) -> None:
    visit = ward.new_visit()
    assert ward.row(visit).stage is Stage.EXPECTED
    opened = ward.say(ward.say(ward.sit_down(visit), "start.who", "helper_for"), "start.helper_name", "Zoë")
    opened = ward.say(opened, "start.interpreter", True)
    row = ward.row(visit)
    assert (row.stage, row.who_now, row.helper) == (Stage.ANSWERING, Who.HELPER_FOR, "Zoë")
    assert (row.interpreter, row.age, row.chapters_of) == (True, 76, 9)
    for due in ("2026-11-24T15:00:00+00:00", "2026-11-25T15:00:00+00:00"):
        ward.record(visit, FactKind.CALL, value={"next_due": due})
    row = ward.row(visit)
    assert (row.calls, row.next_due.isoformat() if row.next_due else "") == (2, "2026-11-25T15:00:00+00:00")


def test_every_change_moves_the_number_and_a_look_does_not(ward: Ward) -> None:
    numbers = [schedule.board_changed(ward.workplace)]
    visit = ward.new_visit()
    numbers.append(schedule.board_changed(ward.workplace))
    opened = ward.sit_down(visit)
    numbers.append(schedule.board_changed(ward.workplace))
    ward.say(opened, "ride.adult", False)
    numbers.append(schedule.board_changed(ward.workplace))
    assert numbers == sorted(set(numbers))
    schedule.board(ward.workplace)
    ward.open_chart(visit)
    assert schedule.board_changed(ward.workplace) == numbers[-1]
    assert schedule.board(ward.workplace).change_seq == numbers[-1]


def test_an_ended_visit_stays_on_its_day_with_its_end(ward: Ward) -> None:
    visit = ward.new_visit()
    ward.sit_down(visit)
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=visit, ending=Ending.NO_SHOW, reason="Did not come")
    row = ward.row(visit)
    assert (row.stage, row.who_now) == (Stage.NO_SHOW, "")
    assert ward.open_chart(visit).situation.chart.visit.ended_reason == "Did not come"


def test_the_board_s_day_is_the_clinic_s(ward: Ward) -> None:
    tokyo = replace(Clinic(), zone="Asia/Tokyo")
    staff.change_clinic(ward.workplace, staff=ward.nurse, clinic=tokyo)
    assert schedule.board(ward.workplace).today == TUESDAY
