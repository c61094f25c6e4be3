"""A back-up from before a password was changed: whoever unlocked the machine until now does so still, by the new."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kypho_prep.workflow.clinic import accounts, staff
from kypho_prep.workflow.clinic.restoring import bring_back, offer
from kypho_prep.workflow.errors import DataFolder
from tests.workflow.made_clinic import PASSWORD
from tests.workflow.test_unlocking import BOS, NEW, Attended, clinic, made

pytestmark = pytest.mark.sqlite
__all__ = ["clinic", "made"]


def brought_back(attended: Attended) -> None:
    """A back-up, a password that its administrator changes, and the back-up brought back."""
    with attended.unlocked() as (place, member):
        place.database.back_up(attended.clock().astimezone())
        attended.clock.pass_by(seconds=3600)
        accounts.change_password(place, staff=member, current=PASSWORD, password=NEW)
        key = place.database.slots.key if place.database.slots is not None else None
    chosen = replace(attended.chosen, key=key)
    bring_back(chosen, offer(chosen), attended.clock() + timedelta(minutes=1))


def test_the_password_of_now_unlocks_and_signs_in(clinic: Attended) -> None:
    brought_back(clinic)
    with clinic.unlocked(password=NEW) as (place, member):
        assert staff.sign_in(place, user="ann", password=NEW) == member
        with place.reading() as records:
            assert "password_changed" in [one.event for one in records.audit.all()]
    assert clinic.locks_out("ann", PASSWORD)
    assert not clinic.locks_out("ann", NEW)
    assert not clinic.locks_out("bo", BOS), "whose password stayed"


def test_it_is_for_the_passwords_that_opened_it_until_then_alone(clinic: Attended) -> None:
    old = clinic.slots.read_text("utf-8")
    brought_back(clinic)
    with clinic.unlocked(password=NEW):
        pass
    clinic.slots.write_text(old, "utf-8")
    assert clinic.locks_out("ann", PASSWORD), "a slots file of before brings no old password back"


def test_a_password_whose_slot_cannot_be_written_is_not_changed(clinic: Attended) -> None:
    with clinic.unlocked() as (place, member):
        beside = clinic.slots.with_name(f"{clinic.slots.name}.new")
        beside.mkdir()
        with pytest.raises(DataFolder):
            accounts.change_password(place, staff=member, current=PASSWORD, password=NEW)
        beside.rmdir()
    assert clinic.locks_out("ann", NEW)
    assert not clinic.locks_out("ann", PASSWORD)
