"""What staff entered about eating and drinking: local times or "no fasting ordered"; never counted in hours."""

from __future__ import annotations

from enum import StrEnum

from kypho_prep.prep.chart import Chart, Instruction, InstructionAction

TIMES = (InstructionAction.FASTING_FOOD, InstructionAction.FASTING_LIQUIDS)
ACTIONS = (*TIMES, InstructionAction.NO_FASTING)


class Fasting(StrEnum):
    """What stands in the chart about fasting (S46, S69); void when the visit's times changed since."""

    ENTERED = "entered"
    NONE_ORDERED = "none_ordered"
    MISSING = "missing"
    VOID = "void"


def void(instruction: Instruction, chart: Chart) -> bool:
    """Tell whether an instruction's date or time was written for other times of the visit."""
    # "No fasting ordered" has no time of its own, but was said for that hour and that anesthesia.
    dated = instruction.on is not None or instruction.at is not None or instruction.action in ACTIONS
    return dated and instruction.times_revision != chart.visit.times_revision


def fasting_instructions(chart: Chart) -> tuple[Instruction, ...]:
    """Return the fasting instructions that stand, those with voided times left out."""
    return tuple(one for one in chart.current_instructions if one.action in ACTIONS and not void(one, chart))


def fasting_state(chart: Chart) -> Fasting:
    """Return what stands about fasting; times count as entered once food and clear liquids both have one."""
    standing = {one.action for one in fasting_instructions(chart)}
    if InstructionAction.NO_FASTING in standing:
        return Fasting.NONE_ORDERED
    if standing.issuperset(TIMES):
        return Fasting.ENTERED
    if any(one.action in ACTIONS and void(one, chart) for one in chart.current_instructions):
        return Fasting.VOID
    return Fasting.MISSING
