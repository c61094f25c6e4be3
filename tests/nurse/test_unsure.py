"""The answers of which a patient was not sure: one card, each answered from it, none closed by a bare tap."""

from PySide6.QtWidgets import QPushButton

from kypho_prep.sample.scripted_patient import NOT_SURE, Script
from tests.nurse.conftest import Open, Ward, named, press
from tests.nurse.steps import opened


def test_each_unsure_answer_is_recorded_from_one_card(ward: Ward, open_window: Open) -> None:
    script = Script({"health.heart_lungs": NOT_SURE, "health.body": NOT_SURE, "ride.adult": True})
    window, page = opened(ward, open_window, script)
    card = named(window, "card:unsure:visit")
    asks = [one for one in card.findChildren(QPushButton) if one.objectName().startswith("ask:")]
    assert len(asks) == 2
    press(card, "seen")
    assert page.place(), "a bare tap closes nothing: it asks what was found"
    press(window, "close_form")
    press(named(window, "card:unsure:visit"), asks[0].objectName())
    assert page.place().startswith("answer:health.")
