"""The board: what could cancel a case first, then the time; read in one statement and never written by the calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from kypho_prep.prep.chart import ActionKind, Ending, FactKind
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.reply import State, Who
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.board import near
from kypho_prep.workflow.visits.schedule import VisitForm
from tests.workflow.ward import PATIENT, PROCEDURE, VISIT, Ward, page

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
    assert (row.interpreter, row.age, row.chapters_of) == (True, 76, 8)
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


def test_who_needs_somebody_stands_first_and_ended_visits_below_all(ward: Ward) -> None:
    quiet = planned(ward, "Quiet", TUESDAY, "07:00")
    ended = planned(ward, "Ended", TUESDAY, "06:00")
    caller = planned(ward, "Caller", date(2027, 1, 4), "07:00")
    emergency = planned(ward, "Emergency", date(2027, 1, 5), "07:00")
    no_ride(ward, ended)
    intake.call_nurse(ward.workplace, session=ward.sit_down(caller).session.id)
    ward.say(ward.sit_down(emergency), "now.symptoms", {"picked": ["chest_pain"], "unsure": False})
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=ended, ending=Ending.CANCELLED, reason="Fever")
    rows = schedule.board(ward.workplace).rows
    assert [row.visit for row in rows] == [emergency, caller, quiet, ended]
    assert [row.needs_somebody for row in rows] == [True, True, False, False]
    assert [row.could_cancel for row in rows if row.visit == ended] == [False]


def test_a_sign_off_that_fell_stands_before_the_ordinary_ones(ward: Ward) -> None:
    planned(ward, "First", TUESDAY, "07:00")
    fallen = ward.answered_visit()
    ward.close_the_rest(fallen)
    ward.sign(fallen)
    ward.say(ward.sit_down(fallen), "start.interpreter", True)
    assert schedule.board(ward.workplace).rows[0].visit == fallen


def test_a_red_of_today_stands_above_a_sign_off_that_fell(ward: Ward) -> None:
    fallen = ward.answered_visit()
    ward.close_the_rest(fallen)
    ward.sign(fallen)
    ward.say(ward.sit_down(fallen), "start.interpreter", True)
    never = planned(ward, "Never", PROCEDURE, "15:00")
    no_ride(ward, never)
    assert [row.visit for row in schedule.board(ward.workplace).rows] == [fallen, never], "days before, it can wait"
    assert [row.visit for row in schedule.board(ward.workplace, today=PROCEDURE).rows] == [never, fallen]


def test_what_ended_today_is_shown_today_whenever_it_was_planned(ward: Ward) -> None:
    visit = planned(ward, "Yesterday", MONDAY, "07:00")
    ward.clock.pass_by(days=1)
    assert schedule.board(ward.workplace).rows == ()
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=visit, ending=Ending.DONE)
    (row,) = schedule.board(ward.workplace).rows
    assert (row.visit, row.ended, row.ended_at) == (visit, True, row.ended_at)
    ward.clock.pass_by(days=1)
    assert schedule.board(ward.workplace).rows == ()


def test_where_the_patient_sits_is_said_until_the_sitting_ends(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = ward.at("kiosk-2").sit_down(visit)
    begun = ward.row(visit)
    assert begun.sitting is not None
    assert (begun.sitting.kiosk, begun.quiet_since()) == ("kiosk-2", begun.sitting.since)
    ward.clock.pass_by(seconds=600)
    ward.say(opened, "ride.adult", True, next_page=page("start.interpreter"))
    row = ward.row(visit)
    assert row.sitting is not None
    assert (row.sitting.item, row.sitting.since) == ("start.interpreter", begun.sitting.since)
    assert row.quiet_since() == row.last_answer
    intake.leave(ward.workplace, session=opened.session.id)
    assert (ward.row(visit).sitting, ward.row(visit).quiet_since()) == (None, None)


def test_a_call_is_due_from_its_moment_until_the_visit_ends(ward: Ward) -> None:
    visit = ward.new_visit()
    ward.record(visit, FactKind.CALL, value={"reached": "nobody", "next_due": "2026-11-23T19:00:00+00:00"})
    due = datetime(2026, 11, 23, 19, tzinfo=UTC)
    row = ward.row(visit)
    assert [row.call_due(at) for at in (due - timedelta(seconds=1), due, due + timedelta(days=1))] == [
        False, True, True
    ]  # fmt: skip
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=visit, ending=Ending.DONE)
    assert not ward.row(visit).call_due(due)
    assert not ward.row(ward.new_visit()).call_due(due)


def test_names_alike_and_two_visits_of_one_patient_stand_on_the_row(ward: Ward) -> None:
    anna = ward.new_visit(replace(PATIENT, family="Petrov", given="Anna"))
    ana = ward.new_visit(replace(PATIENT, family="Petrow", given="Ana"))
    again = ward.new_visit(replace(PATIENT, family="Petrov", given="Anna"), VisitForm(TUESDAY))
    assert (ward.row(anna).name_alerts, ward.row(anna).other_visits) == (("Petrow, Ana",), (again,))
    assert (ward.row(ana).name_alerts, ward.row(ana).other_visits) == (("Petrov, Anna",), ())
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=ana, ending=Ending.CANCELLED, reason="x")
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=again, ending=Ending.CANCELLED, reason="x")
    assert (ward.row(anna).name_alerts, ward.row(anna).other_visits) == ((), ())


def test_the_row_names_each_medicine_as_typed_as_confirmed_and_by_what_it_holds(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = ward.say(ward.sit_down(visit), "medicines.name", {"typed": "xarelto"}, entry="one")
    confirmed = {"typed": "eliquiss", "confirmed": "Eliquis", "generics": ["apixaban"]}
    opened = ward.say(opened, "medicines.name", confirmed, entry="two")
    assert ward.row(visit).medicines == (("xarelto", "rivaroxaban"), ("eliquiss", "Eliquis", "apixaban"))
    ward.say(opened, "medicines.name", None, entry="one", state=State.REMOVED)
    assert ward.row(visit).medicines == (("eliquiss", "Eliquis", "apixaban"),)


def test_any_visit_is_found_the_latest_first(ward: Ward) -> None:
    old = planned(ward, "Świątek", MONDAY, "07:00")
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=old, ending=Ending.DONE)
    ward.clock.pass_by(days=100)
    new = planned(ward, "Swiatek", date(2027, 3, 8), "07:00")

    def find(text: str, limit: int = 50) -> list[str]:
        return [row.visit for row in schedule.find_visits(ward.workplace, staff=ward.nurse, text=text, limit=limit)]

    assert find("swiatek ann") == [new, old]
    assert find("ŚWIĄ", limit=1) == [new]
    assert find("swiatek bob") == find("  ") == find("watek") == []
    edit = schedule.forms(ward.workplace, visit=new)
    schedule.edit_visit(
        ward.workplace, staff=ward.nurse, visit=new, patient=replace(edit[0], family="Zahn"), form=edit[1]
    )
    assert (find("swiatek"), find("zahn")) == ([old], [new])


def test_the_board_s_day_is_the_clinic_s(ward: Ward) -> None:
    tokyo = replace(Clinic(), zone="Asia/Tokyo")
    staff.change_clinic(ward.workplace, staff=ward.nurse, clinic=tokyo)
    assert schedule.board(ward.workplace).today == TUESDAY


def test_a_red_of_the_day_takes_prep_complete_back_and_stands_above_the_rest(ward: Ward) -> None:
    """The patient ate on the day: her row leaves "Prep complete" and stands under "needs you", at the top."""
    visit = ward.answered_visit()
    ward.close_the_rest(visit)
    ward.sign(visit)
    other = planned(ward, "Aaron", PROCEDURE, "06:00")
    assert ward.row(visit).stage is Stage.SIGNED_OFF
    opened = ward.sign_in(visit)
    ward.say(opened, "now.symptoms", {"picked": ["chest_pain"], "unsure": False})
    row = ward.row(visit)
    assert (row.stage, row.revoked, row.signed_by) == (Stage.FOLLOW_UP, True, "")
    ward.say(opened, "now.symptoms", {"picked": [], "unsure": False})
    assert ward.row(visit).stage is Stage.FOLLOW_UP
    assert [one.visit for one in schedule.board(ward.workplace, today=PROCEDURE).rows] == [visit, other]
