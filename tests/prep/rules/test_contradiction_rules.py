"""Two answers that do not fit: each raised once by what does not fit, and by nothing that does."""

from dataclasses import replace

import pytest

from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.chart import ActionKind
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.duplicate_medicines import Duplicate, duplicate
from kypho_prep.prep.rules.contradiction_rules import CONTRADICTIONS, FISH_OILS
from kypho_prep.prep.sign_off.prep_sign_off import blockers
from tests.prep.builders import Story, medicine, problems, suffixes, ticks
from tests.prep.test_against_the_content import WORDS, real

THIN = "medicines.groups_thin"
NO_THINNER = f"contra_no_thinner {THIN}"
INSULIN = "contra_insulin_no_diabetes health.body"
ANTIBIOTIC = "antibiotic_no_infection health.body"


def no_thinner() -> Story:
    """A patient who ticks no thinner and no aspirin, and has a list of the medicines a doctor ordered."""
    return real().says(THIN, ticks()).says("medicines.prescriptions", True)


def allergic(*names: str) -> Story:
    story = no_thinner().says("allergies.treatment", ticks("medicine"))
    for number, name in enumerate(names, 1):
        story.says("allergies.medicine_name", name, f"a{number}")
    return story


def test_every_contradiction_has_its_words_and_is_raised_somewhere() -> None:
    assert all(f"flag.{problem}.board" in WORDS for problem in CONTRADICTIONS)


def test_a_contradiction_blocks_until_the_doctors_answer_is_there() -> None:
    def blocking() -> list[str]:
        found = [(why.key, why.finding) for why in blockers(story.situation())]
        return [key for key, finding in found if finding is not None and finding.problem == "contra_no_thinner"]

    story = no_thinner().says("bleeding.heart_clots", ticks("stent")).evaluates()
    assert blocking() == ["blocker.amber"]
    story.acts("contra_no_thinner", ActionKind.TOLD_DOCTOR)
    assert blocking() == ["blocker.open"]
    story.acts("contra_no_thinner", ActionKind.SEEN)
    assert blocking() == []


@pytest.mark.parametrize(
    ("item", "choice"),
    [
        ("bleeding.heart_clots", "stent"),
        ("bleeding.heart_clots", "clot"),
        ("bleeding.heart_clots", "metal_valve"),
        ("health.heart_lungs", "irregular_heartbeat"),
        ("health.brain", "stroke"),
    ],
)
def test_no_blood_thinner_but_what_one_is_given_for(item: str, choice: str) -> None:
    found = problems(no_thinner().says(item, ticks(choice)))[NO_THINNER]
    assert (found.level, found.kind, suffixes(found)) == (Level.AMBER, Kind.CHECK, [choice])
    assert NO_THINNER not in problems(no_thinner().says(item, ticks("none")))
    assert NO_THINNER not in problems(no_thinner().unsure(item)), "not sure is no yes"


@pytest.mark.parametrize("answer", [ticks("blood_thinner"), ticks("aspirin"), ticks("pain_pill", unsure=True), None])
def test_a_thinner_ticked_or_not_known_contradicts_nothing(answer: object) -> None:
    story = real().says("bleeding.heart_clots", ticks("stent"))
    if answer is not None:
        story.says(THIN, answer)
    assert NO_THINNER not in problems(story)
    assert NO_THINNER not in problems(story.unsure(THIN))


@pytest.mark.parametrize(
    ("item", "choice", "raised"),
    [
        ("health.heart_lungs", "irregular_heartbeat", True),
        ("bleeding.heart_clots", "metal_valve", True),
        ("bleeding.heart_clots", "clot", False),
        ("bleeding.heart_clots", "stent", False),
        ("health.brain", "stroke", False),
    ],
)
def test_aspirin_alone_does_not_hide_what_more_is_given_for(item: str, choice: str, raised: bool) -> None:
    story = real().says(THIN, ticks("aspirin")).says("medicines.prescriptions", True).says(item, ticks(choice))
    assert (NO_THINNER in problems(story)) is raised
    assert (NO_THINNER in problems(story.takes("e1", "Bayer aspirin", "aspirin"))) is raised
    assert NO_THINNER not in problems(story.takes("e2", "Eliquis", "apixaban"))
    assert NO_THINNER not in problems(story.says(THIN, ticks("aspirin", "blood_thinner")))


def test_a_thinner_named_explains_a_stent_and_needs_no_second_card() -> None:
    story = no_thinner().takes("e1", "Plavix", "clopidogrel").says("bleeding.heart_clots", ticks("stent"))
    assert NO_THINNER not in problems(story)


def test_aspirin_and_fish_oil_beside_no_blood_thinner_are_one_card() -> None:
    story = no_thinner().takes("e1", "Excedrin", "acetaminophen", "aspirin", "caffeine").takes("e2", "fish oil")
    story.says("bleeding.heart_clots", ticks("clot"))
    found = problems(story)[NO_THINNER]
    assert suffixes(found) == ["aspirin", "fish_oil"], "the aspirin thins: the clot is no surprise"
    assert NO_THINNER not in problems(story.says(THIN, ticks("aspirin")))
    assert NO_THINNER not in problems(no_thinner().takes("e1", "vitamin D").takes("e2", "Tylenol"))


def test_the_fish_oils_are_those_of_the_list() -> None:
    for oil in FISH_OILS:
        assert NO_THINNER in problems(no_thinner().takes("e1", oil.replace("omega 3", "omega-3"))), oil


def test_insulin_beside_no_diabetes() -> None:
    story = no_thinner().takes("e1", "Lantus")
    assert INSULIN not in problems(story), "not asked yet"
    found = problems(story.says("health.body", ticks("reflux")))[INSULIN]
    assert (found.level, dict(found.reasons[0].params)) == (Level.AMBER, {"name": "Lantus"})
    for fits in (ticks("diabetes"), ticks("reflux", unsure=True)):
        assert INSULIN not in problems(story.says("health.body", fits))
    assert INSULIN not in problems(story.unsure("health.body"))
    carded = no_thinner().says("medicines.groups_more", ticks("insulin")).says("health.body", ticks())
    assert dict(problems(carded)[INSULIN].reasons[0].words) == {"name": "medicines.groups_more.choice.insulin"}


@pytest.mark.parametrize("name", ["Jardiance", "Ozempic", "Farxiga", "Mounjaro", "Soliqua", "metformin"])
def test_a_pill_or_shot_that_others_take_too_contradicts_nothing(name: str) -> None:
    assert INSULIN not in problems(no_thinner().takes("e1", name).says("health.body", ticks()))


def test_an_antibiotic_beside_no_infection() -> None:
    story = Story().takes("e1", "amoxicillin")
    assert ANTIBIOTIC not in problems(story), "not asked yet"
    found = problems(story.says("health.body", ticks("reflux")))[ANTIBIOTIC]
    assert dict(found.reasons[0].params) == {"name": "amoxicillin"}
    for fits in (ticks("infection"), ticks("reflux", unsure=True)):
        assert ANTIBIOTIC not in problems(story.says("health.body", fits))
    assert ANTIBIOTIC not in problems(story.unsure("health.body"))


def test_an_antibiotic_ticked_is_enough() -> None:
    story = Story().says("medicines.groups_more", ticks("antibiotic")).says("health.body", ticks())
    assert dict(problems(story)[ANTIBIOTIC].reasons[0].words) == {"name": "medicines.groups_more.choice.antibiotic"}
    assert ANTIBIOTIC not in problems(story.says("medicines.groups_more", ticks()))


@pytest.mark.parametrize(
    ("allergy", "name"),
    [
        ("aspirin", "Ecotrin"),
        ("Advil", "ibuprofen"),
        ("ibuprofen", "Motrin IB"),
        ("penicillin, Plavix and latex", "clopidogrel"),
        ("Aspirin 325 mg tablets", "Excedrin"),
        ("zorbital", "Zorbital"),
    ],
)
def test_an_allergy_to_a_medicine_on_the_list(allergy: str, name: str) -> None:
    found = problems(allergic(allergy).takes("e1", name))["contra_allergy e1"]
    assert (found.level, found.kind, len(found.reasons)) == (Level.AMBER, Kind.CHECK, 1)
    assert dict(found.reasons[0].params)["typed"] == allergy


@pytest.mark.parametrize(
    ("allergy", "name"),
    [
        ("penicillin", "amoxicillin"),  # another name: a nurse thinks of it, the program guesses nothing
        ("ibuprofen", "naproxen"),
        ("codeine", "Xarelto"),
        ("Celexa", "Celebrex"),
        ("asprin", "Tylenol"),
        ("zorbital", "zorbitol"),
        ("latex", "metoprolol"),
    ],
)
def test_another_medicine_of_a_class_or_a_like_name_is_no_allergy(allergy: str, name: str) -> None:
    assert "contra_allergy e1" not in problems(allergic(allergy).takes("e1", name))


def test_two_allergies_to_one_medicine_are_one_card_and_a_removed_one_is_none() -> None:
    story = allergic("aspirin", "Ecotrin").takes("e1", "Bayer")
    assert len(problems(story)["contra_allergy e1"].reasons) == 2
    assert "contra_allergy e1" not in problems(story.says("allergies.treatment", ticks()))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Lopressor", "metoprolol"), ("Plavix", "clopidogrel"), ("fish oil", "fish oil"), ("zorbital", "Zorbital")],
)
def test_one_medicine_under_two_names(one: str, other: str) -> None:
    found = problems(no_thinner().takes("e1", one).takes("e2", other))["contra_twice e2"]
    assert (found.level, suffixes(found)) == (Level.AMBER, ["reason"])
    assert dict(found.reasons[0].params)["typed"] == f"{one}, {other}"


def test_the_patients_word_that_there_are_two_bottles_is_said() -> None:
    story = no_thinner().takes("e1", "Plavix")
    story.says("medicines.name", medicine("Plavix") | {"bottle": "another"}, "e2")
    assert suffixes(problems(story)["contra_twice e2"]) == ["two_bottles"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Lopressor", "Plavix"), ("Tylenol", "Percocet"), ("Lantus", "Humalog"), ("zorbital", "zorbitol")],
)
def test_two_medicines_are_not_one(one: str, other: str) -> None:
    assert "contra_twice e2" not in problems(no_thinner().takes("e1", one).takes("e2", other))


def test_two_bottles_of_one_thinner_are_their_own_red_card_and_no_second_one() -> None:
    found = problems(no_thinner().takes("e1", "Eliquis").takes("e2", "apixaban"))
    assert "double_thinner e2" in found
    assert "contra_twice e2" not in found
    unnamed = problems(no_thinner().takes("e1", "blood thinner").takes("e2", "blood thinner"))
    assert "contra_twice e2" in unnamed, "which thinner it is nobody knows yet"


def test_a_name_that_staff_could_not_get_is_no_twin_of_another() -> None:
    story = no_thinner().unsure("medicines.name", "e1").unsure("medicines.name", "e2")
    assert "contra_twice e2" not in problems(story)


def named(typed: str) -> NamedMedicine:
    return NamedMedicine.parse(medicine(typed))


def test_the_kiosk_asks_about_a_name_that_is_on_the_list_already() -> None:
    here = no_thinner().takes("e1", "Eliquis").situation()
    assert duplicate(here, named("Eliquis")) == Duplicate("e1", "Eliquis", same_name=True)
    assert duplicate(here, named("apixaban"), "e2") == Duplicate("e1", "Eliquis", same_name=False)
    assert duplicate(here, replace(named("apixaban"), bottle="another")) is None
    assert duplicate(here, named("Eliquis 5 mg"), "e1") is None, "it is this very entry"
    assert duplicate(here, named("Xarelto")) is None
    assert duplicate(here, named("")) is None
