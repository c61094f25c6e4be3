"""Where a visit stands, derived from its chart and never set by hand."""

from __future__ import annotations

from enum import StrEnum

from kypho_prep.prep.chart import Chart, FactKind, SignOffKind
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.sign_off.prep_sign_off import blockers, signed_in_order, standing

# Entries in which nobody of staff says anything new about the patient.
ABOUT_THE_CHART = (
    FactKind.CHART_READ,
    FactKind.SIGN_OFF_WITHDRAWN,
    FactKind.SIGN_OFF_FALLEN,
    FactKind.CALL_TAKEN_BACK,
    FactKind.LEGAL_HOLD,
    FactKind.ANSWER_DIFFERS,
)


class Stage(StrEnum):
    """How far a visit is: of these the first that fits, ended visits first."""

    EXPECTED = "expected"
    ANSWERING = "answering"
    TO_REVIEW = "to_review"
    FOLLOW_UP = "follow_up"
    NOT_COMPLETE = "not_complete"
    SIGNED_OFF = "signed_off"
    DONE = "done"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


def stage(situation: Situation, *, turned: bool = True) -> Stage:
    """Return the stage of a visit: the first that fits; without `turned` the calendar opens no flag."""
    visit = situation.chart.visit
    if visit.ended is not None:
        return Stage(visit.ended.value)
    if standing(situation, turned=turned).stands:
        return Stage.SIGNED_OFF
    # Before the blockers are asked: the nurse has said where it stands, and nothing was added since.
    if _not_complete(situation.chart):
        return Stage.NOT_COMPLETE
    if _handled(situation.chart) and blockers(situation, turned=turned):
        return Stage.FOLLOW_UP
    if visit.finished_at is not None:
        return Stage.TO_REVIEW
    return Stage.ANSWERING if situation.chart.replies else Stage.EXPECTED


def _not_complete(chart: Chart) -> bool:
    """Tell whether a nurse signed "not complete" and nothing was answered or recorded since."""
    newest = next(reversed(signed_in_order(chart)), None)
    if newest is None or newest.kind is not SignOffKind.NOT_COMPLETE:
        return False
    recorded = [one.seq for one in chart.replies]
    recorded += [one.seq for one in chart.facts if one.kind not in ABOUT_THE_CHART]
    recorded += [one.seq for one in chart.instructions]
    return all(seq <= newest.seq for seq in recorded)


def _handled(chart: Chart) -> bool:
    """Tell whether staff already worked on the visit: a flag handled, a call, or a sign-off that no longer stands."""
    calls = any(one.kind is FactKind.CALL for one in chart.current_facts)
    return bool(chart.current_actions) or calls or any(one.kind is SignOffKind.PREP for one in chart.sign_offs)
