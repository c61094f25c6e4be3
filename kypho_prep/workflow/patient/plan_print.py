"""What is put on record of the papers that were printed at the kiosk, or of a plan that a nurse has to print; light."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.prep.chart import FactKind, StaffFact
from kypho_prep.prep.plan.printed_plan import printed_value
from kypho_prep.records.ids import new_id
from kypho_prep.workflow.derived.refresh import refresh, situation_of, stamp_of
from kypho_prep.workflow.patient.intake import finish
from kypho_prep.workflow.patient.open_sitting import note, open_sitting

if TYPE_CHECKING:
    from collections.abc import Collection

    from kypho_prep.prep.interview.situation import Situation
    from kypho_prep.workflow.workplace import Workplace


def printed_papers(
    workplace: Workplace, *, session: str, sent: Collection[str] = (), drawn_of: Situation | None = None
) -> None:
    """Store which papers were printed here ("plan", "reading"); without the plan, that the nurse must print it.

    `drawn_of` is what the plan was drawn of: what staff entered after that does not stand on it.
    """
    with workplace.writing() as records:
        sitting = open_sitting(records, session)
        before = situation_of(workplace, records, sitting.visit)
        now = stamp_of(workplace, before)
        value = printed_value(drawn_of or before) if "plan" in sent else {"printed": False}
        made = new_id(now.at)
        fact = StaffFact(made, sitting.visit, FactKind.PLAN_PRINTED, "", value, "patient", now.at, seq=now.seq)
        records.charts.add_fact(fact)
        note(workplace, records, sitting, "printed" if "plan" in sent else "print_asked", "plan")
        if "reading" in sent:
            note(workplace, records, sitting, "printed", "reading")
        refresh(workplace, records, before)


def finish_to_print(workplace: Workplace, *, session: str) -> bool:
    """Put the plan's printing on the nurse's board, and mark the patient as finished, as `intake.finish` does."""
    # First, as it needs the sitting that finishing closes.
    printed_papers(workplace, session=session)
    return finish(workplace, session=session)
