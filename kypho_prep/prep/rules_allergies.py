"""Coded rules about allergies that the patient typed: to a medicine that is taken, and to what bone cement holds."""

from __future__ import annotations

from collections.abc import Iterator

from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.entries import ALLERGY, MEDICINE, Entry, entries
from kypho_prep.prep.finding import Finding, Reason, Rule, reason
from kypho_prep.prep.medicine_folding import affirmed, plain_words
from kypho_prep.prep.medicine_several import several
from kypho_prep.prep.medicine_twins import held_by, name_value
from kypho_prep.prep.medicines import folded, generics_in, match
from kypho_prep.prep.reply import State
from kypho_prep.prep.situation import Situation

TREATMENT = "allergies.treatment"
OTHER = "allergies.contact_other"
REACTION = "allergies.medicine_reaction"
SEVERE = frozenset(("swelling", "breathing", "collapse"))
# What bone cement is made of, as people write it; cyanoacrylate, the glue of nails and skin, is another thing.
CEMENT = frozenset(
    [
        "cement",
        "cements",
        "sement",
        "cemento",
        "acrylic",
        "acrylics",
        "acrilic",
        "acrylick",
        "acryllic",
        "acrilico",
        "acrylate",
        "acrylates",
        "methacrylate",
        "methylmethacrylate",
        "polymethylmethacrylate",
        "pmma",
        "mma",
    ]
)


def allergy_taken(situation: Situation) -> Iterator[Finding]:
    """Raise a medicine that the patient takes and names a bad reaction to; a dangerous reaction makes it red."""
    allergies = [(one, _allergic_to(situation, one.name)) for one in entries(situation, ALLERGY)]
    for entry in entries(situation, MEDICINE):
        held = held_by(situation.medicines, name_value(situation, entry.id))
        both = [(allergy, sorted(held & bad)) for allergy, bad in allergies]
        reasons = tuple(_allergy(situation, entry, allergy, shared) for allergy, shared in both if shared)
        if any(one.key.endswith(".severe") for one in reasons):
            yield Finding("contra_allergy", entry.id, Level.RED, Kind.CANCEL, reasons)
        elif reasons:
            yield Finding("contra_allergy", entry.id, Level.AMBER, Kind.CHECK, reasons)


def cement_typed(situation: Situation) -> Iterator[Finding]:
    """Raise what was typed as an allergy and is in bone cement, whichever box it was typed in."""
    other = situation.reply(OTHER)
    typed = [one.name for one in entries(situation, ALLERGY)]
    typed += [str(other.value)] if other is not None and other.state is State.VALUE else []
    reasons = tuple(
        reason("cement_allergy", "typed", value=text, typed=text)
        for text in typed
        if CEMENT.intersection(affirmed(plain_words(text)))
    )
    if reasons:
        yield Finding("cement_allergy", TREATMENT, Level.RED, Kind.CANCEL, reasons)


def _allergic_to(situation: Situation, typed: str) -> frozenset[str]:
    """Return what a typed name means: as spelled, else as the medicines' names are recognised, else the word itself."""
    known = generics_in(situation.medicines, typed)
    several_of_them = several(situation.medicines, {"typed": typed})
    meant = [generic for one in several_of_them for generic in one.generics]
    guessed = () if known or meant else match(situation.medicines, typed).generics
    held = (*known, *meant, *guessed)
    return frozenset(folded(one) for one in (held or (typed,)) if one)


def _allergy(situation: Situation, entry: Entry, allergy: Entry, shared: list[str]) -> Reason:
    reaction = situation.reply(REACTION, allergy.id)
    dangerous = reaction is not None and reaction.state is State.VALUE and bool(SEVERE.intersection(reaction.picked))
    value, suffix = f"{entry.name}\n{allergy.name}", "severe" if dangerous else "reason"
    answer = ", ".join(shared)
    return reason("contra_allergy", suffix, value=value, name=entry.name, typed=allergy.name, answer=answer)


RULES: tuple[Rule, ...] = (allergy_taken, cement_typed)
