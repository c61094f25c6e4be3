"""Two entries of one medicine: the same name again, or brand and generic of one thing."""

from __future__ import annotations

from dataclasses import dataclass

from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.interview.entries import MEDICINE, entries, name_item
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.medicines.catalogue import MedicineList, folded, generics_of


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The entry that is the same medicine, and whether it goes by the same name."""

    entry: str
    name: str
    same_name: bool


def duplicate(situation: Situation, named: NamedMedicine, entry: str | None = None) -> Duplicate | None:
    """Return the listed medicine that a new or changed name means once more; none once two bottles are confirmed."""
    if named.is_another_bottle:
        return None
    held, called = held_by(situation.medicines, named), folded(named.text)
    for one in entries(situation, MEDICINE) if called else ():
        if one.id != entry and held == held_by(situation.medicines, named_medicine(situation, one.id)):
            return Duplicate(one.id, one.name, folded(one.name) == called)
    return None


def held_by(medicines: MedicineList, named: NamedMedicine) -> frozenset[str]:
    """Return what a named medicine holds; its own name where the list does not know that."""
    return frozenset(folded(one) for one in generics_of(medicines, named) or (named.text,))


def named_medicine(situation: Situation, entry: str) -> NamedMedicine:
    """Return the name that stands for an entry; an empty one where the patient was not sure."""
    named = situation.answer(name_item(situation, MEDICINE), entry)
    return named if isinstance(named, NamedMedicine) else NamedMedicine("")
