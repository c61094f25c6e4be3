"""What could not be stored while its sitting was open: kept all the same, and told where another answer stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.reply import Answerer, Who
from kypho_prep.prep.rules.visit_rules import EMERGENCY, RIGHT_NOW
from kypho_prep.records.rows import AuditRow
from kypho_prep.workflow.answers import store_reply
from kypho_prep.workflow.derived.refresh import PROGRAM, bring_up_to_date, refresh, situation_of, stamp_of
from kypho_prep.workflow.errors import SessionEnded
from kypho_prep.workflow.patient.nurse_call import see_before_leaving
from kypho_prep.workflow.patient.open_sitting import note

if TYPE_CHECKING:
    from kypho_prep.prep.chart import Chart
    from kypho_prep.prep.interview.situation import Situation
    from kypho_prep.records.rows import SessionRow
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.answers.given import Given
    from kypho_prep.workflow.workplace import Workplace


def store_late(workplace: Workplace, *, session: str, given: Given) -> None:
    """Store a reply of a sitting that has ended since; the place of whoever sits there now stays.

    Where its question was answered since, at another kiosk or the desk, that answer stands, and the nurse is told of
    both where they differ; a danger sign is stored and calls whatever was said since. Raises SessionEnded where there
    never was such a sitting, VisitEnded, NotSaved, and what `store_reply.said` does.
    """
    with workplace.writing() as records:
        sitting = _sitting(records, session)
        who = Who(sitting.who)
        before = situation_of(workplace, records, sitting.visit, who)
        telling = store_reply.Telling(Answerer(who, sitting.helper_name), session, anew=True)
        if _answered_since(before.chart, session, given) and not _is_danger(given):
            after = _keep_beside(workplace, records, before, given, telling)
        else:
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


def _is_danger(given: Given) -> bool:
    return given.item == RIGHT_NOW and given.answer is not None and not set(given.answer.picked).isdisjoint(EMERGENCY)


def _keep_beside(
    workplace: Workplace, records: Transaction, before: Situation, given: Given, telling: store_reply.Telling
) -> Situation:
    """Keep an answer beside the one that stands, as what the program found; nothing where both say the same.

    Raises what `store_reply.said` does.
    """
    stands = before.chart.latest[(given.item, given.entry)]
    late = store_reply.as_reply(workplace, before, given, telling)
    of_sitting = (given.item, given.entry, telling.session)
    beside = [one for one in before.chart.facts if one.kind is FactKind.ANSWER_DIFFERS]
    told = any((one.subject, one.value["entry"], one.value["session"]) == of_sitting for one in beside)
    differs = store_reply.said_of(late) != store_reply.said_of(stands)
    if any(one.id == late.id for one in beside) or not (differs or told):
        return before
    value = {
        "entry": late.entry,
        "session": late.session,
        "stands": stands.id,
        "differs": differs,
        "state": late.state.value,
        "value": late.value,
        "answer": late.shown.answer,
        "at": late.local,
    }
    stamp = stamp_of(workplace, before)
    fact = StaffFact(late.id, late.visit, FactKind.ANSWER_DIFFERS, late.item, value, PROGRAM, stamp.at, seq=stamp.seq)
    records.charts.add_fact(fact)
    records.audit.add(AuditRow(stamp.at, PROGRAM, "answer_differs", late.item, late.visit, {"session": late.session}))
    return replace(before, chart=replace(before.chart, facts=(*before.chart.facts, fact)))
