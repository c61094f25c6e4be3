"""Two nurses about one visit: who comes second is told so in words, sees the visit as it is, and nothing is doubled."""

from kypho_prep.prep.chart import Ending, FactKind
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.visits import schedule
from tests.nurse.conftest import Open, Ward, confirm, named, press, put, shown_text
from tests.nurse.day_steps import chart, nurse
from tests.nurse.steps import change_ride, close_everything, opened


def test_an_entry_that_was_taken_back_meanwhile_is_not_corrected(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    how = {"staff": nurse(ward), "visit": page.visit}
    review.record_fact(ward.workplace, kind=FactKind.CALL, value={"reached": "nobody", "number": "1"}, **how)
    page.show_review(chart(ward, page.visit))
    (call,) = chart(ward, page.visit).situation.chart.current_facts
    page.go(f"correct:{call.id}")
    named(window, "note")
    put(window, "note", "Daughter rang back")
    put(window, "reason", "More was said")
    review.withdraw(ward.workplace, record=call.id, reason="Another patient's", **how)
    press(window, "save_form")
    assert "changed since you read it" in shown_text(window)
    assert "No call logged yet" in shown_text(window)
    assert chart(ward, page.visit).situation.chart.current_facts == ()


def test_a_visit_that_was_ended_meanwhile_takes_nothing_and_shows_its_end(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    press(window, "call")
    put(window, "reached", "patient")
    how = {"staff": nurse(ward), "visit": page.visit}
    schedule.end_visit(ward.workplace, ending=Ending.CANCELLED, reason="She has a fever", **how)
    press(window, "save_form")
    text = shown_text(window)
    assert "She has a fever" in text
    assert ward.workplace.content.words("en")("error.visit_ended") in text
    assert chart(ward, page.visit).situation.chart.facts == ()


def test_a_sign_off_of_what_changed_meanwhile_is_refused_and_the_change_shows(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    close_everything(window, page)
    press(window, "sign")
    change_ride(ward, page.visit)
    press(window, "sign_now")
    confirm(window)
    assert "changed since you read it" in shown_text(window)
    assert chart(ward, page.visit).situation.chart.sign_offs == ()
    assert page.review == chart(ward, page.visit) or page.review.blockers  # type: ignore[union-attr]


def test_what_changed_under_an_open_form_shows_once_it_is_closed(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    press(window, "call")
    how = {"staff": nurse(ward), "visit": page.visit}
    review.record_fact(ward.workplace, kind=FactKind.CALL, value={"reached": "family", "number": "1"}, **how)
    workspace = window.workspace()
    assert workspace is not None
    workspace.watch.look()
    assert page.place() == "call"
    press(window, "close_form")
    assert len(page.review.situation.chart.current_facts) == 1  # type: ignore[union-attr]
    assert "No call logged yet" not in shown_text(window)
