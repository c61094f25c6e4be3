"""A stolen kiosk knows nobody who works here: by plain SQL no account, no password's hash, and no try uncounted."""

from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from kypho_prep.workflow.clinic import accounts, passwords, staff
from kypho_prep.workflow.errors import StaffOnly, Wait, WrongPassword
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import identifying
from tests.workflow.made_clinic import PASSWORD
from tests.workflow.test_stolen_kiosk import TODAY, one, plain, seen
from tests.workflow.ward import BORN, PATIENT, Ward

pytestmark = pytest.mark.by_logins(alone=True)


def proof(connection: psycopg.Connection[Any], user: str, password: str) -> str:
    """What a station's program makes of a typed password, by the salt that the server tells."""
    return passwords.proof(one(connection, "SELECT salt_of(%s)", user), password)


def tried(connection: psycopg.Connection[Any], password: str, user: str = "ann") -> int:
    seconds: int = one(connection, "SELECT try_password(%s, %s)", user, proof(connection, user, password))
    return seconds


def missed(ward: Ward) -> int:
    return next(one.missed for one in accounts.accounts(ward.desk, staff=ward.nurse) if one.user == "ann")


@pytest.mark.parametrize(
    "statement",
    [
        "TABLE staff", "SELECT count(*) FROM staff", "SELECT id FROM staff", "SELECT password_hash FROM staff",
        'SELECT "user" FROM staff', "SELECT name FROM staff FOR UPDATE", "UPDATE staff SET misses = 0",
        "UPDATE staff SET waits_until = NULL", "INSERT INTO staff SELECT * FROM staff", "DELETE FROM staff",
        "TABLE password_try", "TABLE mask", "UPDATE password_try SET proved_at = now()",
        "SELECT count_password('x')", "SELECT visit_named('{obrien}', '1950-02-03', '')",
        "SELECT proved_here('x')", "COPY staff TO STDOUT",
    ],
)  # fmt: skip
def test_no_account_is_read_or_changed(ward: Ward, statement: str) -> None:
    with plain(ward.workplace) as thief, pytest.raises(InsufficientPrivilege):
        thief.execute(statement.encode())


def test_what_a_kiosk_is_told_of_an_account_holds_no_hash_and_a_name_that_nobody_has_looks_the_same(ward: Ward) -> None:
    with plain(ward.workplace) as thief, plain(ward.desk) as desk:
        stored = one(desk, "SELECT password_hash FROM staff")
        told = {user: one(thief, "SELECT salt_of(%s)", user) for user in ("ann", "nobody", "another", "", "%")}
        assert told["ann"] == stored.rpartition("$")[0]
        assert len(set(told.values())) == len(told)
        assert {salt.rpartition("$")[0] for salt in told.values()} == {told["ann"].rpartition("$")[0]}
        assert {len(salt) for salt in told.values()} == {len(told["ann"])}
        assert one(thief, "SELECT salt_of('nobody')") == told["nobody"], "the same each time, as one that is there"


def test_a_try_that_can_still_be_taken_back_is_not_answered(ward: Ward) -> None:
    with plain(ward.workplace) as thief:
        for within in ("", "; SAVEPOINT later"):
            thief.execute(f"BEGIN{within}".encode())
            assert tried(thief, PASSWORD) == 0
            with pytest.raises(InsufficientPrivilege):
                one(thief, "SELECT answer_password()")
            thief.execute("ROLLBACK")
        assert one(thief, "SELECT answer_password()") is None, "nothing was tried"
    assert missed(ward) == 0


def test_a_wrong_try_counts_whatever_becomes_of_its_answer(ward: Ward) -> None:
    """The connection drops after each try, or the answer is taken back: the fifth brings the wait, by any station."""
    for number in range(5):
        with plain(ward.workplace) as thief:
            assert tried(thief, "wrong") == 0
            with thief.transaction(force_rollback=True):
                assert one(thief, "SELECT answer_password()") is None
        assert missed(ward) == number + 1
    with plain(ward.at("kiosk-2").workplace) as other:
        assert 0 < tried(other, PASSWORD) <= 30
        assert one(other, "SELECT answer_password()") is None, "no try while it waits"
    with pytest.raises(Wait):
        staff.sign_in(ward.desk, user="ann", password=PASSWORD)


def test_a_try_is_answered_once_and_by_what_was_tried(ward: Ward) -> None:
    with plain(ward.workplace) as thief, plain(ward.at("kiosk-2").workplace) as other:
        assert tried(thief, PASSWORD) == 0
        assert one(other, "SELECT answer_password()") is None, "another station's try"
        assert one(thief, "SELECT answer_password()")["id"] == ward.nurse.id
        assert one(thief, "SELECT answer_password()") is None


def test_the_waits_double_to_a_quarter_of_an_hour_by_the_server_s_clock(ward: Ward) -> None:
    waits = []
    with plain(ward.workplace) as thief, plain(ward.desk) as desk:
        for _ in range(11):
            assert tried(thief, "wrong") == 0
            waits.append(tried(thief, PASSWORD) if missed(ward) >= 5 else 0)
            desk.execute("UPDATE staff SET waits_from = NULL, waits_until = NULL")
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900]


def test_after_a_week_of_guesses_each_wrong_one_brings_the_longest_wait(ward: Ward) -> None:
    with plain(ward.workplace) as thief, plain(ward.desk) as desk:
        for _ in range(51):
            assert tried(thief, "wrong") == 0
            desk.execute("UPDATE staff SET misses = 0, waits_from = NULL, waits_until = NULL")
        assert staff.sign_in(ward.workplace, user="ann", password=PASSWORD) == ward.nurse
        assert missed(ward) == 51, "a right one counts as none, and forgets none of the week"
        assert tried(thief, "wrong") == 0
        assert tried(thief, PASSWORD) == 900


def test_staff_sign_in_at_a_kiosk_as_ever(ward: Ward) -> None:
    for user in ("ann", "nobody"):
        with pytest.raises(WrongPassword):
            staff.sign_in(ward.workplace, user=user, password="wrong")
    signed = staff.sign_in(ward.workplace, user=" ANN ", password=PASSWORD)
    assert (signed, signed.proof) == (ward.nurse, ward.nurse.proof)
    assert [event for event in ward.events() if "sign" in event] == ["sign_in_failed", "sign_in_failed", "signed_in"]
    assert missed(ward) == 1


def test_who_was_let_go_is_not_let_in(ward: Ward) -> None:
    given = {"name": "Bo Ito", "user": "bo", "password": "another password"}
    bo = staff.add_member(ward.desk, staff=ward.nurse, role=staff.Role.NURSE, **given)
    staff.sign_in(ward.workplace, user="bo", password="another password")
    accounts.disable(ward.desk, staff=ward.nurse, account=bo.id)
    with pytest.raises(WrongPassword):
        staff.sign_in(ward.workplace, user="bo", password="another password")
    with pytest.raises(StaffOnly):
        identifying.visit_of(ward.workplace, staff=bo, family=PATIENT.family, born=BORN)


def test_a_name_and_a_birth_date_open_nothing_unless_staff_proved_who_they_are_there(ward: Ward) -> None:
    visit = ward.new_visit()
    claim = "SELECT try_claim(NULL, '{obrien}', %s)"
    with plain(ward.workplace) as thief, plain(ward.desk) as desk:
        with pytest.raises(InsufficientPrivilege):
            one(thief, claim, BORN.isoformat())
        staff.sign_in(ward.at("kiosk-2").workplace, user="ann", password=PASSWORD)
        with pytest.raises(InsufficientPrivilege):
            one(thief, claim, BORN.isoformat())
        staff.sign_in(ward.workplace, user="ann", password=PASSWORD)
        assert one(thief, claim, BORN.isoformat()) == 0
        assert one(thief, "SELECT answer_claim(%s)", TODAY) == visit
        assert seen(thief)["visit"] == 1
        assert one(desk, "SELECT works_here(%s, false)", ward.nurse.id)


def test_a_proof_is_over_with_the_hand_over(ward: Ward) -> None:
    opened = ward.sit_down(ward.new_visit())
    intake.leave(ward.workplace, session=opened.session.id)
    with pytest.raises(StaffOnly):
        identifying.visit_of(ward.workplace, staff=ward.nurse, family=PATIENT.family, born=BORN)


@pytest.mark.parametrize(
    "first",
    [
        "SET standard_conforming_strings = off", "SET search_path = pg_temp, public", "SET bytea_output = 'escape'",
        "SET transform_null_equals = on", "SET timezone = 'Asia/Tokyo'; SET datestyle = 'SQL, DMY'",
        "CREATE TEMP TABLE staff AS SELECT 'ann' AS \"user\", 'mine$x' AS password_hash, '' AS created_at",
    ],
)  # fmt: skip
def test_no_setting_of_a_session_makes_the_server_tell_a_hash(ward: Ward, first: str) -> None:
    with plain(ward.workplace) as thief:
        thief.execute(first.encode())
        told = one(thief, "SELECT salt_of('ann')")
        assert ward.nurse.proof.startswith(f"{told}$")
        assert told.count("$") == 4
