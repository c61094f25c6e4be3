"""What a sign-off binds, in words: each answer, instruction, check and field, so that a change can be named."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.review.panels.results_panel import result_words
from kypho_prep.prep.chart import FactKind, InstructionAction, SignOff
from kypho_prep.prep.conditions import canonical
from kypho_prep.prep.reply import Reply
from kypho_prep.prep.sign_off.changes_since import as_of
from kypho_prep.prep.sign_off.prep_sign_off import Change, Standing, reply_key, reply_value
from kypho_prep.prep.wording.dates import clock
from kypho_prep.prep.wording.sentences import blocker_words, question_words, reply_words


def bound_words(opened: OpenVisit) -> dict[str, str]:
    """Return the words of everything that a sign-off would bind now, by the same keys."""
    return {key: value_words(opened, key, value) for key, value in opened.review.bound.items()}


def subject_words(opened: OpenVisit, key: str) -> str:
    """Return what a bound key is about: the question, the instruction, the check or the field."""
    kind, _, rest = key.partition(":")
    words, situation = opened.desk.words, opened.situation
    first, _, second = rest.partition(":")
    if kind == "reply":
        item = situation.checklist.by_id.get(first)
        return question_words(words, item, situation.entry_name(second)) if item else first
    if kind == "instruction":
        subject, _, action = rest.rpartition(":")
        named = situation.entry_name(subject) or words.optional(f"desk.subject.{subject.replace(':', '_')}")
        return named or words(f"desk.action.{action}")
    if kind == "fact":
        return words(f"desk.bound.{first}")
    return words.optional(f"desk.visit.{first}") or first


def value_words(opened: OpenVisit, key: str, value: str) -> str:
    """Return a bound value in words; nothing entered is said as such."""
    kind, _, rest = key.partition(":")
    if not value:
        return opened.say("desk.bound.entered" if kind == "fact" else "desk.bound.nothing")
    if kind == "reply":
        said = [one for one in opened.situation.chart.replies if _bound(opened, one) == (key, value)]
        if said:
            return reply_words(opened.situation, opened.desk.words, said[-1])
        return opened.say("desk.bound.entered")
    if kind == "instruction":
        return " / ".join(_instruction(opened, rest))
    if kind == "fact":
        return " / ".join(_fact(opened, rest, one) for one in value.split("\n"))
    return field_words(opened, rest, value)


def change_words(opened: OpenVisit, change: Change) -> tuple[str, str, str]:
    """Return a change since the sign-off: what about, how it was when signed, how it is now."""
    sign_off, nothing = opened.review.standing.sign_off, opened.say("desk.bound.nothing")
    before, after = nothing, nothing
    if sign_off is not None and change.key in sign_off.bound:
        before = sign_off.words.get(change.key) or value_words(
            _when_signed(opened, sign_off), change.key, change.before
        )
    if change.key in opened.review.bound:
        after = value_words(opened, change.key, change.after)
    return subject_words(opened, change.key), before, after


def opened_lines(opened: OpenVisit, fallen: Standing) -> list[str]:
    """Return what opened under a sign-off and took it back, a line each."""
    words = opened.desk.words
    return [opened.say("desk.sign.revoked", what=blocker_words(words, one)) for one in fallen.opened]


def _when_signed(opened: OpenVisit, sign_off: SignOff) -> OpenVisit:
    """Return the visit as it stood when it was signed: a value is worded from the rows of then."""
    then = as_of(opened.situation, sign_off.seq)
    return replace(opened, review=replace(opened.review, situation=then, bound=sign_off.bound))


def _instruction(opened: OpenVisit, rest: str) -> list[str]:
    subject, _, action = rest.rpartition(":")
    return [
        opened.instruction(one)[0]
        for one in opened.situation.chart.current_instructions
        if (one.subject, one.action) == (subject, InstructionAction(action))
    ]


def _fact(opened: OpenVisit, rest: str, value: str) -> str:
    """Return what staff recorded in the words of its panel; a check without anything more to say as entered."""
    kind, _, subject = rest.partition(":")
    if kind == FactKind.RESULT_SEEN:
        for one in opened.situation.chart.facts:
            if (one.kind, one.subject, canonical(dict(one.value))) == (kind, subject, value):
                return result_words(opened, one)
    said = [str(one) for one in _plain(value) if one]
    return ", ".join(said) or opened.say("desk.bound.entered")


def field_words(opened: OpenVisit, name: str, value: str) -> str:
    """Return a field of the visit in words; nothing entered is said as such."""
    words, nothing = opened.desk.words, opened.say("desk.bound.nothing")
    if name.endswith(("_on", "_at")) and value:
        return opened.day(date.fromisoformat(value)) if name.endswith("_on") else clock(words, value)
    if name == "anesthesia":
        return words(f"desk.anesthesia.{value}")
    if name == "tests":
        return ", ".join(words.optional(f"test.{one}") or str(one) for one in _plain(value)) or nothing
    if name == "ask_pregnancy":
        return words("desk.visit.ask_yes" if value == "true" else "desk.visit.ask_no")
    return value or nothing


def _plain(value: str) -> list[Any]:
    """Return the values inside a canonical text, codes and the check marks left out."""
    try:
        found = json.loads(value.partition("\n")[0])
    except json.JSONDecodeError:
        return [value]
    if isinstance(found, dict):
        return [one for name, one in found.items() if name not in ("checked", "identifiers")]
    return list(found) if isinstance(found, list) else [found]


def _bound(opened: OpenVisit, reply: Reply) -> tuple[str, str]:
    return reply_key(reply), reply_value(opened.situation, reply)
