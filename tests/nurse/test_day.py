"""The procedure's day at the desk: recorded line by line, by keyboard alone, corrected with a reason, and signed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from kypho_prep.nurse.board.page import BoardPage
from kypho_prep.nurse.day.page import DayPage
from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.chart import FactKind, SignOffKind
from kypho_prep.prep.sign_off.day_sign_off import day_standing
from tests.nurse.conftest import Open, Ward, confirm, named, press, problem, put, shown_text
from tests.nurse.day_steps import SCRIPT, chart, day_page, line, prepared, record, record_all, sits_down, unrecorded
from tests.nurse.steps import change_ride


def keyboard(key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    where = QApplication.focusWidget()
    assert where is not None
    QTest.keyClick(where, key, how)
    for _ in range(3):
        QApplication.processEvents()


def types(text: str) -> None:
    """Type into the field that the keyboard is in; a choice is made by its first letters."""
    where = QApplication.focusWidget()
    assert where is not None
    QTest.keyClicks(where, text)
    QApplication.processEvents()


def fill_by_keyboard(*fields: str) -> None:
    """Open the waiting line's form, type one field after the other, and save."""
    keyboard(Qt.Key.Key_Return)
    for at, text in enumerate(fields):
        if at:
            keyboard(Qt.Key.Key_Tab)
        types(text)
    keyboard(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def focus_name() -> str:
    where = QApplication.focusWidget()
    return where.objectName() if where is not None else ""


def test_every_line_is_recorded_and_the_day_signed_without_a_mouse(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward, SCRIPT)
    window = open_window(ward)
    QTest.keyClick(named(window, "board"), Qt.Key.Key_D)
    page = window.page()
    assert isinstance(page, DayPage)
    QApplication.processEvents()
    keyboard(Qt.Key.Key_Return)  # two identifiers
    assert focus_name() == "yes:symptoms", "the keyboard waits on the next line"
    keyboard(Qt.Key.Key_Return)
    fill_by_keyboard("Yes", "7 pm")
    fill_by_keyboard("Tod", "6:00 am")
    fill_by_keyboard("On", "8 pm", "12/11/2026")
    fill_by_keyboard("98.4")
    fill_by_keyboard("128/76", "72", "16", "97")
    for _ in ("escort", "leg_strength", "skin", "site", "consent"):
        keyboard(Qt.Key.Key_Return)
    fill_by_keyboard("Disc", "Full code")
    assert unrecorded(page) == []
    assert line(page, "last_food").recorded.value["at"] == "19:00"  # type: ignore[union-attr]
    assert focus_name() == "sign_day"
    keyboard(Qt.Key.Key_Return)
    confirm(window)
    assert "Day checks signed" in shown_text(window)
    assert "Signed by R. Alvarez, today 7:" in shown_text(window)
    made = chart(ward, visit).situation.chart.sign_offs[-1]
    assert made.kind is SignOffKind.DAY_OF
    assert made.words["day:temperature"] == "98.4 °F"
    assert made.words["prep"] == "signed off"
    keyboard(Qt.Key.Key_Escape)
    assert isinstance(window.page(), BoardPage)


def test_a_later_meal_stands_out_until_it_is_written_who_decided(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward)
    window, page = day_page(ward, open_window, visit)
    press(window, "record:last_food")
    put(window, "found", "today")
    put(window, "at", "6:15 am")
    press(window, "save_form")
    assert page.place() == "decide:last_food", "what differs asks at once who decided"
    assert "Later than entered" in shown_text(named(window, "day:last_food"))
    press(window, "save_form")
    assert "which doctor was told" in problem(window, "told")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert "Nobody is named who decided about this: Last food" in shown_text(window)
    press(window, "blocker:decide:last_food")
    put(window, "told", "Dr. Okafor")
    put(window, "decided_by", "Dr. Okafor")
    put(window, "decision", "Wait until 2 pm")
    press(window, "save_form")
    assert "Told Dr. Okafor. Dr. Okafor decided: “Wait until 2 pm”" in shown_text(window)
    assert "Nobody is named" not in shown_text(window)
    assert not line(page, "last_food").undecided


def test_a_correction_needs_its_reason_and_takes_the_signature_back_by_name(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward)
    window, page = day_page(ward, open_window, visit)
    record_all(window, page)
    press(window, "sign_day")
    confirm(window)
    press(window, "correct:temperature")
    put(window, "value", "one hundred")
    press(window, "save_form")
    assert "as a number" in problem(window, "value")
    assert "older entry stays" in problem(window, "reason")
    put(window, "value", "100.4")
    put(window, "reason", "Measured again")
    press(window, "save_form")
    text = shown_text(window)
    assert "corrected: Measured again" in text
    assert "Changed since it was signed" in text
    assert "Before: 98.4 °F. Now: 100.4 °F." in text
    press(window, "to_review")
    assert "Day checks: signature fallen" in shown_text(named(window, "visit_panel"))
    press(window, "day")
    press(window, "sign_day")
    confirm(window)
    assert day_standing(chart(ward, visit).situation).stands
    press(window, "to_review")
    assert "Day checks signed" in shown_text(named(window, "visit_panel"))


def on_the_board(window: NurseWindow) -> str:
    """Leave the page for the board and read its first row as a screen reader does."""
    while not isinstance(window.page(), BoardPage):
        QTest.keyClick(window.page(), Qt.Key.Key_Escape)
    workspace, board = window.workspace(), window.page()
    assert workspace is not None
    assert isinstance(board, BoardPage)
    workspace.watch.look()
    return str(board.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_board_says_that_the_day_is_signed_and_that_it_fell(ward: Ward, open_window: Open) -> None:
    window, page = day_page(ward, open_window, prepared(ward))
    record_all(window, page)
    assert "Prep complete" in on_the_board(window)
    QTest.keyClick(window.page(), Qt.Key.Key_D)
    press(window, "sign_day")
    confirm(window)
    assert "Day checks signed. by R. Alvarez" in on_the_board(window)
    QTest.keyClick(window.page(), Qt.Key.Key_D)
    press(window, "correct:temperature")
    put(window, "value", "100.4")
    put(window, "reason", "Measured again")
    press(window, "save_form")
    fallen = on_the_board(window)
    assert "Day signature fallen" in fallen
    assert "by R. Alvarez" not in fallen
    change_ride(ward, page.visit)
    assert "Sign-off revoked" in on_the_board(window), "the preparation comes first"


def test_what_the_patient_said_today_stands_beside_what_was_entered(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward, SCRIPT)
    record(ward, visit, FactKind.CHART_TICK, {"on": "2026-12-01"}, "consent")
    sits_down(ward, visit, fasting__gum=True)
    window, _page = day_page(ward, open_window, visit)
    text = shown_text(window)
    assert "Food · yesterday 11:30 pm" in text
    assert "Ate: “Yesterday, after noon” · hour: “7 PM” · Gum or candy: “Yes”" in text
    assert "Answered by the patient, today 7:0" in text
    assert "Last dose: Eliquis" in text
    assert "Ticked off in the chart" in shown_text(named(window, "day:consent"))
    assert "Moss, Eleanor · born March 14, 1955 · MRN 40177" in text


def test_what_the_patient_said_to_the_hour_is_recorded_by_one_press(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward)
    sits_down(ward, visit, fasting__drink_milk=True)
    window, page = day_page(ward, open_window, visit)
    assert "Said: by yesterday 7:59 pm" in shown_text(window)
    press(window, "yes:last_food")
    assert line(page, "last_food").recorded.value == {"found": "time", "on": "2026-12-13", "at": "19:59"}  # type: ignore[union-attr]
    press(window, "yes:last_drink")
    assert page.place() == "decide:last_drink", "milk counts as food, and came after it"
    assert "today 6:59 am · with milk or cream" in shown_text(window)


def test_the_keys_of_the_page_stand_under_the_question_mark(ward: Ward, open_window: Open) -> None:
    window, page = day_page(ward, open_window, prepared(ward))
    QTest.keyClick(page, Qt.Key.Key_Question)
    assert "Record the line that waits" in shown_text(named(window, "key_sheet"))
    QTest.keyClick(named(window, "key_sheet"), Qt.Key.Key_Escape)
    assert window.page() is page
    assert "Record the line that waits" not in shown_text(window)


def test_what_is_not_as_wanted_is_said_and_decided(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward)
    window, page = day_page(ward, open_window, visit)
    press(window, "record:escort")
    press(window, "save_form")
    assert "what you found" in problem(window, "found")
    put(window, "found", "no")
    press(window, "save_form")
    assert "in a few words" in problem(window, "text")
    put(window, "text", "The son is called")
    press(window, "save_form")
    assert page.place() == "decide:escort"
    assert "Escort is not here · “The son is called”" in shown_text(window)


def test_a_fallen_preparation_leads_to_the_review(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward)
    change_ride(ward, visit)
    window, _page = day_page(ward, open_window, visit)
    assert "sign-off of the preparation no longer stands" in shown_text(window)
    press(window, "blocker:review")
    assert isinstance(window.page(), ReviewPage)
    QTest.keyClick(window.page(), Qt.Key.Key_D)
    assert isinstance(window.page(), DayPage)
    QTest.keyClick(window.page(), Qt.Key.Key_R)
    press(window, "day")
    QTest.keyClick(window.page(), Qt.Key.Key_Escape)
    assert isinstance(window.page(), ReviewPage)


def test_a_choice_is_made_by_its_first_letters_which_are_no_keys_of_the_page(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward)
    window, page = day_page(ward, open_window, visit)
    press(window, "record:last_food")
    box = named(window, "found")
    assert isinstance(box, QComboBox)
    assert box.hasFocus()
    QTest.keyClicks(box, "Yester")
    assert box.currentText() == "Yesterday"
    assert box.hasFocus(), "S leads to the signature and R to the review only from elsewhere"
    assert window.page() is page
