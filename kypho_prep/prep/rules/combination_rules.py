"""Coded rules about what does not go together: two thinners of one kind, a bridge without its drug, no fasting."""

from __future__ import annotations

from collections.abc import Iterator

from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.medicine_groups import ANTICOAGULANTS
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.interview.substances import Substance, standing, substances
from kypho_prep.prep.rules.finding import Finding, Rule, reason
from kypho_prep.prep.staff_entries.fasting import Fasting, fasting_state

INJECTED = "anticoagulant_injectable"
FASTING_PLAN = "fasting.plan"


def two_thinners(situation: Situation) -> Iterator[Finding]:
    """Raise two anticoagulants or two antiplatelets at once; a bridge that is recorded explains an injected one."""
    thick = [one for one in substances(situation) if set(one.classes) & set(ANTICOAGULANTS)]
    # An injected thinner beside a tablet is what a bridge looks like: where one is ordered it is no double dose.
    bridged = any(_bridged(situation, one) for one in thick)
    counted = [one for one in thick if not (bridged and INJECTED in one.classes)]
    yield from _both("two_anticoagulants", counted, Level.RED)
    yield from _both(
        "two_antiplatelets", [one for one in substances(situation) if "antiplatelet" in one.classes], Level.AMBER
    )


def bridge_missing(situation: Situation) -> Iterator[Finding]:
    """Raise an instruction with a bridge while no injected anticoagulant is listed."""
    listed = any(INJECTED in one.classes for one in substances(situation))
    for one in substances(situation):
        if not listed and _bridged(situation, one):
            why = reason("bridge_missing", value=one.name, name=one.name)
            yield Finding("bridge_missing", one.lead.id, Level.AMBER, Kind.CHECK, (why,))


def no_fasting_general(situation: Situation) -> Iterator[Finding]:
    """Raise "no fasting ordered" beside general anesthesia: one of the two is wrong."""
    general = situation.chart.visit.anesthesia is Anesthesia.GENERAL
    if general and fasting_state(situation.chart) is Fasting.NONE_ORDERED:
        yield Finding("no_fasting_general", FASTING_PLAN, Level.RED, Kind.CANCEL, (reason("no_fasting_general"),))


def _both(problem: str, found: list[Substance], level: Level) -> Iterator[Finding]:
    if len(found) > 1:
        name, ids = ", ".join(one.name for one in found), " ".join(one.lead.id for one in found)
        kind = Kind.CANCEL if level is Level.RED else Kind.CHECK
        yield Finding(problem, found[-1].lead.id, level, kind, (reason(problem, value=ids, name=name),))


def _bridged(situation: Situation, one: Substance) -> bool:
    return any(said.bridging is True for said in standing(situation, one.lead.id))


RULES: tuple[Rule, ...] = (two_thinners, bridge_missing, no_fasting_general)
