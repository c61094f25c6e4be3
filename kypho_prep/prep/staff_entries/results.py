"""Results that staff saw: values as they stand in the report; none is compared with anything."""

from __future__ import annotations

from collections.abc import Iterator

from kypho_prep.prep.chart import Chart, FactKind, StaffFact

OTHER = "other"
KINDS = ("inr", "platelets", "hemoglobin", "creatinine", "egfr", "glucose", "pregnancy", OTHER)


def results(chart: Chart) -> tuple[StaffFact, ...]:
    """Return every result that stands: the ordered tests first, then each kind, the newest date first."""
    kinds = (*chart.visit.tests, *KINDS)
    order = {kind: at for at, kind in enumerate(dict.fromkeys(kinds))}
    found = sorted(_seen(chart), key=lambda one: (str(one.value.get("on", "")), one.seq), reverse=True)
    return tuple(sorted(found, key=lambda one: order.get(one.subject, len(order))))


def result_seen(chart: Chart, test: str) -> bool:
    """Tell whether staff saw the result of an ordered test: its own, or another that was recorded as part of it."""
    return any(test in (one.subject, one.value.get("of")) for one in _seen(chart))


def _seen(chart: Chart) -> Iterator[StaffFact]:
    return (one for one in chart.current_facts if one.kind is FactKind.RESULT_SEEN)
