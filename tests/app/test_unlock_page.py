"""A machine that staff unlock, through the real windows: from the first set-up over the night to the next morning."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from kypho_prep.kiosk.pages.unlock_page import UnlockPage
from kypho_prep.records.sqlite import recovery, restoring
from kypho_prep.settings import Kind, Settings
from kypho_prep.workflow.clinic import accounts, staff
from kypho_prep.workflow.clinic.recovery_key import new_recovery_key
from kypho_prep.workflow.clinic.unlocking import must_unlock
from tests.journeys.house import KIOSK, PASSWORD, USER, House, standing


def chosen(folder: Path) -> Settings:
    return Settings(folder / "data", folder / "config", KIOSK)


def set_up(folder: Path, starts: str = "") -> None:
    """Set a clinic up on its pages, and switch the machine off."""
    with standing(folder) as house:
        house.hand.tap("set_up")
        who = {"name": "Ann Lee", "user": USER, "password": PASSWORD, "again": PASSWORD}
        house.at_desk.fill({**who, "clinic": "Spine Clinic", **({"starts": starts} if starts else {})})
        house.hand.tap("save")
        assert house.hand.sees("new_visit")
        # What was set up in this run is known to who brings a back-up back in it.
        assert standing_rows(house.program.chosen) is not None


def standing_rows(chosen: Settings) -> Mapping[str, int] | None:
    """What can be read of the data that stands; None where its key is not at hand."""
    return restoring.standing(chosen.data, chosen.config, chosen.key).rows


def page_of(house: House) -> UnlockPage:
    page = house.program.window.side
    assert isinstance(page, UnlockPage)
    return page


def write(house: House, **typed: str) -> None:
    for name, text in typed.items():
        field = page_of(house).findChild(QLineEdit, name)
        assert field is not None
        field.setText(text)
    house.hand.tap("unlock")


def events(house: House) -> list[str]:
    with house.workplace.reading() as records:
        return [line.event for line in records.audit.all()]


@pytest.fixture
def locked(tmp_path: Path, qapp: QApplication) -> Path:
    set_up(tmp_path)
    assert must_unlock(chosen(tmp_path))
    return tmp_path


@pytest.mark.parametrize("kind", Kind)
def test_staff_unlock_it_in_the_morning_and_all_is_as_ever(locked: Path, kind: Kind) -> None:
    with standing(locked, kind=kind) as house:
        assert house.trouble is None
        assert not house.hand.sees("start")
        write(house, user=USER, password="not this one")
        assert "The name or the password is wrong." in house.said(page_of(house))
        assert page_of(house).password.text() == ""
        write(house, password=PASSWORD)
        assert house.hand.sees("start" if kind is not Kind.DESK else "sign_in")
        assert events(house)[-1] == "unlocked"


def test_it_is_unlocked_by_touch_alone(locked: Path) -> None:
    with standing(locked) as house:
        page = page_of(house)
        page.user.setFocus()
        for letter in USER:
            house.hand.tap(f"key:{letter}")
        page.password.setFocus()
        for letter in PASSWORD:
            house.hand.tap("key:space" if letter == " " else f"key:{letter}")
        house.hand.tap("unlock")
        assert house.hand.sees("start")


def test_enter_leads_from_the_name_to_the_password_and_unlocks(locked: Path) -> None:
    with standing(locked) as house:
        page = page_of(house)
        page.user.setText(USER)
        QTest.keyClick(page.user, Qt.Key.Key_Return)
        assert page.password.hasFocus()
        page.password.setText(PASSWORD)
        QTest.keyClick(page.password, Qt.Key.Key_Return)
        house.hand.settle()
        assert house.hand.sees("start")


def test_enter_presses_the_button_that_has_the_focus(locked: Path) -> None:
    with standing(locked) as house:
        other = house.hand.find("other_way")
        other.setFocus()
        QTest.keyClick(other, Qt.Key.Key_Return)
        house.hand.settle()
        assert page_of(house).paper.isVisible()


def test_the_recovery_key_unlocks_it_too(locked: Path) -> None:
    with standing(locked) as house:
        write(house, user=USER, password=PASSWORD)
        shown: list[str] = []
        new_recovery_key(house.program.chosen, lambda one: shown.append(one) or one, "root", datetime.now(UTC))
    with standing(locked) as house:
        house.hand.tap("other_way")
        write(house, recovery_key=recovery.new())
        assert "This is not the recovery key" in house.said(page_of(house))
        write(house, recovery_key=shown[0].lower())
        assert house.hand.sees("start")
        assert events(house)[-1] == "unlocked_by_recovery_key"


def test_many_wrong_tries_wait_and_the_right_one_counts_afterwards(locked: Path) -> None:
    with standing(locked) as house:
        for _ in range(5):
            write(house, user=USER, password="not this one")
        write(house, password=PASSWORD)
        assert "Please wait 30 seconds" in house.said(page_of(house))
        house.ticks.at += 30
        write(house, password=PASSWORD)
        assert house.hand.sees("start")


def test_a_slot_of_who_was_let_go_is_turned_away_once_the_clinic_is_open(
    locked: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (slots,) = (locked / "config" / "keys").iterdir()
    with standing(locked) as house:
        write(house, user=USER, password=PASSWORD)
        ann = house.nurse
        given = {"name": "Bo Ito", "user": "bo", "password": "another quiet one"}
        bo = staff.add_member(house.workplace, staff=ann, role=staff.Role.NURSE, **given)
        before = slots.read_text("utf-8")
        accounts.disable(house.workplace, staff=ann, account=bo.id)
    slots.write_text(before, "utf-8")
    with standing(locked) as house:
        write(house, user="bo", password="another quiet one")
        assert "The name or the password is wrong." in house.said(page_of(house))
        assert house.program.workplace is None
        house.program.start_over()  # as after a fault of the program's own
        caplog.clear()
        house.hand.tap("try_again")
        assert page_of(house).isVisible(), "nobody who works here has unlocked it"
        write(house, user=USER, password=PASSWORD)
        assert house.hand.sees("start")


def test_a_machine_that_was_told_so_starts_by_itself(tmp_path: Path, qapp: QApplication) -> None:
    set_up(tmp_path, "alone")
    with standing(tmp_path) as house:
        assert house.hand.sees("start")


def test_a_set_up_that_nobody_finished_leaves_nothing_and_begins_anew(tmp_path: Path, qapp: QApplication) -> None:
    with standing(tmp_path, backups=True) as house:
        house.hand.tap("set_up")
        house.program.backups.look()
        state = house.program.backups.state()
        assert state is not None
        assert state.trouble is None
    assert not (tmp_path / "config" / "keys").exists()
    set_up(tmp_path)
    with standing(tmp_path) as house:
        write(house, user=USER, password=PASSWORD)
        assert house.hand.sees("start")


def test_damaged_data_of_a_locked_clinic_comes_back_from_its_back_up(tmp_path: Path, qapp: QApplication) -> None:
    set_up(tmp_path)
    with standing(tmp_path, backups=True) as house:
        write(house, user=USER, password=PASSWORD)
        house.program.backups.look()
    (tmp_path / "data" / "kypho-prep.db").unlink()
    with standing(tmp_path) as house:
        assert house.trouble is not None
        house.hand.tap("for_staff")
        house.hand.tap("bring_back")
        house.hand.tap("bring_back_yes")
        write(house, user=USER, password=PASSWORD)
        house.hand.tap("for_staff")
        house.hand.tap("bring_back")
        house.hand.tap("bring_back_yes")
        assert house.hand.sees("start")
