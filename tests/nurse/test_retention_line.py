"""An administrator reads at the clinic's settings how many finished visits are due to go, and how many stay."""

from datetime import timedelta

from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.chart import Ending
from kypho_prep.workflow.clinic import clock_watch
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.legal_hold import place_hold
from tests.nurse.conftest import Open, Ward, named, press, shown_text, sign_in
from tests.nurse.steps import colleague


def work(ward: Ward, days: int) -> None:
    """Let the clinic put something on record on each of some days."""
    assert ward.nurse is not None
    for _ in range(days):
        ward.clock.at += timedelta(days=1)
        schedule.record_day_list(ward.workplace, staff=ward.nurse, on=ward.clock.at.date())


def finished(ward: Ward, *, sheet: bool = True, hold: bool = False) -> None:
    assert ward.nurse is not None
    how = {"staff": ward.nurse, "visit": ward.visit()}
    schedule.end_visit(ward.workplace, ending=Ending.DONE, **how)
    if hold:
        place_hold(ward.workplace, reason="A claim", **how)
    if sheet:
        schedule.record_print(ward.workplace, paper="nurse_sheet", **how)


def told(window: NurseWindow) -> str:
    press(window, "clinic")
    return shown_text(named(window, "retention_told").parentWidget())


def test_what_is_due_and_what_stays_is_told(ward: Ward, open_window: Open) -> None:
    finished(ward)
    finished(ward)
    finished(ward, sheet=False)
    finished(ward, hold=True)
    ward.visit()
    work(ward, 60)
    said = told(open_window(ward))
    assert "kept for 30 days: 2." in said
    assert "1 not yet in the patient's chart, 1 under a legal hold, 0 for another reason" in said


def test_where_nothing_stays_longer_no_reasons_are_told(ward: Ward, open_window: Open) -> None:
    said = told(open_window(ward))
    assert "kept for 30 days: 0." in said
    assert "Kept for longer" not in said


def test_a_clock_in_doubt_is_told_in_its_place(ward: Ward, open_window: Open) -> None:
    clock_watch.look(ward.workplace)
    ward.clock.at += timedelta(days=400)
    assert "clock was moved" in told(open_window(ward))


def test_a_nurse_is_told_nothing_of_it(ward: Ward, open_window: Open) -> None:
    window = open_window(ward)
    colleague(ward)
    window.lock()
    sign_in(window, user="b.ito")
    press(window, "clinic")
    assert "finished visit" not in shown_text(window.page()).replace("Keep a finished visit", "")
