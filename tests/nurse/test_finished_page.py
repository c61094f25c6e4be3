"""The page of finished visits: what would go and what stays, and removed only once the password is right."""

from kypho_prep.workflow.clinic import clock_watch
from tests.nurse.conftest import PASSWORD, Open, Ward, press, put, shown_text
from tests.nurse.test_retention_line import finished, work


def visits(ward: Ward) -> int:
    with ward.workplace.reading() as records:
        return len(records.visits.all())


def test_it_says_first_what_goes_and_removes_by_password(ward: Ward, open_window: Open) -> None:
    finished(ward)
    finished(ward, sheet=False)
    finished(ward, hold=True)
    ward.visit()
    work(ward, 60)
    window = open_window(ward)
    press(window, "clinic")
    press(window, "finished")
    said = shown_text(window.page())
    assert "To be removed now: 1 visit." in said
    assert "not yet in the patient's chart" in said
    assert "under a legal hold (A claim)" in said
    press(window, "remove")
    assert "This is missing." in shown_text(window.page())
    put(window, "password", "not the one")
    press(window, "remove")
    assert "password is wrong" in shown_text(window.page())
    assert visits(ward) == 4
    put(window, "password", PASSWORD)
    press(window, "remove")
    said = shown_text(window.page())
    assert "1 visit was removed." in said
    assert "To be removed now: 0 visits." in said
    assert "Your password" not in said, "nothing is due, so nothing is asked"
    assert visits(ward) == 3


def test_a_clock_in_doubt_removes_nothing(ward: Ward, open_window: Open) -> None:
    finished(ward)
    ward.visit()
    work(ward, 60)
    clock_watch.look(ward.workplace)
    window = open_window(ward)
    ward.clock.at = ward.clock.at.replace(year=2030)
    press(window, "clinic")
    press(window, "finished")
    assert "clock was moved" in shown_text(window.page())
    assert visits(ward) == 2
