"""Answers, flags, dates and the plan said in words, in the reader's language; a patient's text stays plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from kypho_prep.prep.answers.answer import Answer, Pairs
from kypho_prep.prep.answers.single import Number, OneOf
from kypho_prep.prep.answers.structured import Entries
from kypho_prep.prep.checklist import Item
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.plan.plan import PlanLine
from kypho_prep.prep.reply import Reply, State
from kypho_prep.prep.rules.fasting_rules import HOUR
from kypho_prep.prep.rules.finding import Finding, Reason
from kypho_prep.prep.rules.reply_words import said_keys
from kypho_prep.prep.sign_off.prep_sign_off import Blocker
from kypho_prep.prep.times import clock_shown
from kypho_prep.prep.wording.dates import clock_words, date_words, day_words, near_day_words
from kypho_prep.prep.words import Words

HALVES = ("am", "pm")
Say = Callable[..., str]
PLACEHOLDERS = ("name", "typed", "answer", "date", "who")


def answer_words(situation: Situation, words: Words, page: PageRef) -> str:
    """Return the current answer of a page in words; empty when there is none."""
    reply = situation.reply(page.item, page.entry)
    return "" if reply is None else reply_words(situation, words, reply)


def reply_words(situation: Situation, words: Words, reply: Reply) -> str:
    """Return any reply in words, a superseded or hidden one too; one of an item since lost, as it was shown."""
    item = situation.checklist.by_id.get(reply.item)
    keys = said_keys(item, reply) if item is not None else ()
    # Where the question no longer exists, what the patient read is the only true wording of the answer.
    if item is None or not all(key in words for key in keys):
        return reply.shown.answer
    if reply.state is not State.VALUE:
        return words(keys[0])
    if reply.answer is None:
        return reply.shown.answer
    if item.clock and isinstance(reply.answer, Number):
        return _clock_face(situation, words, reply.item, reply.answer)
    if isinstance(reply.answer, Entries) and not keys:
        return ", ".join(name for name in map(situation.entry_name, reply.answer.entries) if name)
    text = ", ".join(words(key) for key in keys) if keys else typed_words(words, reply.answer)
    return words("answer.also_not_sure", answer=text) if reply.answer.unsure else text


def _clock_face(situation: Situation, words: Words, item: str, hour: Number) -> str:
    """Return the hour that belongs to a touched half day, with the half where it is sure; twelve can be either end."""
    shown = clock_shown(hour.number)
    half_day = situation.answer(item.removesuffix(HOUR))
    half = half_day.choice.rpartition("_")[2] if isinstance(half_day, OneOf) else ""
    if half not in HALVES or shown.startswith("12"):
        return shown
    return words("date.clock_face", clock=shown, half=words(f"date.{half}"))


def question_words(words: Words, item: Item, name: str = "") -> str:
    """Return an item's question, an entry's name (or the helper's) put in its place."""
    return words(f"{item.id}.question", **_blanks(words) | {"name": name})


def flag_words(words: Words, reason: Reason) -> str:
    """Return why a flag stands, in words."""
    return words(reason.key, **_values(words, reason.params, reason.words))


def board_words(words: Words, finding: Finding) -> str:
    """Return a flag's short line for the board: the first reason's words, a card's examples left out.

    A reason that is worse than the flag's usual one has a line of its own.
    """
    # Of two reasons that fill one placeholder the first is to win, and a dict keeps the last.
    backwards = list(reversed(finding.reasons))
    params = tuple(pair for reason in backwards for pair in reason.params)
    keys = tuple(pair for reason in backwards for pair in reason.words)
    short = {name: said for name, said in _values(words, (), keys, say=short_words).items() if said}
    own = (f"{one.key}_board" for one in finding.reasons if f"{one.key}_board" in words)
    return words(next(own, f"flag.{finding.problem}.board"), **_values(words, params, ()) | short)


def blocker_words(words: Words, blocker: Blocker) -> str:
    """Return what blocks a sign-off, in words."""
    values = _values(words, blocker.params, blocker.words)
    if blocker.finding is not None:
        values["answer"] = board_words(words, blocker.finding)
    return words(blocker.key, **values)


def plan_words(words: Words, line: PlanLine) -> str:
    """Return one line of the plan in words; what staff wrote is inserted as plain text."""
    values = _values(words, line.params, line.words)
    when = {"date": day_words(words, line.on) if line.on else "", "time": clock_words(words, line.at or "", line.on)}
    return words(line.key, **values | when | {"quote": line.quote_in(words.language), "who": line.who})


def short_words(words: Words, key: str, **values: object) -> str:
    """Return a key's words in few, a card's examples left out; all of them where it has no shorter ones."""
    short = key.replace(".choice.", ".short.")
    return words(short if short in words else key, **values)


def _all_words(words: Words, key: str, **values: object) -> str:
    return words(key, **values)


def _values(words: Words, params: Pairs, keys: Pairs, say: Say = _all_words) -> dict[str, str]:
    """Return every placeholder's text: plain text as it is, words keys said, a date in words, the rest empty."""
    values = _blanks(words) | dict(params) | dict(_days(words, params))
    if values["date"]:
        values["date"] = date_words(words, values["date"])
    said = {name: ", ".join(say(words, key, **values) for key in several.split(" ")) for name, several in keys}
    return values | said


def typed_words(words: Words, answer: Answer) -> str:
    """Return what was typed, a day by its name and date or that it was before one; empty for what was chosen."""
    return dict(_days(words, answer.params("answer"))).get("answer", answer.text)


def _days(words: Words, params: Pairs) -> Iterator[tuple[str, str]]:
    """Yield each chosen day in words under the placeholder that it fills."""
    for name, text in params:
        if name.endswith("_on"):
            yield name.removesuffix("_on"), near_day_words(words, date.fromisoformat(text))
        elif name.endswith("_at"):
            yield name.removesuffix("_at"), date_words(words, text)
        elif name.endswith("_before"):
            day = near_day_words(words, date.fromisoformat(text))
            yield name.removesuffix("_before"), words("answer.before", date=day)


def _blanks(words: Words) -> dict[str, str]:
    """Return each placeholder with nothing in it; a scene's day is named in general where no visit is at hand."""
    return dict.fromkeys(PLACEHOLDERS, "") | {"procedure_day": words.optional("date.procedure_day")}
