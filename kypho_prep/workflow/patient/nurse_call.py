"""A patient's call for a nurse: one at a time, and taken back by a fact of its own; a light module."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kypho_prep.prep.answers.single import OneOf
from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.interview.entries import MEDICINE, entries
from kypho_prep.prep.interview.medicine_groups import stopped_alone, thinner
from kypho_prep.prep.rules.visit_rules import CALLED_AT
from kypho_prep.records.ids import new_id
from kypho_prep.workflow.derived.refresh import refresh, situation_of, stamp_of
from kypho_prep.workflow.patient.open_sitting import note, open_sitting

if TYPE_CHECKING:
    from kypho_prep.prep.interview.situation import Situation
    from kypho_prep.records.rows import SessionRow
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.answers.given import Given
    from kypho_prep.workflow.workplace import Workplace


def call_nurse(workplace: Workplace, *, session: str) -> None:
    """Store that the patient asks for a nurse; while a call is open this is that call. Raises SessionEnded, NotSaved.

    It stands on the board until staff has seen to it, or the patient takes it back.
    """
    with workplace.writing() as records:
        sitting = open_sitting(records, session)
        if records.summaries.call_open(sitting.visit):
            return
        before = situation_of(workplace, records, sitting.visit)
        records.visits.change(sitting.visit, nurse_called_at=workplace.now())
        note(workplace, records, sitting, "nurse_called")
        refresh(workplace, records, before)


def take_back_call(workplace: Workplace, *, session: str) -> bool:
    """Store that the patient needs no nurse now, and tell whether a call is still open. Raises SessionEnded, NotSaved.

    Nothing is erased. While a thinner was stopped alone the call stays: the nurse has to come whoever asked for her.
    """
    with workplace.writing() as records:
        sitting = open_sitting(records, session)
        if not records.summaries.call_open(sitting.visit):
            return False
        before = situation_of(workplace, records, sitting.visit)
        called = before.chart.visit.nurse_called_at
        if called is None or stopped_alone(before):
            return True
        now = stamp_of(workplace, before)
        value = {CALLED_AT: called.isoformat()}
        kind = FactKind.CALL_TAKEN_BACK
        made = new_id(now.at)
        records.charts.add_fact(StaffFact(made, sitting.visit, kind, "", value, sitting.who, now.at, seq=now.seq))
        note(workplace, records, sitting, "call_taken_back")
        refresh(workplace, records, before)
        return False


def call_stands(workplace: Workplace, *, session: str) -> bool:
    """Tell whether a call for a nurse is open now: staff may have seen to it since. False after the sitting."""
    with workplace.reading() as records:
        sitting = records.sessions.get(session)
        if sitting is None or sitting.ended_at is not None:
            return False
        return records.summaries.call_open(sitting.visit)


def see_before_leaving(
    workplace: Workplace, records: Transaction, sitting: SessionRow, after: Situation, given: Given
) -> Situation:
    """Call the nurse for a patient who just said that they stopped a thinner alone; return the visit with the call."""
    stopped = (given.item, given.answer) == ("medicines.still_taking", OneOf("self"))
    if not stopped or not any(one.id == given.entry and thinner(one) for one in entries(after, MEDICINE)):
        return after
    # The page tells the patient to see a nurse today: the board has to tell the nurse.
    now = workplace.now()
    records.visits.change(sitting.visit, nurse_called_at=now)
    note(workplace, records, sitting, "nurse_called", given.item)
    return replace(after, chart=replace(after.chart, visit=replace(after.chart.visit, nurse_called_at=now)))
