"""A nurse enters a prescriber's words in the language that the patient reads, beside the words themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.languages import papers_language
from kypho_prep.prep.staff_entries.translations import translation_fact
from kypho_prep.prep.words import REFERENCE
from kypho_prep.workflow.desk.staff_step import Turn, at_desk
from kypho_prep.workflow.errors import Changed
from kypho_prep.workflow.forms import normalized, require_length

if TYPE_CHECKING:
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.desk.review_view import Review
    from kypho_prep.workflow.workplace import Workplace


def translate_instruction(
    workplace: Workplace, *, staff: StaffMember, visit: str, instruction: str, text: str, restart: str = ""
) -> Review:
    """Keep an instruction's words as the patient reads them; an empty text takes them back, the old row stays.

    Raises Changed where the instruction no longer stands, or the patient's papers are in English; TooLong or StaffOnly.
    """
    said, again = normalized(text), normalized(restart)
    require_length(said, again)

    def write(turn: Turn) -> None:
        chart, language = turn.situation.chart, papers_language(turn.situation)
        if language == REFERENCE or instruction not in {one.id for one in chart.current_instructions}:
            raise Changed
        before = translation_fact(chart, instruction)
        if before is None and not said:
            return
        value = {"language": language, "text": said, "restart": again}
        fact = StaffFact(
            turn.new_id(), visit, FactKind.INSTRUCTION_TRANSLATED, instruction, value, staff.name, turn.now,
            before.id if before is not None else None, withdrawn=not said, recorded_by_id=staff.id, seq=turn.seq,
        )  # fmt: skip
        turn.records.charts.add_fact(fact)
        turn.note("fact_recorded", fact.kind.value, fact=fact.id)

    return at_desk(workplace, staff, visit, write)
