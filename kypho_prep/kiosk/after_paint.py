"""What the kiosk reads and imports once its first page has been painted, on the database's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.workflow.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Known:
    """The clinic, the visit whose emergency at this kiosk nobody has acknowledged, and whether its login is guarded."""

    clinic: Clinic
    emergency: str | None
    guarded: bool


def first_known(workplace: Workplace) -> Known:
    """Return what the kiosk has to know before anybody touches it."""
    from kypho_prep.workflow.clinic import staff
    from kypho_prep.workflow.patient import intake

    guarded = workplace.database.guarded
    if guarded:  # the screen's thread need not import it then
        from kypho_prep.kiosk.session import handed

        _ = handed
    return Known(staff.clinic(workplace), intake.emergency_on(workplace), guarded)


def import_session() -> None:
    """Import what a patient's pages need once the kiosk is ready, so that the first patient need not wait for that."""
    from kypho_prep.kiosk.pages.ways_dialog import WaysDialog
    from kypho_prep.kiosk.scanning.scanner import Scanner
    from kypho_prep.kiosk.session import call_watch, closing, signing_in
    from kypho_prep.kiosk.session.dialog_actions import DialogActions
    from kypho_prep.kiosk.session.emergency import EmergencyScreen
    from kypho_prep.kiosk.session.page_actions import PageActions
    from kypho_prep.kiosk.session.page_ahead import PageAhead

    _ = (signing_in, closing, call_watch, EmergencyScreen, PageActions, PageAhead, DialogActions, Scanner, WaysDialog)
