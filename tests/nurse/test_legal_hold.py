"""A legal hold on the visit's page: an administrator places and lifts it with a reason, everybody reads it."""

import pytest
from PySide6.QtWidgets import QPushButton

from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.chart import Ending
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.legal_hold import place_hold
from tests.nurse.conftest import Open, Ward, named, press, problem, put, shown_text, sign_in
from tests.nurse.steps import colleague, review_of, to_review

STANDS = "not removed after the clinic's days"


def panel(window: NurseWindow) -> str:
    return shown_text(named(window, "visit_panel"))


@pytest.mark.parametrize("ended", [False, True])
def test_it_is_placed_and_lifted_with_a_reason(ward: Ward, open_window: Open, ended: bool) -> None:
    visit = ward.visit()
    assert ward.nurse is not None
    if ended:
        schedule.end_visit(ward.workplace, staff=ward.nurse, visit=visit, ending=Ending.DONE)
    window, _ = review_of(ward, open_window, visit)
    assert STANDS not in panel(window)
    press(window, "legal_hold")
    press(window, "save_form")
    assert "why" in problem(window, "reason")
    put(window, "reason", "A claim of last May")
    press(window, "save_form")
    assert STANDS in panel(window)
    assert "A claim of last May" in panel(window)
    press(window, "legal_hold")
    put(window, "reason", "It is settled")
    press(window, "save_form")
    assert STANDS not in panel(window)


def test_a_nurse_reads_it_and_changes_nothing(ward: Ward, open_window: Open) -> None:
    visit = ward.visit()
    assert ward.nurse is not None
    place_hold(ward.workplace, staff=ward.nurse, visit=visit, reason="A claim")
    window = open_window(ward)
    colleague(ward)
    window.lock()
    sign_in(window, user="b.ito")
    page = to_review(window, visit)
    assert STANDS in panel(window)
    assert page.findChild(QPushButton, "legal_hold") is None
