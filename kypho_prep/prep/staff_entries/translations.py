"""A prescriber's words in the patient's own language, as a nurse entered them beside the instruction itself."""

from __future__ import annotations

from dataclasses import dataclass

from kypho_prep.prep.chart import Chart, FactKind, Instruction, StaffFact


@dataclass(frozen=True, slots=True)
class Translation:
    """What the patient reads in a language in place of an instruction's words, and of when it is taken again."""

    language: str
    text: str
    restart: str = ""


def translation_fact(chart: Chart, instruction: str) -> StaffFact | None:
    """Return the entry that stands for an instruction, by its id: one that takes its place begins without any."""
    found = (one for one in chart.current_facts if one.kind is FactKind.INSTRUCTION_TRANSLATED)
    return next((one for one in found if one.subject == instruction), None)


def translation_of(chart: Chart, instruction: Instruction) -> Translation | None:
    """Return an instruction's words in the patient's language; None where nobody entered any."""
    fact = translation_fact(chart, instruction.id)
    if fact is None:
        return None
    return Translation(*(str(fact.value.get(name, "")) for name in ("language", "text", "restart")))
