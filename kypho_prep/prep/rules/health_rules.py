"""Coded rules about anesthesia that went badly: one red for malignant hyperthermia, amber for what has no red."""

from __future__ import annotations

from collections.abc import Iterator, Set

from kypho_prep.prep.answers.answer import Answer
from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.rules.finding import Finding, Rule, reason

TROUBLE = "health.anesthesia_trouble"
WHAT = "health.anesthesia_what"
TREATMENT = "allergies.treatment"
SLEEP = "allergies.sleep_reaction"
HOT = "fever_stiff"
# Both have a red card of their own; an amber beside it would be the same problem closed twice.
OWN_CARD = frozenset((HOT, "hard_tube"))


def anesthesia_trouble(situation: Situation) -> Iterator[Finding]:
    """Raise anesthesia that went badly; what a red card says already is not said again beside it."""
    if situation.answer(TROUBLE) != YesNo(yes=True):
        return
    if not _only(situation.answer(WHAT), OWN_CARD):
        why = (reason("anesthesia_trouble"),)
        yield Finding("anesthesia_trouble", TROUBLE, Level.AMBER, Kind.CHECK, why)


def sleep_medicine(situation: Situation) -> Iterator[Finding]:
    """Raise a bad reaction to sleep medicine; what the card of malignant hyperthermia says is not said again."""
    reply = situation.reply(TREATMENT)
    if reply is not None and "sleep_medicine" in reply.picked and not _only(situation.answer(SLEEP), {HOT}):
        why = (reason("sleep_medicine_reaction"),)
        yield Finding("sleep_medicine_reaction", TREATMENT, Level.AMBER, Kind.CHECK, why)


def malignant_hyperthermia(situation: Situation) -> Iterator[Finding]:
    """Raise a possible malignant hyperthermia once, on whichever of two pages it was told."""
    told = {"reason": situation.answer(WHAT), "own": situation.answer(SLEEP)}
    said = tuple(
        reason("malignant_hyperthermia", key)
        for key, answer in told.items()
        if answer is not None and HOT in answer.picked
    )
    if said:
        yield Finding("malignant_hyperthermia", TROUBLE, Level.RED, Kind.PREPARE, said)


def _only(answer: Answer | None, choices: Set[str]) -> bool:
    """Tell whether some of these were ticked, surely, and nothing else."""
    if answer is None or answer.unsure:
        return False
    return bool(answer.picked) and choices >= set(answer.picked)


RULES: tuple[Rule, ...] = (anesthesia_trouble, sleep_medicine, malignant_hyperthermia)
