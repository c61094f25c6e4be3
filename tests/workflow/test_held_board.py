"""A board that is held reads only what changed, and then says what one that is read anew would say."""

from dataclasses import replace
from datetime import timedelta

from kypho_prep.prep.chart import Ending, FactKind
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import ending, schedule
from kypho_prep.workflow.visits.schedule import Board
from tests.overheard import overheard
from tests.workflow.ward import PATIENT, PROCEDURE, VISIT, Ward


def caught_up(ward: Ward, held: Board) -> Board:
    """The held board brought up to date; it must be the one that is read anew."""
    now = schedule.board(ward.workplace, held=held)
    assert now == schedule.board(ward.workplace)
    return now


def edit(ward: Ward, visit: str, **changes: object) -> None:
    patient, form, revision = schedule.forms(ward.workplace, visit=visit)
    person = replace(patient, **{name: value for name, value in changes.items() if hasattr(patient, name)})
    planned = replace(form, **{name: value for name, value in changes.items() if hasattr(form, name)})
    schedule.edit_visit(ward.workplace, staff=ward.nurse, visit=visit, patient=person, form=planned, revision=revision)


def test_whatever_happens_a_held_board_is_the_whole_one(ward: Ward) -> None:
    held = schedule.board(ward.workplace)
    first, second = ward.new_visit(), ward.new_visit(replace(PATIENT, family="O'Brian", given="Bea", mrn="77"))
    held = caught_up(ward, held)
    assert held.rows[0].name_alerts, "alike on one day"
    opened = ward.sit_down(first)
    held = caught_up(ward, held)
    ward.say(opened, "now.symptoms", {"picked": ["chest_pain"], "unsure": False})
    held = caught_up(ward, held)
    assert held.rows[0].visit == first, "an emergency stands first"
    edit(ward, second, family="Quarrington")
    held = caught_up(ward, held)
    assert not any(row.name_alerts for row in held.rows)
    ward.record(second, FactKind.ADULT_VERIFIED)
    edit(ward, second, procedure_on=PROCEDURE + timedelta(days=30), arrival_on=None, arrival_at="")
    held = caught_up(ward, held)
    ending.end_visit(ward.workplace, staff=ward.nurse, visit=second, ending=Ending.CANCELLED, reason="better")
    held = caught_up(ward, held)
    assert held.rows[-1].visit == second
    ending.reopen_visit(ward.workplace, staff=ward.nurse, visit=second, reason="a slip")
    caught_up(ward, held)


def test_one_change_is_one_row_read(ward: Ward) -> None:
    visits = [ward.new_visit() for _ in range(4)]
    held = schedule.board(ward.workplace)
    ward.record(visits[1], FactKind.ADULT_VERIFIED)
    with overheard(ward.workplace) as said:
        now = schedule.board(ward.workplace, held=held)
    assert sum("visit_summary" in statement for statement, _given in said) == 1
    kept = {row.visit: row for row in held.rows}
    assert [row.visit for row in now.rows if row is not kept[row.visit]] == [visits[1]]


def test_an_emergency_is_on_the_board_whatever_the_day(ward: Ward) -> None:
    # The procedure was put off by a telephone call that nobody entered; the patient sits at the kiosk all the same.
    visit = ward.new_visit()
    ward.clock.pass_by(days=(PROCEDURE - ward.clock.at.date()).days + 2)
    held = schedule.board(ward.workplace)
    assert held.rows == ()
    opened = ward.sit_down(visit)
    ward.say(opened, "now.symptoms", {"picked": ["chest_pain"], "unsure": False})
    held = caught_up(ward, held)
    assert [row.visit for row in held.rows if row.emergency] == [visit]
    intake.acknowledge_emergency(ward.workplace, visit=visit, staff=ward.nurse)
    assert caught_up(ward, held).rows == ()


def test_nothing_new_is_the_same_board(ward: Ward) -> None:
    ward.new_visit()
    held = schedule.board(ward.workplace)
    assert schedule.board(ward.workplace, held=held) is held


def test_a_new_day_reads_all_anew(ward: Ward) -> None:
    ward.new_visit(visit=replace(VISIT, procedure_on=PROCEDURE))
    held = schedule.board(ward.workplace)
    ward.clock.pass_by(days=1)
    now = schedule.board(ward.workplace, held=held)
    assert now.today == held.today + timedelta(days=1)
    assert now == schedule.board(ward.workplace)
