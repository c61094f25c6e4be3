"""What needs the password once more, through the window: nothing is done before it, and after it what the key said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kypho_prep.nurse.widgets.password_card import PasswordCard
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.chart import ActionKind, SignOffKind
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.sample.scripted_patient import Script
from kypho_prep.workflow.clinic import accounts, staff
from kypho_prep.workflow.clinic.staff import Role
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import ActionForm
from kypho_prep.workflow.errors import PasswordNeeded, WrongPassword
from tests.nurse.conftest import PASSWORD, Open, Ward, confirm, named, press, put, shown_text, sign_in
from tests.nurse.steps import close_everything, colleague, fill, opened

NO_RIDE = Script({"ride.adult": False})


def events(ward: Ward, event: str) -> int:
    with ward.workplace.reading() as records:
        return sum(line.event == event for line in records.audit.all())


def card_shows(window: NurseWindow) -> bool:
    QApplication.processEvents()
    return any(one.isVisible() for one in window.findChildren(PasswordCard))


def test_a_signature_needs_it_each_time_and_a_wrong_one_signs_nothing(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    close_everything(window, page)
    QTest.keyClick(page, Qt.Key.Key_S)
    press(window, "sign_now")
    field = named(window, "password_again")
    assert field.hasFocus(), "she types at once"
    assert page.review.stage is not Stage.SIGNED_OFF
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "This is missing." in shown_text(window)
    confirm(window, "not the one")
    assert "This password is not right. Nothing was changed." in shown_text(window)
    assert field.text() == ""
    assert page.review.stage is not Stage.SIGNED_OFF
    QTest.keyClicks(field, PASSWORD)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.review.stage is Stage.SIGNED_OFF
    assert not card_shows(window)
    assert [one.kind for one in page.review.situation.chart.sign_offs] == [SignOffKind.PREP]
    assert (events(ward, "sign_in_failed"), events(ward, "password_confirmed")) == (1, 1)


def test_not_now_leaves_all_as_it_was_and_a_lock_takes_the_card_along(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    close_everything(window, page)
    QTest.keyClick(page, Qt.Key.Key_S)
    press(window, "sign_now")
    QTest.keyClick(named(window, "password_again"), Qt.Key.Key_Escape)
    assert not card_shows(window)
    assert page.place() == "sign", "she is where she was"
    press(window, "sign_now")
    put(window, "password_again", PASSWORD)
    window.lock()
    sign_in(window)
    assert not card_shows(window)
    assert events(ward, "password_confirmed") == 0


def test_to_go_past_a_red_flag_needs_it(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, NO_RIDE)
    red = next(one for one in page.review.cards if one.open and ActionKind.PROCEED in one.closing)
    press(named(window, f"card:{red.finding.problem}:{red.finding.subject}"), "proceed")
    fill(window, decided_by="Dr. Okafor", text="The daughter comes")
    assert page.review.situation.chart.actions == ()
    confirm(window)
    (action,) = page.review.situation.chart.actions
    assert (action.kind, action.decided_by) == (ActionKind.PROCEED, "Dr. Okafor")


@pytest.mark.parametrize("name", ["reset", "disable", "make_administrator"])
def test_nothing_about_a_colleague_changes_without_it(ward: Ward, open_window: Open, name: str) -> None:
    bo = colleague(ward)
    window = open_window(ward)
    press(window, "clinic")
    press(window, "staff")
    press(window, "account:b.ito")
    for field in ("password", "again"):
        put(window, field, "a new river stone")
    press(window, name)
    confirm(window, "not the one")
    assert card_shows(window)
    assert staff.sign_in(ward.workplace, user="b.ito", password=PASSWORD) == bo
    confirm(window)
    assert not card_shows(window)
    if name != "make_administrator":
        with pytest.raises(WrongPassword):
            staff.sign_in(ward.workplace, user="b.ito", password=PASSWORD)


def test_the_workflow_itself_refuses_who_is_only_signed_in(ward: Ward) -> None:
    ann = staff.sign_in(ward.workplace, user="r.alvarez", password=PASSWORD)
    bo = colleague(ward)
    visit = ward.answered(ward.visit(), NO_RIDE)
    seen = review.open_chart(ward.workplace, staff=ann, visit=visit)
    how = {"staff": ann, "visit": visit}
    thread = next(one.thread for one in seen.cards if ActionKind.PROCEED in one.closing)
    ways = [
        lambda: review.sign_off(ward.workplace, bound=seen.bound, **how),
        lambda: review.act(
            ward.workplace, thread=thread, action=ActionForm(ActionKind.PROCEED, "x", decided_by="Dr. O"), **how
        ),
        lambda: accounts.disable(ward.workplace, staff=ann, account=bo.id),
        lambda: accounts.enable(ward.workplace, staff=ann, account=bo.id),
        lambda: accounts.unlock(ward.workplace, staff=ann, account=bo.id),
        lambda: accounts.take_role(ward.workplace, staff=ann, account=bo.id, role=Role.ADMINISTRATOR),
        lambda: accounts.reset_password(ward.workplace, staff=ann, account=bo.id, password="a new river stone"),
        lambda: staff.add_member(
            ward.workplace, staff=ann, name="C", user="c", password="a new river stone", role=Role.NURSE
        ),
    ]
    for way in ways:
        with pytest.raises(PasswordNeeded):
            way()
    typed = accounts.reauthenticate(ward.workplace, staff=ann, password=PASSWORD)
    accounts.disable(ward.workplace, staff=typed, account=bo.id)
