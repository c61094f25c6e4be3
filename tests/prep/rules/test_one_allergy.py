"""One allergy that a patient types is one card with all that is known of it; no red is lost by joining."""

import pytest

from kypho_prep.prep.checklist import Kind, Level
from tests.prep.builders import Story, problems, suffixes, ticks
from tests.prep.rules.test_contradiction_rules import allergic
from tests.prep.test_against_the_content import real

CEMENT = "cement_allergy allergies.treatment"
OTHER = "other_allergy allergies.contact"
LISTED = "medicine_allergy allergies.treatment"
HOT = "malignant_hyperthermia health.anesthesia_trouble"
REACTION = "allergies.medicine_reaction"


def about_allergies(story: Story) -> dict[str, Level]:
    return {key: one.level for key, one in problems(story).items() if "allerg" in key or key.startswith("contact")}


def typed(text: str, *reaction: str, also: tuple[str, ...] = ()) -> Story:
    story = real().says("allergies.treatment", ticks()).says("allergies.contact", ticks("other", *also))
    return story.says("allergies.contact_reaction", ticks(*reaction)).says("allergies.contact_other", text)


def test_something_typed_is_one_card_that_says_it_and_how_bad_it_was() -> None:
    assert about_allergies(typed("peanuts")) == {OTHER: Level.AMBER}
    assert suffixes(problems(typed("peanuts"))[OTHER]) == ["reason"]
    (said,) = problems(typed("peanuts"))[OTHER].reasons
    assert dict(said.params)["answer"] == "peanuts"
    assert about_allergies(typed("peanuts", "breathing")) == {OTHER: Level.RED}
    assert problems(typed("peanuts", "breathing"))[OTHER].kind is Kind.PREPARE
    unsaid = real().says("allergies.contact", ticks("other"))
    assert suffixes(problems(unsaid)[OTHER]) == ["reason"]
    assert problems(unsaid)[OTHER].reasons != problems(typed("peanuts"))[OTHER].reasons
    assert about_allergies(unsaid.unsure("allergies.contact_other"))[OTHER] is Level.AMBER


@pytest.mark.parametrize("reaction", [(), ("rash",), ("breathing",)])
def test_bone_cement_typed_is_one_red_in_whichever_box(reaction: tuple[str, ...]) -> None:
    other = typed("bone cement, hives", *(one for one in reaction if one != "rash"))
    listed = allergic("bone cement, hives").says(REACTION, ticks(*reaction), "a1")
    for story in (other, listed):
        found = problems(story)[CEMENT]
        assert about_allergies(story) == {CEMENT: Level.RED}
        assert (found.kind, suffixes(found)[0]) == (Kind.CANCEL, "typed")
        assert (len(found.reasons) == 2) is ("breathing" in reaction)


@pytest.mark.parametrize(
    ("choice", "card"),
    [("iodine", "iodine_skin"), ("chlorhexidine", "chlorhexidine"), ("tape", "tape"), ("other", "other_allergy")],
)
def test_a_severe_reaction_to_the_only_thing_ticked_is_that_thing_s_card(choice: str, card: str) -> None:
    story = real().says("allergies.contact", ticks(choice)).says("allergies.contact_reaction", ticks("collapse"))
    found = problems(story)[f"{card} allergies.contact"]
    assert (found.level, found.kind) == (Level.RED, Kind.PREPARE)
    assert not [key for key in problems(story) if key.startswith("contact_severe")]


def test_a_severe_reaction_to_one_of_several_has_a_card_of_its_own() -> None:
    found = problems(typed("peanuts", "breathing", also=("tape",)))
    assert found["contact_severe allergies.contact_reaction"].level is Level.RED
    assert (found[OTHER].level, found["tape allergies.contact"].level) == (Level.AMBER, Level.AMBER)


def test_the_medicines_of_a_list_are_one_card_but_for_the_severe_ones() -> None:
    story = allergic("penicillin", "sulfa", "latex paint").says(REACTION, ticks("rash"), "a1")
    story.says(REACTION, ticks("breathing"), "a2").unsure(REACTION, "a3")
    found = problems(story)
    assert [dict(one.params)["name"] for one in found[LISTED].reasons] == ["penicillin", "latex paint"]
    assert suffixes(found[LISTED]) == ["named_what", "named"]
    assert about_allergies(story) == {LISTED: Level.AMBER, "medicine_allergy_severe a2": Level.RED}
    assert about_allergies(allergic()) == {LISTED: Level.AMBER}
    severe = allergic("sulfa").says(REACTION, ticks("collapse"), "a1")
    assert about_allergies(severe) == {"medicine_allergy_severe a1": Level.RED}
    assert about_allergies(allergic("sulfa"))[LISTED] is Level.AMBER


@pytest.mark.parametrize(("reaction", "level"), [("rash", Level.AMBER), ("swelling", Level.RED)])
def test_an_allergy_to_a_medicine_that_is_taken_is_the_one_card_of_both(reaction: str, level: Level) -> None:
    story = allergic("codeine").takes("e1", "Tylenol #3").says(REACTION, ticks(reaction), "a1")
    assert about_allergies(story) == {"contra_allergy e1": level}
    assert len(problems(story)["contra_allergy e1"].reasons) == (2 if level is Level.RED else 1)


def hot(*, family: bool, own: tuple[str, ...] = ()) -> Story:
    story = real().says("health.anesthesia_trouble", family)
    if family:
        story.says("health.anesthesia_what", ticks("fever_stiff"))
    if own:
        story.says("allergies.treatment", ticks("sleep_medicine")).says("allergies.sleep_reaction", ticks(*own))
    return story


def test_malignant_hyperthermia_told_on_two_pages_is_one_red_with_both_reasons() -> None:
    both = problems(hot(family=True, own=("fever_stiff",)))
    assert (both[HOT].level, both[HOT].kind, len(both[HOT].reasons)) == (Level.RED, Kind.PREPARE, 2)
    assert not [key for key in both if "sleep_medicine" in key or "anesthesia_trouble health" in key.replace(HOT, "")]
    assert suffixes(problems(hot(family=False, own=("fever_stiff",)))[HOT]) == ["own"]
    assert suffixes(problems(hot(family=True))[HOT]) == ["reason"]


@pytest.mark.parametrize("own", [("fever_stiff", "sick"), ("fever_stiff", "never_again"), ("rash",), ("breathing",)])
def test_what_else_sleep_medicine_did_keeps_its_card(own: tuple[str, ...]) -> None:
    found = problems(hot(family=False, own=own))["sleep_medicine_reaction allergies.treatment"]
    assert found.level is (Level.RED if {"never_again", "breathing"} & set(own) else Level.AMBER)


def test_sleep_medicine_without_a_told_reaction_is_amber() -> None:
    story = real().says("allergies.treatment", ticks("sleep_medicine"))
    for one in (story, story.says("allergies.sleep_reaction", ticks("fever_stiff", unsure=True))):
        assert problems(one)["sleep_medicine_reaction allergies.treatment"].level is Level.AMBER
