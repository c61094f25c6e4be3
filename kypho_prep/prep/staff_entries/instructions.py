"""A prescriber's word about one medicine, and what is still missing from it."""

from __future__ import annotations

from collections.abc import Iterable

from kypho_prep.prep.chart import Chart, Instruction, InstructionAction
from kypho_prep.prep.staff_entries.fasting import void

MEDICINE_ACTIONS = (
    InstructionAction.LAST_DOSE,
    InstructionAction.CONTINUE,
    InstructionAction.MORNING_OF,
    InstructionAction.OTHER,
)
# The subject of an instruction about all medicines of the morning, whichever the patient takes.
MORNING = "morning"
# Nothing is stopped by these, so nobody has to say when it is taken again.
WITHOUT_RESTART = (InstructionAction.CONTINUE, InstructionAction.MORNING_OF)


def told(instruction: Instruction) -> bool:
    """Tell whether the patient was told, with the day and by whom."""
    return instruction.told_on is not None and bool(instruction.told_by.strip())


def told_before_move(instruction: Instruction, chart: Chart) -> bool:
    """Tell whether an instruction without a time was told for the visit's old times: it must be told again."""
    old = instruction.times_revision != chart.visit.times_revision
    return old and told(instruction) and not void(instruction, chart)


def gaps(instruction: Instruction, chart: Chart) -> tuple[str, ...]:
    """Return what an instruction lacks to be complete, as reason suffixes of the flag `loop`."""
    needs_restart = instruction.action not in WITHOUT_RESTART
    lacking = {
        "times_changed": void(instruction, chart),
        "no_decider": not instruction.decided_by.strip(),
        "not_told": not told(instruction),
        "told_before_move": told_before_move(instruction, chart),
        "no_restart": needs_restart and not instruction.restart.strip(),
    }
    return tuple(suffix for suffix, lacks in lacking.items() if lacks)


def medicine_instructions(chart: Chart, subject: str) -> tuple[Instruction, ...]:
    """Return the instructions that stand for a medicine or a ticked group, oldest first."""
    return tuple(one for one in chart.current_instructions if one.subject == subject and one.action in MEDICINE_ACTIONS)


def best_instruction(chart: Chart, subject: str) -> Instruction | None:
    """Return the instruction that lacks least, the newest among equals; none when nothing is recorded."""
    return least_lacking(chart, medicine_instructions(chart, subject))


def least_lacking(chart: Chart, found: Iterable[Instruction]) -> Instruction | None:
    """Return of several instructions the one that lacks least, the newest among equals."""
    newest = sorted(found, key=lambda one: one.seq, reverse=True)
    return min(newest, key=lambda one: len(gaps(one, chart)), default=None)


def open_gaps(chart: Chart, subject: str) -> tuple[str, ...]:
    """Return what keeps a medicine's loop open; empty once one complete instruction is recorded."""
    best = best_instruction(chart, subject)
    return ("no_instruction",) if best is None else gaps(best, chart)
