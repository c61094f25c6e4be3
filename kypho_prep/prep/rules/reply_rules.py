"""Coded rules about replies of any item: not sure, declined, answered by a helper, answered in two ways at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kypho_prep.prep.answers.answer import Pairs
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.checklist import Item, Kind, Level
from kypho_prep.prep.conditions import unsure
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import State
from kypho_prep.prep.rules.finding import UNSURE, Finding, Reason, Rule, reason

ANSWERING = "start.who"
VISIT = "visit"


def not_sure(situation: Situation) -> Iterator[Finding]:
    """Raise each "I'm not sure" that weighs more or less than amber at its item's own level.

    Not those of which the item's own flags speak already; the amber ones are one piece of work, see `unsure_answers`.
    """
    for item, entry in _unsure(situation):
        if item.unsure_level is not Level.AMBER:
            yield _about_reply(situation, "not_sure", item, entry, (item.unsure_level, item.unsure_kind))


def unsure_answers(situation: Situation) -> Iterator[Finding]:
    """Raise all other "I'm not sure" as one piece of work, a reason for each question; a new one re-opens it."""
    found = [(item, entry) for item, entry in _unsure(situation) if item.unsure_level is Level.AMBER]
    if found:
        reasons = tuple(_to_ask(situation, item, entry, len(found)) for item, entry in found)
        yield Finding(UNSURE, VISIT, Level.AMBER, Kind.CHECK, reasons)


def asked_at(why: Reason) -> PageRef:
    """Return the page whose unsure answer a reason of `unsure_answers` is about."""
    item, _, entry = why.value.partition(":")
    return PageRef(item, entry or None)


def declined(situation: Situation) -> Iterator[Finding]:
    """Raise each answer that staff recorded as declined, no lower than "I'm not sure" stands there."""
    for (item_id, entry), reply in situation.current.items():
        if reply.state is State.DECLINED:
            item = situation.checklist.item(item_id)
            # A stent whose date nobody tells is as unknown as one that the patient is not sure of.
            heavy = item.unsure_level.weight > Level.AMBER.weight
            weight = (item.unsure_level, item.unsure_kind) if heavy else (Level.AMBER, Kind.CHECK)
            yield _about_reply(situation, "declined", item, entry, weight)


def helper(situation: Situation) -> Iterator[Finding]:
    """Raise once a visit that a helper answered: the nurse confirms with the patient."""
    helped = [reply for reply in situation.current.values() if reply.answerer.helped]
    if helped:
        names = sorted({reply.answerer.name for reply in helped if reply.answerer.name})
        yield Finding("helper", ANSWERING, Level.AMBER, Kind.CHECK, (reason("helper", name=", ".join(names)),))


def answers_differ(situation: Situation) -> Iterator[Finding]:
    """Raise each answer of a kiosk whose server was away that differs from what another sitting answered meanwhile.

    It is settled once somebody answers the question anew: then what stands was said knowing of neither.
    """
    for fact in newest_differing(situation.chart.current_facts):
        item = situation.checklist.by_id.get(fact.subject)
        stands = situation.chart.latest.get((fact.subject, fact.value["entry"]))
        if item is None or stands is None or stands.id != fact.value["stands"] or not fact.value["differs"]:
            continue
        entry = fact.value["entry"]
        words: Pairs = (("answer", f"{item.id}.question"),)
        params = {"name": situation.entry_name(entry)} if entry else {}
        if fact.value["answer"]:
            params["typed"] = fact.value["answer"]
        else:
            words = (*words, ("typed", f"answer.{fact.value['state']}"))
        said = reason("answers_differ", "of_entry" if entry else "reason", value=fact.id, words=words, **params)
        yield Finding("answers_differ", entry or item.id, Level.AMBER, Kind.CHECK, (said,))


def newest_differing(facts: Iterable[StaffFact]) -> tuple[StaffFact, ...]:
    """Return of each question and each sitting what it answered last of what came late."""
    late = {
        (one.subject, one.value["entry"], one.value["session"]): one
        for one in facts
        if one.kind is FactKind.ANSWER_DIFFERS
    }
    return tuple(late.values())


def _unsure(situation: Situation) -> Iterator[tuple[Item, str | None]]:
    for (item_id, entry), reply in situation.current.items():
        item = situation.checklist.item(item_id)
        if unsure(reply) and not _speaks_of_unsure(item):
            yield item, entry


def _to_ask(situation: Situation, item: Item, entry: str | None, count: int) -> Reason:
    params = {"name": situation.entry_name(entry)} if entry is not None else {}
    words: Pairs = (("answer", f"{item.id}.question"),)
    return reason(UNSURE, value=f"{item.id}:{entry or ''}", words=words, who=str(count), **params)


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


RULES: tuple[Rule, ...] = (not_sure, unsure_answers, declined, helper, answers_differ)
