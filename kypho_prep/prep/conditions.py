"""The small condition table of branches and flags, read over the replies that count; mirrors FHIR enableWhen."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, Protocol

from kypho_prep.prep.answers.answer import Answer, several
from kypho_prep.prep.answers.single import OneOf, YesNo
from kypho_prep.prep.answers.structured import SomeOf
from kypho_prep.prep.checklist import WITHOUT_ANSWER, Branch, Condition
from kypho_prep.prep.reply import Reply, State

ONCE: tuple[str | None, ...] = (None,)  # read once, about no entry


class Answers(Protocol):
    """What a condition may look up: replies that count, facts of the visit, and an entry's medicine."""

    def reply(self, item: str, entry: str | None = None) -> Reply | None:
        """Return the reply that counts for an item and an entry, or none."""
        ...

    def fact(self, name: str) -> Any:
        """Return a `visit.` or `session.` fact; KeyError when there is none of that name."""
        ...

    def entries_for(self, item: str) -> tuple[str, ...]:
        """Return the entries that an item is asked about; empty for an item without entries."""
        ...

    def classes(self, entry: str) -> tuple[str, ...]:
        """Return the medicine classes of an entry."""
        ...

    def listed(self, entry: str) -> str:
        """Return the list item from which an entry was added."""
        ...


def holds(branch: Branch, answers: Answers, entry: str | None = None) -> bool:
    """Tell whether a branch's conditions hold; an empty branch always does."""
    return all_hold(branch.conditions, answers, entry, any_of=branch.any)


def all_hold(
    conditions: Collection[Condition], answers: Answers, entry: str | None = None, *, any_of: bool = False
) -> bool:
    """Tell whether all conditions hold (or any, where asked for); no condition at all always holds."""
    # A plain loop: a visit's rules ask this some thousand times for each reply.
    for condition in conditions:
        if condition_holds(condition, answers, entry) is any_of:
            return any_of
    return not (any_of and conditions)


def condition_holds(condition: Condition, answers: Answers, entry: str | None = None) -> bool:
    """Tell whether one condition holds; outside an entry, a question about entries holds when any entry's does."""
    for one in _entries(condition, answers, entry):  # noqa: SIM110  (as above)
        if _true(condition, answers, one):
            return True
    return False


def witness(condition: Condition, answers: Answers, entry: str | None = None) -> str:
    """Return in one text what makes a condition hold, so that the same value saved again changes nothing."""
    found = [
        _seen(condition, answers, one) for one in _entries(condition, answers, entry) if _true(condition, answers, one)
    ]
    return canonical({condition.item: [condition.op, *found]}) if found else ""


def canonical(value: Any) -> str:
    """Return one text for a JSON value, the same for equal values."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def unsure(reply: Reply) -> bool:
    """Tell whether a reply says "I'm not sure", alone or beside ticks."""
    if reply.state is not State.VALUE:
        return reply.state is State.NOT_SURE
    return reply.answer is not None and reply.answer.unsure


def _entries(condition: Condition, answers: Answers, entry: str | None) -> tuple[str | None, ...]:
    """Return the entries over which to read a condition: the one at hand, every one, or none."""
    own = () if condition.about_fact else answers.entries_for(condition.item)
    if not own:
        return ONCE
    return (entry,) if entry in own else own


def _true(condition: Condition, answers: Answers, entry: str | None) -> bool:
    if condition.about_fact:
        return _compare(condition, _as_answer(answers.fact(condition.item)))
    if condition.op in WITHOUT_ANSWER:
        return entry is not None and _about_entry(condition, answers, entry)
    reply = answers.reply(condition.item, entry)
    # Unanswered is never "no": nothing holds over it.
    if reply is None:
        return False
    if condition.op == "not_sure":
        return unsure(reply)
    if condition.op == "declined":
        return reply.state is State.DECLINED
    return reply.state is State.VALUE and reply.answer is not None and _compare(condition, reply.answer)


def _about_entry(condition: Condition, answers: Answers, entry: str) -> bool:
    if condition.op == "listed":
        return answers.listed(entry) in several(condition.value)
    wanted = set(several(condition.value))
    found = set(answers.classes(entry))
    meets = bool(found & wanted) if wanted else bool(found)
    return meets if condition.op == "class" else not meets


def _compare(condition: Condition, answer: Answer) -> bool:
    try:
        return answer.meets(condition.op, condition.value)
    except KeyError:
        raise ValueError(f"{condition.item}: no operator {condition.op!r}") from None


def _as_answer(fact: Any) -> Answer:
    """Return a fact of the visit or the session as the answer that it would be."""
    if isinstance(fact, bool):
        return YesNo(fact)
    return SomeOf(fact) if isinstance(fact, tuple) else OneOf(fact)


def _seen(condition: Condition, answers: Answers, entry: str | None) -> Any:
    """Return what one true condition rests on: of ticks only those it asks for, else the whole answer."""
    if condition.about_fact:
        return answers.fact(condition.item)
    if condition.op in ("class", "no_class") and entry is not None:
        return sorted(answers.classes(entry))
    if condition.op in ("includes", "includes_any"):
        reply = answers.reply(condition.item, entry)
        return sorted(reply.answer.includes(condition.value)) if reply and reply.answer else []
    if condition.op in ("not_sure", "declined", "listed"):
        return condition.op
    reply = answers.reply(condition.item, entry)
    return reply.value if reply else None
