"""What does not go together: two thinners of one kind, a bridge without its drug, general without fasting."""

import pytest

from kypho_prep.prep.chart import Anesthesia, InstructionAction
from kypho_prep.prep.checklist import Kind, Level
from tests.prep.builders import Story, problems
from tests.prep.test_against_the_content import WORDS, real

HOLD = InstructionAction.LAST_DOSE


def takes(*names: tuple[str, str]) -> Story:
    story = real()
    for number, (name, generic) in enumerate(names, 1):
        story.takes(f"e{number}", name, generic)
    return story


def test_two_anticoagulants_are_red_and_a_recorded_bridge_explains_the_injected_one() -> None:
    story = takes(("Eliquis", "apixaban"), ("warfarin", "warfarin"))
    found = problems(story)["two_anticoagulants e2"]
    assert (found.level, found.kind, dict(found.reasons[0].params)) == (
        Level.RED, Kind.CANCEL, {"name": "Eliquis, warfarin"},
    )  # fmt: skip
    bridge = takes(("warfarin", "warfarin"), ("Lovenox", "enoxaparin"))
    assert "two_anticoagulants e2" in problems(bridge)
    assert "two_anticoagulants e2" not in problems(bridge.instructs("e1", HOLD, bridging=True))
    assert "two_anticoagulants e2" not in problems(takes(("warfarin", "warfarin"), ("Coumadin", "warfarin")))


def test_two_antiplatelets_are_amber_and_close_with_the_answer() -> None:
    story = takes(("aspirin", "aspirin"), ("Plavix", "clopidogrel"))
    found = problems(story)["two_antiplatelets e2"]
    assert (found.level, found.kind) == (Level.AMBER, Kind.CHECK)
    assert not [one for one in problems(takes(("Plavix", "clopidogrel"))) if one.startswith("two_")]


def test_a_bridge_without_its_drug_is_asked_until_the_drug_is_listed() -> None:
    story = takes(("warfarin", "warfarin")).instructs("e1", HOLD, bridging=True)
    assert problems(story)["bridge_missing e1"].level is Level.AMBER
    assert "bridge_missing e1" not in problems(story.takes("e2", "Lovenox", "enoxaparin"))
    assert "bridge_missing e1" not in problems(takes(("warfarin", "warfarin")).instructs("e1", HOLD, bridging=False))


def test_no_fasting_beside_general_anesthesia_is_red_until_one_of_them_is_corrected() -> None:
    story = Story(anesthesia=Anesthesia.GENERAL).instructs("fasting", InstructionAction.NO_FASTING)
    assert problems(story)["no_fasting_general fasting.plan"].level is Level.RED
    assert "no_fasting_general fasting.plan" not in problems(story.changes(anesthesia=Anesthesia.SEDATION))
    assert "no_fasting_general fasting.plan" not in problems(Story(anesthesia=Anesthesia.GENERAL).fasts())


@pytest.mark.parametrize("problem", ["two_anticoagulants", "two_antiplatelets", "bridge_missing", "no_fasting_general"])
def test_each_has_its_words(problem: str) -> None:
    assert f"flag.{problem}.board" in WORDS
    assert f"flag.{problem}.reason" in WORDS
