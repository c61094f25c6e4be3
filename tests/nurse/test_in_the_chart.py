"""A visit that ended: its page says whether it is in the patient's chart, and takes a nurse's word that it is."""

from kypho_prep.prep.chart import Ending
from kypho_prep.workflow.visits import schedule
from tests.nurse.conftest import Open, Ward, named, press, shown_text
from tests.nurse.steps import review_of

WAITS, TAKEN = "It stays on this list until", "removed here after the clinic's days"


def test_it_is_said_once_and_stands_there(ward: Ward, open_window: Open) -> None:
    visit = ward.visit()
    assert ward.nurse is not None
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=visit, ending=Ending.DONE)
    window, _ = review_of(ward, open_window, visit)
    assert WAITS in shown_text(named(window, "banner:ended"))
    press(window, "in_chart")
    said = shown_text(named(window, "banner:ended"))
    assert TAKEN in said
    assert WAITS not in said
    assert "It is in the patient's chart" not in said
    with ward.workplace.reading() as records:
        line = next(one for one in reversed(records.audit.of_visit(visit)) if one.event == "acknowledged")
    assert line.actor == ward.nurse.name


def test_a_printed_sheet_says_it_too(ward: Ward, open_window: Open) -> None:
    visit = ward.visit()
    assert ward.nurse is not None
    schedule.end_visit(ward.workplace, staff=ward.nurse, visit=visit, ending=Ending.DONE)
    schedule.record_print(ward.workplace, staff=ward.nurse, visit=visit, paper="nurse_sheet")
    window, _ = review_of(ward, open_window, visit)
    assert TAKEN in shown_text(named(window, "banner:ended"))
