"""The board: order, counts, search and keys, on rows that the real workflow made."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kypho_prep.nurse.board.page import BoardPage
from kypho_prep.prep.chart import Ending
from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.prep.wording.dates import short_day
from kypho_prep.sample.scripted_patient import Script
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from tests.nurse.board_steps import patients, table, three
from tests.nurse.conftest import Open, Ward, press, shown_text
from tests.nurse.steps import shown_review


def test_what_could_cancel_stands_before_what_comes_first(ward: Ward, open_window: Open) -> None:
    three(ward)
    window = open_window(ward)
    assert patients(window)[0] == "Moss, Eleanor"
    row = window.page().model.index(0, 0)
    assert "No safe ride home" in str(row.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "act: " in str(row.data(Qt.ItemDataRole.AccessibleTextRole))


def test_who_needs_somebody_now_stands_above_all(ward: Ward, open_window: Open) -> None:
    three(ward)
    late = ward.visit("Zzz", "Late", procedure_on=date(2027, 2, 1))
    ward.answered(late, Script({"now.symptoms": {"picked": ["chest_pain"], "unsure": False}}), finish=False)
    window = open_window(ward)
    assert patients(window)[:2] == ["Zzz, Late", "Moss, Eleanor"]


def test_a_call_that_was_taken_back_shows_on_that_day(ward: Ward, open_window: Open) -> None:
    assert ward.nurse is not None
    visit = ward.visit("Abel", "Ann", procedure_on=date(2026, 12, 2))
    session = intake.hand_over(ward.workplace, visit=visit, staff=ward.nurse).session.id
    intake.call_nurse(ward.workplace, session=session)
    window = open_window(ward)
    said = Qt.ItemDataRole.AccessibleTextRole
    assert "Called you" in str(window.page().model.index(0, 0).data(said))
    intake.take_back_call(ward.workplace, session=session)
    window.workspace().watch.look()
    row = str(window.page().model.index(0, 0).data(said))
    assert "Called you" not in row
    assert "Took the call back" in row
    window.workspace().open_review(visit)
    assert "Took the call for a nurse back" in shown_text(window)
    window.workspace().to_board()
    ward.clock.at += timedelta(days=1)
    window.workspace().watch.look()
    assert "Took the call back" not in str(window.page().model.index(0, 0).data(said))


def test_a_board_that_cannot_be_read_says_so_until_it_can(
    ward: Ward, open_window: Open, caplog: pytest.LogCaptureFixture
) -> None:
    three(ward)
    window = open_window(ward)
    with ward.workplace.writing() as records:
        (row, *_) = (records.summaries.get(visit) for visit in records.visits.all())
        assert row is not None
        records.summaries.put(replace(row, stage="no such stage"))
    window.workspace().watch.look()
    assert "This did not work" in shown_text(window)
    assert "a desk job failed" in caplog.text
    caplog.clear()
    with ward.workplace.writing() as records:
        records.summaries.put(row)
    window.workspace().watch.look()
    assert not window.page().findChild(QWidget, "trouble").isVisible()


def test_a_visit_that_ended_stands_below_and_counts_nowhere(ward: Ward, open_window: Open) -> None:
    three(ward)
    assert ward.nurse is not None
    for row in schedule.board(ward.workplace).rows[:1]:
        schedule.end_visit(ward.workplace, staff=ward.nurse, visit=row.visit, ending=Ending.CANCELLED, reason="x")
    window = open_window(ward)
    assert patients(window)[-1] == "Moss, Eleanor"
    QTest.keyClick(table(window), Qt.Key.Key_1)
    assert "Nothing open could cancel a case" in shown_text(window)


def test_counts_filter_and_esc_shows_all_again(ward: Ward, open_window: Open) -> None:
    three(ward)
    window = open_window(ward)
    QTest.keyClick(table(window), Qt.Key.Key_1)
    assert patients(window) == ["Moss, Eleanor"]
    press(window, "count:complete")
    assert "No visit is signed off yet" in shown_text(window)
    QTest.keyClick(window.page(), Qt.Key.Key_Escape)
    assert len(patients(window)) == 3


def test_search_finds_by_name_mrn_and_phone(ward: Ward, open_window: Open) -> None:
    three(ward)
    window = open_window(ward)
    page = window.page()
    assert isinstance(page, BoardPage)
    QTest.keyClick(table(window), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "zahn zo")
    assert patients(window) == ["Zahn, Zoe"]
    for typed in ("40177", "5550177", "555-0177"):
        page.search.setText(typed)
        assert len(patients(window)) == 3, typed
    page.search.setText("nobody")
    assert "Not on the board" in shown_text(window)
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(patients(window)) == 3


def test_arrows_move_enter_opens_esc_comes_back_to_the_same_row(ward: Ward, open_window: Open) -> None:
    three(ward)
    window = open_window(ward)
    QTest.keyClick(table(window), Qt.Key.Key_Down)
    chosen = patients(window)[1]
    QTest.keyClick(table(window), Qt.Key.Key_Return)
    page = shown_review(window)
    assert chosen in shown_text(window)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert table(window).currentIndex().row() == 1
    assert table(window).hasFocus()


def test_a_change_elsewhere_comes_in_and_the_chosen_visit_stays_chosen(ward: Ward, open_window: Open) -> None:
    three(ward)
    window = open_window(ward)
    board = window.page()
    assert isinstance(board, BoardPage)
    QTest.keyClick(table(window), Qt.Key.Key_End)
    chosen = board.chosen()
    first = ward.visit("Early", "Bird", procedure_on=date(2026, 12, 2))
    workspace = window.workspace()
    assert workspace is not None
    workspace.watch.look()
    assert first in [board.model.visit_at(at) for at in range(board.model.rowCount())]
    assert board.chosen() == chosen


def test_a_patient_who_calls_and_who_sits_at_the_kiosk_is_said_on_the_row(ward: Ward, open_window: Open) -> None:
    assert ward.nurse is not None
    opened = intake.hand_over(ward.workplace, visit=ward.visit(), staff=ward.nurse)
    window = open_window(ward)
    row = window.page().model.index(0, 0)
    assert "Filling in now" in str(row.data(Qt.ItemDataRole.AccessibleTextRole))
    intake.call_nurse(ward.workplace, session=opened.session.id)
    window.workspace().watch.look()
    assert "Called you" in str(window.page().model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_screen_reader_hears_the_whole_row(ward: Ward, open_window: Open, qapp: Any) -> None:
    three(ward)
    window = open_window(ward)
    interface = QAccessible.queryAccessibleInterface(table(window))
    cells = [interface.child(at) for at in range(interface.childCount())]
    said = " | ".join(cell.text(QAccessible.Text.Name) for cell in cells if cell is not None)
    assert "Abel, Ann" in said
    assert "71 years" in said


@pytest.mark.parametrize("width", [1280, 1440])
def test_the_day_and_the_status_are_never_cut(ward: Ward, open_window: Open, width: int) -> None:
    three(ward)
    window = open_window(ward)
    window.resize(width, 800)
    QApplication.processEvents()
    words, (when, status) = ward.workplace.content.words("en"), (table(window).columnWidth(at) for at in (0, 5))
    desk = table(window)._desk
    look = desk.look
    bold = QFontMetrics(look.letters(look.metrics.text(17), QFont.Weight.Bold))
    days = [short_day(words, date(2026, month, day)) for month in range(1, 13) for day in range(20, 27)]
    assert max(map(bold.horizontalAdvance, days)) <= when - desk.px(20)
    small = QFontMetrics(look.letters(look.metrics.text(15), QFont.Weight.Bold))
    keys = [f"desk.stage.{one.value}" for one in Stage] + [
        f"desk.board.{one}"
        for one in ("emergency", "wrong_person", "revoked", "filling_now", "day_signed", "day_fallen")
    ]
    said = [words(key) for key in keys] + [words("desk.board.nurse_called", at="10:38 am")]
    assert max(map(small.horizontalAdvance, said)) <= status - desk.px(20 + 40)
