"""The board at work: figures, filters, search, keys and papers; what changes elsewhere never loses the place."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kypho_prep.nurse.board.filters import CHIPS, FILTERS
from kypho_prep.nurse.board.page import BoardPage
from kypho_prep.nurse.board.past_page import PastPage
from kypho_prep.nurse.desk import DeskServices
from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.chart import Ending, FactKind
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import Shown, State
from kypho_prep.sample.scripted_patient import Script
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.patient.intake import Given
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import Board
from tests.nurse.board_steps import board_of, patients, table, three
from tests.nurse.conftest import Open, Ward, named, press, shown_text
from tests.overheard import overheard


def looked(window: NurseWindow) -> None:
    """Let the watch ask for changes, as it does every two seconds."""
    workspace = window.workspace()
    assert workspace is not None
    workspace.watch.look()


def test_who_filters_and_searches_asks_the_database_nothing(ward: Ward, open_window: Open) -> None:
    three(ward)
    window = open_window(ward)
    page = board_of(window)
    table(window).setFocus()
    with overheard(ward.workplace) as said:
        QTest.keyClick(page, Qt.Key.Key_C)
        QTest.keyClick(page, Qt.Key.Key_Escape)
        page.search.setText("Moss")
        page.search.setText("")
    assert said == []
    assert table(window).hasFocus()
    assert len(patients(window)) == 3


def test_every_figure_is_the_number_of_rows_that_its_filter_shows(ward: Ward, open_window: Open) -> None:
    assert ward.nurse is not None
    three(ward)
    today = ward.visit("Today", "Ted", procedure_on=date(2026, 12, 1))
    due = {"reached": False, "next_due": "2026-12-01T14:00:00+00:00"}
    kind = FactKind.CALL
    review.record_fact(ward.workplace, staff=ward.nurse, visit=today, kind=kind, value=due)
    ended = ward.visit("Ended", "Ed")
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=ended, ending=Ending.CANCELLED, reason="Fever")
    intake.hand_over(ward.workplace, visit=ward.visit("Sits", "Sue"), staff=ward.nurse)
    window = open_window(ward)
    page = board_of(window)
    figures = {}
    for name in FILTERS:
        button = named(page, f"count:{name}")
        press(page, f"count:{name}")
        figures[name] = len(patients(window)) if page.model.rowCount() else 0
        assert str(figures[name]) in button.accessibleName().split()
    assert {name: figures[name] for name in ("calls", "today", "week", "now", "ended", "all")} == {
        "calls": 1, "today": 1, "week": 3, "now": 1, "ended": 1, "all": 6,
    }  # fmt: skip
    QTest.keyClick(page, Qt.Key.Key_C)
    assert patients(window) == ["Today, Ted"]
    assert "Call due 9:00 am. 1 try" in str(page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_medicine_finds_by_brand_and_by_what_it_holds_and_the_row_says_so(ward: Ward, open_window: Open) -> None:
    three(ward)
    thinner = Script({"medicines.groups_thin": {"picked": ["blood_thinner"], "unsure": False}}, {"Xarelto": {}})
    ward.answered(ward.visit("Świątek", "Iga"), thinner)
    window = open_window(ward)
    page = board_of(window)
    for typed in ("xarelto", "Rivaroxaban", "rivaro", "swia xar", "ŚWIĄTEK"):
        page.search.setText(typed)
        assert patients(window) == ["Świątek, Iga"], typed
        shown = page.model.index(0, 1).data(Qt.ItemDataRole.DisplayRole)
        assert ("Xarelto (rivaroxaban)" in shown) is (typed != "ŚWIĄTEK"), typed
    page.search.setText("xa")
    assert patients(window) == []


def test_a_change_keeps_the_view_the_choice_and_what_is_typed(ward: Ward, open_window: Open) -> None:
    for number in range(14):
        ward.visit(f"Number{number:02}", "Nell", procedure_on=date(2026, 12, 9))
    window = open_window(ward)
    page = board_of(window)
    page.search.setText("number")
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    for _ in range(10):
        QTest.keyClick(table(window), Qt.Key.Key_Down)
    chosen, held = page.chosen(), table(window).verticalScrollBar().value()
    assert held > 0
    ward.visit("Number00", "Early", procedure_on=date(2026, 12, 8))
    looked(window)
    assert page.model.rowCount() == 15
    assert (page.chosen(), page.search.text()) == (chosen, "number")
    assert table(window).verticalScrollBar().value() == held
    assert table(window).hasFocus()


def test_only_the_rows_that_changed_are_drawn_anew(ward: Ward, open_window: Open) -> None:
    three(ward)
    window = open_window(ward)
    page = board_of(window)
    drawn: list[int] = []
    page.model.dataChanged.connect(lambda first, _last: drawn.append(first.row()))
    looked(window)
    assert drawn == []
    late = page.model.visit_at(2)
    assert ward.nurse is not None
    review.mark_for_review(ward.workplace, staff=ward.nurse, visit=late)
    looked(window)
    assert drawn == [2]


def test_a_minute_later_a_call_is_due_without_any_change(ward: Ward, open_window: Open) -> None:
    assert ward.nurse is not None
    visit = ward.visit()
    due = {"reached": False, "next_due": "2026-12-01T15:30:00+00:00"}
    review.record_fact(ward.workplace, staff=ward.nurse, visit=visit, kind=FactKind.CALL, value=due)
    window = open_window(ward)
    page = board_of(window)
    assert "Calls due 0" in shown_text(page)
    ward.clock.at += timedelta(minutes=31)
    looked(window)
    assert "Calls due 1" in shown_text(page)


def test_the_sheet_of_keys_rests_the_board_and_gives_the_keyboard_back(ward: Ward, open_window: Open) -> None:
    three(ward)
    window = open_window(ward)
    QTest.keyClick(table(window), Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    sheet = named(window, "key_sheet")
    assert "Search all visits, past ones too" in shown_text(sheet)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_N)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert sheet.isAncestorOf(window.focusWidget())
    assert window.page() is board_of(window)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert sheet.isHidden()
    assert table(window).hasFocus()


def test_the_list_of_a_chosen_day_is_printed(ward: Ward, open_window: Open) -> None:
    three(ward)
    asked: list[tuple[int, date]] = []

    def day_list(board: Board, day: date, _clinic: Clinic) -> None:
        asked.append((len(board.rows), day))

    window = open_window(ward, around=DeskServices(day_list=day_list))
    QTest.keyClick(table(window), Qt.Key.Key_L)
    sheet = named(window, "day_list")
    assert "Wednesday, December 2, 2026: 1" not in shown_text(sheet)
    assert {"Today: 0", "Tomorrow: 1", "Thursday, December 3, 2026: 1"} <= set(shown_text(sheet).splitlines())
    press(sheet, "day:2026-12-03")
    assert asked == [(3, date(2026, 12, 3))]
    with ward.workplace.reading() as records:
        printed = [row for row in records.audit.all() if row.event == "printed"]
    assert [(row.actor, row.subject, row.details) for row in printed] == [
        ("R. Alvarez", "day_list", {"day": "2026-12-03"})
    ]
    assert "The list went to the printer" in shown_text(window)
    assert table(window).hasFocus()


def test_without_a_printer_the_desk_says_so(ward: Ward, open_window: Open) -> None:
    three(ward)
    window = open_window(ward)
    QTest.keyClick(table(window), Qt.Key.Key_L)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert "The list could not be printed" in shown_text(window)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(window.page(), Qt.Key.Key_Escape)
    assert "The list could not be printed" not in shown_text(window), "what was said is over with the next page"


def test_a_past_visit_is_found_from_the_board_and_opens(ward: Ward, open_window: Open) -> None:
    assert ward.nurse is not None
    old = ward.visit("Oldfield", "Olga", procedure_on=date(2026, 12, 1))
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=old, ending=Ending.DONE)
    ward.clock.at += timedelta(days=40)
    window = open_window(ward)
    page = board_of(window)
    QTest.keyClick(page, Qt.Key.Key_Slash)
    QTest.keyClicks(page.search, "oldf")
    assert "Not on the board" in shown_text(page)
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    past = window.page()
    assert isinstance(past, PastPage)
    assert past.search.text() == "oldf"
    assert "1 found" in shown_text(past)
    QTest.keyClick(past.search, Qt.Key.Key_Down)
    QTest.keyClick(past.table, Qt.Key.Key_Return)
    assert isinstance(window.page(), ReviewPage)
    assert "This visit ended and is read only" in shown_text(named(window, "banner:ended"))
    QTest.keyClick(window.page(), Qt.Key.Key_Escape)
    QTest.keyClick(window.page(), Qt.Key.Key_P)
    past = window.page()
    assert isinstance(past, PastPage)
    past.search.setText("nobody")
    assert "No visit was ever entered" in shown_text(past)
    past.search.setText("")
    assert "Type the beginning" in shown_text(past)
    QTest.keyClick(past.search, Qt.Key.Key_Escape)
    assert isinstance(window.page(), BoardPage)


def test_where_a_patient_sits_and_names_alike_are_said_on_the_row(ward: Ward, open_window: Open) -> None:
    assert ward.nurse is not None
    ward.visit("Petrov", "Anna", mrn="40112")
    visit = ward.visit("Petrow", "Ana")
    opened = intake.hand_over(ward.workplace, visit=visit, staff=ward.nurse)
    given = Given("ride.adult", None, State.VALUE, YesNo(True), Shown("Do you have an adult?", "", "Yes"))
    intake.reply_to(ward.workplace, session=opened.session.id, given=given, next_page=PageRef("ride.stairs"))
    window = open_window(ward)
    page = board_of(window)
    said = str(page.model.index(page.model.row_of(visit), 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Name alert: also Petrov, Anna" in said
    assert "Filling in now. Ride, home and what to bring · kiosk-1 since 10:" in said
    ward.clock.at += timedelta(minutes=16)
    looked(window)
    said = str(page.model.index(page.model.row_of(visit), 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Filling in now" not in said
    assert "Left open at kiosk-1, quiet since 10:" in said


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1080, 1920)])
def test_the_keys_above_the_table_have_their_whole_words(ward: Ward, open_window: Open, size: tuple[int, int]) -> None:
    three(ward)
    window = open_window(ward, size=size)
    page = board_of(window)
    for name in (*(f"count:{one}" for one in CHIPS), "past_visits", "print_day"):
        button = named(page, name)
        assert button.width() >= button.sizeHint().width(), name
        assert page.rect().contains(button.geometry().translated(button.parentWidget().mapTo(page, QPoint(0, 0)))), name
