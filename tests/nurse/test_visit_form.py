"""New and corrected visits: each wrong field has its own sentence, and nothing typed is lost."""

import re
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from kypho_prep.nurse.board.page import BoardPage
from kypho_prep.nurse.visit.handing_page import HandingPage
from kypho_prep.nurse.visit.page import VisitPage
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.chart import Ending
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm
from tests.nurse.conftest import Open, Ward, named, press, problem, put, shown_text
from tests.nurse.steps import review_of, shown_review

GOOD = {
    "family": "Moss", "given": "Eleanor", "born": "3/14/1955", "procedure_on": "Dec 14 2026", "procedure_at": "9:30 am",
}  # fmt: skip


def typed(window: NurseWindow, **values: str) -> VisitPage:
    """Open the form and type."""
    press(window, "new_visit")
    for name, value in {**GOOD, **values}.items():
        put(window, name, value)
    page = window.page()
    assert isinstance(page, VisitPage)
    return page


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("family", "", "family name"),
        ("given", " ", "given name"),
        ("born", "", "birth date"),
        ("born", "31/31/1955", "cannot be read as a date"),
        ("born", "2030-01-01", ""),
        ("procedure_on", "", "date of the procedure"),
        ("procedure_on", "tomorrow", "“tomorrow” cannot be read"),
        ("procedure_on", "2026-11-30", ""),
        ("procedure_at", "9", "cannot be read as a time"),
        ("arrival_at", "25:00", "cannot be read as a time"),
        ("arrival_at", "11 am", ""),
        ("arrival_on", "2026-12-15", ""),
    ],
)
def test_each_wrong_field_has_its_own_sentence(
    ward: Ward, open_window: Open, field: str, value: str, said: str
) -> None:
    window = open_window(ward)
    page = typed(window, **{field: value})
    press(window, "save")
    assert window.page() is page
    assert problem(window, field), f"nothing is said beside {field}"
    assert said in problem(window, field)
    assert page.form.fields[field].editor.hasFocus()
    assert page.form.values()["family" if field != "family" else "given"] != ""
    assert schedule.board(ward.workplace).rows == ()


@pytest.mark.parametrize("family", ["O’Leary-d'Arc", "Świątek", "الخطيب", "Nguyễn"])
def test_names_are_kept_as_typed(ward: Ward, open_window: Open, family: str) -> None:
    window = open_window(ward)
    typed(window, family=family)
    press(window, "save")
    assert isinstance(window.page(), HandingPage)
    assert f"{family}, Eleanor" in shown_text(window)
    (row,) = schedule.board(ward.workplace).rows
    assert (row.patient, row.born, row.procedure_on) == (f"{family}, Eleanor", date(1955, 3, 14), date(2026, 12, 14))


def test_a_date_is_echoed_with_the_name_of_its_day(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    typed(window)
    assert "Monday, December 14, 2026" in shown_text(window)
    assert "9:30 am" in shown_text(window)


def test_esc_keeps_what_was_typed_and_starting_over_forgets_it(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    page = typed(window)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert isinstance(window.page(), BoardPage)
    QTest.keyClick(window.page(), Qt.Key.Key_N)
    page = window.page()
    assert isinstance(page, VisitPage)
    assert page.form.values()["family"] == "Moss"
    assert "still here" in shown_text(window)
    press(window, "start_over")
    assert page.form.values()["family"] == ""


def test_another_visit_of_the_same_patient_is_said_and_opens(ward: Ward, open_window: Open) -> None:
    other = ward.visit("Moss", "Eleanor")
    window = open_window(ward)
    typed(window)
    assert "Moss, Eleanor has another open visit: Mon Dec 14 9:30 am." in shown_text(window)
    press(window, f"open_other:{other}")
    page = shown_review(window)
    assert page.visit == other


def test_a_warning_never_keeps_a_visit_from_being_saved(ward: Ward, open_window: Open) -> None:
    ward.visit("Moss", "Eleanor")
    window = open_window(ward)
    typed(window)
    press(window, "save")
    assert len(schedule.board(ward.workplace).rows) == 2


def test_a_name_alike_on_the_same_day_is_said_until_the_day_changes(ward: Ward, open_window: Open) -> None:
    ward.visit("Petrow", "Ana", mrn="40112")
    window = open_window(ward)
    typed(window)
    put(window, "family", "Petrov")
    assert "Name alert on the same day: Petrow, Ana" in shown_text(window)
    put(window, "procedure_on", "12/15/2026")
    assert "Name alert" not in shown_text(window)


def test_a_moved_patient_s_date_is_changed_from_the_page_of_the_end(ward: Ward, open_window: Open) -> None:
    ward.visit()
    window = open_window(ward)
    QTest.keyClick(named(window, "board"), Qt.Key.Key_Return)
    press(window, "end")
    press(window, "reschedule")
    page = window.page()
    assert isinstance(page, VisitPage)
    assert page.form.values()["family"] == "Moss"


def test_an_ended_visit_says_so_and_is_opened_again_with_a_reason(ward: Ward, open_window: Open) -> None:
    visit = ward.visit()
    assert ward.nurse is not None
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=visit, ending=Ending.CANCELLED, reason="Fever")
    window = open_window(ward)
    QTest.keyClick(named(window, "board"), Qt.Key.Key_Return)
    banner = named(window, "banner:ended")
    assert "Cancelled" in shown_text(banner)
    assert "Fever" in shown_text(banner)
    keys = {one.objectName() for one in window.page().findChildren(QPushButton) if one.isVisible()}
    assert {re.split("[:_]", one)[0] for one in keys} == {
        *("back", "chapter", "fold", "in", "legal", "lock", "print", "reopen")
    }
    press(window, "reopen")
    press(window, "save_form")
    assert "why it is opened again" in problem(window, "reason")
    put(window, "reason", "Wrong patient")
    press(window, "save_form")
    assert "banner:ended" not in {one.objectName() for one in window.findChildren(QWidget) if one.isVisible()}
    assert schedule.board(ward.workplace).rows[0].stage is Stage.EXPECTED


def test_a_review_says_with_whom_its_patient_may_be_mixed_up(ward: Ward, open_window: Open) -> None:
    first, second = ward.visit("Petrov", "Anna", mrn="1"), ward.visit("Petrov", "Anna", mrn="2")
    ward.visit("Petrow", "Ana", mrn="3")
    window, _page = review_of(ward, open_window, first)
    banner = named(window, "banner:mix_up")
    assert "Petrov, Anna has another open visit" in shown_text(banner)
    press(banner, f"open_other:{second}")
    assert f"open_other:{first}" in {one.objectName() for one in named(window, "banner:mix_up").findChildren(QWidget)}


def test_the_slip_shows_its_code_once_and_a_new_one_ends_the_old(ward: Ward, open_window: Open) -> None:
    ward.visit()
    window = open_window(ward)
    QTest.keyClick(named(window, "board"), Qt.Key.Key_Return)
    press(window, "handing")
    press(window, "print_slip")
    code = ward.slips[0].code
    assert f"{code[:3]} {code[3:]}" in shown_text(window)
    press(window, "print_slip")
    assert ward.slips[1].code != code
    assert f"{code[:3]} {code[3:]}" not in shown_text(window)


def test_handing_over_locks_the_desk_first(ward: Ward, open_window: Open) -> None:
    visit = ward.visit()
    window = open_window(ward)
    order: list[str] = []
    window.locked.connect(lambda: order.append("locked"))
    window.hand_over.connect(lambda one, member: order.append(f"{one} {member.name}"))
    QTest.keyClick(named(window, "board"), Qt.Key.Key_Return)
    press(window, "handing")
    press(window, "hand_over")
    assert order == ["locked", f"{visit} R. Alvarez"]


def test_a_no_show_needs_a_reason(ward: Ward, open_window: Open) -> None:
    ward.visit()
    window = open_window(ward)
    QTest.keyClick(named(window, "board"), Qt.Key.Key_Return)
    press(window, "end")
    press(window, "save")
    assert "how the visit ended" in problem(window, "ending")
    put(window, "ending", "no_show")
    press(window, "save")
    assert "why" in problem(window, "reason")
    put(window, "reason", "Did not answer three calls")
    press(window, "save")
    assert isinstance(window.page(), BoardPage)
    assert [row.stage.value for row in schedule.board(ward.workplace).rows] == ["no_show"]


def test_a_visit_is_corrected_and_the_board_shows_it(ward: Ward, open_window: Open) -> None:
    ward.visit()
    window = open_window(ward)
    QTest.keyClick(named(window, "board"), Qt.Key.Key_Return)
    press(window, "edit")
    put(window, "levels", "T12, L1")
    press(window, "save")
    assert schedule.board(ward.workplace).rows[0].levels == "T12, L1"


def test_a_time_that_does_not_come_that_night_is_said_as_it_is_kept(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    page = typed(window, procedure_on="3/14/2027", procedure_at="2:30 am")
    assert "1:30 am is meant" in shown_text(page)


def test_a_language_that_the_kiosk_does_not_have_is_said_and_kept(ward: Ward, open_window: Open) -> None:
    assert ward.nurse is not None
    person = PatientForm("Vargas", "Rosa", date(1955, 3, 14), language="es")
    form = VisitForm(date(2026, 12, 14))
    visit = schedule.new_visit(ward.workplace, staff=ward.nurse, patient=person, visit=form)
    window, _page = review_of(ward, open_window, visit)
    assert "Language not on the kiosk" in shown_text(window)
    assert shown_text(window).lower().count("book an interpreter") == 1, "the card says it, once"
    press(window, "edit")
    page = window.page()
    assert isinstance(page, VisitPage)
    assert page.form.values()["language"] == "es"
    assert "book an interpreter" in shown_text(page)
