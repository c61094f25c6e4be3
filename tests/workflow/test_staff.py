"""Who works here: the first administrator, passwords that are only ever hashes, waits, and the clinic's settings."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kypho_prep.content import Content
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.clinic import Clinic
from kypho_prep.workflow import clinic_setting, start
from kypho_prep.workflow.clinic import clinic_check, staff
from kypho_prep.workflow.clinic.staff import Role
from kypho_prep.workflow.errors import Invalid, StaffOnly, Wait, WrongPassword
from kypho_prep.workflow.workplace import Workplace
from tests.records.places import Places
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP, PASSWORD
from tests.workflow.ward import Ward


def wrong(ward: Ward, user: str = "ann", password: str = "wrong password") -> None:
    with pytest.raises(WrongPassword) as caught:
        staff.sign_in(ward.workplace, user=user, password=password)
    assert (caught.value.words_key, caught.value.params) == ("error.wrong_password", {})


def test_a_new_clinic_needs_its_first_administrator_and_only_one(tmp_path: Path, content: Content) -> None:
    places = Places(tmp_path / "data", tmp_path / "config")
    database = start.open_or_create(places.data, places.config)
    workplace = Workplace(database, content, Clock(), "kiosk-1", database.station.id, CHEAP)
    assert staff.set_up_needed(workplace)
    made = staff.first_administrator(workplace, name=" Ann Lee ", user=" Ann ", password=PASSWORD)
    assert (made.name, made.user, made.role) == ("Ann Lee", "ann", Role.ADMINISTRATOR)
    assert not staff.set_up_needed(workplace)
    with pytest.raises(StaffOnly):
        staff.first_administrator(workplace, name="Bo", user="bo", password=PASSWORD)
    database.close()


def test_the_name_in_any_letters_and_the_password_sign_in(ward: Ward) -> None:
    signed = staff.sign_in(ward.workplace, user="  ANN ", password=PASSWORD)
    assert signed == ward.nurse
    staff.sign_out(ward.workplace, staff=signed)
    staff.sign_out(ward.workplace, staff=signed, locked=True)
    assert ward.events()[-3:] == ["signed_in", "signed_out", "locked"]


def test_a_wrong_name_and_a_wrong_password_sound_the_same(ward: Ward) -> None:
    wrong(ward)
    wrong(ward, user="nobody")
    wrong(ward, user="nobody", password="a password that nobody has")


def test_wrong_passwords_make_that_account_wait_and_no_other(ward: Ward) -> None:
    staff.add_member(
        ward.workplace, staff=ward.nurse, name="Bo", user="bo", password="another password", role=Role.NURSE
    )
    for _ in range(5):
        wrong(ward)
    with pytest.raises(Wait) as caught:
        staff.sign_in(ward.workplace, user="ann", password=PASSWORD)
    assert caught.value.seconds == 30
    assert staff.sign_in(ward.workplace, user="bo", password="another password").role is Role.NURSE
    ward.clock.pass_by(seconds=30)
    wrong(ward)
    with pytest.raises(Wait) as caught:
        staff.sign_in(ward.workplace, user="ann", password=PASSWORD)
    assert caught.value.seconds == 60
    ward.clock.pass_by(seconds=60)
    assert staff.sign_in(ward.workplace, user="ann", password=PASSWORD) == ward.nurse
    wrong(ward)
    assert staff.sign_in(ward.workplace, user="ann", password=PASSWORD) == ward.nurse


def test_only_a_hash_of_the_password_is_stored(ward: Ward) -> None:
    with ward.workplace.reading() as records:
        row = records.staff.by_user("ann")
    assert row is not None
    assert row.password_hash.startswith("$argon2id$")
    assert PASSWORD not in repr(row)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (("", "bo", PASSWORD), "name"),
        (("Bo", "  ", PASSWORD), "user"),
        (("Program", "bo", PASSWORD), "name"),
        (("patient\n", "bo", PASSWORD), "name"),
        (("Bo", "bo", "short"), "password"),
        (("Bo", "ANN", PASSWORD), "user"),
    ],
)
def test_what_an_account_cannot_be(ward: Ward, typed: tuple[str, str, str], problem: str) -> None:
    name, user, password = typed
    with pytest.raises(Invalid) as caught:
        staff.add_member(ward.workplace, staff=ward.nurse, name=name, user=user, password=password, role=Role.NURSE)
    assert [field for field, _, _ in caught.value.problems] == [problem]


def test_a_nurse_is_no_administrator_whatever_she_says(ward: Ward) -> None:
    bo = staff.add_member(
        ward.workplace, staff=ward.nurse, name="Bo", user="bo", password="another password", role=Role.NURSE
    )
    pretended = replace(bo, role=Role.ADMINISTRATOR)
    with pytest.raises(StaffOnly):
        staff.change_clinic(ward.workplace, staff=pretended, clinic=Clinic(name="Mine"))
    with pytest.raises(StaffOnly):
        staff.add_member(
            ward.workplace, staff=pretended, name="Cy", user="cy", password="another password", role=Role.NURSE
        )


def test_who_was_let_go_neither_signs_in_nor_goes_on_working(ward: Ward) -> None:
    with ward.workplace.writing() as records:
        records.staff.change(ward.nurse.id, disabled_at=ward.clock())
    wrong(ward, password=PASSWORD)
    with pytest.raises(StaffOnly):
        ward.new_visit()


def test_the_clinic_s_settings_come_back_and_the_change_is_on_record(ward: Ward) -> None:
    wanted = Clinic(
        name="Spine Clinic ©",
        zone="Asia/Tokyo",
        holidays=(date(2026, 12, 25), date(2027, 1, 1)),
        aspirin_level=Level.NOTE,
        approved_by="Dr. Żak",
        approved_on=date(2026, 11, 20),
        cover_after=900,
    )
    staff.change_clinic(ward.workplace, staff=ward.nurse, clinic=wanted)
    assert staff.clinic(ward.workplace) == wanted
    with ward.workplace.reading() as records:
        line = records.audit.all()[-1]
    assert line.event == "clinic_changed"
    assert "zone" in line.details["changed"]
    assert "phone" not in line.details["changed"]
    assert "Tokyo" not in repr(line)


@pytest.mark.parametrize("name", clinic_check.OWN_WORDS)
def test_what_patients_read_as_the_clinic_s_own_fits_a_page(ward: Ward, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        staff.change_clinic(ward.workplace, staff=ward.nurse, clinic=Clinic(**{name: "a" * 301}))
    assert refused.value.problems == ((name, "error.too_long", {"length": 301, "most": 300}),)


def test_the_clinic_s_own_words_are_tidied_and_refused_when_too_long(ward: Ward) -> None:
    staff.change_clinic(ward.workplace, staff=ward.nurse, clinic=Clinic(pregnancy_why=" We plan\x00 with you.\n"))
    clinic = staff.clinic(ward.workplace)
    assert clinic.own_words("health.pregnancy.why") == "We plan with you."
    assert clinic.own_words("health.body.why") == ""
    with pytest.raises(Invalid) as refused:
        staff.change_clinic(ward.workplace, staff=ward.nurse, clinic=Clinic(pregnancy_why="a" * 301))
    assert refused.value.problems == (("pregnancy_why", "error.too_long", {"length": 301, "most": 300}),)
    assert staff.clinic(ward.workplace) == clinic


def test_what_leads_to_the_clinic_is_tidied_and_every_fault_is_named_at_once(ward: Ward) -> None:
    wanted = Clinic(address=" 4 Mill\x00 Lane\n\n \nHillside ", entrance="\u202eDoor B", night_phone=" 555-0143\n")
    staff.change_clinic(ward.workplace, staff=ward.nurse, clinic=wanted)
    clinic = staff.clinic(ward.workplace)
    assert (clinic.address, clinic.entrance, clinic.night_phone) == ("4 Mill Lane\nHillside", "Door B", "555-0143")
    assert clinic.way_in == ("4 Mill Lane", "Hillside", "Door B")
    wrong_one = Clinic(address="a\n" * 6, entrance="b" * 201, night_phone="call us", calls_when="c\nd")
    with pytest.raises(Invalid) as refused:
        staff.change_clinic(ward.workplace, staff=ward.nurse, clinic=wrong_one)
    assert refused.value.problems == (
        ("entrance", "error.too_long", {"length": 201, "most": 200}),
        ("address", "error.too_many_lines", {"lines": 6, "most": 5}),
        ("calls_when", "error.too_many_lines", {"lines": 2, "most": 1}),
        ("night_phone", "error.no_number", {}),
    )
    assert staff.clinic(ward.workplace) == clinic


def test_a_clinic_stored_before_it_had_a_night_number_is_read(ward: Ward) -> None:
    stored = clinic_setting.stored(Clinic(name="Old", phone="555-0142"))
    for name in clinic_check.WAY_IN:
        del stored[name]
    assert clinic_setting.read(stored) == Clinic(name="Old", phone="555-0142")
    assert clinic_setting.read(stored).way_in == ()


def test_an_unknown_zone_is_refused(ward: Ward) -> None:
    with pytest.raises(Invalid):
        staff.change_clinic(ward.workplace, staff=ward.nurse, clinic=Clinic(zone="Mars/Olympus"))
    assert staff.clinic(ward.workplace) == Clinic()


def test_settings_of_another_version_keep_what_is_known(ward: Ward) -> None:
    stored = clinic_setting.stored(Clinic(name="Old")) | {"unheard_of": 1}
    del stored["holidays"]
    assert clinic_setting.read(stored) == Clinic(name="Old")
