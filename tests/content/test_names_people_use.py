"""Names that were typed and taken for something else, or for nothing."""

import pytest

from kypho_prep.prep.checklist import Level
from kypho_prep.prep.medicines.catalogue import class_levels, match
from tests.prep.builders import problems, ticks
from tests.prep.test_against_the_content import CONTENT, real


@pytest.mark.parametrize(
    ("typed", "generics", "classes"),
    [
        ("vitamina E", ("vitamin E",), ("supplement_bleeding",)),
        ("vitamina D", ("vitamin D",), ()),
        ("pentosan", ("pentosan polysulfate",), ("anticoagulant_oral",)),
        ("Elmiron", ("pentosan polysulfate",), ("anticoagulant_oral",)),
        ("Pentasa", ("mesalamine",), ()),
        ("Amicar", ("aminocaproic acid",), ()),
        ("diluyente de sangre", (), ("anticoagulant_oral",)),
        ("pastilla para dormir", (), ("sedative",)),
        ("ajo", ("garlic",), ("supplement_bleeding",)),
        ("jengibre", ("ginger",), ("supplement_bleeding",)),
        ("aceite de pescado", ("fish oil",), ("supplement_bleeding",)),
        ("shot for my bones", (), ("osteoporosis",)),
        ("Rybelsus", ("semaglutide",), ("glp1",)),
    ],
)
def test_what_people_type_means_what_they_take(typed: str, generics: tuple[str, ...], classes: tuple[str, ...]) -> None:
    found = match(CONTENT.medicines, typed)
    assert (found.generics, found.classes) == (generics, classes)


def test_a_weak_anticoagulant_is_amber_and_stays_open() -> None:
    assert class_levels(CONTENT.medicines, "Elmiron") == {"anticoagulant_oral": Level.AMBER}
    story = real().says("medicines.groups_thin", ticks("pain_pill")).takes("e1", "Elmiron", "pentosan polysulfate")
    assert problems(story)["loop e1"].level is Level.AMBER


def test_a_pill_for_sugar_on_the_card_of_shots_and_pills_takes_its_place() -> None:
    story = real().says("medicines.groups_thin", ticks("weekly_shot"))
    assert "loop group:weekly_shot" in problems(story)
    assert "loop group:weekly_shot" not in problems(story.takes("e1", "metformin", "metformin"))
    assert "Rybelsus" in {one.name for one in CONTENT.medicines.tiles["weekly_shot"]}
