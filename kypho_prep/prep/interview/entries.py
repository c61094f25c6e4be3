"""The lists that a patient fills one by one: medicines, allergies, own questions."""

from __future__ import annotations

from dataclasses import dataclass

from kypho_prep.prep.interview.situation import Situation

MEDICINE = "medicine"
ALLERGY = "allergy"
QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: its uuid, what the patient calls it, its classes and the list item it was added from."""

    id: str
    kind: str
    name: str
    classes: tuple[str, ...] = ()
    listed: str = ""


def entries(situation: Situation, kind: str) -> tuple[Entry, ...]:
    """Return a list's entries that count, oldest first."""
    return tuple(
        Entry(one, kind, situation.entry_name(one), situation.classes(one), situation.listed(one))
        for one in situation.named(kind)
    )


def name_item(situation: Situation, kind: str) -> str:
    """Return the id of the item that names a list's entries; LookupError when the checklist has no such list."""
    for item in situation.checklist.entry_items(kind)[:1]:
        return item.id
    raise LookupError(f"no list of {kind!r}")
