"""Coded rules about replies of any item: not sure, declined, answered by a helper."""

from __future__ import annotations

from collections.abc import Iterator

from kypho_prep.prep.checklist import Item, Kind, Level
from kypho_prep.prep.conditions import unsure
from kypho_prep.prep.finding import Finding, Pairs, Rule, reason
from kypho_prep.prep.reply import State
from kypho_prep.prep.situation import Situation

ANSWERING = "start.who"


def not_sure(situation: Situation) -> Iterator[Finding]:
    """Raise each "I'm not sure" at its item's own level, unless the item's content flags already speak of it."""
    for (item_id, entry), reply in situation.current.items():
        item = situation.checklist.item(item_id)
        if unsure(reply) and not _speaks_of_unsure(item):
            yield _about_reply(situation, "not_sure", item, entry, (item.unsure_level, item.unsure_kind))


def declined(situation: Situation) -> Iterator[Finding]:
    """Raise each answer that staff recorded as declined, no lower than "I'm not sure" stands there."""
    for (item_id, entry), reply in situation.current.items():
        if reply.state is State.DECLINED:
            item = situation.checklist.item(item_id)
            heavy = item.unsure_level.weight > Level.AMBER.weight
            weight = (item.unsure_level, item.unsure_kind) if heavy else (Level.AMBER, Kind.CHECK)
            yield _about_reply(situation, "declined", item, entry, weight)


def helper(situation: Situation) -> Iterator[Finding]:
    """Raise once a visit that a helper answered: the nurse confirms with the patient."""
    helped = [reply for reply in situation.current.values() if reply.answerer.helped]
    if helped:
        names = sorted({reply.answerer.name for reply in helped if reply.answerer.name})
        yield Finding("helper", ANSWERING, Level.AMBER, Kind.CHECK, (reason("helper", name=", ".join(names)),))


def _speaks_of_unsure(item: Item) -> bool:
    return any(
        condition.op == "not_sure" and condition.item == item.id for flag in item.flags for condition in flag.when
    )


def _about_reply(
    situation: Situation, problem: str, item: Item, entry: str | None, weight: tuple[Level, Kind]
) -> Finding:
    words: Pairs = (("answer", f"{item.id}.question"),)
    params: dict[str, str] = {}
    if entry is None:
        # The question itself, not the step's title: five unsure answers in one step must not read alike on the board.
        words = (*words, ("name", f"{item.id}.question"))
    else:
        params["name"] = situation.entry_name(entry)
    said = reason(problem, value=item.id, words=words, **params)
    return Finding(problem, entry or item.id, *weight, (said,))


RULES: tuple[Rule, ...] = (not_sure, declined, helper)
