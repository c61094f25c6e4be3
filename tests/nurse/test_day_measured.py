"""The day's page where more is measured and checked: each line only for whom it is about, as typed, and corrected."""

import pytest

from kypho_prep.prep.chart import InstructionAction
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.instruction_form import InstructionForm
from tests.nurse.conftest import Open, Ward, confirm, named, press, problem, put, shown_text
from tests.nurse.day_steps import (
    CALM,
    DAY_BEFORE,
    EVERY_LINE,
    SCRIPT,
    chart,
    day_page,
    line,
    nurse,
    prepared,
    record_all,
    unrecorded,
)

ONLY_SOME = {"glucose", "pregnancy", "worn", "bridge"}


def test_a_calm_patient_has_vital_signs_legs_and_site_and_none_of_the_rest(ward: Ward, open_window: Open) -> None:
    window, page = day_page(ward, open_window, prepared(ward, CALM))
    waiting = unrecorded(page)
    assert {"vitals", "leg_strength", "site"} <= set(waiting)
    assert not ONLY_SOME & set(waiting)
    assert "Ordered: L1" in shown_text(named(window, "day:site"))
    assert "Not recorded today: Leg strength before" in shown_text(named(window, "day_signing"))


def test_vital_signs_are_shown_as_typed_and_a_missing_one_says_why(ward: Ward, open_window: Open) -> None:
    window, page = day_page(ward, open_window, prepared(ward))
    press(window, "blocker:record:vitals")
    put(window, "pressure", "188/104 left arm")
    press(window, "save_form")
    assert "why it was not measured" in problem(window, "oxygen")
    put(window, "text", "The sensor does not read through nail polish")
    put(window, "pulse", "96")
    put(window, "breathing", "18")
    press(window, "save_form")
    said = shown_text(named(window, "day:vitals"))
    assert "Blood pressure 188/104 left arm · Pulse 96 · Breathing 18 · “The sensor does not" in said
    assert not line(page, "vitals").differs
    press(window, "correct:vitals")
    put(window, "oxygen", "96 % on room air")
    press(window, "save_form")
    assert problem(window, "reason")
    put(window, "reason", "Read on the ear")
    press(window, "save_form")
    assert "Oxygen 96 % on room air" in shown_text(named(window, "day:vitals"))
    assert "corrected: Read on the ear" in shown_text(named(window, "day:vitals"))


def test_every_line_is_recorded_and_signed_in_words(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward, EVERY_LINE, ask_pregnancy=True)
    window, page = day_page(ward, open_window, visit)
    assert {"glucose", "pregnancy", "worn"} <= set(unrecorded(page))
    worn = shown_text(named(window, "day:worn"))
    assert "False teeth" in worn
    assert "Blood sugar sensor" in worn
    record_all(window, page)
    assert unrecorded(page) == []
    assert "142 mg/dL" in shown_text(named(window, "day:glucose"))
    press(window, "sign_day")
    confirm(window)
    words = chart(ward, visit).situation.chart.sign_offs[-1].words
    assert words["day:glucose"] == "142 mg/dL"
    assert words["day:pregnancy"] == "Negative"
    assert words["day:worn"] == "All out or off"
    assert words["day:vitals"].startswith("Blood pressure 128/76 · Pulse 72")


@pytest.mark.parametrize(("found", "said"), [("no", "Positive"), ("not_done", "Not done · “She declined”")])
def test_a_positive_or_missing_pregnancy_result_waits_for_who_decided(
    ward: Ward, open_window: Open, found: str, said: str
) -> None:
    window, page = day_page(ward, open_window, prepared(ward, EVERY_LINE, ask_pregnancy=True))
    press(window, "record:pregnancy")
    put(window, "found", found)
    if found == "not_done":
        press(window, "save_form")
        assert problem(window, "text")
        put(window, "text", "She declined")
    press(window, "save_form")
    assert page.place() == "decide:pregnancy"
    assert said in shown_text(named(window, "day:pregnancy"))
    assert "Nobody is named who decided about this: Pregnancy test" in shown_text(window)


def test_a_weak_leg_waits_for_a_decision_and_a_hearing_aid_may_stay(ward: Ward, open_window: Open) -> None:
    window, page = day_page(ward, open_window, prepared(ward, EVERY_LINE))
    press(window, "record:leg_strength")
    put(window, "found", "no")
    put(window, "text", "Left foot drops, since this week")
    press(window, "save_form")
    assert page.place() == "decide:leg_strength"
    page.go("")
    press(window, "record:worn")
    put(window, "found", "no")
    put(window, "text", "Hearing aid stays in until asleep")
    press(window, "save_form")
    assert page.place() == ""
    assert not line(page, "worn").differs


def test_glucose_that_was_not_measured_says_why(ward: Ward, open_window: Open) -> None:
    window, page = day_page(ward, open_window, prepared(ward, EVERY_LINE))
    press(window, "record:glucose")
    press(window, "save_form")
    assert "why it was not measured" in problem(window, "value")
    put(window, "text", "Read from the sensor: 131")
    press(window, "save_form")
    assert line(page, "glucose").recorded.value == {"text": "Read from the sensor: 131"}  # type: ignore[union-attr]


def test_an_ordered_bridge_has_its_line_and_an_unknown_dose_waits(ward: Ward, open_window: Open) -> None:
    visit = prepared(ward, SCRIPT)
    (entry,) = chart(ward, visit).situation.named("medicine")
    form = InstructionForm(
        entry, InstructionAction.OTHER, None, "", "Bridge with enoxaparin", "Dr. Okafor", DAY_BEFORE,
        "R. Alvarez", restart="Dr. Okafor", bridging=True,
    )  # fmt: skip
    review.instruct(ward.workplace, staff=nurse(ward), visit=visit, form=form)
    window, page = day_page(ward, open_window, visit)
    assert "Bridge with enoxaparin" in shown_text(named(window, "day:bridge"))
    press(window, "record:bridge")
    put(window, "found", "unknown")
    press(window, "save_form")
    assert page.place() == "decide:bridge"
    assert "Nobody knows when" in shown_text(named(window, "day:bridge"))
    page.go("")
    press(window, "correct:bridge")
    put(window, "found", "yesterday")
    put(window, "at", "8 pm")
    put(window, "text", "Enoxaparin")
    put(window, "reason", "The daughter knows")
    press(window, "save_form")
    assert "yesterday 8:00 pm · “Enoxaparin”" in shown_text(named(window, "day:bridge"))
