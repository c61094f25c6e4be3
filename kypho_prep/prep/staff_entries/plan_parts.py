"""What staff entered for each part of a patient's plan, now and at an earlier moment: so it is known what is new."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from kypho_prep.prep.chart import Chart, FactKind, Instruction
from kypho_prep.prep.checklist import PlanPart
from kypho_prep.prep.staff_entries.fasting import ACTIONS, void
from kypho_prep.prep.staff_entries.visit_change import visit_at

Entered = frozenset[tuple[object, ...]]


def entered(chart: Chart, parts: Collection[PlanPart]) -> Entered:
    """Return all that staff entered for some parts of the plan and that stands: equal ones tell a patient the same.

    Who told the patient, and when, is no part of it: that a nurse called changes nothing that the plan says.
    """
    return frozenset(one for part in parts for one in _of_part(chart, part))


def changed_since(chart: Chart, parts: Collection[PlanPart], seq: int) -> bool:
    """Tell whether some parts of the plan say something else now than with what has this number."""
    # Asked of every reply: where staff entered nothing since, there is nothing to compare.
    later = bool(parts) and any(one.seq > seq for one in (*chart.instructions, *chart.facts))
    return later and entered(chart, parts) != entered(entries_at(chart, seq), parts)


def entries_at(chart: Chart, seq: int) -> Chart:
    """Return the chart with the visit and the instructions as they were then; the patient's answers are today's."""
    known = tuple(one for one in chart.instructions if one.seq <= seq)
    # Undone on the visit, a move is none on record either: undone twice, every instruction would read as void.
    facts = tuple(one for one in chart.facts if one.kind is not FactKind.VISIT_CHANGED or one.seq <= seq)
    return replace(chart, visit=visit_at(chart, seq), instructions=known, facts=facts)


def _of_part(chart: Chart, part: PlanPart) -> Iterator[tuple[object, ...]]:
    visit = chart.visit
    if part is PlanPart.TIMES:
        yield part, visit.procedure_on, visit.procedure_at, visit.arrival_on, visit.arrival_at
        return
    for one in chart.current_instructions:
        if (one.action in ACTIONS) is (part is PlanPart.FASTING):
            yield part, *_said(one, chart)


def _said(one: Instruction, chart: Chart) -> tuple[object, ...]:
    # What was ordered for other times is another order, though its words be the same.
    revision = one.times_revision if one.action in ACTIONS else 0
    return one.subject, one.action, one.on, one.at, one.text, one.decided_by, one.restart, revision, void(one, chart)
