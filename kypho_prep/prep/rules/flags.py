"""One evaluator for the flags of the content and of the coded rules: findings, their rows, and the nurse's cards."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kypho_prep.prep.chart import ActionKind, FlagAction, FlagRow
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.rules.all_rules import RULES
from kypho_prep.prep.rules.finding import UNSURE, Finding, Reason, kind_on, level_on
from kypho_prep.prep.rules.visit_rules import settled
from kypho_prep.prep.times import Stamp, local_date

__all__ = [
    "Card",
    "Finding",
    "Reason",
    "advance",
    "cards",
    "closing_actions",
    "findings",
    "fingerprint",
    "kind_on",
    "level_on",
]

# A red ends by a doctor's word or by who takes the decision, with a reason: having looked at it changes nothing.
FIRM = (ActionKind.TOLD_DOCTOR, ActionKind.PROCEED)


@dataclass(frozen=True, slots=True)
class Card:
    """A flag as the nurse sees it today.

    `closing` are the actions that close it, none for a loop or a note; `acted` tells that staff did something that
    counts, a call still to be made left out; `page` is where the patient answered about it.
    """

    finding: Finding
    thread: str
    level: Level
    kind: Kind
    actions: tuple[FlagAction, ...]
    open: bool
    acted: bool
    closing: tuple[ActionKind, ...]
    page: PageRef | None = None

    @property
    def could_cancel(self) -> bool:
        """Tell whether the case could be cancelled by it: an open red of kind `cancel`."""
        return self.open and self.level is Level.RED and self.kind is Kind.CANCEL


def findings(situation: Situation) -> tuple[Finding, ...]:
    """Return what all rules find now, one finding per problem and subject, in the order of the rules."""
    return situation.once(_findings)


def _findings(situation: Situation) -> tuple[Finding, ...]:
    merged: dict[tuple[str, str], Finding] = {}
    for rule in RULES:
        for found in rule(situation):
            # Recorded where it belongs (a result, an adult, a late meal), it needs no press on a card as well.
            if settled(situation, found):
                continue
            # Rules that find the same are one card with all reasons, so that a nurse never closes one problem twice.
            key = (found.problem, found.subject)
            merged[key] = merge(merged[key], found) if key in merged else found
    return tuple(merged.values())


def merge(one: Finding, other: Finding) -> Finding:
    """Join two findings of one flag: the highest level with its kind, blocks if any does, all reasons."""
    first, second = (other, one) if other.level.weight > one.level.weight else (one, other)
    turns = [found for found in (first, second) if found.turn_from is not None and found.turn_level is not None]
    reasons = {reason.mark: reason for reason in (*one.reasons, *other.reasons)}
    return replace(
        first,
        reasons=tuple(reasons.values()),
        blocks=one.blocks or other.blocks,
        # The earliest turn and the highest level: joining two findings must not make either milder.
        turn_level=max((found.turn_level for found in turns if found.turn_level), key=_weight, default=None),
        turn_from=min((found.turn_from for found in turns if found.turn_from), default=None),
    )


def fingerprint(finding: Finding) -> str:
    """Return a short text that is the same while a finding's level, reasons and underlying values are."""
    # Sorted, since the order in which the rules speak is no change.
    parts = [finding.level.value, finding.kind.value, *sorted("\n".join(reason.mark) for reason in finding.reasons)]
    return hashlib.sha256("\n\n".join(parts).encode()).hexdigest()[:32]


def advance(
    found: Iterable[Finding], rows: Sequence[FlagRow], now: Stamp, new_id: Callable[[], str]
) -> tuple[FlagRow, ...]:
    """Return the rows to insert: new flags, flags re-opened on a new thread, changed ones, and lapsed ones."""
    newest = latest_rows(rows)
    current = {(one.problem, one.subject): one for one in found}
    changed = [_row(one, newest.get(key), now, new_id) for key, one in current.items()]
    # Rows are only added: what no longer stands gets a row that says so.
    lapsed = [
        replace(row, id=new_id(), raised=False, at=now.at, seq=now.seq)
        for key, row in newest.items()
        if row.raised and key not in current
    ]
    return (*(row for row in changed if row is not None), *lapsed)


def latest_rows(rows: Sequence[FlagRow]) -> dict[tuple[str, str], FlagRow]:
    """Return the newest row of each problem and subject; rows come oldest first."""
    return {(row.problem, row.subject): row for row in rows}


def continues(finding: Finding, row: FlagRow) -> bool:
    """Tell whether a flag's handling still stands: raised, no new reason or value, no higher level."""
    # Fewer reasons or a lower level keep the handling; what is new or worse was not before the eyes of who handled it.
    known = {Reason.read(text).mark for text in row.reasons}
    return (
        row.raised and {one.mark for one in finding.reasons} <= known and _weight(finding.level) <= _weight(row.level)
    )


def cards(situation: Situation, found: Iterable[Finding] | None = None) -> tuple[Card, ...]:
    """Return all flags as cards: open ones first, red before amber before notes, then in the checklist's order.

    `found` is what the rules find in this situation, where the caller has asked them already.
    """
    newest = latest_rows(situation.chart.flags)
    standing = findings(situation) if found is None else found
    made = [_card(situation, one, newest.get((one.problem, one.subject))) for one in standing]
    # The sort is stable: within a group the cards keep the checklist's order.
    return tuple(sorted(made, key=lambda card: (not card.open, -card.level.weight, card.kind is not Kind.CANCEL)))


def closing_actions(finding: Finding, today: date) -> tuple[ActionKind, ...]:
    """Return the actions that close a finding today; none for a loop (only an instruction does) and for a note."""
    level, kind = level_on(finding, today), kind_on(finding, today)
    # A loop is a missing instruction: no word of staff about it can stand for the prescriber's.
    if finding.is_loop or level is Level.NOTE:
        return ()
    own = {Kind.PREPARE: (ActionKind.PREPARED,), Kind.TALK: (ActionKind.ANSWERED,)}.get(kind, ())
    if level is Level.RED or finding.blocks:
        return (*own, *FIRM)
    return own or (ActionKind.SEEN, *FIRM)


def closes(action: FlagAction, finding: Finding, situation: Situation) -> bool:
    """Tell whether an action closes a finding today; a "seen" from before the day it turned has lapsed."""
    if action.kind not in closing_actions(finding, situation.today):
        return False
    if lapsed(action, finding, situation):
        return False
    # Without these words an action tells the next nurse nothing: it stays on record, but closes nothing.
    needed = {
        ActionKind.TOLD_DOCTOR: (action.answer,),
        ActionKind.PROCEED: (action.decided_by, action.text),
        ActionKind.ANSWERED: (action.text or action.answer,),
        # What was prepared, by whom, told to whom.
        ActionKind.PREPARED: (action.text, action.decided_by, action.answer),
    }
    if finding.problem == UNSURE:
        # One tap must not answer for many questions: it says what was found.
        needed[ActionKind.SEEN] = (action.text,)
    return all(text.strip() for text in needed.get(action.kind, ()))


def lapsed(action: FlagAction, finding: Finding, situation: Situation) -> bool:
    """Tell whether an action is a "seen" from before the day on which its flag turned."""
    if action.kind is not ActionKind.SEEN or finding.turn_from is None or finding.turn_from > situation.today:
        return False
    # Seen while it was amber says nothing about the red that it has become.
    return local_date(action.recorded_at, situation.clinic) < finding.turn_from


def page_of(situation: Situation, subject: str) -> PageRef | None:
    """Return the page where the patient answered about a flag's subject, or none for a group or a lost item."""
    if subject in situation.checklist.by_id:
        return PageRef(subject)
    for kind in dict.fromkeys(item.entry_of for item in situation.checklist.items if item.entry_of):
        if subject in situation.entries(kind):
            return PageRef(situation.checklist.entry_items(kind)[0].id, subject)
    if subject.startswith("group:"):
        picked = subject.partition(":")[2]
        return next((PageRef(item.id) for item in situation.checklist.items if _offers(item.choices, picked)), None)
    return None


def _offers(choices: Iterable[object], picked: str) -> bool:
    return any(getattr(choice, "id", None) == picked for choice in choices)


def _row(finding: Finding, row: FlagRow | None, now: Stamp, new_id: Callable[[], str]) -> FlagRow | None:
    same = row is not None and continues(finding, row)
    made = FlagRow(
        id=new_id(),
        thread=row.thread if row is not None and same else new_id(),
        problem=finding.problem,
        subject=finding.subject,
        level=finding.level,
        kind=finding.kind,
        fingerprint=fingerprint(finding),
        raised=True,
        at=now.at,
        reasons=tuple(reason.stored() for reason in finding.reasons),
        seq=now.seq,
    )
    unchanged = row is not None and same and replace(row, id=made.id, at=made.at, seq=made.seq) == made
    return None if unchanged else made


def _card(situation: Situation, finding: Finding, row: FlagRow | None) -> Card:
    # A finding that outgrew its row has no thread yet: actions on the old one must not close it.
    thread = row.thread if row is not None and continues(finding, row) else ""
    actions = tuple(action for action in situation.chart.current_actions if thread and action.thread == thread)
    level = level_on(finding, situation.today)
    closed = any(closes(action, finding, situation) for action in actions)
    return Card(
        finding=finding,
        thread=thread,
        level=level,
        kind=kind_on(finding, situation.today),
        actions=actions,
        open=level is not Level.NOTE and not closed,
        acted=any(_counts(action, finding, situation) for action in actions),
        closing=closing_actions(finding, situation.today),
        page=page_of(situation, finding.subject),
    )


def _counts(action: FlagAction, finding: Finding, situation: Situation) -> bool:
    """Tell whether an action counts: neither a call still to be made, nor a look that has lapsed or says nothing."""
    if action.kind is ActionKind.SEEN and finding.problem == UNSURE:
        return closes(action, finding, situation)
    return action.kind is not ActionKind.NEEDS_CALL and not lapsed(action, finding, situation)


def _weight(level: Level) -> int:
    return level.weight
