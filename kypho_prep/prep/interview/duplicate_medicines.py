"""Two entries of one medicine: the same name again, or brand and generic of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kypho_prep.prep.interview.entries import MEDICINE, entries, name_item
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.medicines.catalogue import MedicineList, folded, generics_of
from kypho_prep.prep.reply import State

# What a name's reply holds beside the name once the patient has said that there are two bottles.
ANOTHER = ("bottle", "another")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The entry that is the same medicine, and whether it goes by the same name."""

    entry: str
    name: str
    same_name: bool


def duplicate(situation: Situation, value: dict[str, Any], entry: str | None = None) -> Duplicate | None:
    """Return the listed medicine that a new or changed name means once more; none once two bottles are confirmed."""
    if value.get(ANOTHER[0]) == ANOTHER[1]:
        return None
    held, called = held_by(situation.medicines, value), folded(name_of(value))
    for one in entries(situation, MEDICINE) if called else ():
        if one.id != entry and held == held_by(situation.medicines, name_value(situation, one.id)):
            return Duplicate(one.id, one.name, folded(one.name) == called)
    return None


def held_by(medicines: MedicineList, value: dict[str, Any]) -> frozenset[str]:
    """Return what a named medicine holds; its own name where the list does not know that."""
    return frozenset(folded(one) for one in generics_of(medicines, value) or (name_of(value),))


def name_of(value: dict[str, Any]) -> str:
    """Return the confirmed name, else the typed one."""
    return str(value.get("confirmed") or value.get("typed") or "")


def name_value(situation: Situation, entry: str) -> dict[str, Any]:
    """Return the value of the reply that names an entry; empty where the patient was not sure."""
    reply = situation.reply(name_item(situation, MEDICINE), entry)
    named = reply is not None and reply.state is State.VALUE and isinstance(reply.value, dict)
    return reply.value if reply is not None and named else {}
