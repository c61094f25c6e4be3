"""How one reply becomes durable: stored where it says something new; a light module."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.answers.kinds import kind_of
from kypho_prep.prep.author import Author
from kypho_prep.prep.interview.answer_days import day_bound, outlived
from kypho_prep.prep.reply import Answerer, Reply, State
from kypho_prep.prep.rules.fasting_rules import means_later
from kypho_prep.prep.times import local_text
from kypho_prep.records.rows import AuditRow
from kypho_prep.workflow.derived.refresh import stamp_of
from kypho_prep.workflow.errors import NotAnAnswer, TooLong, VisitEnded
from kypho_prep.workflow.forms import storable

if TYPE_CHECKING:
    from kypho_prep.prep.answers.answer import Stored
    from kypho_prep.prep.checklist import Item
    from kypho_prep.prep.interview.situation import Situation
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.answers.given import Given
    from kypho_prep.workflow.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Telling:
    """Who gives a reply, and in which sitting (None at the desk)."""

    answerer: Answerer
    session: str | None = None
    anew: bool = False


def store(
    workplace: Workplace, records: Transaction, situation: Situation, given: Given, telling: Telling
) -> Situation:
    """Store a reply if it differs from the current one, and return the situation with it.

    Flags and the board are the caller's to bring up to date. Raises what `said` raises.
    """
    after = said(workplace, situation, given, telling)
    if after is situation:
        return situation
    reply = after.chart.replies[-1]
    records.charts.add_reply(reply)
    event = "answered_for" if telling.session is None else "replied"
    by = telling.answerer.author if telling.session is None else Author(telling.answerer.who.value)
    records.audit.add(AuditRow(reply.at, by.name, event, given.item, reply.visit, {"reply": reply.id}, by.id))
    return after


def said(workplace: Workplace, situation: Situation, given: Given, telling: Telling) -> Situation:
    """Return the situation with a reply at its end, or the same one where it says nothing new; nothing is stored.

    Raises NotAnAnswer (a value that is none of the item's kind), TooLong, VisitEnded. KeyError for an unknown item,
    ValueError for a reply that lacks its value or entry.
    """
    reply = as_reply(workplace, situation, given, telling)
    item = situation.checklist.item(given.item)
    # A page that was told of a failure hands in the same id again, also where the row had reached the disk after all.
    stored_already = any(one.id == reply.id for one in situation.chart.replies)
    if stored_already or _says_nothing_new(situation, item, reply, anew=telling.anew):
        return situation
    return replace(situation, chart=replace(situation.chart, replies=(*situation.chart.replies, reply)))


def as_reply(workplace: Workplace, situation: Situation, given: Given, telling: Telling) -> Reply:
    """Return a reply as it would be stored next; raises what `said` raises."""
    if situation.chart.visit.ended is not None:
        raise VisitEnded
    return _reply(workplace, situation, situation.checklist.item(given.item), given, telling)


def _says_nothing_new(situation: Situation, item: Item, reply: Reply, *, anew: bool) -> bool:
    """Tell whether the current reply says the same, by the same person, to the same question, of the same day."""
    current = situation.chart.latest.get((reply.item, reply.entry))
    if current is None or outlived(item, situation.chart, current):
        return False
    # What is asked at every sitting is news at each of them, though the words be the same.
    if anew and item.every_session and current.session != reply.session:
        return False
    days = [day_bound(item, situation.clinic, one) for one in (current, reply)]
    same = said_of(current) == said_of(reply) and current.answerer.is_same(reply.answerer)
    return same and days[0] == days[1] and not means_later(situation, reply)


def said_of(reply: Reply) -> tuple[Any, ...]:
    """Return what a reply says, to be compared with another one's."""
    # JSON tells True from 1, as patients do; Python does not.
    value = json.dumps(reply.value, sort_keys=True)
    return (reply.state, value, reply.revision)


def _reply(workplace: Workplace, situation: Situation, item: Item, given: Given, telling: Telling) -> Reply:
    now = stamp_of(workplace, situation)
    # The order is that of storing; "today" is the day on which it was said, also where the disk took it after midnight.
    at = given.at or now.at
    chart = situation.chart
    current = chart.latest.get((given.item, given.entry))
    return Reply(
        id=given.id,
        visit=chart.visit.id,
        seq=now.seq,
        item=given.item,
        entry=given.entry,
        state=given.state,
        value=_value(item, given),
        answerer=telling.answerer,
        revision=item.revision,
        content_version=situation.checklist.version,
        language=given.language,
        shown=replace(given.shown, answer=storable(given.shown.answer)),
        shown_ms=given.shown_ms if telling.session is not None else None,
        text_size=given.text_size,
        kiosk=workplace.kiosk,
        at=at,
        local=local_text(at, situation.clinic),
        supersedes=current.id if current is not None else None,
        session=telling.session,
    )


def _value(item: Item, given: Given) -> Stored:
    """Return the JSON value of a reply, None where it has none; raises as `store` does."""
    if bool(item.entry_of) != (given.entry is not None):
        raise ValueError(f"{item.id} is asked {'about an entry' if item.entry_of else 'once'}")
    if (given.state is State.VALUE) != (given.answer is not None):
        raise ValueError(f"{item.id} has {'no' if given.answer is None else 'a'} value")
    if given.answer is None:
        return None
    if not isinstance(given.answer, kind_of(item)):
        raise NotAnAnswer from None
    # Through JSON now, so that the rules see the value as they will read it back.
    value = json.loads(json.dumps(given.answer.stored()))
    try:
        kind_of(item).parse(value)
    except ValueError:
        raise NotAnAnswer from None  # the trouble quotes the value, which no log may hold
    longest = max((len(text) for text in _texts(value)), default=0)
    if longest > item.maximum:
        raise TooLong(length=longest, most=item.maximum)
    return _storable(value)


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {name: _storable(one) for name, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list) else value


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for one in inner for text in _texts(one)]
