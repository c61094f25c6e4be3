"""What could not be stored while its sitting was open: kept all the same, where nothing newer was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.prep.reply import Answerer, Who
from kypho_prep.workflow.answers import store_reply
from kypho_prep.workflow.derived.refresh import bring_up_to_date, refresh, situation_of, stamp_of
from kypho_prep.workflow.errors import SessionEnded
from kypho_prep.workflow.patient.nurse_call import see_before_leaving
from kypho_prep.workflow.patient.open_sitting import note

if TYPE_CHECKING:
    from kypho_prep.prep.chart import Chart
    from kypho_prep.records.rows import SessionRow
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.answers.given import Given
    from kypho_prep.workflow.workplace import Workplace


def store_late(workplace: Workplace, *, session: str, given: Given) -> None:
    """Store a reply of a sitting that has ended since; the place of whoever sits there now stays.

    Where its question was answered since, at another kiosk or the desk, that answer stands. Raises
    SessionEnded where there never was such a sitting, VisitEnded, NotSaved, and what `store_reply.said` does.
    """
    with workplace.writing() as records:
        sitting = _sitting(records, session)
        who = Who(sitting.who)
        before = situation_of(workplace, records, sitting.visit, who)
        if _answered_since(before.chart, session, given):
            return
        telling = store_reply.Telling(Answerer(who, sitting.helper_name), session, anew=True)
        after = store_reply.store(workplace, records, before, given, telling)
        if after is not before:
            after = see_before_leaving(workplace, records, sitting, after, given)
            bring_up_to_date(workplace, records, before, after)


def call_late(workplace: Workplace, *, session: str) -> None:
    """Store a call for a nurse of a sitting that has ended since: somebody has to ask what it was about.

    Raises SessionEnded where there never was such a sitting, and NotSaved.
    """
    with workplace.writing() as records:
        sitting = _sitting(records, session)
        if not records.summaries.call_open(sitting.visit):
            before = situation_of(workplace, records, sitting.visit)
            records.visits.change(sitting.visit, nurse_called_at=workplace.now())
            note(workplace, records, sitting, "nurse_called")
            refresh(workplace, records, before)


def not_me_late(workplace: Workplace, *, session: str) -> None:
    """Store that the person of a sitting that has ended since was another one. Raises as `call_late`."""
    with workplace.writing() as records:
        sitting = _sitting(records, session)
        before = situation_of(workplace, records, sitting.visit)
        now = stamp_of(workplace, before)
        records.visits.change(sitting.visit, wrong_person_at=now.at, wrong_person_seq=now.seq)
        refresh(workplace, records, before)


def _sitting(records: Transaction, session: str) -> SessionRow:
    found = records.sessions.get(session)
    if found is None:
        raise SessionEnded
    return found


def _answered_since(chart: Chart, session: str, given: Given) -> bool:
    """Tell whether another answer stands than the one that was there when this one was given; her own is no other."""
    current = chart.latest.get((given.item, given.entry))
    return current is not None and current.session != session and current.id != given.stood
