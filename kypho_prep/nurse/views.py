"""Which of the desk's pages leave a line when somebody opens them."""

from __future__ import annotations

from functools import partial
from typing import Any

from kypho_prep.nurse.board.past_page import PastPage
from kypho_prep.nurse.clinic.languages_page import LanguagePage, LanguagesPage
from kypho_prep.nurse.clinic.page import ClinicPage
from kypho_prep.nurse.clinic.pin_pages import OwnPinPage
from kypho_prep.nurse.clinic.staff_pages import OwnPasswordPage, PeoplePage
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.upkeep.audit_page import AuditPage
from kypho_prep.nurse.upkeep.finished_page import FinishedPage
from kypho_prep.nurse.visit.handing_page import EndPage, HandingPage
from kypho_prep.nurse.visit.page import VisitPage
from kypho_prep.workflow.clinic import views
from kypho_prep.workflow.clinic.views import View

_VIEWS: tuple[tuple[type, View | None], ...] = (
    (OwnPasswordPage, None),  # these show nobody, but for a translation's reviewer
    (OwnPinPage, None),
    (LanguagesPage, None),
    (LanguagePage, None),
    (PeoplePage, View.STAFF),
    (ClinicPage, View.CLINIC),
    (VisitPage, View.VISIT_FORM),
    (HandingPage, View.HANDING),
    (EndPage, View.ENDING),
    (PastPage, View.PAST),
    (AuditPage, View.AUDIT),
    (FinishedPage, View.FINISHED),
)


def view_of(page: object) -> View | None:
    """Return what it is to open a page; None where it shows nobody, or an opened chart has its own line."""
    return next((view for kind, view in _VIEWS if isinstance(page, kind)), None)


def put_on_record(desk: DeskContext, session: StaffSession, view: View | None, visit: str = "") -> None:
    """Have a view put on record; nobody waits for it."""
    if view is not None:
        job = partial(views.viewed, desk.workplace, staff=session.staff, view=view, visit=visit or None)
        desk.ask(job, _nothing, _nothing)


def _nothing(_what: Any) -> None:
    pass
