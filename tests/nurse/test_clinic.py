"""The clinic's settings and its staff."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep.look.buttons import Button
from kypho_prep.look.theme import Look
from kypho_prep.look.worker import Worker
from kypho_prep.nurse.board.page import BoardPage
from kypho_prep.nurse.desk import DeskContext
from kypho_prep.nurse.widgets.parts import LevelChip
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.checklist import Level
from kypho_prep.tour.driver.hand import Hand
from kypho_prep.workflow.clinic import accounts, staff
from kypho_prep.workflow.clinic.staff import Role
from kypho_prep.workflow.errors import WrongPassword
from tests.nurse.conftest import PASSWORD, Open, Ward, confirm, press, problem, put, shown_text, sign_in
from tests.nurse.steps import colleague, type_own_password

NEW = "three new short words"


def test_settings_are_stored_and_an_approval_needs_a_name_and_a_date(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    press(window, "clinic")
    assert "Not yet approved by this clinic" in shown_text(window)
    for name, value in {"name": "Rücken & Spine", "holidays": "12/25/2026, Jan 1 2027", "aspirin_level": "red"}.items():
        put(window, name, value)
    put(window, "approved_by", "Dr. A. Okafor")
    press(window, "save")
    assert "both" in problem(window, "approved_by")
    put(window, "approved_on", "Nov 30 2026")
    press(window, "save")
    assert isinstance(window.page(), BoardPage)
    clinic = staff.clinic(ward.workplace)
    assert (clinic.name, clinic.aspirin_level) == ("Rücken & Spine", Level.RED)
    assert clinic.holidays == (date(2026, 12, 25), date(2027, 1, 1))
    assert (clinic.approved_by, clinic.approved_on) == ("Dr. A. Okafor", date(2026, 11, 30))
    press(window, "clinic")
    assert "Content approved by Dr. A. Okafor on Monday, November 30, 2026" in shown_text(window)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("name", "", "clinic's name"), ("staff_idle", "5", "from 60 to 3600"), ("holidays", "Xmas", "“Xmas”")],
)
def test_a_wrong_setting_is_said_beside_it(ward: Ward, open_window: Open, field: str, value: str, said: str) -> None:
    window = open_window(ward)
    press(window, "clinic")
    put(window, field, value)
    press(window, "save")
    assert said in problem(window, field)


def test_the_way_to_the_clinic_and_its_night_number_are_kept(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    press(window, "clinic")
    typed = {
        "name": "Hillside Spine",
        "phone": "555-0142",
        "night_phone": "555-0143",
        "address": "Unit 2\n\n  4 Mill Lane \nHillside",
        "entrance": "Door B\nPark in lot 3",
        "calls_when": "Two working days before",
    }
    for name, value in typed.items():
        put(window, name, value)
    press(window, "save")
    clinic = staff.clinic(ward.workplace)
    assert (clinic.phone, clinic.night_phone, clinic.emergency_line) == ("555-0142", "555-0143", "911")
    assert clinic.way_in == ("Unit 2", "4 Mill Lane", "Hillside", "Door B", "Park in lot 3")
    press(window, "clinic")
    fields = window.page().form.values()
    assert (fields["address"], fields["calls_when"]) == ("Unit 2\n4 Mill Lane\nHillside", typed["calls_when"])


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("address", "a\n" * 6, "6 lines. The most is 5"),
        ("entrance", "b" * 201, "201 letters. The most is 200"),
        ("night_phone", "the desk", "no number"),
        ("calls_when", "c" * 101, "101 letters. The most is 100"),
    ],
)
def test_a_way_in_that_fits_no_paper_is_refused_beside_its_field(
    ward: Ward, open_window: Open, field: str, value: str, said: str
) -> None:
    window = open_window(ward)
    press(window, "clinic")
    put(window, "name", "Hillside Spine")
    put(window, field, value)
    press(window, "save")
    assert said in problem(window, field)
    assert staff.clinic(ward.workplace).way_in == ()
    assert value.strip() in window.page().form.values()[field], "nothing typed is lost"


def test_a_nurse_who_was_added_signs_in_and_reads_the_settings_only(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    press(window, "clinic")
    press(window, "staff")
    add(window)
    assert "B. Ito can sign in now" in shown_text(window)
    assert staff.sign_in(ward.workplace, user="b.ito", password=PASSWORD).role is Role.NURSE
    window.lock()
    sign_in(window, user="b.ito")
    press(window, "clinic")
    assert {"save", "staff", "own_password", "back"} & {*Hand(window).named("")} == {"own_password", "back"}


def add(window: NurseWindow) -> None:
    """Let B. Ito work here too, from the list of staff."""
    press(window, "add_person")
    for name, value in {"name": "B. Ito", "user": "b.ito", "password": PASSWORD, "again": PASSWORD}.items():
        put(window, name, value)
    press(window, "save")
    confirm(window)


def second(ward: Ward, window: NurseWindow) -> None:
    """Open the account of a second person from the list of staff."""
    colleague(ward)
    press(window, "clinic")
    press(window, "staff")
    press(window, "account:b.ito")


def test_a_forgotten_password_is_set_anew_by_an_administrator(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    second(ward, window)
    put(window, "password", "password")
    put(window, "again", "password")
    press(window, "reset")
    assert "one of the commonest" in problem(window, "password")
    put(window, "password", NEW)
    put(window, "again", NEW)
    press(window, "reset")
    confirm(window)
    assert "B. Ito has a new password." in shown_text(window)
    assert staff.sign_in(ward.workplace, user="b.ito", password=NEW).name == "B. Ito"


def test_who_works_here_no_more_is_out_within_a_beat_and_may_come_back(ward: Ward, open_window: Open) -> None:
    window, other = open_window(ward), open_window(ward)
    second(ward, window)
    other.lock()
    sign_in(other, user="b.ito")
    workspace = other.workspace()
    assert workspace is not None
    press(window, "disable")
    confirm(window)
    assert "B. Ito can sign in no more" in shown_text(window)
    workspace.watch.look()
    assert other.workspace() is None
    assert "An administrator closed your account" in shown_text(other)
    press(window, "account:b.ito")
    press(window, "enable")
    confirm(window)
    assert staff.sign_in(ward.workplace, user="b.ito", password=PASSWORD).name == "B. Ito"


@pytest.mark.parametrize(
    ("change", "password"),
    [
        (partial(accounts.reset_password, password=NEW), NEW),
        (partial(accounts.take_role, role=Role.ADMINISTRATOR), PASSWORD),
    ],
    ids=["password", "role"],
)
def test_who_has_another_password_or_role_signs_in_again_and_finds_what_they_typed(
    ward: Ward, open_window: Open, change: Callable[..., None], password: str
) -> None:
    window = open_window(ward)
    bo = colleague(ward)
    window.lock()
    sign_in(window, user="b.ito")
    press(window, "new_visit")
    put(window, "family", "Half typed")
    change(ward.workplace, staff=ward.nurse, account=bo.id)
    window.workspace().watch.look()
    assert window.workspace() is None
    assert "Please sign in again" in shown_text(window)
    sign_in(window, password, user="b.ito")
    assert window.page().form.values()["family"] == "Half typed"
    window.workspace().watch.look()
    assert window.workspace() is not None


def test_a_wait_is_seen_and_ended(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    second(ward, window)
    press(window, "back")
    for _ in range(5):
        with pytest.raises(WrongPassword):
            staff.sign_in(ward.workplace, user="b.ito", password="not the one")
    press(window, "back")
    press(window, "staff")
    assert "Waits 1 minute after wrong passwords" in shown_text(window)
    press(window, "account:b.ito")
    press(window, "unlock")
    confirm(window)
    assert "B. Ito can try again now." in shown_text(window)
    assert "after wrong passwords" not in shown_text(window)


def test_a_chip_keeps_the_room_for_its_dot(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    second(ward, window)
    QApplication.processEvents()
    (chip,) = window.page().findChildren(LevelChip)
    assert chip.text_rect().left() > chip.height() / 2


def test_a_role_is_given_and_one_s_own_account_is_left_to_others(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    second(ward, window)
    press(window, "make_administrator")
    confirm(window)
    assert "B. Ito is an administrator now." in shown_text(window)
    press(window, "account:r.alvarez")
    assert "your own account" in shown_text(window)
    assert not {"disable", "reset", "make_nurse"} & {one.objectName() for one in window.page().findChildren(Button)}


def test_anybody_changes_their_own_password(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    type_own_password(window, current="not the one", new=NEW)
    press(window, "save")
    assert "The name or the password is wrong" in shown_text(window)
    put(window, "current", PASSWORD)
    press(window, "save")
    assert "Your new password holds from now on." in shown_text(window)
    assert staff.sign_in(ward.workplace, user="r.alvarez", password=NEW) == ward.nurse
    window.workspace().watch.look()
    assert window.workspace() is not None, "the desk on which it was typed stays open"


def test_the_desk_works_with_the_real_thread(ward: Ward, look: Look, qtbot: Any, qapp: Any) -> None:
    worker = Worker()
    ward.visit()
    window = NurseWindow(DeskContext(ward.workplace, worker, ward.workplace.content.words("en"), look))
    qtbot.addWidget(window, before_close_func=lambda _window: worker.close())
    window.resize(1440, 900)
    window.show()
    window.begin()
    put(window, "user", "r.alvarez")
    put(window, "password", PASSWORD)
    press(window, "sign_in")
    qtbot.waitUntil(lambda: isinstance(window.page(), BoardPage) and window.page().model.rowCount() == 1)
    window.workspace().open_review(window.page().model.visit_at(0))
    qtbot.waitUntil(lambda: "Moss, Eleanor" in shown_text(window))
    window.lock()
