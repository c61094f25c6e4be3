"""A week of guessing at a kiosk by who has a slip of their own and moves the clock; and who is kept from nothing by it.

The real functions on the real database, a clock that a test moves: 600 guesses in the suite, 100,000 with --faults.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.clinic.staff import Role
from kypho_prep.workflow.errors import Wait, WrongCode, WrongPassword
from kypho_prep.workflow.lockout import WEEK
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import guessed_dates, schedule, slip_codes
from tests.workflow.test_week_of_misses import BIRTH_DATES, LIVE_CODES
from tests.workflow.ward import BORN, PATIENT, PROCEDURE, VISIT, Ward

FEW, MANY = 600, 100_000
# A row of wrong ones that brings no wait yet; then comes the guesser's own slip.
ROW = 4
FIRST_BIRTH_DATE = date(1930, 1, 1)
# The guesser's own slip is of another date than the one that is known.
OWN = replace(PATIENT, born=date(1970, 1, 1), mrn="own")


@dataclass
class Guesser:
    """Tries codes and dates by chance, and their own slip between."""

    ward: Ward
    chance: random.Random = field(default_factory=lambda: random.Random(13))
    judged: int = 0
    waited: int = 0
    hits: int = 0
    row: int = 0
    known: date | None = None

    def __post_init__(self) -> None:
        later = replace(VISIT, procedure_on=PROCEDURE + timedelta(days=200), arrival_on=PROCEDURE + timedelta(days=200))
        visit = self.ward.new_visit(OWN, later)
        self.own = schedule.print_slip(self.ward.desk, staff=self.ward.nurse, visit=visit).code

    def guess(self) -> None:
        born = self.known or FIRST_BIRTH_DATE + timedelta(days=self.chance.randrange(BIRTH_DATES))
        try:
            intake.sign_in(self.ward.workplace, code=f"{self.chance.randrange(10**slip_codes.DIGITS):06d}", born=born)
            self.hits += 1
        except WrongCode:
            self.judged, self.row = self.judged + 1, self.row + 1
        except Wait:
            self.waited += 1

    def come_in(self) -> None:
        """Sign in by their own slip, which ends a row, and leave."""
        try:
            opened = intake.sign_in(self.ward.workplace, code=self.own, born=OWN.born)
        except Wait:
            return
        intake.leave(self.ward.workplace, session=opened.session.id)
        self.row = 0

    def move_the_clock(self) -> None:
        """Put it back or forward, let the machine sleep for an hour, or leave it alone."""
        way = self.chance.random()
        if way < 0.01:
            self.ward.clock.put(days=self.chance.choice((-3, -1, 1, 3)), seconds=self.chance.randrange(3600))
        elif way < 0.012:
            self.ward.clock.pass_by(seconds=3600)


def test_a_week_of_guesses_opens_less_than_one_in_ten_thousand(ward: Ward, request: pytest.FixtureRequest) -> None:
    tries = MANY if request.config.getoption("--faults") else FEW
    guesser, began = Guesser(ward), ward.clock.passed
    while ward.clock.passed - began < WEEK.total_seconds():
        ward.clock.pass_by(seconds=WEEK.total_seconds() / tries)
        guesser.move_the_clock()
        if guesser.row >= ROW:
            guesser.come_in()
        guesser.guess()
    assert guesser.hits == 0
    assert guesser.judged > slip_codes.MOST_IN_A_WEEK
    assert guesser.judged * LIVE_CODES / 10**slip_codes.DIGITS / BIRTH_DATES <= 1e-4


def test_who_knows_a_birth_date_has_so_many_tries_a_week_at_its_code(
    ward: Ward, request: pytest.FixtureRequest
) -> None:
    tries = MANY if request.config.getoption("--faults") else FEW
    guesser, began = Guesser(ward, known=BORN), ward.clock.passed
    counted = 0
    while ward.clock.passed - began < WEEK.total_seconds() - 1:
        ward.clock.pass_by(seconds=WEEK.total_seconds() / tries)
        guesser.move_the_clock()
        if guesser.row >= ROW:
            guesser.come_in()
        before = guesser.judged
        with ward.workplace.reading() as records:
            is_open = not guessed_dates.is_closed(ward.workplace, records, BORN)
        guesser.guess()
        counted += is_open and guesser.judged > before
    assert guesser.hits == 0
    assert guesser.judged > slip_codes.MOST_IN_A_WEEK or tries == FEW
    # A week of the calendar may hold the end of a date's week and the beginning of the next.
    most = 2 * guessed_dates.MOST_OF_A_DATE - 1
    assert guessed_dates.MOST_OF_A_DATE <= counted <= most
    assert most / 10**slip_codes.DIGITS <= 1e-4


def test_a_thousand_bad_tries_of_staff_s_keep_no_patient_and_no_other_nurse(ward: Ward) -> None:
    given = {"name": "Bo Ito", "user": "bo", "password": "another password"}
    bo = staff.add_member(ward.workplace, staff=ward.nurse, role=Role.NURSE, **given)
    opened = ward.sit_down(ward.new_visit())
    refused = 0
    for number in range(1_000):
        with pytest.raises((Wait, WrongPassword)):
            staff.sign_in(ward.workplace, user="ann", password=f"not the one {number}")
        refused += 1
        if number % 100 == 0:
            opened = ward.say(opened, "about.what", "read")
    assert refused == 1_000
    opened = ward.say(opened, "now.symptoms", {"picked": ["chest_pain"], "unsure": False})
    assert opened.emergency
    with pytest.raises(Wait):
        staff.sign_in(ward.workplace, user="ann", password="correct horse battery")
    assert staff.sign_in(ward.workplace, user="bo", password="another password") == bo
    intake.acknowledge_emergency(ward.workplace, visit=opened.session.visit, staff=bo)
    assert intake.emergency_on(ward.workplace) is None
    opened = ward.sit_down(opened.session.visit)
    ward.answer_all(opened)
