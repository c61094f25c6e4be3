"""Who works here: let go, let in again, a forgotten password, a wait ended; and one's own password."""

from collections.abc import Callable
from typing import Any

import pytest

from kypho_prep.workflow.clinic import accounts, passwords, staff
from kypho_prep.workflow.clinic.accounts import Standing
from kypho_prep.workflow.clinic.staff import Role, StaffMember
from kypho_prep.workflow.errors import Invalid, OwnAccount, StaffOnly, Wait, WrongPassword
from kypho_prep.workflow.workplace import PasswordRule
from tests.workflow.made_clinic import PASSWORD
from tests.workflow.ward import Ward

BOS = "another password"
NEW = "three new short words"


def bo(ward: Ward, role: Role = Role.NURSE) -> StaffMember:
    return staff.add_member(ward.workplace, staff=ward.nurse, name="Bo Ito", user="bo", password=BOS, role=role)


def enters(ward: Ward, user: str, password: str) -> StaffMember:
    return staff.sign_in(ward.workplace, user=user, password=password)


def problem(caught: pytest.ExceptionInfo[Invalid]) -> str:
    ((field, key, _params),) = caught.value.problems
    assert field == "password"
    return key


def test_everybody_is_listed_who_works_here_first(ward: Ward) -> None:
    made = bo(ward)
    accounts.disable(ward.workplace, staff=ward.nurse, account=made.id)
    listed = accounts.accounts(ward.workplace, staff=ward.nurse)
    assert [(one.user, one.role, one.works_here, one.waits) for one in listed] == [
        ("ann", Role.ADMINISTRATOR, True, 0),
        ("bo", Role.NURSE, False, 0),
    ]


def test_who_is_let_go_is_out_and_comes_back_with_the_old_password(ward: Ward) -> None:
    made = bo(ward)
    assert accounts.standing(ward.workplace, staff=made) is Standing.UNCHANGED
    accounts.disable(ward.workplace, staff=ward.nurse, account=made.id)
    assert accounts.standing(ward.workplace, staff=made) is Standing.GONE
    with pytest.raises(WrongPassword):
        enters(ward, "bo", BOS)
    accounts.enable(ward.workplace, staff=ward.nurse, account=made.id)
    assert enters(ward, "bo", BOS) == made
    assert ward.events()[-4:] == ["staff_disabled", "sign_in_failed", "staff_enabled", "signed_in"]


def test_a_forgotten_password_is_set_anew_and_its_wait_is_over(ward: Ward) -> None:
    made = bo(ward)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            enters(ward, "bo", "not the one")
    with pytest.raises(Wait):
        enters(ward, "bo", BOS)
    accounts.reset_password(ward.workplace, staff=ward.nurse, account=made.id, password=NEW)
    assert enters(ward, "bo", NEW) == made
    with pytest.raises(WrongPassword):
        enters(ward, "bo", BOS)


def test_a_wait_is_ended_by_an_administrator(ward: Ward) -> None:
    made = bo(ward)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            enters(ward, "bo", "not the one")
    assert [one.waits for one in accounts.accounts(ward.workplace, staff=ward.nurse)] == [0, 30]
    accounts.unlock(ward.workplace, staff=ward.nurse, account=made.id)
    assert enters(ward, "bo", BOS) == made


def test_one_s_own_password_needs_the_one_before(ward: Ward) -> None:
    made = bo(ward)
    with pytest.raises(WrongPassword):
        accounts.change_password(ward.workplace, staff=made, current="not the one", password=NEW)
    assert enters(ward, "bo", BOS) == made
    accounts.change_password(ward.workplace, staff=made, current=BOS, password=NEW)
    assert enters(ward, "bo", NEW) == made
    with pytest.raises(WrongPassword):
        enters(ward, "bo", BOS)


def test_guesses_at_the_one_before_bring_the_same_wait(ward: Ward) -> None:
    made = bo(ward)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            accounts.change_password(ward.workplace, staff=made, current="not the one", password=NEW)
    with pytest.raises(Wait):
        accounts.change_password(ward.workplace, staff=made, current=BOS, password=NEW)


def test_a_role_is_given_and_taken_by_another_one(ward: Ward) -> None:
    made = bo(ward)
    accounts.take_role(ward.workplace, staff=ward.nurse, account=made.id, role=Role.ADMINISTRATOR)
    second = accounts.reauthenticate(ward.workplace, staff=enters(ward, "bo", BOS), password=BOS)
    assert second.role is Role.ADMINISTRATOR
    accounts.take_role(ward.workplace, staff=second, account=ward.nurse.id, role=Role.NURSE)
    with pytest.raises(StaffOnly):
        accounts.take_role(ward.workplace, staff=ward.nurse, account=second.id, role=Role.NURSE)


CHANGES: list[Callable[..., None]] = [accounts.disable, accounts.enable, accounts.unlock]


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)
def test_nobody_changes_their_own_account_nor_a_nurse_another_s(ward: Ward, change: Callable[..., None]) -> None:
    made = bo(ward)
    before = accounts.accounts(ward.workplace, staff=ward.nurse)
    with pytest.raises(OwnAccount):
        change(ward.workplace, staff=ward.nurse, account=ward.nurse.id)
    for other in (ward.nurse.id, made.id):
        with pytest.raises(StaffOnly):
            change(ward.workplace, staff=made, account=other)
    with pytest.raises(StaffOnly):
        change(ward.workplace, staff=ward.nurse, account="nobody")
    assert accounts.accounts(ward.workplace, staff=ward.nurse) == before


def test_of_two_who_let_each_other_go_one_stays(ward: Ward) -> None:
    second = bo(ward, Role.ADMINISTRATOR)
    accounts.disable(ward.workplace, staff=ward.nurse, account=second.id)
    with pytest.raises(StaffOnly):
        accounts.disable(ward.workplace, staff=second, account=ward.nurse.id)


@pytest.mark.parametrize(
    ("password", "key"),
    [
        ("seven77", "error.password_short"),
        ("        ", "error.password_short"),
        ("   seven77   ", "error.password_short"),
        ("\0" * 8, "error.password_letters"),
        ("rain\ud800cloud", "error.password_letters"),
        ("Password", "error.password_common"),
        ("１２３４５６７８", "error.password_common"),
        ("aaaaaaaaaaaa", "error.password_own"),
        ("Bo.Itoyama", "error.password_own"),
    ],
)
def test_what_a_password_cannot_be(ward: Ward, password: str, key: str) -> None:
    wanted: dict[str, Any] = {"name": "Bo", "user": "bo.itoyama", "role": Role.NURSE}
    with pytest.raises(Invalid) as caught:
        staff.add_member(ward.workplace, staff=ward.nurse, password=password, **wanted)
    assert problem(caught) == key
    made = staff.add_member(ward.workplace, staff=ward.nurse, password=NEW, **wanted)
    with pytest.raises(Invalid) as caught:
        accounts.reset_password(ward.workplace, staff=ward.nurse, account=made.id, password=password)
    assert problem(caught) == key
    with pytest.raises(Invalid) as caught:
        accounts.change_password(ward.workplace, staff=made, current=NEW, password=password)
    assert problem(caught) == key


@pytest.mark.parametrize(
    "password", ["quiet river stone", "ää öö üü ßß", "سماء زرقاء جدا", "7f!kQ2#p", "long words " * 10]
)
def test_what_a_password_may_be(password: str) -> None:
    assert passwords.problem(password, PasswordRule(), "R. Alvarez", "r.alvarez") is None


def test_who_has_another_password_or_role_stands_as_they_did_only_after_signing_in_again(ward: Ward) -> None:
    made = bo(ward)
    assert accounts.standing(ward.workplace, staff=made) is Standing.UNCHANGED
    accounts.reset_password(ward.workplace, staff=ward.nurse, account=made.id, password=NEW)
    assert accounts.standing(ward.workplace, staff=made) is Standing.CHANGED
    second = enters(ward, "bo", NEW)
    assert accounts.standing(ward.workplace, staff=second) is Standing.UNCHANGED
    accounts.take_role(ward.workplace, staff=ward.nurse, account=made.id, role=Role.ADMINISTRATOR)
    assert accounts.standing(ward.workplace, staff=second) is Standing.CHANGED
    assert accounts.standing(ward.workplace, staff=enters(ward, "bo", NEW)) is Standing.UNCHANGED


def test_one_s_own_new_password_leaves_the_desk_open_on_which_it_was_typed_and_no_other(ward: Ward) -> None:
    made = bo(ward)
    here = accounts.change_password(ward.workplace, staff=made, current=BOS, password=NEW)
    assert here == made
    assert accounts.standing(ward.workplace, staff=here) is Standing.UNCHANGED
    assert accounts.standing(ward.workplace, staff=made) is Standing.CHANGED


def test_what_is_stored_of_a_password_shows_nowhere(ward: Ward) -> None:
    assert "argon2" not in repr(enters(ward, "ann", PASSWORD))
