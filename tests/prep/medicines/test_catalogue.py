"""The medicine list: suggestions while typing, and classes with their levels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.medicines.catalogue import (
    MedicineList,
    class_levels,
    classes_of,
    folded,
    generics_of,
    how_confirmed,
    level_of,
    recognised,
    suggest,
)
from tests.prep.builders import MEDICINES, medicine
from tests.prep.test_against_the_content import CONTENT


@pytest.mark.parametrize("typed", ["xar", "XARELTO", "zarelto", "Xarelto 20 mg", "xarleto"])
def test_a_misspelled_thinner_is_suggested_first(typed: str) -> None:
    assert suggest(MEDICINES, typed)[0].name == "Xarelto"


def test_suggestions_say_which_is_exact_and_stop_at_the_limit() -> None:
    found = suggest(MEDICINES, "celecoxib")
    assert (found[0].name, found[0].exact, found[0].generics) == ("celecoxib", True, ("celecoxib",))
    assert [one.name for one in suggest(MEDICINES, "ce", limit=1)] == ["Celebrex"]
    assert suggest(MEDICINES, "x") == suggest(MEDICINES, "qqqqqqqq") == ()


@given(st.text(max_size=30))
def test_any_text_is_answered_without_repeats(typed: str) -> None:
    found = suggest(MEDICINES, typed)
    assert len(found) == len({one.name for one in found}) <= 6


def test_classes_follow_the_confirmed_name_the_typed_one_or_the_generics() -> None:
    assert classes_of(MEDICINES, "XARELTO") == ("anticoagulant_oral",)
    assert classes_of(MEDICINES, NamedMedicine.parse(medicine("my pill", "rivaroxaban"))) == ("anticoagulant_oral",)
    assert classes_of(MEDICINES, NamedMedicine("Plavix")) == ("antiplatelet",)
    assert classes_of(MEDICINES, "a white pill") == ()
    assert generics_of(MEDICINES, "Xarelto 20 mg") == ("rivaroxaban",)
    assert generics_of(MEDICINES, "a white pill") == ()
    assert recognised(MEDICINES, "metformin")[0].classes == ()


def test_a_names_own_level_holds_before_its_ingredients_and_the_classs() -> None:
    assert class_levels(MEDICINES, "Voltaren gel") == {"nsaid": Level.NOTE}
    assert class_levels(MEDICINES, "Celebrex") == {"nsaid": Level.NOTE}
    assert class_levels(MEDICINES, "Duo pill") == {"nsaid": Level.AMBER}
    assert class_levels(MEDICINES, "Ozempic") == {"glp1": Level.RED}
    assert level_of(MEDICINES, "methadone") is Level.RED
    assert level_of(MEDICINES, "metformin") is None


def test_an_ingredient_outside_the_class_leaves_the_classs_level() -> None:
    mixed = NamedMedicine.parse(medicine("Plavix", "metformin"))
    assert class_levels(MEDICINES, mixed) == {"antiplatelet": Level.RED}


def test_an_empty_list_knows_nothing_and_fails_nowhere() -> None:
    empty = MedicineList()
    assert suggest(empty, "aspirin") == ()
    assert classes_of(empty, "aspirin") == ()
    assert folded("Co-Trimoxazole  DS") == "co trimoxazole ds"


@pytest.mark.parametrize(
    ("typed", "confirmed", "more", "how"),
    [
        ("Eliquis", "Eliquis", {"by": "tile"}, "tile"),
        ("Eliquis", "Eliquis", {}, "brand"),
        ("xeralto", "Xarelto", {}, "sound"),
        ("elikwiss", "Eliquis", {}, "sound"),
        ("xar", "Xarelto", {}, "spelling"),
        ("zzqx", "Xarelto", {}, "none"),
    ],
)
def test_how_a_confirmed_name_came_in(typed: str, confirmed: str, more: dict[str, str], how: str) -> None:
    assert how_confirmed(CONTENT.medicines, NamedMedicine(typed, confirmed, **more)) == how


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("xer", "Xarelto"),
        ("xeral", "Xarelto"),
        ("worf", "warfarin"),
        ("elik", "Eliquis"),
        ("metrop", "metoprolol"),
        ("asp", "aspirin"),
        ("asb", "aspirin"),
        ("gli", "glipizide"),
        ("fish", "fish oil"),
        ("lisan", "lisinopril"),
    ],
)
def test_a_common_name_is_offered_by_its_misspelt_beginning(typed: str, meant: str) -> None:
    assert meant in [one.name for one in suggest(CONTENT.medicines, typed)][:3]


@pytest.mark.parametrize(
    ("typed", "first"), [("xanax", "Xanax"), ("celexa", "Celexa"), ("celebrex", "Celebrex"), ("lasix", "Lasix")]
)
def test_a_name_that_is_spelled_stands_before_any_common_one(typed: str, first: str) -> None:
    assert suggest(CONTENT.medicines, typed)[0].name == first


@pytest.mark.parametrize("typed", ["x", "12", "x" * 2000, "💊", "\u202ex", "7up and a lot more words than a name has"])
def test_what_is_no_beginning_brings_no_common_name(typed: str) -> None:
    assert not CONTENT.medicines.common_names.near(typed)
