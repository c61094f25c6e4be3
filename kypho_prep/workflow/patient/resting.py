"""A rest within a sitting: it stays open at its kiosk, and for a few tries the date of birth leads back; light.

The code of the slip is known only as an HMAC, and is on paper in the patient's hand: it is neither shown nor asked for.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from kypho_prep.prep.reply import Who
from kypho_prep.workflow.derived.refresh import refresh, situation_of
from kypho_prep.workflow.errors import RestOver, VisitEnded, WrongBirthDate
from kypho_prep.workflow.patient.intake import Intake, close_sitting, intake_of
from kypho_prep.workflow.patient.open_sitting import note, open_sitting

if TYPE_CHECKING:
    from datetime import date

    from kypho_prep.records.rows import SessionRow
    from kypho_prep.records.transaction import Transaction
    from kypho_prep.workflow.workplace import Workplace

TRIES = 3  # a date alone is little: who guesses has to find a slip as well
_BEGUN, _MISSED, _ENDED = "rest_begun", "rest_missed", "rest_ended"


def rest(workplace: Workplace, *, session: str) -> None:
    """Put on record that the patient rests: whoever comes back has to give the date of birth. Raises SessionEnded."""
    with workplace.writing() as records:
        note(workplace, records, open_sitting(records, session), _BEGUN)


def come_back(workplace: Workplace, *, session: str, born: date) -> Intake:
    """Return what the patient sees who rested here, at the page where she was.

    Raises WrongBirthDate, RestOver at the last wrong one (the sitting is closed then), SessionEnded or VisitEnded.
    """
    with workplace.writing() as records:
        sitting = open_sitting(records, session)
        here = situation_of(workplace, records, sitting.visit, Who(sitting.who))
        if here.chart.visit.ended is not None:
            raise VisitEnded
        if hmac.compare_digest(here.chart.patient.born.isoformat(), born.isoformat()):
            note(workplace, records, sitting, _ENDED)
            return intake_of(records, here, sitting)
        note(workplace, records, sitting, _MISSED)
        over = _misses(records, sitting) >= TRIES
        if over:
            close_sitting(workplace, records, sitting, "left")
            refresh(workplace, records, here)
    # Not inside the transaction, which would take the counted miss back with it.
    raise RestOver if over else WrongBirthDate


def _misses(records: Transaction, sitting: SessionRow) -> int:
    """Return how many wrong dates were given since the patient went to rest."""
    count = 0
    for event, details in records.audit.events_of(sitting.visit):
        if details.get("session") == sitting.id and event in (_BEGUN, _MISSED, _ENDED):
            count = count + 1 if event == _MISSED else 0
    return count
