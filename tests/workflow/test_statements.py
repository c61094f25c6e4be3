"""How much a tap and a look cost the file: few statements, none that reads a whole table."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kypho_prep.workflow.errors import WrongCode
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from tests.overheard import compiled_anew, overheard
from tests.workflow.ward import PATIENT, PROCEDURE, VISIT, Ward

pytestmark = pytest.mark.sqlite  # the encrypted file's own

MOST_OF_A_REPLY = 20


def plans(ward: Ward, said: list[tuple[str, object]]) -> list[str]:
    """How the file would look for the rows of each question."""
    with ward.workplace.reading() as records:
        return [
            row[3]
            for statement, given in said
            if statement.startswith(("SELECT", "UPDATE"))
            for row in records.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)  # type: ignore[arg-type]
        ]


def test_a_reply_is_few_statements_and_reads_no_whole_table(ward: Ward) -> None:
    opened = ward.answer_all(ward.sit_down(ward.new_visit()))
    with overheard(ward.workplace) as said:
        ward.say(opened, "start.interpreter", True)
    assert len(said) <= MOST_OF_A_REPLY
    assert [plan for plan in plans(ward, said) if plan.startswith("SCAN")] == []


def test_no_statement_of_a_reply_or_of_the_desk_is_compiled_twice(ward: Ward) -> None:
    def all_of_it(on: date) -> None:
        opened = ward.answer_all(ward.sit_down(ward.new_visit(visit=replace(VISIT, procedure_on=on))))
        ward.say(opened, "start.interpreter", True)
        ward.open_chart(opened.session.visit)
        schedule.board(ward.workplace)

    all_of_it(PROCEDURE)
    all_of_it(PROCEDURE + timedelta(days=2))
    with compiled_anew(ward.workplace) as anew:
        all_of_it(PROCEDURE + timedelta(days=1))
    assert anew == []


def test_the_board_s_cost_does_not_grow_with_the_visits_of_other_days(ward: Ward) -> None:
    with overheard(ward.workplace) as few:
        schedule.board(ward.workplace)
    for _ in range(3):
        ward.new_visit()
    with overheard(ward.workplace) as more:
        schedule.board(ward.workplace)
    assert len(few) == len(more) <= 4
    assert [plan for plan in plans(ward, more) if plan.startswith("SCAN")] == []


def test_asking_for_the_newest_change_reads_one_entry_of_an_index(ward: Ward) -> None:
    with overheard(ward.workplace) as said:
        schedule.board_changed(ward.workplace)
    assert len([one for one, _ in said if one.startswith("SELECT")]) == 1
    assert [plan for plan in plans(ward, said) if plan.startswith("SCAN")] == []


def test_any_visit_is_found_by_an_index_however_long_ago_it_was(ward: Ward) -> None:
    visit = ward.new_visit(replace(PATIENT, mrn="40177", phone="555-0142"))
    assert schedule.find_visits(ward.workplace, staff=ward.nurse, text="zzz") == ()
    for typed in ("obr", "ann obr", "40177", "0142", "5550142"):
        with overheard(ward.workplace) as said:
            found = schedule.find_visits(ward.workplace, staff=ward.nurse, text=typed)
        assert [row.visit for row in found] == [visit]
        looked = plans(ward, said)
        assert [plan for plan in looked if plan.startswith("SCAN")] == []
        assert any(plan.startswith("SEARCH word_0 USING PRIMARY KEY (word>? AND word<?)") for plan in looked)
        assert any(plan.startswith("SEARCH visit_summary") and "(visit_id=?)" in plan for plan in looked)


def test_an_unknown_code_and_a_wrong_date_cost_the_same_statements(ward: Ward) -> None:
    """How long a refusal takes must not tell whether a code is somebody's."""
    code = schedule.print_slip(ward.desk, staff=ward.nurse, visit=ward.new_visit()).code
    unknown = f"{(int(code) + 1) % 1_000_000:06d}"
    asked = {}
    for given in (unknown, unknown, code):  # the first one of a kiosk makes its row of misses
        with overheard(ward.workplace) as said, pytest.raises(WrongCode):
            intake.sign_in(ward.workplace, code=given, born=date(1950, 2, 4))
        asked[given] = [statement.partition("=")[0] for statement, _ in said]
    assert asked[unknown] == asked[code]
