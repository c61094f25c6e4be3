"""Coded rules about anesthesia that went badly: one red for malignant hyperthermia, amber for what has no red."""

from __future__ import annotations

from collections.abc import Iterator, Set

from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.conditions import unsure
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Reply, State
from kypho_prep.prep.rules.finding import Finding, Rule, reason

TROUBLE = "health.anesthesia_trouble"
WHAT = "health.anesthesia_what"
TREATMENT = "allergies.treatment"
SLEEP = "allergies.sleep_reaction"
HOT = "fever_stiff"
OWN_CARD = frozenset((HOT, "hard_tube"))


def anesthesia_trouble(situation: Situation) -> Iterator[Finding]:
    """Raise anesthesia that went badly; what a red card says already is not said again beside it."""
    reply = situation.reply(TROUBLE)
    if reply is None or reply.state is not State.VALUE or reply.value is not True:
        return
    if not _only(situation.reply(WHAT), OWN_CARD):
        why = (reason("anesthesia_trouble"),)
        yield Finding("anesthesia_trouble", TROUBLE, Level.AMBER, Kind.CHECK, why)


def sleep_medicine(situation: Situation) -> Iterator[Finding]:
    """Raise a bad reaction to sleep medicine; what the card of malignant hyperthermia says is not said again."""
    reply = situation.reply(TREATMENT)
    if reply is not None and "sleep_medicine" in reply.picked and not _only(situation.reply(SLEEP), {HOT}):
        why = (reason("sleep_medicine_reaction"),)
        yield Finding("sleep_medicine_reaction", TREATMENT, Level.AMBER, Kind.CHECK, why)


def malignant_hyperthermia(situation: Situation) -> Iterator[Finding]:
    """Raise a possible malignant hyperthermia once, on whichever of two pages it was told."""
    told = {"reason": situation.reply(WHAT), "own": situation.reply(SLEEP)}
    said = tuple(
        reason("malignant_hyperthermia", key)
        for key, reply in told.items()
        if reply is not None and reply.state is State.VALUE and HOT in reply.picked
    )
    if said:
        yield Finding("malignant_hyperthermia", TROUBLE, Level.RED, Kind.PREPARE, said)


def _only(reply: Reply | None, choices: Set[str]) -> bool:
    """Tell whether some of these were ticked, surely, and nothing else."""
    sure = reply is not None and reply.state is State.VALUE and not unsure(reply)
    return reply is not None and sure and bool(reply.picked) and choices >= set(reply.picked)


RULES: tuple[Rule, ...] = (anesthesia_trouble, sleep_medicine, malignant_hyperthermia)
