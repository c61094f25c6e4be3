"""Dangers that began before today, or begin at home: red for the nurse, the emergency line at once for the patient."""

import pytest

from kypho_prep import paths
from kypho_prep.content import load
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.flags import cards
from tests.prep.builders import Story, ticks

CONTENT = load(paths.resources())
WORDS = CONTENT.languages["en"]
AT_ONCE = ("breath", "chest", "legs get weak or numb", "bladder or bowel control")


def real() -> Story:
    story = Story()
    story.checklist, story.medicines = CONTENT.checklist, CONTENT.medicines
    return story


@pytest.mark.parametrize("new", ["weak_legs", "bladder_bowel"])
def test_a_deficit_since_the_decision_is_red_though_it_is_no_news_of_today(new: str) -> None:
    story = real()
    revision = CONTENT.checklist.item("health.new_back").revision
    story.says("now.symptoms", ticks()).says("health.new_back", ticks(new), revision=revision)
    (card,) = [one for one in cards(story.situation()) if one.finding.problem == "new_deficit"]
    assert (card.level, card.kind, card.open) == (Level.RED, Kind.CANCEL, True)


def test_each_danger_after_the_procedure_means_the_emergency_line_at_once() -> None:
    body = WORDS("after.sign_breathing.body", emergency_line="911")
    assert all(sign in body for sign in AT_ONCE)
    assert body.startswith("Call 911 at once")
    assert "For your legs, call 911 at once." in WORDS("after.sign_numbness.body", emergency_line="911")
    calls_a_doctor = [
        CONTENT.checklist.item(f"after.sign_{one}") for one in ("fever", "swallowing", "site", "back_pain")
    ]
    assert not any("chest" in WORDS(f"{one.id}.body", emergency_line="911") for one in calls_a_doctor)
