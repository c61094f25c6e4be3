"""What is derived is always what the chart says; a repair finds and names what is not."""

from dataclasses import replace

from sqlalchemy import update

from kypho_prep.prep.chart import FactKind
from kypho_prep.prep.sign_off.prep_sign_off import binding
from kypho_prep.records.tables import visit_summary
from kypho_prep.workflow.derived import refresh
from kypho_prep.workflow.derived.refresh import Difference
from tests.workflow.ward import VISIT, Ward


def test_after_a_whole_visit_nothing_differs(ward: Ward) -> None:
    visit = ward.answered_visit(**{"ride.adult": False, "bleeding.history": None})
    ward.close_the_rest(visit)
    ward.record(visit, FactKind.CALL)
    ward.sit_down(visit)
    assert refresh.recompute_all(ward.workplace) == ()
    assert "board_repaired" not in ward.events()


def test_a_wrong_row_and_a_lost_row_are_named_and_mended(ward: Ward) -> None:
    first, second = ward.answered_visit(), ward.new_visit()
    right = ward.row(first)
    with ward.workplace.writing() as records:
        wrong = update(visit_summary).where(visit_summary.c.visit_id == first)
        records.connection.execute(wrong.values(chapters_done=1, stage="done"))
        records.connection.execute(visit_summary.delete().where(visit_summary.c.visit_id == second))
    found = set(refresh.recompute_all(ward.workplace))
    assert found == {
        Difference(first, "chapters_done"),
        Difference(first, "stage"),
        Difference(second, "missing"),
    }
    assert ward.row(first) == right
    assert ward.row(second).visit == second
    assert refresh.recompute_all(ward.workplace) == ()


def test_the_row_does_not_depend_on_the_day_it_was_worked_out_on(ward: Ward) -> None:
    ward.answered_visit(**{"ride.adult": None})
    for days in (1, 9, 5, 30):
        ward.clock.pass_by(days=days)
        assert [one.column for one in refresh.recompute_all(ward.workplace)] == []


def test_the_row_does_not_depend_on_who_sits_at_the_kiosk(ward: Ward) -> None:
    visit = ward.new_visit(visit=replace(VISIT, ask_pregnancy=True))
    ward.answer_all(ward.say(ward.sit_down(visit), "start.who", "helper_for"))
    assert ward.row(visit).helper == "Sam Example"
    assert refresh.recompute_all(ward.workplace) == ()


def test_what_the_chart_says_in_memory_is_what_the_file_says(ward: Ward) -> None:
    visit = ward.new_visit()
    opened = ward.answer_all(ward.sit_down(visit))
    with ward.workplace.reading() as records:
        read = refresh.situation_of(ward.workplace, records, visit)
    assert read.chart == opened.situation.chart
    assert binding(read) == binding(opened.situation)
