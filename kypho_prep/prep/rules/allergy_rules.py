"""Coded rules about allergies: what a patient typed once is one card, with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator

from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.duplicate_medicines import held_by, named_medicine
from kypho_prep.prep.interview.entries import ALLERGY, MEDICINE, Entry, entries
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.medicines.catalogue import folded, generics_in, match
from kypho_prep.prep.medicines.normalization import affirmed, plain_words
from kypho_prep.prep.medicines.several_in_one import several
from kypho_prep.prep.rules.finding import Finding, Reason, Rule, reason
from kypho_prep.prep.rules.reply_words import said

TREATMENT = "allergies.treatment"
CONTACT = "allergies.contact"
CONTACT_REACTION = "allergies.contact_reaction"
OTHER = "allergies.contact_other"
REACTION = "allergies.medicine_reaction"
# Reactions that may threaten life; a rash or an upset stomach is worth knowing, but no red.
SEVERE = frozenset(("swelling", "breathing", "collapse"))
# What may touch the skin, and the card of each; one question asks how bad it was.
TOUCHED = {"iodine": "iodine_skin", "chlorhexidine": "chlorhexidine", "tape": "tape", "other": "other_allergy"}
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
    for entry, shared in _contradicted(situation):
        reasons = tuple(_allergy(situation, entry, allergy, both) for allergy, both in shared)
        harm = [why for allergy, _ in shared for why in _severe_reasons(situation, allergy)]
        if harm:
            # One card for both: `medicines_listed` leaves this allergy out, so that nobody closes one thing twice.
            yield Finding("contra_allergy", entry.id, Level.RED, Kind.CANCEL, (*reasons, *harm))
        else:
            yield Finding("contra_allergy", entry.id, Level.AMBER, Kind.CHECK, reasons)


def cement_typed(situation: Situation) -> Iterator[Finding]:
    """Raise what was typed as an allergy and is in bone cement, whichever box it was typed in, with how bad it was."""
    for allergy in entries(situation, ALLERGY):
        if _of_cement(allergy.name):
            severe = _severe_reasons(situation, allergy)
            yield _cement(reason("cement_allergy", "typed", value=allergy.name, typed=allergy.name), *severe)
    text = _other_typed(situation)
    if _of_cement(text):
        yield _cement(reason("cement_allergy", "typed", value=text, typed=text))


def medicines_listed(situation: Situation) -> Iterator[Finding]:
    """Raise the listed allergies: a dangerous one for itself, all others as one card that names each.

    Not those of which another card speaks already: one that is in bone cement, or that the patient takes all the same.
    """
    if not _ticked(situation, TREATMENT, "medicine"):
        return
    listed = entries(situation, ALLERGY)
    taken = {allergy.id for _, shared in _contradicted(situation) for allergy, _ in shared}
    own = [one for one in listed if one.id not in taken and not _of_cement(one.name)]
    for allergy in (one for one in own if _severe(situation, REACTION, one.id)):
        reasons = _severe_reasons(situation, allergy)
        yield Finding("medicine_allergy_severe", allergy.id, Level.RED, Kind.PREPARE, reasons)
    mild = tuple(_named(situation, one) for one in own if not _severe(situation, REACTION, one.id))
    # Ticked and not named is still an allergy to some medicine that nobody knows.
    if mild or not listed:
        yield Finding("medicine_allergy", TREATMENT, Level.AMBER, Kind.PREPARE, mild or (reason("medicine_allergy"),))


def something_else(situation: Situation) -> Iterator[Finding]:
    """Raise what the patient typed under "something else", in the patient's words."""
    text = _other_typed(situation)
    if _ticked(situation, CONTACT, "other") and not _of_cement(text):
        why = reason("other_allergy_said", value=text, answer=text) if text else reason("other_allergy")
        yield Finding("other_allergy", CONTACT, Level.AMBER, Kind.PREPARE, (why,))


def contact_severe(situation: Situation) -> Iterator[Finding]:
    """Raise a dangerous reaction to what touches the skin: on the thing's own card where only one thing was ticked."""
    if not _severe(situation, CONTACT_REACTION):
        return
    contact = situation.reply(CONTACT)
    things = [one for one in TOUCHED if contact is not None and one in contact.picked]
    alone = len(things) == 1
    params, words = said(situation.checklist.item(CONTACT_REACTION), situation.reply(CONTACT_REACTION))
    value = " ".join(text for _, text in words)
    why = Reason(f"flag.contact_severe.{'known' if alone else 'reason'}", params, words, value)
    # Several were ticked: nobody knows which of them did it, so the reaction has a card of its own.
    if not alone:
        yield Finding("contact_severe", CONTACT_REACTION, Level.RED, Kind.PREPARE, (why,))
    elif things == ["other"] and _of_cement(_other_typed(situation)):
        yield _cement(why)
    else:
        yield Finding(TOUCHED[things[0]], CONTACT, Level.RED, Kind.PREPARE, (why,))


def _contradicted(situation: Situation) -> list[tuple[Entry, list[tuple[Entry, list[str]]]]]:
    """Return each medicine that is taken with the allergies to it, and what both hold."""
    allergies = [(one, _allergic_to(situation, one.name)) for one in entries(situation, ALLERGY)]
    found = []
    for entry in entries(situation, MEDICINE):
        held = held_by(situation.medicines, named_medicine(situation, entry.id))
        shared = [(allergy, sorted(held & bad)) for allergy, bad in allergies if held & bad]
        if shared:
            found.append((entry, shared))
    return found


def _cement(*reasons: Reason) -> Finding:
    # The procedure is done with cement: an allergy to it is a reason not to do it at all.
    # Always under the treatment page, so that cement ticked there and cement typed elsewhere are one card.
    return Finding("cement_allergy", TREATMENT, Level.RED, Kind.CANCEL, reasons)


def _of_cement(text: str) -> bool:
    # "No trouble with cement" names it and denies it.
    return bool(CEMENT.intersection(affirmed(plain_words(text))))


def _ticked(situation: Situation, item: str, choice: str) -> bool:
    answer = situation.answer(item)
    return answer is not None and choice in answer.picked


def _other_typed(situation: Situation) -> str:
    other = situation.answer(OTHER)
    return other.text if other is not None else ""


def _severe(situation: Situation, item: str, entry: str | None = None) -> bool:
    answer = situation.answer(item, entry)
    return answer is not None and bool(SEVERE.intersection(answer.picked))


def _named(situation: Situation, allergy: Entry) -> Reason:
    """Return a listed allergy by its name, with what it did where the patient said so."""
    reaction = situation.answer(REACTION, allergy.id)
    told = reaction is not None and bool(reaction.picked)
    reply = situation.reply(REACTION, allergy.id)
    params, words = said(situation.checklist.item(REACTION), reply) if told else ((), ())
    value = allergy.id + allergy.name + " ".join(text for _, text in words)
    key = f"flag.medicine_allergy.{'named_what' if told else 'named'}"
    return Reason(key, (*params, ("name", allergy.name)), words, value)


def _severe_reasons(situation: Situation, allergy: Entry) -> tuple[Reason, ...]:
    """Return that a listed allergy was dangerous, with what happened; nothing where it was not."""
    if not _severe(situation, REACTION, allergy.id):
        return ()
    params, words = said(situation.checklist.item(REACTION), situation.reply(REACTION, allergy.id))
    value = allergy.id + " ".join(text for _, text in words)
    return (Reason("flag.medicine_allergy_severe.reason", (*params, ("name", allergy.name)), words, value),)


def _allergic_to(situation: Situation, typed: str) -> frozenset[str]:
    """Return what a typed name means: as spelled, else as the medicines' names are recognised, else the word itself."""
    known = generics_in(situation.medicines, typed)
    several_of_them = several(situation.medicines, NamedMedicine(typed))
    meant = [generic for one in several_of_them for generic in one.generics]
    # A likeness is taken for a misspelled name alone ("codene"): beside one that is spelled it would invent an allergy.
    guessed = () if known or meant else match(situation.medicines, typed).generics
    held = (*known, *meant, *guessed)
    return frozenset(folded(one) for one in (held or (typed,)) if one)


def _allergy(situation: Situation, entry: Entry, allergy: Entry, shared: list[str]) -> Reason:
    suffix = "severe" if _severe(situation, REACTION, allergy.id) else "reason"
    value = f"{entry.name}\n{allergy.name}"
    answer = ", ".join(shared)
    return reason("contra_allergy", suffix, value=value, name=entry.name, typed=allergy.name, answer=answer)


RULES: tuple[Rule, ...] = (allergy_taken, cement_typed, medicines_listed, something_else, contact_severe)
