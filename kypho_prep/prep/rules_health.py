"""Coded rule about anesthesia that went badly: amber, unless all that went badly has a red card of its own."""

from __future__ import annotations

from collections.abc import Iterator

from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.conditions import unsure
from kypho_prep.prep.finding import Finding, Rule, reason
from kypho_prep.prep.reply import State
from kypho_prep.prep.situation import Situation

TROUBLE = "health.anesthesia_trouble"
WHAT = "health.anesthesia_what"
OWN_CARD = frozenset(("fever_stiff", "hard_tube"))


def anesthesia_trouble(situation: Situation) -> Iterator[Finding]:
    """Raise anesthesia that went badly; what a red card says already is not said again beside it."""
    reply, what = situation.reply(TROUBLE), situation.reply(WHAT)
    if reply is None or reply.state is not State.VALUE or reply.value is not True:
        return
    told = what is not None and what.state is State.VALUE and not unsure(what)
    if what is None or not told or not what.picked or not OWN_CARD.issuperset(what.picked):
        why = (reason("anesthesia_trouble"),)
        yield Finding("anesthesia_trouble", TROUBLE, Level.AMBER, Kind.CHECK, why)


RULES: tuple[Rule, ...] = (anesthesia_trouble,)
