"""From a typed text to the names it may mean, on a short list with the look-alikes in it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kypho_prep.prep.checklist import Level
from kypho_prep.prep.medicines.catalogue import (
    How,
    MedicineClass,
    MedicineList,
    MedicineName,
    classes_of,
    match,
    suggest,
)
from kypho_prep.prep.medicines.index import NEAREST


def flagged(name: str, code: str, *generics: str, brand: bool = True, phrase: bool = False) -> MedicineName:
    return MedicineName(name, generics, (code,), brand=brand, phrase=phrase, what_for="what it is for")


def ordinary(name: str, *generics: str) -> MedicineName:
    return MedicineName(name, generics, brand=name != generics[0], ordinary=True)


CODES = ("oral", "needle", "platelets", "nsaid", "glp1", "insulin", "opioid", "sedative", "supplement")
LIST = MedicineList(
    "1",
    {code: MedicineClass(code, Level.RED) for code in CODES},
    (
        flagged("warfarin", "oral", "warfarin", brand=False),
        flagged("Coumadin", "oral", "warfarin"),
        flagged("Eliquis", "oral", "apixaban"),
        flagged("Xarelto", "oral", "rivaroxaban"),
        flagged("blood thinner", "oral", brand=False, phrase=True),
        flagged("blood thinner shot", "needle", brand=False, phrase=True),
        flagged("Lovenox", "needle", "enoxaparin"),
        flagged("aspirin", "platelets", "aspirin", brand=False),
        flagged("Plavix", "platelets", "clopidogrel"),
        flagged("aspirin and dipyridamole", "platelets", "aspirin", "dipyridamole", brand=False),
        flagged("dipyridamole", "platelets", "dipyridamole", brand=False),
        flagged("Celebrex", "nsaid", "celecoxib"),
        flagged("ibuprofen", "nsaid", "ibuprofen", brand=False),
        flagged("Ozempic", "glp1", "semaglutide"),
        flagged("70/30", "insulin", "insulin", brand=False),
        flagged("Novolin 70/30", "insulin", "insulin"),
        flagged("insulin", "insulin", "insulin", brand=False),
        flagged("insulin aspart", "insulin", "insulin aspart", brand=False),
        flagged("Tylenol #3", "opioid", "acetaminophen", "codeine"),
        flagged("Xanax", "sedative", "alprazolam"),
        flagged("fish oil", "supplement", "fish oil", brand=False),
        ordinary("Celexa", "citalopram"),
        ordinary("Zantac", "famotidine"),
        ordinary("Tylenol", "acetaminophen"),
        ordinary("metoprolol", "metoprolol"),
        ordinary("vitamin B12", "vitamin B12"),
        ordinary("vitamin D", "vitamin D"),
        ordinary("metformin", "metformin"),
        ordinary("methimazole", "methimazole"),
    ),
)


@pytest.mark.parametrize(
    ("typed", "name", "how"),
    [
        ("WARFARIN", "warfarin", How.EXACT),
        ("Xarelto 20 mg", "Xarelto", How.BRAND),
        ("Eliquiss 5 twice daily", "Eliquis", How.SOUND),
        ("metoprolol er 25 mg 1x day", "metoprolol", How.ORDINARY),
        ("coo ma din", "Coumadin", How.SOUND),
        ("fish oil caps", "fish oil", How.EXACT),
        ("fishoil", "fish oil", How.EXACT),
        ("elikwiss", "Eliquis", How.SOUND),
        ("zarelto", "Xarelto", How.SOUND),
        ("xaerlto", "Xarelto", How.SPELLING),
        ("plavicks", "Plavix", How.SOUND),
        ("kumadin", "Coumadin", How.SOUND),
        ("lovonox", "Lovenox", How.SOUND),
        ("ozempik", "Ozempic", How.SOUND),
        ("tylenol #3", "Tylenol #3", How.BRAND),
        ("tylenol 3 every 4 hours", "Tylenol #3", How.BRAND),
        ("tylenol 500 mg", "Tylenol", How.ORDINARY),
        ("tylenoll", "Tylenol", How.SOUND),
        ("tylonol #3", "Tylenol #3", How.SPELLING),
        ("70/30", "70/30", How.EXACT),
        ("novolin 70/30 20 units", "Novolin 70/30", How.BRAND),
        ("vitamin b 12", "vitamin B12", How.ORDINARY),
        ("my blood thinner", "blood thinner", How.PHRASE),
        ("blod thiner", "blood thinner", How.SOUND),
        ("a blood thinner shot in the belly", "blood thinner shot", How.PHRASE),
        ("Celexa", "Celexa", How.ORDINARY),
        ("Xanax", "Xanax", How.BRAND),
        ("zantack", "Zantac", How.SOUND),
        ("coumad", "Coumadin", How.SPELLING),
        ("dipyridamole with aspirin", "aspirin and dipyridamole", How.EXACT),
        ("blood thinner, xarelto", "Xarelto", How.BRAND),
        ("something called plavixx", "Plavix", How.SOUND),
    ],
)
def test_a_typed_text_means_its_likeliest_name(typed: str, name: str, how: How) -> None:
    found = match(LIST, typed)
    assert (found.typed, found.name, found.how) == (typed, name, how)
    assert found.suggestions[0].name == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "?",
        "none",
        "nothing",
        "not aspirin",
        "little white pill",
        "my heart pill",
        "12345",
        "81 mg",
        "warf",
        "blood",
        "celebra",
    ],
)
def test_what_is_no_name_of_the_list_means_nothing(typed: str) -> None:
    found = match(LIST, typed)
    assert (found.how, found.name, found.generics, found.classes, found.level) == (How.NONE, None, (), (), None)
    assert found.suggestions == ()


def test_two_medicines_in_one_line_are_both_offered_the_flagged_one_first() -> None:
    assert [one.name for one in match(LIST, "tylenol and plavix").suggestions][:2] == ["Plavix", "Tylenol"]


def test_an_ordinary_name_leaves_no_room_for_a_flagged_look_alike() -> None:
    assert [one.name for one in suggest(LIST, "celexa")] == ["Celexa"]
    assert classes_of(LIST, "celexa 20 mg daily") == ()


def test_names_are_offered_while_they_are_typed() -> None:
    assert [one.name for one in suggest(LIST, "me")] == ["metformin", "metoprolol", "methimazole"]
    assert suggest(LIST, "kumad")[0].name == "Coumadin"
    assert [one.name for one in suggest(LIST, "insulin")] == ["insulin", "insulin aspart"]
    assert suggest(LIST, "x")[:1] == ()
    assert suggest(LIST, "xar")[0].what_for == "what it is for"


def test_a_beginning_crosses_no_word() -> None:
    assert match(LIST, "insulina").name == "insulin"


def test_enough_beginnings_leave_no_guesses() -> None:
    many = MedicineList("1", {}, tuple(MedicineName(f"xanto{end}", (end,)) for end in ("ba", "ce", "di", "fo")))
    assert len(suggest(many, "xanto")) == 4
    assert suggest(many, "xant", limit=2) == suggest(many, "xant")[:2]


def test_a_crowded_list_is_compared_only_with_the_nearest() -> None:
    syllables = ("ba", "de", "ki", "lo", "mu")
    names = tuple(f"me{one}{two}{three}prol" for one in syllables for two in syllables for three in syllables)
    crowded = MedicineList("1", {}, tuple(MedicineName(name, (name,)) for name in names))
    assert match(crowded, "mebadekiprrol").name == "mebadekiprol"
    assert len(list(crowded.index.near("meprol"))) == NEAREST


def test_a_name_that_holds_no_word_is_never_met() -> None:
    odd = MedicineList("1", {}, (MedicineName("<>", ("nothing",)),))
    assert match(odd, "").how is match(odd, "<>").how is How.NONE


@given(st.text(max_size=200))
@example("'; DROP TABLE medicine; --")
@example("<script>alert('aspirin')</script>")
@example("aspirin\x07")
@example("\u202easpirin")
@example("💊" * 50)
@example("aspirin" * 300)
def test_any_text_is_answered_and_kept_word_for_word(typed: str) -> None:
    found = match(LIST, typed)
    assert found.typed == typed
    assert len(suggest(LIST, typed)) <= 6
    if any(mark in typed for mark in "<>\x07\u202e💊") or len(typed) > 200:
        assert found.how is How.NONE
        assert suggest(LIST, typed) == ()


@given(st.text("0123456789 .,-#", max_size=40))
def test_numbers_alone_mean_nothing(typed: str) -> None:
    assert match(LIST, typed).how is How.NONE
