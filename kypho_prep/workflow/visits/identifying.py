"""One patient found by two identifiers that staff type, where no list may show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.prep.patients.name_search import folded
from kypho_prep.prep.times import local_date
from kypho_prep.workflow import clinic_setting
from kypho_prep.workflow.clinic.staff import require_staff
from kypho_prep.workflow.errors import Refused
from kypho_prep.workflow.visits.claiming import claimed

if TYPE_CHECKING:
    from datetime import date

    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace

# More of one family name than any clinic has to come.
_MOST = 500


class NobodyFits(Refused):
    """No one patient to come has the name and the date of birth that staff typed."""

    key = "error.nobody_fits"


def visit_of(workplace: Workplace, *, staff: StaffMember, family: str, born: date) -> str:
    """Return the next visit to come of the one patient of a family name and a date of birth.

    Capitals, accents and signs in the name do not matter. Raises StaffOnly, or NobodyFits, which never says which of
    the two was wrong, nor that several people share both. At a kiosk on a server the tries are counted; raises Wait.
    """
    wanted = folded(family)
    if workplace.database.guarded:
        # Of all others this login finds nobody below.
        _claim(workplace, staff, wanted, born)
    with workplace.reading() as records:
        require_staff(records, staff)
        clinic = clinic_setting.read(records.settings.get(clinic_setting.KEY))
        today = local_date(workplace.now(), clinic)
        rows = records.summaries.find(wanted.split(), _MOST) if wanted else ()
        fitting = [
            row
            for row in rows
            if row.born == born
            and folded(row.patient.partition(",")[0]) == wanted
            and row.ended_at is None
            and row.procedure_on >= today
        ]
    if len({(row.patient, row.mrn) for row in fitting}) != 1:
        raise NobodyFits
    return min(fitting, key=lambda row: (row.procedure_on, row.procedure_at or "")).visit


def _claim(workplace: Workplace, staff: StaffMember, wanted: str, born: date) -> None:
    """Let this kiosk hold the visit of a name and a date of birth. Raises StaffOnly, NobodyFits or Wait."""
    with workplace.reading() as records:
        require_staff(records, staff)
    if not wanted or claimed(workplace, born=born, words=wanted.split()) is None:
        raise NobodyFits
