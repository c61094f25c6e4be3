"""The chart's ticks: one key each, with who and when; what the patient's answers ask for stands first."""

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from kypho_prep.nurse.review.panels.chart_panel import FORMED
from kypho_prep.prep.sign_off.chart_ticks import TICKS, chart_ticks
from kypho_prep.sample.scripted_patient import NOT_SURE, Script
from tests.nurse.conftest import Open, Ward, named, press, problem, shown_text
from tests.nurse.steps import CALM, fill, opened

WANTED = Script(
    {
        "health.implants": {"picked": ["pacemaker"], "unsure": False},
        "start.interpreter": True,
        "ride.adult": True,
        "ride.knows_time": True,
    }
)


def test_each_plain_tick_is_one_key_with_today_and_the_nurse(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, CALM)
    press(window, "fold:chart_panel")
    plain = [tick for tick in TICKS if tick not in FORMED]
    for tick in plain:
        press(window, f"tick:{tick}")
    found = chart_ticks(page.review.situation.chart)
    assert list(found) == plain
    assert {one.value["on"] for one in found.values()} == {"2026-12-01"}
    assert "Consent: today" in shown_text(window)
    assert "recorded by R. Alvarez" in shown_text(window)


def test_what_the_patients_answers_ask_for_stands_first(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, WANTED)
    text = shown_text(window)
    assert "the patient has an implant" in text
    press(window, "tick:interpreter")
    press(window, "save_form")
    assert "name" in problem(window, "name")
    assert problem(window, "mode")
    fill(window, name="Ana Sample", mode="video")
    assert "Ana Sample · by video" in shown_text(window)
    press(window, "tick:device_check")
    assert "the patient has an implant" not in shown_text(window)
    assert set(chart_ticks(page.review.situation.chart)) == {"device_check", "interpreter"}


def test_the_history_has_its_own_date_and_the_weight_its_value(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, CALM)
    press(window, "fold:chart_panel")
    press(window, "tick:history_physical")
    fill(window, on="12/24/2026")
    assert "still to come" in problem(window, "on")
    fill(window, on="11/24/2026", note="Dr. Okafor")
    press(window, "tick:weight")
    press(window, "save_form")
    assert "unit" in problem(window, "note")
    fill(window, note="61")
    assert "unit" in problem(window, "note"), "pounds or kilograms"
    fill(window, note="61 kg")
    for typed, wrong in (("163", True), ("5 ft 4 in", False)):
        press(window, "tick:height") if wrong else None
        fill(window, note=typed)
        assert not wrong or "163 cm" in problem(window, "note")
    said = shown_text(window)
    assert "Height: today · 5 ft 4 in" in said
    assert "History and physical in date: Tue Nov 24 · Dr. Okafor" in said
    assert "Weight: today · 61 kg" in said
    assert page.review.situation.chart.current_facts[0].value["on"] == date(2026, 11, 24).isoformat()


@pytest.mark.parametrize("tick", ["consent"])
def test_a_tick_is_taken_back_with_a_reason_and_a_note_is_added_to_one(
    ward: Ward, open_window: Open, tick: str
) -> None:
    window, page = opened(ward, open_window, CALM)
    press(window, "fold:chart_panel")
    press(window, f"tick:{tick}")
    (fact,) = page.review.situation.chart.current_facts
    press(window, f"change:{fact.id}")
    press(window, f"correct:{fact.id}")
    fill(window, note="By Dr. Okafor")
    assert "Consent: today · By Dr. Okafor" in shown_text(window)
    (now,) = page.review.situation.chart.current_facts
    assert now.supersedes == fact.id
    press(window, f"change:{now.id}")
    press(window, f"withdraw:{now.id}")
    fill(window, reason="Not signed after all")
    assert page.review.situation.chart.current_facts == ()
    assert named(window, f"tick:{tick}") is not None
    press(window, "taken_back:ticks")
    assert "Not signed after all" in shown_text(window)


def test_an_answer_asked_again_is_no_tick_of_the_chart(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, Script({"bleeding.history": NOT_SURE, "ride.adult": True}))
    press(window, "fold:chart_panel")
    press(window, "same:bleeding.history:")
    (fact,) = page.review.situation.chart.current_facts
    press(window, f"withdraw:{fact.id}")
    fill(window, reason="Pressed the wrong key")
    assert page.findChild(QWidget, "taken_back:ticks") is None
