"""Coded rule about what was typed: words of another medicine beside the one that the patient picked."""

from __future__ import annotations

from collections.abc import Iterator

from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.duplicate_medicines import held_by, named_medicine
from kypho_prep.prep.interview.entries import MEDICINE, entries
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.medicines.catalogue import folded, generics_of, recognised
from kypho_prep.prep.medicines.names import MedicineName
from kypho_prep.prep.medicines.several_in_one import several
from kypho_prep.prep.rules.finding import Finding, Rule, reason


def typed_more(situation: Situation) -> Iterator[Finding]:
    """Raise typed words that mean another medicine, which no entry names; an unknown name has a card of its own."""
    for entry in entries(situation, MEDICINE):
        named = named_medicine(situation, entry.id)
        if not (recognised(situation.medicines, named) or generics_of(situation.medicines, named)):
            continue
        more = [one.name for one in several(situation.medicines, named)[1:] if not _named(situation, one)]
        if more:
            typed, other = named.typed, ", ".join(more)
            why = reason("typed_more", value=f"{typed}\n{other}", name=entry.name, typed=typed, answer=other)
            yield Finding("typed_more", entry.id, Level.AMBER, Kind.CHECK, (why,))


def _named(situation: Situation, name: MedicineName) -> bool:
    """Tell whether the list of medicines has what a name means: what it holds, or for lay words their kind."""
    taken = entries(situation, MEDICINE)
    if name.generics:
        held = {one for entry in taken for one in held_by(situation.medicines, named_medicine(situation, entry.id))}
        return held.issuperset(map(folded, name.generics))
    return {code for entry in taken for code in entry.classes}.issuperset(name.classes)


RULES: tuple[Rule, ...] = (typed_more,)
