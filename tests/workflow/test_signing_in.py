"""A patient signs in with the slip's code and a birth date; guessing leads nowhere, nobody hears what was wrong."""

from datetime import date
from pathlib import Path

import pytest

from kypho_prep.prep.chart import Ending
from kypho_prep.workflow import start
from kypho_prep.workflow.errors import SessionTaken, VisitEnded, Wait, WrongCode
from kypho_prep.workflow.lockout import Misses
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.identifying import NobodyFits
from tests.workflow.ward import BORN, PROCEDURE, Ward

pytestmark = pytest.mark.by_logins


def guess(ward: Ward, code: str, born: date = BORN) -> None:
    with pytest.raises(WrongCode) as caught:
        intake.sign_in(ward.workplace, code=code, born=born)
    assert caught.value.words_key == "error.wrong_code"
    assert caught.value.params == {}


def guess_after_each_wait(ward: Ward, code: str, times: int) -> None:
    """Guess at the birth date of a code, with as much patience as it takes."""
    for _ in range(times):
        guess(ward, code, date(1950, 2, 4))
        ward.let_pass(120)


def another(code: str, number: int = 1) -> str:
    return f"{(int(code) + number) % 1_000_000:06d}"


def test_the_slip_s_code_and_the_birth_date_open_the_visit(ward: Ward) -> None:
    visit = ward.new_visit()
    slip = schedule.print_slip(ward.desk, staff=ward.nurse, visit=visit)
    assert len(slip.code) == 6
    assert slip.code.isdecimal()
    opened = intake.sign_in(ward.workplace, code=slip.code, born=BORN)
    assert opened.session.visit == visit
    assert opened.situation.chart.patient.family == "O'Brien"


def test_printing_again_makes_a_new_code_and_kills_the_old_one(ward: Ward) -> None:
    visit = ward.new_visit()
    first, second = (schedule.print_slip(ward.desk, staff=ward.nurse, visit=visit).code for _ in range(2))
    assert first != second
    guess(ward, first)
    assert intake.sign_in(ward.workplace, code=second, born=BORN).session.visit == visit


def test_a_code_lives_to_the_end_of_the_procedure_s_local_day(ward: Ward) -> None:
    visit = ward.new_visit()
    code = schedule.print_slip(ward.desk, staff=ward.nurse, visit=visit).code
    days = (PROCEDURE - ward.clock.at.date()).days
    ward.clock.pass_by(days=days, seconds=13 * 3600)  # 23:00 in New York
    opened = intake.sign_in(ward.workplace, code=code, born=BORN)
    intake.leave(ward.workplace, session=opened.session.id)
    ward.clock.pass_by(seconds=2 * 3600)
    guess(ward, code)


def test_a_code_dies_with_the_visit_but_not_with_finishing(ward: Ward) -> None:
    visit = ward.new_visit()
    code = schedule.print_slip(ward.desk, staff=ward.nurse, visit=visit).code
    opened = intake.sign_in(ward.workplace, code=code, born=BORN)
    intake.finish(ward.workplace, session=opened.session.id)
    again = intake.sign_in(ward.workplace, code=code, born=BORN)
    assert again.session.visit == visit
    schedule.end_visit(ward.desk, staff=ward.nurse, visit=visit, ending=Ending.CANCELLED, reason="Moved away")
    guess(ward, code)
    # A kiosk with a login of its own finds it no more.
    with pytest.raises((VisitEnded, NobodyFits)):
        ward.sit_down(visit)


def test_ten_wrong_birth_dates_kill_the_code_and_tell_the_nurse(ward: Ward) -> None:
    visit = ward.new_visit()
    code = schedule.print_slip(ward.desk, staff=ward.nurse, visit=visit).code
    guess_after_each_wait(ward, code, 9)
    assert not ward.row(visit).code_dead
    guess_after_each_wait(ward, code, 1)
    assert ward.row(visit).code_dead
    guess(ward, code)
    schedule.print_slip(ward.desk, staff=ward.nurse, visit=visit)
    assert not ward.row(visit).code_dead


def test_a_right_sign_in_forgives_the_wrong_birth_dates_before_it(ward: Ward) -> None:
    visit = ward.new_visit()
    code = schedule.print_slip(ward.desk, staff=ward.nurse, visit=visit).code
    for _ in range(2):
        guess_after_each_wait(ward, code, 9)
        intake.sign_in(ward.workplace, code=code, born=BORN)
    assert not ward.row(visit).code_dead


def test_unknown_codes_make_this_kiosk_wait_longer_each_time(ward: Ward) -> None:
    visit = ward.new_visit()
    code = schedule.print_slip(ward.desk, staff=ward.nurse, visit=visit).code
    for number in range(1, 5):
        guess(ward, another(code, number))
    waits = []
    for number in range(5, 9):
        guess(ward, another(code, number))
        with pytest.raises(Wait) as caught:
            intake.sign_in(ward.workplace, code=code, born=BORN)
        waits.append(caught.value.seconds)
        ward.let_pass(caught.value.seconds)
    assert waits == [30, 60, 120, 120]
    assert ward.at("kiosk-2").row(visit).visit == visit
    assert intake.sign_in(ward.workplace, code=code, born=BORN).session.visit == visit
    guess(ward, another(code))


def test_the_waits_do_not_tell_a_wrong_birth_date_from_an_unknown_code(ward: Ward) -> None:
    code = schedule.print_slip(ward.desk, staff=ward.nurse, visit=ward.new_visit()).code
    for number in range(5):
        guess(ward, another(code, 1) if number % 2 else code, date(1950, 2, 4))
    with pytest.raises(Wait):
        intake.sign_in(ward.workplace, code=code, born=BORN)


def test_one_kiosk_s_wait_is_no_other_kiosk_s(ward: Ward) -> None:
    visit = ward.new_visit()
    code = schedule.print_slip(ward.desk, staff=ward.nurse, visit=visit).code
    for number in range(1, 6):
        guess(ward, another(code, number))
    with pytest.raises(Wait):
        intake.sign_in(ward.workplace, code=code, born=BORN)
    assert intake.sign_in(ward.at("kiosk-2").workplace, code=code, born=BORN).session.visit == visit


def test_a_wait_outlives_a_restart(ward: Ward, folders: Path) -> None:
    for number in range(5):
        guess(ward, f"{number:06d}")
    ward.workplace.database.close()
    reopened = start.open_or_create(folders / "data", folders / "config")
    workplace = start.workplace(reopened, ward.workplace.content, clock=ward.clock, kiosk="kiosk-1")
    with pytest.raises(Wait):
        intake.sign_in(workplace, code="000000", born=BORN)
    reopened.close()


def test_a_clock_put_back_makes_nobody_wait_longer_than_the_wait(ward: Ward) -> None:
    misses = Misses(4).one_more(ward.clock.at, longest=120, most_in_a_week=500)
    ward.clock.pass_by(days=-365)
    assert misses.seconds_left(ward.clock.at) == 30


def test_another_kiosk_s_open_sitting_is_refused_by_its_name(ward: Ward) -> None:
    visit = ward.new_visit()
    ward.sit_down(visit)
    with pytest.raises(SessionTaken) as caught:
        ward.at("kiosk-2").sit_down(visit)
    assert caught.value.params == {"kiosk": "kiosk-1"}


def test_this_kiosk_s_own_left_over_sitting_is_taken_over(ward: Ward) -> None:
    visit = ward.new_visit()
    first, second = ward.sit_down(visit), ward.sit_down(visit)
    sittings = ward.open_chart(visit).sessions
    assert [one.id for one in sittings] == [first.session.id, second.session.id]
    assert [one.ended_how for one in sittings] == ["taken_over", ""]


def test_codes_are_never_stored_as_digits(ward: Ward) -> None:
    visit = ward.new_visit()
    code = schedule.print_slip(ward.desk, staff=ward.nurse, visit=visit).code
    with ward.desk.reading() as records:
        stored = list(records.connection.exec_driver_sql("SELECT * FROM visit"))
        noted = list(records.connection.exec_driver_sql("SELECT * FROM audit"))
    assert code not in repr(stored) + repr(noted)
