"""Results seen: every one stays, newest first, as typed; one that is part of an ordered test closes it."""

from PySide6.QtWidgets import QLabel

from kypho_prep.prep.staff_entries.results import KINDS
from tests.nurse.conftest import Open, Ward, named, press, problem, shown_text
from tests.nurse.steps import CALM, blocked, fill, opened


def test_each_kind_can_be_recorded_with_its_usual_units(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, CALM)
    for kind in KINDS:
        press(window, "result")
        fill(window, kind=kind)
        assert "result" in problem(window, "value").lower()
        if kind == "glucose":
            press(window, "unit:mg/dL")
        fill(window, value="as typed", on="11/30/2026", **({"name": "Ferritin"} if kind == "other" else {}))
    found = page.review.situation.chart.current_facts
    assert [one.subject for one in found] == list(KINDS)
    assert found[5].value == {"value": "as typed", "unit": "mg/dL", "on": "2026-11-30"}
    assert "Ferritin: as typed" in shown_text(window)


def test_another_result_needs_its_name(ward: Ward, open_window: Open) -> None:
    window, _page = opened(ward, open_window, CALM)
    press(window, "result")
    fill(window, kind="other", value="12", on="11/30/2026")
    assert "name of the test" in problem(window, "name")


def test_several_results_of_one_kind_stay_newest_first_and_none_has_a_color(ward: Ward, open_window: Open) -> None:
    window, _page = opened(ward, open_window, CALM)
    for typed, on in (("9.9", "11/20/2026"), ("1.1", "11/30/2026"), ("0.2", "11/10/2026")):
        press(window, "result")
        fill(window, kind="inr", value=typed, on=on, by="Harbor Lab")
    labels = [one for one in named(window, "results_panel").findChildren(QLabel) if one.text().startswith("INR:")]
    assert [one.text().split(",")[0] for one in labels] == ["INR: 1.1", "INR: 9.9", "INR: 0.2"]
    assert {one.property("pair") for one in labels} == {"text/surface"}
    assert "reported by Harbor Lab" in labels[0].text()


def test_a_result_that_is_part_of_an_ordered_test_closes_it(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, CALM, tests=("blood", "mri"))
    press(window, "result")
    fill(window, kind="platelets", value="182", on="11/30/2026", of="blood")
    assert [one.subject for one in page.review.blockers if one.key == "blocker.result"] == ["mri"]
    (fact,) = page.review.situation.chart.current_facts
    assert "part of: Blood test" in shown_text(window)
    press(window, f"change:{fact.id}")
    press(window, f"withdraw:{fact.id}")
    fill(window, reason="Another patient's")
    assert "blocker.result" in blocked(page)
    assert "Blood test: result not seen" in shown_text(window)
