"""Results and chart ticks: what stands, in which order, and what the patient's answers ask for."""

import pytest

from kypho_prep.prep.chart import FactKind, InstructionAction
from kypho_prep.prep.plan.plan import plan
from kypho_prep.prep.sign_off.chart_ticks import chart_ticks, wanted_ticks
from kypho_prep.prep.staff_entries.instructions import MORNING
from kypho_prep.prep.staff_entries.results import result_seen, results
from tests.prep.builders import Story, problems, ticks
from tests.prep.test_against_the_content import real


def test_results_stand_by_kind_with_the_newest_first_and_nothing_is_left_out() -> None:
    story = Story(tests=("blood",))
    for subject, on in (("glucose", "2026-11-01"), ("inr", "2026-11-02"), ("inr", "2026-11-09"), ("old_kind", "")):
        story.records(FactKind.RESULT_SEEN, subject, on=on)
    story.records(FactKind.RESULT_SEEN, "blood", on="2026-11-03")
    found = [(one.subject, one.value["on"]) for one in results(story.chart)]
    assert found == [
        ("blood", "2026-11-03"),
        ("inr", "2026-11-09"),
        ("inr", "2026-11-02"),
        ("glucose", "2026-11-01"),
        ("old_kind", ""),
    ]


def test_an_ordered_test_is_seen_by_its_own_result_or_one_that_is_part_of_it() -> None:
    story = Story(tests=("blood", "mri")).records(FactKind.RESULT_SEEN, "platelets", of="blood")
    assert result_seen(story.chart, "blood")
    assert not result_seen(story.chart, "mri")
    assert result_seen(story.records(FactKind.RESULT_SEEN, "mri").chart, "mri")


def test_the_newest_tick_of_each_kind_stands_in_the_charts_order() -> None:
    story = Story()
    for subject, on in (("weight", "1"), ("consent", "1"), ("consent", "2")):
        story.records(FactKind.CHART_TICK, subject, on=on)
    assert [(tick, one.value["on"]) for tick, one in chart_ticks(story.chart).items()] == [
        ("consent", "2"),
        ("weight", "1"),
    ]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (ticks("pacemaker"), ("device_check",)),
        (ticks(unsure=True), ("device_check",)),
        (ticks("dialysis_arm"), ()),
        (ticks(), ()),
    ],
)
def test_an_implant_asks_for_a_device_check(said: object, wanted: tuple[str, ...]) -> None:
    story = real().says("health.implants", said)
    assert wanted_ticks(story.situation().chart) == wanted
    assert wanted_ticks(story.records(FactKind.CHART_TICK, "device_check").situation().chart) == ()


def test_who_wants_an_interpreter_asks_for_one() -> None:
    assert wanted_ticks(real().situation().chart) == ()
    assert wanted_ticks(real().says("start.interpreter", False).situation().chart) == ()
    assert wanted_ticks(real().says("start.interpreter", True).situation().chart) == ("interpreter",)


def test_the_medicines_of_the_morning_answer_for_each_named_before_and_stand_in_the_plan() -> None:
    story = Story().takes("e1", "metoprolol", "metoprolol")
    assert "medicine_morning_of e1" in problems(story)
    story.instructs(MORNING, InstructionAction.MORNING_OF, text="All but the water pill, with a sip of water")
    assert "medicine_morning_of e1" not in problems(story)
    (line,) = [one for one in plan(story.situation()) if one.kind == "medicine"]
    assert (line.key, dict(line.words)["name"]) == ("plan.morning_of", "plan.morning_medicines")
    assert "medicine_morning_of e2" in problems(story.takes("e2", "metoprolol", "metoprolol"))


def test_words_for_the_morning_that_nobody_told_leave_the_note() -> None:
    story = Story().takes("e1", "metoprolol", "metoprolol")
    story.instructs(MORNING, InstructionAction.MORNING_OF, told_on=None)
    assert "medicine_morning_of e1" in problems(story)
