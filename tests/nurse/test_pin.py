"""A PIN re-opens one's own desk that locked itself, for at most twelve hours, and is good for nothing else."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kypho_prep.look.theme import Look
from kypho_prep.nurse.clinic.pin_pages import PinPage
from kypho_prep.nurse.clinic.sign_in_page import SignInPage
from kypho_prep.nurse.desk import DeskServices
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.workflow.clinic import accounts, pins, staff
from kypho_prep.workflow.clinic.staff import Role
from kypho_prep.workflow.errors import WrongPassword
from tests.late_worker import LateWorker
from tests.nurse.conftest import PASSWORD, Open, Ward, confirm, named, press, problem, put, shown_text, sign_in
from tests.nurse.steps import colleague
from tests.nurse.test_layout import faults

PIN = "402817"
HOUR = 3600
AWAY = DeskServices(patient_side=False)


@dataclass
class Desk:
    """A desk of its own, where no patient sits, and time that a test lets pass."""

    ward: Ward
    window: NurseWindow
    passed: list[float]

    def left_alone(self) -> None:
        self.window.idle.set_seconds(-1, 60)
        self.window.idle.look()

    def type_pin(self, pin: str) -> None:
        put(self.window, "pin", pin)
        press(self.window, "reopen")

    @property
    def is_open(self) -> bool:
        return self.window.workspace() is not None

    def events(self) -> list[str]:
        with self.ward.workplace.reading() as records:
            return [line.event for line in records.audit.all()]


@pytest.fixture
def desk(ward: Ward, open_window: Open) -> Desk:
    passed = [1000.0]
    ward.workplace = replace(ward.workplace, ticks=lambda: passed[0])
    window = open_window(ward, around=AWAY)
    press(window, "clinic")
    press(window, "own_pin")
    for name, value in {"current": PASSWORD, "pin": PIN, "again": PIN}.items():
        put(window, name, value)
    press(window, "save")
    assert "Your PIN holds from now on." in shown_text(window)
    return Desk(ward, window, passed)


def test_it_re_opens_the_page_that_was_left(desk: Desk, look: Look) -> None:
    press(desk.window, "back")
    press(desk.window, "new_visit")
    put(desk.window, "family", "Half typed")
    desk.left_alone()
    assert isinstance(desk.window.page(), PinPage)
    assert faults(desk.window, look.theme) == []
    assert "Half typed" not in shown_text(desk.window)
    assert named(desk.window, "pin").hasFocus()
    desk.passed[0] += 11 * HOUR
    desk.type_pin(PIN)
    assert desk.window.page().form.values()["family"] == "Half typed"  # type: ignore[attr-defined]
    assert [one for one in desk.events() if one in ("pin_set", "reopened", "signed_in")] == [
        "signed_in", "pin_set", "reopened",
    ]  # fmt: skip


def test_five_wrong_ones_end_it_until_the_password_was_typed(desk: Desk) -> None:
    desk.left_alone()
    for number in range(4):
        desk.type_pin(f"91827{number}")
        assert "This PIN is not right." in problem(desk.window, "pin")
    desk.type_pin("918279")
    assert isinstance(desk.window.page(), SignInPage)
    assert "wrong too often" in shown_text(desk.window)
    sign_in(desk.window)
    desk.left_alone()
    desk.type_pin(PIN)
    assert desk.is_open
    assert desk.events().count("pin_missed") == 5


def test_after_twelve_hours_the_password_is_asked_for_at_a_busy_desk_too(desk: Desk) -> None:
    desk.passed[0] += 12 * HOUR - 1
    desk.window.look_at_limit()
    assert desk.is_open
    desk.left_alone()
    desk.type_pin(PIN)
    assert desk.is_open, "a PIN does not begin the hours anew"
    desk.passed[0] += 1
    desk.window.look_at_limit()
    assert not desk.is_open
    assert isinstance(desk.window.page(), SignInPage)
    assert "signed in for 12 hours" in shown_text(desk.window)
    sign_in(desk.window)
    assert desk.is_open


def test_a_clinic_may_ask_sooner_and_a_locked_desk_takes_no_pin_then(desk: Desk) -> None:
    ward, window = desk.ward, desk.window
    assert ward.nurse is not None
    staff.change_clinic(ward.workplace, staff=ward.nurse, clinic=replace(staff.clinic(ward.workplace), session_hours=1))
    window.lock()
    sign_in(window)
    desk.left_alone()
    desk.passed[0] += HOUR
    desk.type_pin(PIN)
    assert not desk.is_open
    assert "signed in for 1 hour." in shown_text(window)


def test_it_is_no_password_and_no_other_person_s(desk: Desk) -> None:
    ward, window = desk.ward, desk.window
    with pytest.raises(WrongPassword):
        staff.sign_in(ward.workplace, user="r.alvarez", password=PIN)
    bo = colleague(ward)
    press(window, "staff")
    press(window, "account:b.ito")
    press(window, "disable")
    confirm(window, PIN)
    assert "This password is not right." in shown_text(window)
    window.lock()
    sign_in(window, user="b.ito")
    desk.left_alone()
    assert isinstance(window.page(), SignInPage), "who has no PIN signs in"
    with pytest.raises(WrongPassword):
        pins.reopen(ward.workplace, staff=bo, pin=PIN)


def test_a_lock_by_hand_asks_for_the_password(desk: Desk) -> None:
    QTest.keyClick(desk.window.page(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(desk.window.page(), SignInPage)


def test_a_right_one_that_comes_late_opens_nothing_over_a_sign_in(ward: Ward, open_window: Open) -> None:
    assert ward.nurse is not None
    pins.change_pin(ward.workplace, staff=ward.nurse, password=PASSWORD, pin=PIN)
    worker = LateWorker(late=False)
    window = open_window(ward, around=AWAY, worker=worker)
    desk = Desk(ward, window, [])
    desk.left_alone()
    worker.late = True
    desk.type_pin(PIN)
    press(window, "by_password")
    worker.work()
    assert not desk.is_open
    assert isinstance(window.page(), SignInPage)
    assert [one for one in desk.events() if one in ("reopened", "signed_out")] == ["reopened", "signed_out"]


def test_who_was_let_go_or_has_another_role_is_not_let_in_by_it(desk: Desk) -> None:
    ward = desk.ward
    other = accounts.reauthenticate(ward.workplace, staff=colleague(ward, Role.ADMINISTRATOR), password=PASSWORD)
    desk.left_alone()
    assert ward.nurse is not None
    accounts.disable(ward.workplace, staff=other, account=ward.nurse.id)
    desk.type_pin(PIN)
    assert not desk.is_open
    assert isinstance(desk.window.page(), SignInPage)
    accounts.enable(ward.workplace, staff=other, account=ward.nurse.id)
    assert not staff.sign_in(ward.workplace, user="r.alvarez", password=PASSWORD).has_pin


def test_where_patients_sit_too_there_is_none(ward: Ward, open_window: Open) -> None:
    assert ward.nurse is not None
    pins.change_pin(ward.workplace, staff=ward.nurse, password=PASSWORD, pin=PIN)
    window = open_window(ward)
    window.idle.set_seconds(-1, 60)
    window.idle.look()
    assert isinstance(window.page(), SignInPage)


@pytest.mark.parametrize(
    "pin", ["12345", "123456", "987654", "111111", "121212", "123123", "12a456", "1" * 13, "१२३४५७"]
)
def test_what_a_pin_cannot_be(pin: str) -> None:
    assert pins.problem(pin)
    assert not pins.problem(PIN)


def test_only_a_hash_is_stored_and_it_goes_with_the_password_alone(desk: Desk, look: Look) -> None:
    ward, window = desk.ward, desk.window
    assert ward.nurse is not None
    with ward.workplace.reading() as records:
        kept = records.staff.get(ward.nurse.id)
    assert kept is not None
    assert str(kept.pin_hash).startswith("$argon2id$")
    press(window, "own_pin")
    assert faults(window, look.theme) == []
    put(window, "current", "not the one")
    press(window, "remove_pin")
    assert "The name or the password is wrong" in shown_text(window)
    put(window, "current", PASSWORD)
    press(window, "remove_pin")
    assert "You have no PIN any more." in shown_text(window)
    desk.left_alone()
    assert isinstance(window.page(), SignInPage)
