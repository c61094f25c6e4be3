"""Several medicines in one field: found beside the picked one, and nothing made up beside a single one."""

import pytest

from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.medicines.catalogue import suggest
from kypho_prep.prep.medicines.several_in_one import several
from tests.content.test_typed_as_patients_do import FILE
from tests.prep.builders import Story, medicine, problems
from tests.prep.test_against_the_content import CONTENT, real

MEDICINES = CONTENT.medicines


def found(typed: str, picked: str = "") -> list[str]:
    return [one.name for one in several(MEDICINES, NamedMedicine(typed, picked))]


@pytest.mark.parametrize(
    ("typed", "picked", "all_of_them"),
    [
        ("vitamin d and warferin", "vitamin D", ["vitamin D", "warfarin"]),
        ("vitamin d and warferin", "warfarin", ["warfarin", "vitamin D"]),
        ("vitamin d and warferin", "", ["vitamin D", "warfarin"]),
        ("metformin and jardience", "metformin", ["metformin", "Jardiance"]),
        ("plavics, lisinopril", "lisinopril", ["lisinopril", "Plavix"]),
        ("plavics, lisinopril and metformin", "Plavix", ["Plavix", "lisinopril", "metformin"]),
        ("eliquis for my heart and metformin", "Eliquis", ["Eliquis", "metformin"]),
        ("metformin for sugar and warfarin", "", ["metformin", "warfarin"]),
        ("aspirin and plavix", "", ["aspirin", "Plavix"]),
        ("plavix, lisinopril", "metformin", ["metformin", "Plavix", "lisinopril"]),
        ("lisinopril, coreg, losartan, xarelto", "lisinopril", ["lisinopril", "Xarelto", "Coreg", "losartan"]),
    ],
)
def test_whatever_else_was_typed_is_found(typed: str, picked: str, all_of_them: list[str]) -> None:
    assert found(typed, picked) == all_of_them


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        ("warfarin", "warfarin"),
        ("coumadin blood thinner", "Coumadin"),
        ("coumadin warfarin", "Coumadin"),
        ("Lantus insulin", "Lantus"),
        ("calcium with vitamin d", ""),
        ("eliquis not warfarin", "Eliquis"),
        ("aspirin and plavix", "aspirin and clopidogrel"),
        ("a small white pill", ""),
        ("qqqq wwww", ""),
    ],
)
def test_one_medicine_is_one(typed: str, picked: str) -> None:
    assert found(typed, picked) == []


def test_no_single_name_as_patients_type_it_is_taken_for_two() -> None:
    lines = [line.split("\t") for line in FILE.read_text("utf-8").splitlines()[1:]]
    texts = [text for text, *_, kind in lines if kind != "combination"]
    twice = [text for text in texts for one in suggest(MEDICINES, text)[:1] if found(text, one.name) or found(text)]
    assert len(twice) <= 0.01 * len(texts), twice


def typed(text: str, picked: str, *generics: str) -> dict[str, object]:
    return {**medicine(picked, *generics), "typed": text}


def taking(*values: dict[str, object]) -> Story:
    story = real().says("medicines.also", {"picked": ["prescription"], "unsure": False})
    for number, value in enumerate(values, 1):
        story.says("medicines.name", {**value, "list": "medicines.also_list"}, f"e{number}")
    return story


def test_typed_words_of_another_medicine_reach_the_nurse_until_it_is_named() -> None:
    both = typed("vitamin d and warferin", "vitamin D", "vitamin D")
    card = problems(taking(both))["typed_more e1"]
    assert (card.level, card.kind) == (Level.AMBER, Kind.CHECK)
    assert dict(card.reasons[0].params) == {
        "name": "vitamin D",
        "typed": "vitamin d and warferin",
        "answer": "warfarin",
    }
    assert "typed_more e1" not in problems(taking(both, medicine("Coumadin", "warfarin")))


def test_lay_words_of_a_kind_that_is_named_are_no_other_medicine() -> None:
    both = typed("metformin and a blood thinner", "metformin", "metformin")
    assert "typed_more e1" in problems(taking(both))
    assert "typed_more e1" not in problems(taking(both, medicine("Coumadin", "warfarin")))


def test_a_name_that_nobody_knows_has_its_own_card_only() -> None:
    unknown = {**medicine("vitamin d and warferin"), "confirmed": ""}
    found = problems(taking(unknown))
    assert "not_recognised e1" in found
    assert "typed_more e1" not in found
