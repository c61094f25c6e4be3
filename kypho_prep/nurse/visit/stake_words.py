"""Says in the visit's form what a move voids, before it is saved."""

from __future__ import annotations

from collections.abc import Mapping

from kypho_prep.nurse.visit.values import to_forms, unreadable
from kypho_prep.prep.plan.move_consequences import Stake
from kypho_prep.prep.sign_off.visit_change import TIMES
from kypho_prep.prep.words import Words
from kypho_prep.workflow.visits.schedule import VisitForm


def moves(words: Words, values: Mapping[str, str], known: VisitForm) -> bool:
    """Tell whether what is typed moves the visit or changes the anesthesia; not while it cannot be read."""
    if unreadable(words, values):
        return False
    typed = to_forms(words, values)[1]
    return any(getattr(typed, name) != getattr(known, name) for name in TIMES)


def stake_words(words: Words, stake: Stake) -> str:
    """Return what becomes void and what must be told again; empty where nothing does."""
    void = [words("desk.stake.fasting")] if stake.fasting else []
    void += [_counted(words, "dated", stake.dated)] if stake.dated else []
    void += [words("desk.stake.adult")] if stake.adult else []
    void += [words("desk.stake.plan")] if stake.plan else []
    said = [words("desk.stake.void", things=", ".join(void))] if void else []
    said += [_counted(words, "told", stake.told)] if stake.told else []
    return " ".join(said)


def _counted(words: Words, what: str, count: int) -> str:
    return words(f"desk.stake.{what}_one") if count == 1 else words(f"desk.stake.{what}", count=count)
