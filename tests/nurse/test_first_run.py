"""The first start and the sign-in, with real passwords and a real database."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kypho_prep.nurse.board.page import BoardPage
from kypho_prep.nurse.clinic.first_run import ChoicePage, SetUpPage
from kypho_prep.nurse.clinic.sign_in_page import SignInPage
from kypho_prep.workflow.clinic import staff
from tests.nurse.conftest import PASSWORD, Open, Ward, press, problem, put, shown_text, sign_in


def test_a_new_clinic_is_set_up_and_opens_on_the_board(empty_ward: Ward, open_window: Open) -> None:
    window = open_window(empty_ward)
    assert isinstance(window.page(), ChoicePage)
    press(window, "set_up")
    assert isinstance(window.page(), SetUpPage)
    assert "nobody can open the data again" in shown_text(window)
    assert "can read everything" in shown_text(window)
    for name, value in {"name": "Siobhán O’Neill", "user": "sob", "password": PASSWORD, "again": PASSWORD}.items():
        put(window, name, value)
    put(window, "clinic", "Spine Clinic")
    put(window, "zone", "America/Chicago")
    press(window, "save")
    assert isinstance(window.page(), BoardPage)
    clinic = staff.clinic(empty_ward.workplace)
    assert (clinic.name, clinic.zone, clinic.emergency_line) == ("Spine Clinic", "America/Chicago", "911")
    assert "Press N" in shown_text(window)


def test_enter_leads_from_field_to_field_and_submits_in_the_last(empty_ward: Ward, open_window: Open) -> None:
    window = open_window(empty_ward)
    press(window, "set_up")
    page = window.page()
    assert isinstance(page, SetUpPage)
    for name, value in {"name": "A. Nurse", "user": "an", "password": PASSWORD, "again": PASSWORD}.items():
        put(window, name, value)
    put(window, "clinic", "Spine Clinic")
    fields = list(page.form.fields.values())
    fields[0].editor.setFocus()
    for field in fields:
        assert window.focusWidget() is field.editor
        assert window.page() is page
        QTest.keyClick(field.editor, Qt.Key.Key_Return)
    assert isinstance(window.page(), BoardPage)


def test_a_short_or_different_password_is_said_beside_its_field_and_nothing_is_lost(
    empty_ward: Ward, open_window: Open
) -> None:
    window = open_window(empty_ward)
    press(window, "set_up")
    for name, value in {"name": "A. Nurse", "user": "an", "password": "short", "again": "short"}.items():
        put(window, name, value)
    put(window, "clinic", "Spine Clinic")
    press(window, "save")
    assert "8 characters" in problem(window, "password")
    assert "has 5" in problem(window, "password")
    put(window, "password", PASSWORD)
    press(window, "save")
    assert "not the same" in problem(window, "again")
    assert staff.set_up_needed(empty_ward.workplace)
    page = window.page()
    assert isinstance(page, SetUpPage)
    assert page.form.values()["name"] == "A. Nurse"


def test_a_wrong_password_gives_one_sentence_and_then_waits(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    window.lock()
    for _ in range(3):
        sign_in(window, "not this one")
    assert "wrong" in shown_text(window)
    assert isinstance(window.page(), SignInPage)
    for _ in range(5):
        sign_in(window, "not this one")
    assert "wait" in shown_text(window)


def test_ctrl_l_locks_and_the_same_nurse_finds_the_half_typed_form_again(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    window.activateWindow()
    press(window, "new_visit")
    put(window, "family", "الخطيب")
    locked: list[bool] = []
    window.locked.connect(lambda: locked.append(True))
    QTest.keyClick(window.page(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert locked == [True]
    assert isinstance(window.page(), SignInPage)
    assert "الخطيب" not in shown_text(window)
    sign_in(window)
    page = window.page()
    assert page.form.values()["family"] == "الخطيب"


def test_five_minutes_without_a_touch_lock_the_desk(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    window.idle.set_seconds(-1, 60)
    window.idle.look()
    assert isinstance(window.page(), SignInPage)
    assert "locked itself" in shown_text(window)
