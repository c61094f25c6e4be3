"""The wrong tries of a week stand whatever right one comes between: who has one login cannot guess at another by it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kypho_prep.workflow.clinic import accounts, staff, wrong_passwords
from kypho_prep.workflow.clinic.accounts import Account
from kypho_prep.workflow.clinic.staff import Role, StaffMember
from kypho_prep.workflow.errors import Wait, WrongCode, WrongPassword
from kypho_prep.workflow.lockout import WEEK, Misses, Waits
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule, slip_codes
from tests.workflow.ward import BORN, Ward

PASSWORD = "another password"
LIVE_CODES, BIRTH_DATES = 100, 12_000  # more slips than any clinic has out; the days on which its patients were born


@pytest.fixture
def bo(ward: Ward) -> StaffMember:
    given = {"name": "Bo Ito", "user": "bo", "password": PASSWORD}
    return staff.add_member(ward.workplace, staff=ward.nurse, role=Role.NURSE, **given)


def wrong(ward: Ward, times: int, user: str = "bo") -> None:
    for _ in range(times):
        with pytest.raises(WrongPassword):
            staff.sign_in(ward.workplace, user=user, password="not the one")


def right(ward: Ward) -> StaffMember:
    return staff.sign_in(ward.workplace, user="bo", password=PASSWORD)


def account(ward: Ward) -> Account:
    return next(one for one in accounts.accounts(ward.workplace, staff=ward.nurse) if one.user == "bo")


def seconds(ward: Ward) -> int:
    with pytest.raises(Wait) as caught:
        right(ward)
    found: int = caught.value.seconds
    return found


@pytest.mark.usefixtures("bo")
def test_a_right_password_ends_the_wait_and_the_week_s_wrong_ones_stand(ward: Ward) -> None:
    began = ward.clock.at
    wrong(ward, 5)
    ward.clock.pass_by(seconds=seconds(ward))
    right(ward)
    wrong(ward, 4)
    assert right(ward).user == "bo", "four in a row bring no wait"
    found = account(ward)
    assert (found.missed, found.waits) == (9, 0)
    assert found.missed_from is not None
    assert timedelta() < found.missed_from - began < timedelta(minutes=1)
    ward.clock.pass_by(days=7)
    assert (account(ward).missed, account(ward).missed_from) == (0, None)


@pytest.mark.usefixtures("bo")
def test_from_a_number_on_that_nobody_mistypes_each_wrong_password_brings_the_longest_wait(ward: Ward) -> None:
    for _ in range(wrong_passwords.MOST_IN_A_WEEK // 4):
        wrong(ward, 4)
        right(ward)
    wrong(ward, wrong_passwords.MOST_IN_A_WEEK % 4)
    right(ward)
    wrong(ward, 1)
    assert seconds(ward) == 900
    ward.clock.pass_by(seconds=900)
    right(ward)
    wrong(ward, 1)
    assert seconds(ward) == 900
    ward.clock.pass_by(days=7)
    wrong(ward, 1)
    assert right(ward).user == "bo"


def restarted(ward: Ward) -> Ward:
    """The same clinic after the program was closed and begun again."""
    return replace(ward, workplace=replace(ward.workplace, waits=Waits()))


@pytest.mark.usefixtures("bo")
@pytest.mark.parametrize("days", [-40, 40])
def test_a_clock_that_somebody_moves_neither_ends_a_week_nor_makes_it_longer(ward: Ward, days: int) -> None:
    wrong(ward, 4)
    ward.clock.pass_by(days=3)
    ward.clock.put(days=days)
    assert account(ward).missed == 4
    right(ward)
    wrong(ward, 1)
    assert account(ward).missed == 5
    ward.clock.pass_by(days=3.9)
    assert account(ward).missed == 5
    ward.clock.pass_by(days=0.2)
    assert account(ward).missed == 0


@pytest.mark.usefixtures("bo")
def test_a_week_that_began_on_a_clock_that_was_ahead_is_over_a_week_after_the_next_miss(ward: Ward) -> None:
    ward.clock.put(days=200)
    wrong(ward, 4)
    ward.clock.put(days=-200)
    again = restarted(ward)
    assert account(again).missed == 4, "nobody's wrong ones are forgotten because a clock was put right"
    right(again)
    wrong(again, 1)
    assert account(again).missed == 5
    ward.clock.pass_by(days=7.1)
    assert account(restarted(ward)).missed == 0


def test_an_administrator_ends_a_wait_alone_and_begins_the_week_anew_with_a_password(
    ward: Ward, bo: StaffMember
) -> None:
    wrong(ward, 5)
    accounts.unlock(ward.workplace, staff=ward.nurse, account=bo.id)
    assert (account(ward).missed, account(ward).waits) == (5, 0)
    accounts.reset_password(ward.workplace, staff=ward.nurse, account=bo.id, password="three new short words")
    assert account(ward).missed == 0


def test_one_s_own_new_password_leaves_the_week_s_wrong_ones(ward: Ward, bo: StaffMember) -> None:
    wrong(ward, 4)
    given = {"current": PASSWORD, "password": "three new short words"}
    accounts.change_password(ward.workplace, staff=bo, **given)
    assert account(ward).missed == 4, "who knows the password hides no guesses from the administrator by another one"


def test_a_right_code_ends_the_kiosk_s_wait_and_its_week_stands(ward: Ward) -> None:
    code = schedule.print_slip(ward.workplace, staff=ward.nurse, visit=ward.new_visit()).code
    unknown = f"{(int(code) + 1) % 1_000_000:06d}"
    for number in range(slip_codes.MOST_IN_A_WEEK + 1):
        # Other dates than hers, which has a week of its own.
        with pytest.raises(WrongCode):
            intake.sign_in(ward.workplace, code=unknown, born=BORN.replace(year=1930 + number % 3))
        if number % 4 == 3:
            opened = intake.sign_in(ward.workplace, code=code, born=BORN)
            intake.leave(ward.workplace, session=opened.session.id)
    with pytest.raises(Wait) as caught:
        intake.sign_in(ward.workplace, code=code, born=BORN)
    assert caught.value.seconds == 120


def guesses(most: int, longest: int) -> int:
    """How many guesses a week takes of who is right themselves after every fourth; each try takes five seconds."""
    now = first = datetime(2026, 11, 23, 15, tzinfo=UTC)
    misses, made = Misses(), 0
    while now - first < WEEK:
        now += timedelta(seconds=5 + misses.seconds_left(now))
        if misses.count == 4 or misses.waits_until is not None:
            misses = misses.after_a_right_one()
            continue
        misses, made = misses.one_more(now, longest=longest, most_in_a_week=most), made + 1
    return made


def test_a_week_of_guesses_at_a_kiosk_finds_nobody(ward: Ward) -> None:
    made = guesses(slip_codes.MOST_IN_A_WEEK, slip_codes.LONGEST_WAIT)
    assert made > slip_codes.MOST_IN_A_WEEK
    assert made * LIVE_CODES / 10**slip_codes.DIGITS / BIRTH_DATES <= 1e-4
    assert guesses(10**9, slip_codes.LONGEST_WAIT) * LIVE_CODES / 10**slip_codes.DIGITS / BIRTH_DATES > 1e-4


def test_a_week_of_guesses_at_an_account_is_some_hundreds() -> None:
    assert guesses(wrong_passwords.MOST_IN_A_WEEK, wrong_passwords.LONGEST_WAIT) < 750
