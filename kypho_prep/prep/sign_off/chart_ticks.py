"""What staff ticks off in the chart beside the answers, each with who and when; it blocks where the clinic says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.chart import Chart, FactKind, StaffFact
from kypho_prep.prep.conditions import unsure
from kypho_prep.prep.reply import State
from kypho_prep.prep.sign_off.blocker import Blocker

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
    "height",
    "weight",
    INTERPRETER,
)
# Those that a clinic may let block a signature.
BLOCKABLE = ("history_physical", "consent", "images_level")
TICK = "tick:"
# Stands among the implants on the patient's page, but is no device that could be checked.
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


def missing_ticks(chart: Chart, wanted: Iterable[str]) -> Iterator[Blocker]:
    """Return what blocks a signature: each tick that the clinic wants and nobody recorded, while the visit goes on."""
    # A rule that a clinic makes later must not touch the signatures of visits that are over.
    if chart.visit.ended is None:
        there, names = chart_ticks(chart), set(wanted)
        for tick in (one for one in BLOCKABLE if one in names and one not in there):
            yield Blocker("e", "blocker.tick", (), (("name", f"desk.ticks.{tick}"),), subject=f"{TICK}{tick}")


def _has_implant(chart: Chart) -> bool:
    reply = chart.latest.get((IMPLANTS, None))
    return reply is not None and (unsure(reply) or bool(set(reply.picked) - NO_DEVICE))


def _wants_interpreter(chart: Chart) -> bool:
    reply = chart.latest.get((WANTS_INTERPRETER, None))
    return reply is not None and reply.state is State.VALUE and reply.answer == YesNo(yes=True)
