"""Who knows a birth date guesses at the code alone: so many times a week, then staff alone open that date's visits."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kypho_prep.workflow.errors import DateClosed, WrongCode
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import guessed_dates, schedule
from kypho_prep.workflow.visits.guessed_dates import MOST_OF_A_DATE
from tests.workflow.test_held_chart import statements
from tests.workflow.ward import BORN, PATIENT, PROCEDURE, VISIT, Ward

pytestmark = pytest.mark.by_logins

NOBODY_S = BORN + timedelta(days=1)
LATER = replace(VISIT, procedure_on=PROCEDURE + timedelta(days=200), arrival_on=PROCEDURE + timedelta(days=200))


def guess(ward: Ward, born: date, times: int = MOST_OF_A_DATE, code: str = "nobody's") -> None:
    """Try codes with a date, at one kiosk and the other in turn, after whatever wait there is."""
    kiosks = ward.at("kiosk-1"), ward.at("kiosk-2")
    for number in range(times):
        with pytest.raises(WrongCode):
            intake.sign_in(kiosks[number % 2].workplace, code=f"{code} {number}", born=born)
        ward.let_pass(120)


def slip(ward: Ward, visit: str) -> str:
    return schedule.print_slip(ward.desk, staff=ward.nurse, visit=visit).code


def test_after_fifty_wrong_codes_with_a_date_its_slip_opens_nothing_and_staff_are_told(ward: Ward) -> None:
    visit, other = ward.new_visit(visit=LATER), ward.new_visit(replace(PATIENT, born=NOBODY_S, mrn="2"), LATER)
    code, another = slip(ward, visit), slip(ward, other)
    guess(ward, BORN, MOST_OF_A_DATE - 1)
    # What is right is no guess, and takes none back.
    intake.leave(ward.workplace, session=intake.sign_in(ward.workplace, code=code, born=BORN).session.id)
    assert guessed_dates.look(ward.desk) == 0
    guess(ward, BORN, 1)
    with pytest.raises(WrongCode):
        intake.sign_in(ward.workplace, code=code, born=BORN)
    ward.let_pass(120)
    assert not ward.row(visit).code_dead, "no guess does what only a date that is somebody's would need"
    assert guessed_dates.look(ward.desk) == 1
    assert guessed_dates.look(ward.desk) == 0
    assert ward.row(visit).code_dead
    assert not ward.row(other).code_dead
    with pytest.raises(DateClosed):
        slip(ward, visit)
    assert ward.sit_down(visit).session.visit == visit
    assert intake.sign_in(ward.at("kiosk-2").workplace, code=another, born=NOBODY_S).session.visit == other


@pytest.mark.sqlite
def test_a_week_later_it_opens_again_and_no_clock_makes_the_week_shorter(ward: Ward) -> None:
    visit = ward.new_visit(visit=LATER)
    guess(ward, BORN)
    guess(ward, NOBODY_S, 1)
    for days in (8, -20, 12):
        ward.clock.put(days=days)
        guessed_dates.look(ward.workplace)
        with pytest.raises(DateClosed):
            slip(ward, visit)
    ward.clock.pass_by(days=7)
    code = slip(ward, visit)
    assert intake.sign_in(ward.workplace, code=code, born=BORN).session.visit == visit
    guessed_dates.look(ward.workplace)
    with ward.workplace.reading() as records:
        assert records.date_misses.all() == {}


@pytest.mark.sqlite
def test_a_date_that_nobody_has_is_counted_by_the_same_statements(ward: Ward) -> None:
    ward.new_visit(visit=LATER)
    seen = []
    for born in (BORN, NOBODY_S):
        guess(ward, born, MOST_OF_A_DATE - 1)
        with statements(ward) as said:
            guess(ward, born, 2)
        # The change's number, which the file keeps in its head, goes up by itself.
        seen.append([one.partition("=")[0] if one.startswith("PRAGMA") else one for one in said])
    assert seen[0] == seen[1]
    assert len(seen[0]) > 10
