"""Checking a password takes long: what holds is the account as it is afterwards, not as it was read before."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest

from kypho_prep.workflow.clinic import accounts, staff
from kypho_prep.workflow.clinic.staff import Role, StaffMember
from kypho_prep.workflow.errors import Wait, WrongPassword
from kypho_prep.workflow.workplace import PasswordRule, Workplace
from tests.workflow.made_clinic import CHEAP
from tests.workflow.ward import Ward

OLD, NEW = "another password", "three new short words"


@dataclass
class Meanwhile:
    """The rule of passwords; the first time that it is asked for one of its parts, something else is done."""

    part: str
    does: Callable[[], object] | None

    def __getattr__(self, name: str) -> Any:
        if name == self.part and self.does is not None:
            does, self.does = self.does, None
            does()
        return getattr(CHEAP, name)


def during(ward: Ward, part: str, does: Callable[[], object]) -> Workplace:
    return replace(ward.workplace, passwords=cast("PasswordRule", Meanwhile(part, does)))


@pytest.fixture
def bo(ward: Ward) -> StaffMember:
    given = {"name": "Bo Ito", "user": "bo", "password": OLD}
    return staff.add_member(ward.workplace, staff=ward.nurse, role=Role.NURSE, **given)


def is_out(ward: Ward, does: Callable[[], object]) -> None:
    """Bo's password is right when the checking begins; then something is done to the account."""
    with pytest.raises(WrongPassword):
        staff.sign_in(during(ward, "rounds", does), user="bo", password=OLD)
    assert "signed_in" not in ward.events()


def test_who_is_let_go_is_not_signed_in(ward: Ward, bo: StaffMember) -> None:
    is_out(ward, lambda: accounts.disable(ward.workplace, staff=ward.nurse, account=bo.id))


def test_who_is_given_another_password_is_not_signed_in_by_the_old_one(ward: Ward, bo: StaffMember) -> None:
    is_out(ward, lambda: accounts.reset_password(ward.workplace, staff=ward.nurse, account=bo.id, password=NEW))
    assert staff.sign_in(ward.workplace, user="bo", password=NEW) == bo


def test_who_is_given_another_role_signs_in_with_it(ward: Ward, bo: StaffMember) -> None:
    workplace = during(
        ward,
        "rounds",
        lambda: accounts.take_role(ward.workplace, staff=ward.nurse, account=bo.id, role=Role.ADMINISTRATOR),
    )
    signed = staff.sign_in(workplace, user="bo", password=OLD)
    assert signed.role is Role.ADMINISTRATOR
    assert accounts.standing(ward.workplace, staff=signed) is accounts.Standing.UNCHANGED


@pytest.mark.usefixtures("bo")
def test_guesses_at_another_station_make_a_right_one_wait_too(ward: Ward) -> None:
    def guesses() -> None:
        for _ in range(5):
            with pytest.raises(WrongPassword):
                staff.sign_in(ward.workplace, user="bo", password="not the one")

    with pytest.raises(Wait) as caught:
        staff.sign_in(during(ward, "rounds", guesses), user="bo", password=OLD)
    assert caught.value.seconds == 30
    assert "signed_in" not in ward.events()


def test_a_password_that_an_administrator_sets_stands_against_one_s_own(ward: Ward, bo: StaffMember) -> None:
    # The new password is looked at after the one until now was found right.
    workplace = during(
        ward,
        "least",
        lambda: accounts.reset_password(ward.workplace, staff=ward.nurse, account=bo.id, password=NEW),
    )
    with pytest.raises(WrongPassword):
        accounts.change_password(workplace, staff=bo, current=OLD, password="a fourth quiet one")
    assert staff.sign_in(ward.workplace, user="bo", password=NEW) == bo


def test_who_is_given_another_role_changes_their_password_and_signs_in_again(ward: Ward, bo: StaffMember) -> None:
    workplace = during(
        ward,
        "least",
        lambda: accounts.take_role(ward.workplace, staff=ward.nurse, account=bo.id, role=Role.ADMINISTRATOR),
    )
    changed = accounts.change_password(workplace, staff=bo, current=OLD, password=NEW)
    assert accounts.standing(ward.workplace, staff=changed) is accounts.Standing.CHANGED, "the desk says so and locks"
    assert staff.sign_in(ward.workplace, user="bo", password=NEW).role is Role.ADMINISTRATOR
