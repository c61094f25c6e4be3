"""What staff ticks off in the chart beside the answers; none of it blocks a sign-off, each says who and when."""

from __future__ import annotations

from kypho_prep.prep.chart import Chart, FactKind, StaffFact
from kypho_prep.prep.conditions import unsure
from kypho_prep.prep.reply import State

DEVICE, INTERPRETER = "device_check", "interpreter"
TICKS = (
    "history_physical",
    "consent",
    "images_level",
    "code_status",
    DEVICE,
    "isolation",
    "leg_strength",
    "skin_site",
    "weight",
    INTERPRETER,
)
NO_DEVICE = {"dialysis_arm"}
IMPLANTS, WANTS_INTERPRETER = "health.implants", "start.interpreter"


def chart_ticks(chart: Chart) -> dict[str, StaffFact]:
    """Return the newest standing tick of each kind, in the order of TICKS."""
    found = {one.subject: one for one in chart.current_facts if one.kind is FactKind.CHART_TICK}
    return {tick: found[tick] for tick in TICKS if tick in found}


def wanted_ticks(chart: Chart) -> tuple[str, ...]:
    """Return the ticks that this patient's answers ask for and that nobody has recorded: device check, interpreter."""
    asked = {DEVICE: _has_implant(chart), INTERPRETER: _wants_interpreter(chart)}
    return tuple(tick for tick, wanted in asked.items() if wanted and tick not in chart_ticks(chart))


def _has_implant(chart: Chart) -> bool:
    reply = chart.latest.get((IMPLANTS, None))
    return reply is not None and (unsure(reply) or bool(set(reply.picked) - NO_DEVICE))


def _wants_interpreter(chart: Chart) -> bool:
    reply = chart.latest.get((WANTS_INTERPRETER, None))
    return reply is not None and reply.state is State.VALUE and reply.value is True
