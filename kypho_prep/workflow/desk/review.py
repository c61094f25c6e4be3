"""What a nurse does with a visit: read it, act on flags, record instructions and facts, answer for the patient, sign.

This module is light: the first paint may import it. Every function that writes returns the chart as it stands after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kypho_prep.prep.chart import (
    ActionKind,
    FactKind,
    FlagAction,
    Instruction,
    SignOffKind,
    StaffFact,
)
from kypho_prep.prep.reply import Answerer, Who
from kypho_prep.prep.rules.finding import UNSURE
from kypho_prep.prep.rules.flags import cards
from kypho_prep.prep.sign_off.prep_sign_off import binding, blockers
from kypho_prep.workflow import stations
from kypho_prep.workflow.answers import store_reply
from kypho_prep.workflow.clinic.staff import require_password, require_staff
from kypho_prep.workflow.derived.refresh import situation_of
from kypho_prep.workflow.desk import instruction_form
from kypho_prep.workflow.desk.correcting import undo, withdraw, withdraw_not_complete
from kypho_prep.workflow.desk.instruction_form import InstructionForm
from kypho_prep.workflow.desk.review_view import Review, Sitting, read
from kypho_prep.workflow.desk.staff_step import Turn, at_desk, sign, sign_as_seen
from kypho_prep.workflow.errors import Changed, Invalid, Problem
from kypho_prep.workflow.forms import clock, normalized, require_length, require_reason

if TYPE_CHECKING:
    from kypho_prep.workflow.answers.given import Given
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace

__all__ = [
    "ActionForm",
    "InstructionForm",
    "Review",
    "Sitting",
    "act",
    "answer_for",
    "end_sitting",
    "instruct",
    "mark_for_review",
    "mark_read",
    "not_complete",
    "open_chart",
    "read_again",
    "record_fact",
    "sign_off",
    "undo",
    "withdraw",
    "withdraw_not_complete",
]

SOURCES = ("phone", "desk", "chart", "pharmacy", "family")


@dataclass(frozen=True, slots=True)
class ActionForm:
    """What staff did about a flag; `answer` is the doctor's, `decided_by` who decided to proceed, `due` of a call.

    Of what was prepared, `text` says what, `decided_by` by whom, `answer` whom it was told.
    """

    kind: ActionKind
    text: str = ""
    decided_by: str = ""
    answer: str = ""
    due: datetime | None = None


def open_chart(workplace: Workplace, *, staff: StaffMember, visit: str) -> Review:
    """Return the whole visit, and put on record that it was read."""
    with workplace.writing() as records:
        require_staff(records, staff)
        situation = situation_of(workplace, records, visit, Who.STAFF)
        records.audit.add(staff.line(workplace.now(), "chart_viewed", "", visit))
        return read(records, situation)


def read_again(workplace: Workplace, *, staff: StaffMember, visit: str) -> Review:
    """Return a chart that is open already as it stands now; nothing is written, and no write lock is taken."""
    with workplace.reading() as records:
        require_staff(records, staff)
        return read(records, situation_of(workplace, records, visit, Who.STAFF))


def act(workplace: Workplace, *, staff: StaffMember, visit: str, thread: str, action: ActionForm) -> Review:
    """Record what staff did about one flag.

    Raises Invalid (a text is missing), StaffOnly, Changed (flag gone), or PasswordNeeded for PROCEED.
    """
    form = _normalized_action(action)
    if form.kind is ActionKind.PROCEED:
        require_password(staff)

    def write(turn: Turn) -> None:
        held = {card.thread: card for card in cards(turn.situation) if card.thread}
        # A new answer may have re-opened the card meanwhile: the action would speak of something that she did not see.
        if thread not in held:
            raise Changed
        if form.kind is ActionKind.SEEN and held[thread].finding.problem == UNSURE:
            _require(text=form.text)
        row = FlagAction(
            turn.new_id(),
            thread,
            form.kind,
            form.text,
            form.decided_by,
            staff.name,
            turn.now,
            form.due,
            form.answer,
            staff.id,
            seq=turn.seq,
        )
        turn.records.charts.add_action(visit, row)
        turn.note("flag_action", form.kind.value, thread=thread)

    return at_desk(workplace, staff, visit, write)


def instruct(workplace: Workplace, *, staff: StaffMember, visit: str, form: InstructionForm) -> Review:
    """Record a prescriber's instruction.

    Raises Invalid (a part is missing, a time after the procedure, one stands already), Changed or StaffOnly.
    """

    def write(turn: Turn) -> None:
        order = instruction_form.checked(form, turn.situation)
        row = Instruction(
            id=turn.new_id(),
            visit=visit,
            subject=order.subject,
            action=order.action,
            on=order.on,
            at=clock(order.at),
            text=order.text,
            decided_by=order.decided_by,
            told_on=order.told_on,
            told_by=order.told_by,
            restart=order.restart,
            bridging=order.bridging,
            recorded_by=staff.name,
            recorded_at=turn.now,
            times_revision=turn.situation.chart.visit.times_revision,
            read_back=order.read_back,
            supersedes=order.supersedes,
            reason=order.reason,
            recorded_by_id=staff.id,
            seq=turn.seq,
        )
        turn.records.charts.add_instruction(row)
        turn.note("instructed", order.action.value, instruction=row.id)

    return at_desk(workplace, staff, visit, write)


def record_fact(
    workplace: Workplace,
    *,
    staff: StaffMember,
    visit: str,
    kind: FactKind,
    subject: str = "",
    value: Mapping[str, Any] | None = None,
    supersedes: str | None = None,
    reason: str = "",
) -> Review:
    """Record what staff saw, checked or did. Raises Invalid (no reason), TooLong, Changed or StaffOnly."""
    if kind is FactKind.LEGAL_HOLD:
        raise ValueError("a hold is placed and lifted by an administrator")
    why = require_reason(reason) if supersedes is not None else normalized(reason)
    kept = {name: normalized(one) if isinstance(one, str) else one for name, one in (value or {}).items()}
    require_length(why, *(one for one in kept.values() if isinstance(one, str)))

    def write(turn: Turn) -> None:
        if supersedes is not None and supersedes not in {one.id for one in turn.situation.chart.current_facts}:
            raise Changed
        fact = StaffFact(
            turn.new_id(), visit, kind, subject, kept, staff.name, turn.now, supersedes, why,
            recorded_by_id=staff.id, seq=turn.seq,
        )  # fmt: skip
        turn.records.charts.add_fact(fact)
        turn.note("fact_recorded", kind.value, fact=fact.id)

    return at_desk(workplace, staff, visit, write)


def answer_for(workplace: Workplace, *, staff: StaffMember, visit: str, given: Given, source: str) -> Review:
    """Store staff's answer for the patient with its source (phone, desk, chart, pharmacy, family).

    Raises NotAnAnswer, TooLong, VisitEnded, StaffOnly, or Invalid for a source that is none of these.
    """
    if source not in SOURCES:
        raise Invalid((("source", "error.required", {}),))

    def write(turn: Turn) -> None:
        telling = store_reply.Telling(Answerer(Who.STAFF, staff.name, source, staff.id))
        store_reply.store(workplace, turn.records, turn.situation, given, telling)

    return at_desk(workplace, staff, visit, write)


def sign_off(
    workplace: Workplace,
    *,
    staff: StaffMember,
    visit: str,
    bound: Mapping[str, str],
    words: Mapping[str, str] | None = None,
) -> Review:
    """Sign "prep complete" for exactly what was seen, with the words as shown. Raises Changed, or Blocked."""

    def write(turn: Turn) -> None:
        here = turn.situation
        sign_as_seen(turn, SignOffKind.PREP, seen=bound, stands=binding(here), open_still=blockers(here), words=words)

    return at_desk(workplace, staff, visit, write)


def mark_read(workplace: Workplace, *, staff: StaffMember, visit: str) -> Review:
    """Put on record that a nurse has read what changed: the next difference begins here."""

    def write(turn: Turn) -> None:
        fact = StaffFact(
            turn.new_id(), visit, FactKind.CHART_READ, "", {}, staff.name, turn.now,
            recorded_by_id=staff.id, seq=turn.seq,
        )  # fmt: skip
        turn.records.charts.add_fact(fact)
        turn.note("chart_read")

    return at_desk(workplace, staff, visit, write)


def not_complete(workplace: Workplace, *, staff: StaffMember, visit: str, reason: str) -> Review:
    """Record that the preparation is not complete, and why. Raises Invalid without a reason."""
    why = require_reason(reason)

    def write(turn: Turn) -> None:
        sign(turn, SignOffKind.NOT_COMPLETE, {}, {}, why)

    return at_desk(workplace, staff, visit, write)


def mark_for_review(workplace: Workplace, *, staff: StaffMember, visit: str) -> Review:
    """Put a visit up for review although the patient has not pressed finish."""

    def write(turn: Turn) -> None:
        turn.records.visits.change(visit, finished_at=turn.now, finished_by=staff.name, finished_by_id=staff.id)
        turn.note("marked_for_review")

    return at_desk(workplace, staff, visit, write)


def end_sitting(workplace: Workplace, *, staff: StaffMember, visit: str) -> Review:
    """Close the visit's open sitting, if there is one, wherever it is: the patient goes on at any kiosk."""

    def write(turn: Turn) -> None:
        sitting = turn.records.sessions.open_of(visit)
        if sitting is not None:
            stations.end_sitting(turn.records, sitting, "by_staff", turn.now, staff.author)

    return at_desk(workplace, staff, visit, write)


def _normalized_action(form: ActionForm) -> ActionForm:
    """Return the form tidied. Raises Invalid where a text is missing, TooLong for one that is too long."""
    tidied = replace(
        form, text=normalized(form.text), decided_by=normalized(form.decided_by), answer=normalized(form.answer)
    )
    if form.kind is ActionKind.UNDONE:
        raise ValueError("an action is taken back by its id")
    require_length(tidied.text, tidied.answer, tidied.decided_by)
    if form.kind is ActionKind.ANSWERED:
        _require(text=tidied.text or tidied.answer)
    if form.kind is ActionKind.PROCEED:
        _require(decided_by=tidied.decided_by, text=tidied.text)
    if form.kind is ActionKind.PREPARED:
        _require(text=tidied.text, decided_by=tidied.decided_by, answer=tidied.answer)
    return tidied


def _require(**texts: str) -> None:
    problems: tuple[Problem, ...] = tuple(
        (name, "error.required", {}) for name, text in texts.items() if not normalized(text)
    )
    if problems:
        raise Invalid(problems)
