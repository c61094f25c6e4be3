"""Health: one problem is one card, and what took time to heal is asked with when."""

import pytest

from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.medicines.catalogue import class_levels
from tests.prep.builders import Story, problems, suffixes, ticks
from tests.prep.test_against_the_content import CONTENT, real

TROUBLE = "anesthesia_trouble health.anesthesia_trouble"
HOT = "malignant_hyperthermia health.anesthesia_trouble"


def went_badly(*what: str, unsure: bool = False) -> Story:
    story = real().says("health.anesthesia_trouble", True)
    return story.says("health.anesthesia_what", ticks(*what, unsure=unsure)) if what or unsure else story


@pytest.mark.parametrize("what", [("fever_stiff",), ("hard_tube",), ("fever_stiff", "hard_tube")])
def test_what_has_a_red_card_of_its_own_has_no_amber_beside_it(what: tuple[str, ...]) -> None:
    found = problems(went_badly(*what))
    assert TROUBLE not in found
    assert (HOT in found) is ("fever_stiff" in what)


@pytest.mark.parametrize(
    "story",
    [
        went_badly(),
        went_badly("fever_stiff", unsure=True),
        went_badly("fever_stiff", "very_sick"),
        went_badly().unsure("health.anesthesia_what"),
        went_badly().says("health.anesthesia_what", ticks()),
    ],
)
def test_whatever_else_went_badly_is_amber(story: Story) -> None:
    assert (problems(story)[TROUBLE].level, problems(story)[TROUBLE].kind) == (Level.AMBER, Kind.CHECK)


def test_anesthesia_that_went_well_raises_nothing() -> None:
    assert TROUBLE not in problems(real().says("health.anesthesia_trouble", False))
    assert TROUBLE not in problems(real().unsure("health.anesthesia_trouble"))


def test_a_pump_that_is_worn_and_taken_with_insulin_is_one_red() -> None:
    story = real().says("medicines.groups_more", ticks("insulin")).takes("e1", "Humalog", "insulin lispro")
    story.says("medicines.insulin_how", "pump", "e1")
    alone = problems(story)["insulin_pump_worn health.implants"]
    assert (alone.level, alone.kind, suffixes(alone)) == (Level.RED, Kind.PREPARE, ["taken"])
    both = problems(story.says("health.implants", ticks("insulin_pump")))
    assert len([one for one in both if "pump" in one]) == 1


@pytest.mark.parametrize("name", ["fentanyl patch", "Duragesic", "fentanyl"])
def test_a_fentanyl_patch_is_told_to_anesthesia(name: str) -> None:
    assert class_levels(CONTENT.medicines, name) == {"opioid": Level.RED}
    found = problems(real().takes("e1", name, "fentanyl"))["medicine_opioid e1"]
    assert (found.kind, suffixes(found)) == (Kind.PREPARE, ["tell_anesthesia"])


@pytest.mark.parametrize(
    ("item", "choice", "when", "problem"),
    [
        ("bleeding.heart_clots", "clot", "bleeding.clot_when", "blood_clot"),
        ("health.heart_lungs", "heart", "health.heart_attack_when", "heart"),
        ("health.brain", "stroke", "health.stroke_when", "stroke"),
    ],
)
def test_a_clot_a_heart_attack_and_a_stroke_are_asked_with_when(
    item: str, choice: str, when: str, problem: str
) -> None:
    story = real().says(item, ticks(choice))
    card = f"{problem} {item}"
    assert (when, None) in story.situation().reached
    assert problems(story)[card].level is Level.AMBER
    assert problems(story.says(when, "longer"))[card].level is Level.AMBER
    assert "date_unknown" in suffixes(problems(story.unsure(when))[card])
    recent = problems(story.says(when, "within_year"))[card]
    assert (recent.level, recent.kind) == (Level.RED, Kind.CANCEL)
    assert "within_year" in suffixes(recent)
