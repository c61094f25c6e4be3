"""Coded rules about two answers that do not fit each other: the nurse asks which of them is right."""

from __future__ import annotations

from collections.abc import Iterator

from kypho_prep.prep.answers.answer import Pairs
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.duplicate_medicines import held_by, named_medicine
from kypho_prep.prep.interview.entries import MEDICINE, Entry, entries
from kypho_prep.prep.interview.medicine_groups import ANTICOAGULANTS, ASPIRIN, THIN, thinner
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.medicines.catalogue import generics_of
from kypho_prep.prep.rules.finding import Finding, Reason, Rule, reason

BODY = "health.body"
INFECTION = (BODY, "infection")
DIABETES = (BODY, "diabetes")
ANTIBIOTIC_CARD = ("medicines.groups_more", "antibiotic")
INSULIN_CARD = ("medicines.groups_more", "insulin")
# Many take these for weight, heart or kidney: they do not mean diabetes.
NOT_INSULIN = ("glp1", "sglt2")
FISH_OILS = ("fish oil", "krill oil", "cod liver oil", "omega 3 fatty acids", "icosapent ethyl")
THINNER_CARDS = THINNER_CARD, ASPIRIN_CARD = ("blood_thinner", "aspirin")
# Where a blood thinner is what one would expect; whether one is needed is for the doctor to say.
MEANS_A_THINNER = (
    ("bleeding.heart_clots", "stent"),
    ("bleeding.heart_clots", "clot"),
    ("bleeding.heart_clots", "metal_valve"),
    ("health.heart_lungs", "irregular_heartbeat"),
    ("health.heart_lungs", "stroke"),
    ("health.brain", "stroke"),
)
# Where aspirin alone is not what one would expect.
MEANS_MORE_THAN_ASPIRIN = (
    ("bleeding.heart_clots", "metal_valve"),
    ("health.heart_lungs", "irregular_heartbeat"),
)
# The problems of two answers that do not fit: what a patient may be asked once more.
CONTRADICTIONS = (
    "contra_no_thinner",
    "contra_insulin_no_diabetes",
    "antibiotic_no_infection",
    "contra_allergy",
    "contra_twice",
    "double_thinner",
)


def no_thinner(situation: Situation) -> Iterator[Finding]:
    """Raise "no thinner, no aspirin" beside aspirin inside a medicine, fish oil, or what a thinner is given for."""
    thin = situation.answer(THIN)
    # Only a sure answer can contradict another; an unsure one about thinners is a red by itself.
    if thin is None or thin.unsure or THINNER_CARD in thin.picked:
        return
    taken = entries(situation, MEDICINE)
    if ASPIRIN_CARD in thin.picked:
        yield from _aspirin_alone(situation, taken)
        return
    reasons = [*_held(situation, taken, "aspirin", (ASPIRIN,)), *_held(situation, taken, "fish_oil", FISH_OILS)]
    # A thinner that is named is the answer to what a stent or a valve makes one ask.
    if not any(thinner(one) for one in taken):
        reasons += _conditions(situation, MEANS_A_THINNER)
    if reasons:
        yield Finding("contra_no_thinner", THIN, Level.AMBER, Kind.CHECK, tuple(reasons))


def insulin_no_diabetes(situation: Situation) -> Iterator[Finding]:
    """Raise insulin beside "no diabetes"; never a weekly shot or a pill for sugar, which others take as well."""
    if _denied(situation, DIABETES):
        named = [one.name for one in _of_class(situation, "insulin") if not set(one.classes) & set(NOT_INSULIN)]
        yield from _two_answers(situation, "contra_insulin_no_diabetes", named, INSULIN_CARD)


def antibiotic_no_infection(situation: Situation) -> Iterator[Finding]:
    """Raise an antibiotic beside "no infection": one of the two answers is not right."""
    if _denied(situation, INFECTION):
        named = [one.name for one in _of_class(situation, "antibiotic")]
        yield from _two_answers(situation, "antibiotic_no_infection", named, ANTIBIOTIC_CARD)


def named_twice(situation: Situation) -> Iterator[Finding]:
    """Raise one medicine that stands on the list twice; two bottles of one thinner are a card of their own."""
    found: dict[frozenset[str], list[Entry]] = {}
    for entry in entries(situation, MEDICINE):
        named = named_medicine(situation, entry.id)
        thins = bool(set(entry.classes) & set(ANTICOAGULANTS) and generics_of(situation.medicines, named))
        if named.text and not thins:
            found.setdefault(held_by(situation.medicines, named), []).append(entry)
    for held, same in found.items():
        if len(same) > 1:
            typed, ids = ", ".join(one.name for one in same), " ".join(one.id for one in same)
            # The patient was asked and meant two bottles: the nurse must not take it for a slip.
            suffix = "two_bottles" if any(_another(situation, one) for one in same) else "reason"
            said = reason("contra_twice", suffix, value=ids, name=", ".join(sorted(held)), typed=typed)
            yield Finding("contra_twice", same[-1].id, Level.AMBER, Kind.CHECK, (said,))


def _held(situation: Situation, taken: tuple[Entry, ...], suffix: str, generics: tuple[str, ...]) -> Iterator[Reason]:
    for one in taken:
        if held_by(situation.medicines, named_medicine(situation, one.id)) & set(generics):
            yield reason("contra_no_thinner", suffix, value=one.name, name=one.name)


def _aspirin_alone(situation: Situation, taken: tuple[Entry, ...]) -> Iterator[Finding]:
    """Raise aspirin ticked as the only thinner beside what more than aspirin is given for."""
    named = [one for one in taken if thinner(one) and ASPIRIN not in _holds(situation, one)]
    reasons = () if named else tuple(_conditions(situation, MEANS_MORE_THAN_ASPIRIN))
    if reasons:
        yield Finding("contra_no_thinner", THIN, Level.AMBER, Kind.CHECK, reasons)


def _holds(situation: Situation, entry: Entry) -> frozenset[str]:
    return held_by(situation.medicines, named_medicine(situation, entry.id))


def _conditions(situation: Situation, means: tuple[tuple[str, str], ...]) -> Iterator[Reason]:
    for item, choice in means:
        if _ticked(situation, item, choice):
            yield reason("contra_no_thinner", choice)


def _two_answers(situation: Situation, problem: str, named: list[str], card: tuple[str, str]) -> Iterator[Finding]:
    """Raise a medicine named, or its card ticked, beside the answer on the body that denies what it is for."""
    if named or _ticked(situation, *card):
        words: Pairs = () if named else (("name", ".choice.".join(card)),)
        said = reason(problem, words=words, **({"name": ", ".join(named)} if named else {}))
        yield Finding(problem, BODY, Level.AMBER, Kind.CHECK, (said,))


def _denied(situation: Situation, card: tuple[str, str]) -> bool:
    answer = situation.answer(card[0])
    return answer is not None and not answer.unsure and card[1] not in answer.picked


def _another(situation: Situation, entry: Entry) -> bool:
    return named_medicine(situation, entry.id).is_another_bottle


def _of_class(situation: Situation, code: str) -> list[Entry]:
    return [one for one in entries(situation, MEDICINE) if code in one.classes]


def _ticked(situation: Situation, item: str, choice: str) -> bool:
    answer = situation.answer(item)
    return answer is not None and choice in answer.picked


RULES: tuple[Rule, ...] = (no_thinner, insulin_no_diabetes, antibiotic_no_infection, named_twice)
