"""The call log on the review: logged by keyboard, counted, due, corrected and taken back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kypho_prep.nurse.widgets.fields import Field
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.chart import Chart
from kypho_prep.prep.sign_off.calls import calls
from tests.nurse.conftest import Open, Ward, named, press, problem, shown_text
from tests.nurse.steps import CALM, THINNER, fill, opened


def chart_of(window: NurseWindow) -> Chart:
    review = window.page().review  # type: ignore[attr-defined]
    found: Chart = review.situation.chart
    return found


def value(window: NurseWindow, name: str) -> str:
    QApplication.processEvents()
    return next(one.value() for one in window.findChildren(Field) if one.name == name and one.isVisible())


def test_a_call_is_logged_by_keyboard_alone(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, CALM)
    assert "No call logged yet." in shown_text(window)
    QTest.keyClick(page, Qt.Key.Key_C)
    assert value(window, "number") == "555-0177"
    reached = named(window, "reached")
    assert reached.hasFocus()
    QTest.keyClicks(reached, "N")
    QTest.keyClick(named(window, "message"), Qt.Key.Key_Space)
    QTest.keyClick(named(window, "due:soon"), Qt.Key.Key_Space)
    assert (value(window, "due_on"), value(window, "due_at")[:2]) == ("12/1/2026", "12")
    QTest.keyClick(named(window, "due_at"), Qt.Key.Key_Return)
    text = shown_text(window)
    assert "Tried once, today 10:" in text
    assert "nobody reached, message left. Next due today 12:" in text
    (call,) = calls(chart_of(window))
    assert (call.reached, call.fact.value["message"], call.fact.recorded_by) == ("nobody", "yes", "R. Alvarez")


def test_a_letter_in_the_form_chooses_and_opens_nothing_else(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, CALM)
    QTest.keyClick(page, Qt.Key.Key_C)
    QTest.keyClicks(named(window, "reached"), "F")
    assert (page.place(), value(window, "reached")) == ("call", "family")


def test_attempts_count_up_and_a_call_without_a_next_one_clears_it(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, CALM)
    for reached, due in (("nobody", "due:tomorrow"), ("patient", "due:never")):
        press(window, "call")
        press(window, due)
        fill(window, reached=reached)
    assert [one.reached for one in calls(chart_of(window))] == ["patient", "nobody"]
    assert "Tried 2 times" in shown_text(window)
    assert "Next due" not in shown_text(window)
    row = ward.workplace and window.workspace().watch  # the board reads what the review wrote
    row.read()
    assert (row.row(page.visit).calls, row.row(page.visit).next_due) == (2, None)


def test_what_a_call_lacks_is_said_beside_its_field(ward: Ward, open_window: Open) -> None:
    window, _page = opened(ward, open_window, CALM)
    press(window, "call")
    fill(window, due_on="12/2/2026")
    assert "whom" in problem(window, "reached")
    assert "time" in problem(window, "due_at")
    assert calls(chart_of(window)) == ()


def test_a_call_is_corrected_with_its_history_and_taken_back(ward: Ward, open_window: Open) -> None:
    window, _page = opened(ward, open_window, CALM)
    press(window, "call")
    fill(window, reached="family", note="Will ask")
    (call,) = calls(chart_of(window))
    press(window, f"change:{call.fact.id}")
    press(window, f"correct:{call.fact.id}")
    assert value(window, "note") == "Will ask"
    press(window, "save_form")
    assert "why" in problem(window, "reason")
    fill(window, reached="escort", reason="It was the neighbor who drives")
    assert "corrected by R. Alvarez" in shown_text(window)
    (now,) = calls(chart_of(window))
    press(window, f"change:{now.fact.id}")
    press(window, f"earlier:{now.fact.id}")
    assert "Replaced because: It was the neighbor who drives" in shown_text(window)
    press(window, f"withdraw:{now.fact.id}")
    fill(window, reason="Wrong patient")
    assert "No call logged yet." in shown_text(window)
    press(window, "taken_back:calls")
    assert "Taken back by R. Alvarez" in shown_text(window)


def test_a_call_from_a_card_that_waits_for_it_belongs_to_that_card(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, THINNER)
    card = next(card for card in page.review.cards if card.finding.problem == "loop")
    holder = f"card:loop:{card.finding.subject}"
    press(named(window, holder), "needs_call")
    fill(window, due_on="12/2/2026", due_at="2 pm")
    press(named(window, holder), "call")
    fill(window, reached="pharmacy")
    (call,) = calls(chart_of(window))
    assert call.thread == card.thread
    assert "about: Eliquis" in shown_text(window)
    assert "Next due" not in shown_text(window), "the call that was due is made"
