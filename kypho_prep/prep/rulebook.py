"""All rules in one tuple: the content's single-answer flags and the coded rules, run by one evaluator."""

from __future__ import annotations

from collections.abc import Iterator

from kypho_prep.prep import rules_contradictions, rules_medicines, rules_replies, rules_visit
from kypho_prep.prep.checklist import Checklist, Item, SimpleFlag
from kypho_prep.prep.conditions import all_hold, witness
from kypho_prep.prep.finding import Finding, Reason, Rule
from kypho_prep.prep.saying import said
from kypho_prep.prep.situation import Situation
from kypho_prep.prep.times import turn_date

CODED: tuple[Rule, ...] = (
    *rules_visit.RULES,
    *rules_medicines.RULES,
    *rules_contradictions.RULES,
    *rules_replies.RULES,
)


def rules(checklist: Checklist) -> tuple[Rule, ...]:
    """Return every rule of a checklist: its content flags in their order, then the coded rules."""
    content = tuple(content_rule(item, flag) for item in checklist.items for flag in item.flags)
    return (*content, *CODED)


def content_rule(item: Item, flag: SimpleFlag) -> Rule:
    """Return the rule of a flag that stands beside its item: raised for the item, or for each entry, that fits."""

    def rule(situation: Situation) -> Iterator[Finding]:
        entries: tuple[str | None, ...] = situation.entries(item.entry_of) if item.entry_of else (None,)
        for entry in entries:
            reached = (item.id, entry) in situation.reached
            if reached and all_hold(flag.when, situation, entry, any_of=flag.any):
                yield _finding(situation, item, flag, entry)

    return rule


def _finding(situation: Situation, item: Item, flag: SimpleFlag, entry: str | None) -> Finding:
    visit = situation.chart.visit
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
    params, words = said(item, situation.reply(item.id, entry))
    name = (("name", situation.entry_name(entry)),) if entry else ()
    value = "".join(witness(condition, situation, entry) for condition in flag.when)
    return Reason(f"flag.{flag.problem}.{flag.reason}", (*params, *name), words, value)
