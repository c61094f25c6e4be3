"""The pages about accounts: the keyboard stays where it was, also where something is refused."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kypho_prep.nurse.clinic.staff_pages import AccountPage, AddPage
from kypho_prep.nurse.widgets.fields import LineField
from kypho_prep.nurse.widgets.form import Form
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.workflow.clinic import accounts, staff, wrong_passwords
from kypho_prep.workflow.clinic.staff import Role
from kypho_prep.workflow.errors import WrongPassword
from tests.nurse.conftest import PASSWORD, Open, Ward, confirm, named, press, put, shown_text, sign_in
from tests.nurse.steps import colleague, type_own_password

NEW = "three new short words"


def at_staff(ward: Ward, open_window: Open, account: str = "") -> NurseWindow:
    window = open_window(ward)
    press(window, "clinic")
    press(window, "staff")
    if account:
        press(window, f"account:{account}")
    return window


def named_or_none(window: NurseWindow, name: str) -> QWidget | None:
    return next((one for one in window.findChildren(QWidget, name) if one.isVisible()), None)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "the keyboard is nowhere"
    return found


def test_an_administrator_reads_how_many_wrong_passwords_a_week_brought(ward: Ward, open_window: Open) -> None:
    colleague(ward)
    window = at_staff(ward, open_window, "b.ito")
    assert named_or_none(window, "missed") is None
    for number in range(1, wrong_passwords.MOST_IN_A_WEEK + 2):
        with pytest.raises(WrongPassword):
            staff.sign_in(ward.workplace, user="b.ito", password="not the one")
        if number % 4 == 0:
            staff.sign_in(ward.workplace, user="b.ito", password=PASSWORD)
        if number in (1, 50, 51):
            press(window, "back")
            press(window, "account:b.ito")
            said = named(window, "missed").text()  # type: ignore[attr-defined]
            many = "wrong password since" if number == 1 else "wrong passwords since"
            assert said.startswith(f"{number} {many} today 10:")
            assert ("Somebody may be guessing" in said) is (number == 51)


def test_after_a_refusal_the_keyboard_is_where_it_was(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    type_own_password(window, current="not the one", new=NEW)
    last = window.page().form.fields["again"].editor
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Return)
    assert "The name or the password is wrong" in shown_text(window)
    assert focused() is last


def test_a_key_that_is_refused_keeps_the_keyboard(ward: Ward, open_window: Open) -> None:
    other = colleague(ward, Role.ADMINISTRATOR)
    window = at_staff(ward, open_window, "b.ito")
    other = accounts.reauthenticate(ward.workplace, staff=other, password=PASSWORD)
    accounts.take_role(ward.workplace, staff=other, account=ward.nurse.id, role=Role.NURSE)  # type: ignore[union-attr]
    key = named(window, "disable")
    key.setFocus()
    QTest.keyClick(key, Qt.Key.Key_Return)
    confirm(window)
    assert "Only" in shown_text(window)
    assert focused() is named(window, "disable")


@pytest.mark.parametrize(("account", "first"), [("b.ito", "enable"), ("r.alvarez", "back")])
def test_an_account_without_a_field_begins_at_its_first_key(
    ward: Ward, open_window: Open, account: str, first: str
) -> None:
    gone = colleague(ward)
    accounts.disable(ward.workplace, staff=ward.nurse, account=gone.id)  # type: ignore[arg-type]
    window = at_staff(ward, open_window, account)
    assert focused() is named(window, first)
    page = window.page()
    assert isinstance(page, AccountPage)
    assert page.form in page.findChildren(Form)


def test_who_adds_a_person_finds_all_but_the_password_again_and_it_is_gone_once_added(
    ward: Ward, open_window: Open
) -> None:
    window = at_staff(ward, open_window)
    press(window, "add_person")
    for name, value in {"name": "B. Ito", "user": "b.ito", "password": PASSWORD, "again": PASSWORD}.items():
        put(window, name, value)
    workspace = window.workspace()
    assert workspace is not None
    workspace.clinic.open_own_password()
    put(window, "password", NEW)
    assert not named_or_none(window, "kept"), "nothing of a person came back here"
    workspace.clinic.open_new_person()
    window.lock()
    sign_in(window)
    page = window.page()
    assert isinstance(page, AddPage)
    assert page.form.values() == {"name": "B. Ito", "user": "b.ito", "password": "", "again": "", "role": "nurse"}
    for name in ("password", "again"):
        put(window, name, PASSWORD)
    press(window, "save")
    confirm(window)
    press(window, "add_person")
    assert window.page().form.values()["name"] == ""


def test_a_password_shows_nowhere_while_it_is_typed(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    press(window, "clinic")
    press(window, "own_password")
    fields = {one.name: one.line for one in window.page().findChildren(LineField) if one.isVisible()}
    assert set(fields) == {"current", "password", "again"}
    assert {one.echoMode() for one in fields.values()} == {QLineEdit.EchoMode.Password}
