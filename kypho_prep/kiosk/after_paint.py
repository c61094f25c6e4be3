"""What the kiosk reads and imports once its first page has been painted, on the database's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.workflow.workplace import Workplace


def first_known(workplace: Workplace) -> tuple[Clinic, str | None]:
    """Return the clinic, and the visit whose emergency at this kiosk nobody has acknowledged.

    What a patient's first page needs is imported with it, so that the first patient need not wait for that.
    """
    from kypho_prep.kiosk.session import call_watch, closing, handed, signing_in
    from kypho_prep.kiosk.session.dialog_actions import DialogActions
    from kypho_prep.kiosk.session.emergency import EmergencyScreen
    from kypho_prep.kiosk.session.page_actions import PageActions
    from kypho_prep.kiosk.session.page_ahead import PageAhead
    from kypho_prep.workflow.clinic import staff
    from kypho_prep.workflow.patient import intake

    _ = (signing_in, closing, call_watch, handed, EmergencyScreen, PageActions, PageAhead, DialogActions)
    return staff.clinic(workplace), intake.emergency_on(workplace)
