"""A kiosk that staff handed over from their desk: it asks for the date of birth, which opens that one visit; light.

Until the date is right this machine knows of the visit nothing but that there is one: the server compares it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.prep.author import Author
from kypho_prep.workflow.clinic.on_record import refused_in_wait
from kypho_prep.workflow.errors import Refused, Wait, WrongBirthDate
from kypho_prep.workflow.patient.intake import open_visit

if TYPE_CHECKING:
    from datetime import date

    from kypho_prep.workflow.patient.intake import Intake
    from kypho_prep.workflow.workplace import Workplace


class HandOverEnded(Refused):
    """Staff took it back, it lapsed, or the date of birth was wrong too often: only staff, or the slip, lead on."""

    key = "error.hand_over_ended"


def handed_here(workplace: Workplace) -> str | None:
    """Return the id of what is handed to this kiosk, while nobody sits there and no emergency stands."""
    with workplace.reading() as records:
        return records.hand_overs.here()


def show(workplace: Workplace, *, handed: str) -> bool:
    """Tell the desk that the kiosk asks for the date of birth; False where there is nothing to show any more."""
    with workplace.writing(heartbeat=True) as records:
        return records.hand_overs.show(handed) or records.hand_overs.here() == handed


def leave(workplace: Workplace, *, handed: str) -> None:
    """Tell the desk that whoever was at the kiosk went back."""
    with workplace.writing() as records:
        records.hand_overs.leave(handed)


def open_handed(workplace: Workplace, *, handed: str, born: date) -> Intake:
    """Open the visit that staff handed to this kiosk, by the date of birth.

    Raises WrongBirthDate, HandOverEnded, Wait, SessionTaken or VisitEnded.
    """
    with workplace.writing() as records:
        left = records.hand_overs.try_one(handed, born)
    if left:
        refused_in_wait(workplace, actor="patient", event="code_refused", subject=workplace.kiosk, seconds=left)
        raise Wait(left)
    # Not in the same transaction: the try has to be counted for good before it is answered.
    with workplace.writing() as records:
        visit = records.hand_overs.answer()
        stands = records.hand_overs.here() == handed
    if visit is None:
        raise WrongBirthDate if stands else HandOverEnded
    with workplace.writing() as records:
        return open_visit(workplace, records, visit, Author("patient"))
