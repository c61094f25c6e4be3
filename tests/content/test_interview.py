"""What every pre-admission interview asks: three grouped pages and two questions that only some patients see."""

import pytest

from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.path import pages
from tests.prep.builders import Story, problems, ticks
from tests.prep.test_against_the_content import real

NOTE, AMBER = Level.NOTE, Level.AMBER


@pytest.mark.parametrize(
    ("item", "pick", "problem", "level"),
    [
        ("health.habits", "alcohol", "alcohol", AMBER),
        ("health.habits", "cannabis", "cannabis", NOTE),
        ("health.habits", "drugs", "other_drugs", AMBER),
        ("health.habits", "tobacco", "tobacco_use", NOTE),
        ("health.before", "spine_surgery", "spine_surgery", NOTE),
        ("health.before", "spine_shot", "spine_shot", NOTE),
        ("health.before", "cancer_treatment", "cancer_treatment", AMBER),
        ("health.before", "steroid_long", "steroid_long", NOTE),
        ("health.before", "germs", "germs", AMBER),
        ("health.before", "head_or_ear", "head_or_ear", AMBER),
        ("health.before", "metal", "metal", NOTE),
        ("health.support", "hearing", "hearing", NOTE),
        ("health.support", "vision", "vision", NOTE),
        ("health.support", "teeth", "teeth", NOTE),
        ("health.support", "directive", "directive", NOTE),
        ("health.support", "no_blood", "no_blood", AMBER),
    ],
)
def test_each_tick_reaches_the_nurse_and_none_is_red(item: str, pick: str, problem: str, level: Level) -> None:
    assert problems(real().says(item, ticks(pick)))[f"{problem} {item}"].level is level
    assert not [key for key in problems(real().says(item, ticks())) if item in key]


@pytest.mark.parametrize("item", ["health.habits", "health.before", "health.support"])
def test_not_sure_about_them_is_a_note(item: str) -> None:
    found = problems(real().unsure(item))[f"not_sure {item}"]
    assert (found.level, found.kind) == (NOTE, Kind.CHECK)


def asked(story: Story) -> set[str]:
    return {page.item for page in pages(story.situation())}


def test_dialysis_and_the_language_are_asked_only_where_they_may_be() -> None:
    assert not asked(real()) & {"health.dialysis", "start.language"}
    assert "health.dialysis" in asked(real().says("health.body", ticks("kidney")))
    assert "health.dialysis" in asked(real().says("health.implants", ticks("dialysis_arm")))
    assert "start.language" in asked(real().says("start.interpreter", value=True))


def test_their_words_reach_the_nurse() -> None:
    story = real().says("health.dialysis", "Tuesday, Thursday, Saturday").says("start.language", "Tagalog")
    story.says("health.body", ticks("kidney")).says("start.interpreter", value=True)
    assert {"dialysis health.dialysis", "interpreter_language start.language"} <= set(problems(story))
