"""The picture cards of the medicine step: which classes a card stands for, and which named medicine takes its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kypho_prep.prep.answers.single import OneOf
from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.interview.entries import MEDICINE, Entry, entries, name_item
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.medicines.catalogue import class_levels, folded, generics_of, recognised

THIN = "medicines.groups_thin"
MORE = "medicines.groups_more"
GROUP_ITEMS = (THIN, MORE)
ANTICOAGULANTS = ("anticoagulant_oral", "anticoagulant_injectable")
THINNERS = (*ANTICOAGULANTS, "antiplatelet")
ASPIRIN = "aspirin"
# In milligrams. Guidelines disagree about low-dose aspirin alone, so each clinic sets how loud it is; it stays a loop.
LOW_DOSE = 100.0
LOW_WORDS = ("baby aspirin", "low dose aspirin", "low strength aspirin", "heart aspirin", "children's aspirin")


@dataclass(frozen=True, slots=True)
class Group:
    """One card; `loop` = open until a prescriber's instruction, `others` = an ordinary medicine may be meant too."""

    choice: str
    item: str
    classes: tuple[str, ...]
    loop: bool = False
    others: bool = False


GROUPS = (
    Group("blood_thinner", THIN, THINNERS, loop=True),
    Group("aspirin", THIN, ("antiplatelet",), loop=True),
    Group("pain_pill", THIN, ("nsaid",)),
    Group("weekly_shot", THIN, ("glp1",), loop=True, others=True),
    Group("sugar_heart_kidney", MORE, ("sglt2", "sulfonylurea_glinide"), loop=True, others=True),
    Group("insulin", MORE, ("insulin",), loop=True),
    Group("steroid", MORE, ("corticosteroid",)),
    Group("strong_pain", MORE, ("opioid", "sedative"), others=True),
    Group("bone", MORE, ("osteoporosis",)),
    Group("antibiotic", MORE, ("antibiotic",)),
)


def thinner(entry: Entry) -> bool:
    """Tell whether a medicine thins the blood, aspirin included."""
    return bool(set(entry.classes) & set(THINNERS))


def stopped_alone(situation: Situation) -> bool:
    """Tell whether the patient says that they stopped a medicine that thins the blood, and nobody told them to."""
    return any(
        situation.answer("medicines.still_taking", entry.id) == OneOf("self")
        for entry in entries(situation, MEDICINE)
        if thinner(entry)
    )


def named_by(situation: Situation, group: Group) -> bool:
    """Tell whether a medicine that takes the card's place is named; aspirin and other thinners are told apart."""
    return any(fits(situation, entry, group) for entry in entries(situation, MEDICINE))


def prescribed_level(situation: Situation, entry: Entry, codes: Iterable[str]) -> Level:
    """Return a loop's level: the highest of its classes, for lone low-dose aspirin the one the clinic sets."""
    if _lone_low_aspirin(situation, entry):
        return situation.clinic.aspirin_level
    levels = class_levels(situation.medicines, _named(situation, entry.id))
    return max((levels[code] for code in codes), key=lambda level: level.weight)


def fits(situation: Situation, entry: Entry, group: Group) -> bool:
    """Tell whether a named medicine is one that a card may mean."""
    value = _named(situation, entry.id)
    generics = {folded(one) for one in generics_of(situation.medicines, value)}
    if group.choice == ASPIRIN:
        return ASPIRIN in generics
    # Aspirin has a card of its own: naming it does not say which thinner was meant by this one.
    if group.choice == "blood_thinner" and generics == {ASPIRIN}:
        return False
    if set(entry.classes) & set(group.classes):
        return True
    # "Sugar, heart or kidney" may be metformin: a known medicine that raises nothing is an answer to such a card too.
    ordinary = not set(entry.classes) - {"morning_of"} and bool(recognised(situation.medicines, value) or generics)
    return group.others and ordinary


def _lone_low_aspirin(situation: Situation, entry: Entry) -> bool:
    """Tell whether aspirin of at most 100 mg is the only thinner named or ticked."""
    if tuple(map(folded, generics_of(situation.medicines, _named(situation, entry.id)))) != (ASPIRIN,):
        return False
    others = [one for one in entries(situation, MEDICINE) if one.id != entry.id and thinner(one)]
    ticked = situation.reply(THIN)
    # A thinner that has no name yet may stand beside it.
    more = ticked is not None and "blood_thinner" in ticked.picked
    return not others and not more and _low_dose(situation, entry)


def _low_dose(situation: Situation, entry: Entry) -> bool:
    """Tell whether what was typed names a low strength; an unknown strength is no low one."""
    dose = situation.answer("medicines.dose", entry.id)
    said = dose.text if dose is not None else ""
    typed = _named(situation, entry.id).typed
    text = folded(f"{entry.name} {typed} {said}")
    strengths = [float(one) for one in re.findall(r"(\d+(?:\.\d+)?)\s*(?:mg|milligram)", text)]
    if strengths:
        # "81 or 325" is no low dose.
        return max(strengths) <= LOW_DOSE
    # 81 mg is the usual low-dose tablet in the United States, and many write the number alone.
    return any(word in text for word in LOW_WORDS) or bool(re.search(r"\b81\b", text))


def _named(situation: Situation, entry: str) -> NamedMedicine:
    named = situation.answer(name_item(situation, MEDICINE), entry)
    return named if isinstance(named, NamedMedicine) else NamedMedicine("")
