"""The day's page over time: nothing typed is lost, nothing recorded is missed, only the day itself is written."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.day.page import DayPage
from kypho_prep.prep.chart import Ending
from kypho_prep.prep.rules.procedure_day import DayLine
from kypho_prep.workflow.desk import procedure_day
from kypho_prep.workflow.visits import schedule
from tests.nurse.conftest import NOW, Open, Ward, confirm, named, press, problem, put, shown_text, sign_in
from tests.nurse.day_steps import (
    MORNING,
    chart,
    day_page,
    line,
    nurse,
    prepared,
    record_all,
    sits_down,
)
from tests.nurse.steps import change_ride


def test_nothing_typed_is_lost_by_esc_or_a_lock_and_a_time_to_come_is_refused(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward)
    window, page = day_page(ward, open_window, visit)
    press(window, "record:last_drink")
    put(window, "found", "today")
    put(window, "at", "6 pm")
    press(window, "save_form")
    assert "still to come" in problem(window, "at")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.place() == ""
    press(window, "record:last_drink")
    assert "still here" in shown_text(window)
    window.lock()
    assert "Moss" not in shown_text(window)
    sign_in(window)
    page = window.page()
    assert isinstance(page, DayPage)
    put(window, "at", "6 am")
    press(window, "save_form")
    assert line(page, "last_drink").recorded is not None


def test_it_is_still_there_in_a_new_window(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward)
    window, page = day_page(ward, open_window, visit)
    record_all(window, page)
    window.close()
    again, _page = day_page(ward, open_window, visit)
    assert "Recorded today: 12 of 12" in shown_text(again)
    press(again, "sign_day")
    confirm(again)
    assert "Day checks signed" in shown_text(again)


def test_before_and_after_the_day_it_can_only_be_read(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward)
    ward.clock.at = NOW
    window, page = day_page(ward, open_window, visit)
    assert "This is what will be asked" in shown_text(window)
    assert not page.findChildren(QWidget, "yes:identifiers")
    assert not page.findChildren(QWidget, "sign_day")
    ward.clock.at = MORNING + timedelta(days=1)
    page.show_review(chart(ward, visit))
    assert "can only be read now" in shown_text(window)
    assert "Not recorded" in shown_text(window)


def test_an_ended_visit_can_only_be_read(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward)
    schedule.end_visit(ward.workplace, staff=nurse(ward), visit=visit, ending=Ending.DONE, reason="")
    window, page = day_page(ward, open_window, visit)
    assert "can only be read now" in shown_text(window)
    assert not page.findChildren(QWidget, "sign_day")


def test_what_changes_elsewhere_shows_by_itself_but_never_under_an_open_form(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward)
    window, page = day_page(ward, open_window, visit)
    press(window, "record:temperature")
    sits_down(ward, visit)
    workspace = window.workspace()
    assert workspace is not None
    workspace.watch.look()
    assert named(window, "value").hasFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    change_ride(ward, visit)
    workspace.watch.look()
    assert "Ate:" in shown_text(window)
    assert page is window.page()


def test_a_line_that_somebody_else_recorded_meanwhile_is_shown_and_what_was_typed_is_kept(
    ward: Ward, open_window: Open
) -> None:
    visit = prepared(ward)
    window, page = day_page(ward, open_window, visit)
    press(window, "record:temperature")
    put(window, "value", "98.4")
    how = {"staff": nurse(ward), "visit": visit, "line": DayLine.TEMPERATURE, "value": {"value": "98.6", "unit": "F"}}
    procedure_day.record_line(ward.workplace, **how)
    press(window, "save_form")
    text = shown_text(window)
    assert "changed since you read it" in text
    assert "98.6 °F" in text
    put(window, "reason", "Measured once more")
    press(window, "save_form")
    assert line(page, "temperature").recorded.value["value"] == "98.4"  # type: ignore[union-attr]
