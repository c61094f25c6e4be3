"""All rules in one tuple: the content's single-answer flags and the coded rules, run by one evaluator."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kypho_prep.prep.checklist import Item, SimpleFlag
from kypho_prep.prep.conditions import all_hold, witness
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.plan_news import entered_before
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.rules import (
    allergy_rules,
    combination_rules,
    contradiction_rules,
    health_rules,
    medicine_rules,
    reply_rules,
    typed_rules,
    visit_rules,
)
from kypho_prep.prep.rules.finding import Finding, Reason, Rule
from kypho_prep.prep.rules.reply_words import said
from kypho_prep.prep.times import turn_date


def content_flags(situation: Situation) -> Iterator[Finding]:
    """Raise the flags that stand beside their items in the content: for the item, or for each entry, that fits.

    What a patient missed in a plan, or asked about it, stays though staff changed the plan: until she sees the new one.
    """
    for item in situation.checklist.flagged:
        outlived = item.tells and (item.id, None) not in situation.current
        yield from _of_item(entered_before(situation, PageRef(item.id)) if outlived else situation, item)


def _of_item(situation: Situation, item: Item) -> Iterator[Finding]:
    entries: tuple[str | None, ...] = situation.entries(item.entry_of) if item.entry_of else (None,)
    # Passing over what is unanswered saves most of the work of a reply, and can change nothing for these items.
    among = situation.current if item.id in situation.checklist.silent_unanswered else situation.reached
    asked = [entry for entry in entries if (item.id, entry) in among]
    for flag, entry in product(item.flags, asked):
        if all_hold(flag.when, situation, entry, any_of=flag.any):
            yield _finding(situation, item, flag, entry)


def _finding(situation: Situation, item: Item, flag: SimpleFlag, entry: str | None) -> Finding:
    visit = situation.chart.visit
    # The day is worked out with the finding, so that nothing has to be written when it comes.
    turns_on = turn_date(flag.turn, visit.procedure_on, situation.clinic.holidays) if flag.turn else None
    return Finding(
        problem=flag.problem,
        subject=entry or item.id,
        level=flag.level,
        kind=flag.kind,
        reasons=(_reason(situation, item, flag, entry),),
        blocks=flag.blocks,
        turn_level=flag.turn_level if flag.turn else None,
        turn_from=turns_on,
    )


def _reason(situation: Situation, item: Item, flag: SimpleFlag, entry: str | None) -> Reason:
    reply = situation.reply(item.id, entry)
    params, words = said(item, reply)
    name = (("name", situation.entry_name(entry)),) if entry else ()
    value = "".join(witness(condition, situation, entry) for condition in flag.when)
    # Said once more of a plan that is another, the same is news.
    again = (reply.supersedes or "") if item.tells and reply is not None else ""
    return Reason(f"flag.{flag.problem}.{flag.reason}", (*params, *name), words, value + again)


RULES: tuple[Rule, ...] = (
    content_flags,
    *visit_rules.RULES,
    *medicine_rules.RULES,
    *typed_rules.RULES,
    *combination_rules.RULES,
    *contradiction_rules.RULES,
    *allergy_rules.RULES,
    *health_rules.RULES,
    *reply_rules.RULES,
)
