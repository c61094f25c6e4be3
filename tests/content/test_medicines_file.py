"""The flagging list: read whole, and refused where a name or a class does not fit."""

import pytest

from kypho_prep.content import Content
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.interview.medicine_groups import GROUPS
from tests.content.conftest import Breaking

FILE = "medicines/flagging.toml"
CLASS = '{ code = "maoi", level = "red", loop = true }'


def test_the_list_knows_its_classes_and_names(real: Content) -> None:
    eliquis = real.medicines.by_name["eliquis"]
    assert eliquis.brand
    assert eliquis.generics == ("apixaban",)
    assert real.medicines.classes[eliquis.classes[0]].level is Level.RED
    assert real.medicines.version


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[group.brand]\nCoumadin", "[group.brnd]\nCoumadin", "unknown field `brnd`"),
        ("Eliquis = ", "warfarin = ", "flagging.toml: warfarin: the name stands twice"),
        ("Eliquis = ", '" " = ', "flagging.toml: group: a medicine has no name"),
        (CLASS, CLASS.replace('"maoi"', '"mao"'), "there is no class 'maoi'"),
        (CLASS, CLASS.replace('"red"', '"scarlet"'), "Invalid enum value 'scarlet'"),
        ("list_version =", "version =", "unknown field `version`"),
    ],
)
def test_a_fault_in_the_list_is_named(old: str, new: str, told: str, broken: Breaking) -> None:
    assert told in str(broken(FILE, old, new))


def test_an_ordinary_name_raises_nothing(broken: Breaking) -> None:
    trouble = broken(FILE, "[[group]]", "[[group]]\nordinary = true")
    assert str(trouble) == "flagging.toml: warfarin: an ordinary name has no class but morning_of"


def test_a_new_class_needs_the_words_of_its_flag(broken: Breaking) -> None:
    trouble = broken(FILE, CLASS, f'{CLASS},\n  {{ code = "new_class", level = "amber" }}')
    assert str(trouble) == "words/en/flags.toml: flag.medicine_new_class.board: the words are missing"


def test_a_tile_that_is_not_in_the_list_is_named(broken: Breaking) -> None:
    trouble = broken("medicines/tiles.toml", '"Eliquis"', '"Eliquiss"')
    assert str(trouble) == "tiles.toml: blood_thinner: the flagging list has no 'Eliquiss'"


def test_every_tile_stands_under_a_card_of_the_checklist_and_fits_its_classes(real: Content) -> None:
    also = real.checklist.item("medicines.also").offered
    cards = {group.choice for group in GROUPS} | {choice.id for choice in also}
    assert {group.choice for group in GROUPS} < set(real.medicines.tiles) <= cards
    for group in GROUPS:
        for name in real.medicines.tiles[group.choice]:
            assert set(name.classes) & set(group.classes) or group.others, name.name
