"""The answers of which a patient was not sure: one card, each answered from it, none closed by a bare tap."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from kypho_prep.look.theme import apply_theme
from kypho_prep.prep.checklist import Control
from kypho_prep.sample.scripted_patient import NOT_SURE, Script
from kypho_prep.tour.driver.hand import Hand
from tests.nurse.conftest import Open, Ward, named, press, shown_text
from tests.nurse.steps import opened
from tests.nurse.test_layout import faults

PLAIN = (Control.YES_NO, Control.CHOICE, Control.TICKS)


def test_each_unsure_answer_is_recorded_from_one_card(ward: Ward, open_window: Open) -> None:
    script = Script({"health.heart_lungs": NOT_SURE, "health.body": NOT_SURE, "ride.adult": True})
    window, page = opened(ward, open_window, script)
    card = named(window, "card:unsure:visit")
    asks = Hand(window).named("ask:")
    assert len(asks) == 2
    press(card, "seen")
    assert page.place(), "a bare tap closes nothing: it asks what was found"
    press(window, "close_form")
    press(named(window, "card:unsure:visit"), asks[0])
    assert page.place().startswith("answer:health.")


def test_a_doubt_about_right_now_is_not_called_a_sign_that_was_ticked(ward: Ward, open_window: Open) -> None:
    window, _page = opened(ward, open_window, Script({"now.symptoms": NOT_SURE, "ride.adult": True}))
    said = shown_text(named(window, "banner:emergency"))
    assert "not sure" in said
    assert "ticked" not in said


def test_an_emergency_sign_that_was_ticked_is_said_so(ward: Ward, open_window: Open) -> None:
    ticked = {"picked": ["chest_pain"], "unsure": True}
    window, _page = opened(ward, open_window, Script({"now.symptoms": ticked, "ride.adult": True}))
    assert "ticked an emergency sign" in shown_text(named(window, "banner:emergency"))


@pytest.mark.parametrize(("size", "theme"), [((1280, 800), "high_contrast"), ((1080, 1920), "light")])
def test_a_card_of_many_lines_stands_whole(
    ward: Ward, open_window: Open, qapp: Any, size: tuple[int, int], theme: str
) -> None:
    items = ward.workplace.content.checklist.items
    script = Script({one.id: NOT_SURE for one in items if one.unsure and one.control in PLAIN and not one.entry_of})
    look = apply_theme(qapp, theme)
    window, page = opened(ward, partial(open_window, size=size, in_look=look), script)
    found = faults(window, look.theme)
    page.go("card:unsure:visit:seen")
    found += faults(window, look.theme)
    apply_theme(qapp)
    asks = [one for one in page.findChildren(QPushButton) if one.objectName().startswith("ask:")]
    assert len(asks) > 10
    assert not found
