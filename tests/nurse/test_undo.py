"""An action on a card is taken back at the desk: with a reason, and the old one still to be read."""

from kypho_prep.prep.sign_off.stage import Stage
from kypho_prep.sample.scripted_patient import Script
from tests.nurse.conftest import Open, Ward, named, press, problem, shown_text
from tests.nurse.steps import CALM, fill, open_problems, opened

BRUISES = Script({**CALM.answers, "bleeding.history": {"picked": ["bruises"], "unsure": False}})


def test_seen_by_mistake_is_taken_back_with_a_reason(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, BRUISES)
    card = "card:bruises:bleeding.history"
    press(named(window, card), "seen")
    assert "bruises" not in open_problems(page)
    (done,) = page.review.situation.chart.actions  # type: ignore[union-attr]
    press(window, f"{card}:undo:{done.id}")
    press(window, "save_form")
    assert "Say why" in problem(window, "reason")
    fill(window, reason="Pressed on the wrong line")
    assert "bruises" in open_problems(page)
    text = shown_text(named(window, card))
    assert "Seen: taken back by R. Alvarez" in text
    assert "Pressed on the wrong line" in text
    assert "recorded by" not in text


def test_not_complete_is_taken_back_where_it_stands(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    press(window, "not_complete")
    fill(window, reason="Waiting for the daughter")
    press(window, "withdraw_not_complete")
    press(window, "save_form")
    assert "Say why" in problem(window, "reason")
    fill(window, reason="Another patient's")
    assert page.review is not None
    assert page.review.stage is Stage.TO_REVIEW
    assert "Waiting for the daughter" not in shown_text(named(window, "sign_off_panel"))
