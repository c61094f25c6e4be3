"""Allergies as they are typed: recognised like medicines, red where dangerous, and routed to bone cement."""

import pytest

from kypho_prep.prep.chart import ActionKind
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.rules.flags import closing_actions
from tests.prep.builders import Story, problems, suffixes, ticks
from tests.prep.rules.test_contradiction_rules import allergic
from tests.prep.test_against_the_content import real

CEMENT = "cement_allergy allergies.treatment"


@pytest.mark.parametrize(
    ("allergy", "name"),
    [("codene", "Tylenol #3"), ("asprin", "Bayer"), ("ibuprofin and codene", "codeine"), ("lysinopril", "lisinopril")],
)
def test_a_misspelt_allergy_is_recognised_like_a_medicine(allergy: str, name: str) -> None:
    found = problems(allergic(allergy).takes("e1", name))["contra_allergy e1"]
    assert (found.level, suffixes(found)) == (Level.AMBER, ["reason"])


@pytest.mark.parametrize("reaction", ["swelling", "breathing", "collapse"])
def test_a_dangerous_reaction_to_a_listed_medicine_is_red_and_not_closed_by_seen(reaction: str) -> None:
    story = allergic("codene", "tylenol").takes("e1", "Tylenol #3")
    story.says("allergies.medicine_reaction", ticks("rash", reaction), "a1")
    story.says("allergies.medicine_reaction", ticks("rash"), "a2")
    found = problems(story)["contra_allergy e1"]
    assert (found.level, found.kind, suffixes(found)) == (Level.RED, Kind.CANCEL, ["severe", "reason", "reason"])
    assert ActionKind.SEEN not in closing_actions(found, story.today)


def test_a_reaction_that_nobody_is_sure_of_is_no_dangerous_one() -> None:
    story = allergic("codeine").takes("e1", "codeine").unsure("allergies.medicine_reaction", "a1")
    assert problems(story)["contra_allergy e1"].level is Level.AMBER


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("bone cement", True),
        ("Acrylic nails", True),
        ("denture acrilic", True),
        ("PMMA", True),
        ("nail glue", False),
        ("super glue (cyanoacrylate)", False),
        ("not cement", False),
        ("peanuts", False),
    ],
)
def test_what_is_in_bone_cement_is_red_whichever_box_it_was_typed_in(text: str, raised: bool) -> None:
    other = real().says("allergies.contact", ticks("other")).says("allergies.contact_other", text)
    listed = allergic(text)
    for story in (other, listed):
        found = problems(story).get(CEMENT)
        assert (found is not None) is raised
        if found is not None:
            assert (found.level, found.kind, suffixes(found)) == (Level.RED, Kind.CANCEL, ["typed"])


def test_cement_ticked_and_typed_is_one_card() -> None:
    story = real().says("allergies.treatment", ticks("cement")).says("allergies.contact", ticks("other"))
    found = problems(story.says("allergies.contact_other", "bone cement"))[CEMENT]
    assert suffixes(found) == ["reason", "typed"]
    assert CEMENT not in problems(real().says("allergies.contact", ticks("other")).unsure("allergies.contact_other"))


def severe(item: str, choice: str, reaction_item: str, entry: str | None = None) -> Story:
    return real().says(item, ticks(choice)).says(reaction_item, ticks("breathing"), entry)


@pytest.mark.parametrize(
    ("item", "choice", "reaction"),
    [
        ("allergies.treatment", "numbing", "allergies.numbing_reaction"),
        ("allergies.treatment", "sleep_medicine", "allergies.sleep_reaction"),
        ("allergies.contact", "xray_dye", "allergies.dye_reaction"),
        ("allergies.contact", "latex", "allergies.latex_reaction"),
        ("allergies.contact", "iodine", "allergies.contact_reaction"),
        ("allergies.contact", "chlorhexidine", "allergies.contact_reaction"),
        ("allergies.contact", "tape", "allergies.contact_reaction"),
        ("allergies.contact", "other", "allergies.contact_reaction"),
    ],
)
def test_a_severe_reaction_is_red_whichever_box_was_ticked(item: str, choice: str, reaction: str) -> None:
    found = problems(severe(item, choice, reaction))
    assert Level.RED in {one.level for key, one in found.items() if "allergies." in key}


def test_a_severe_reaction_to_a_medicine_is_red() -> None:
    story = allergic("penicillin").says("allergies.medicine_reaction", ticks("breathing"), "a1")
    assert problems(story)["medicine_allergy_severe a1"].level is Level.RED


def test_chlorhexidine_is_asked_and_prepared_for() -> None:
    found = problems(real().says("allergies.contact", ticks("chlorhexidine")))["chlorhexidine allergies.contact"]
    assert (found.level, found.kind) == (Level.AMBER, Kind.PREPARE)
