"""How a kiosk whose login sees only the visit that it holds comes to hold one: the server itself judges and counts.

This module is light: the first paint may import it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.prep.times import local_date
from kypho_prep.workflow import clinic_setting
from kypho_prep.workflow.clinic.clock_watch import latest_seen
from kypho_prep.workflow.clinic.on_record import refused_in_wait
from kypho_prep.workflow.errors import Wait

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kypho_prep.workflow.workplace import Workplace


def claimed(workplace: Workplace, *, born: date, code_hmac: str | None = None, words: Sequence[str] = ()) -> str | None:
    """Return the visit of a code, or of all the words of a name, and a birth date; nothing where they fit none.

    Raises Wait. This station holds the visit for two minutes, in which a sitting has to be opened.
    """
    with workplace.writing() as records:
        left = records.claims.try_one(born, code_hmac=code_hmac, words=words)
    if left:
        refused_in_wait(workplace, actor="patient", event="code_refused", subject=workplace.kiosk, seconds=left)
        raise Wait(left)
    # Not in the same transaction: the try has to be counted for good before it is answered.
    with workplace.writing() as records:
        clinic = clinic_setting.read(records.settings.get(clinic_setting.KEY))
        return records.claims.answer(local_date(latest_seen(workplace, records), clinic))
