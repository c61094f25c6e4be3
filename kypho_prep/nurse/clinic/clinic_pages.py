"""The pages that lead on from the clinic's settings: who works here, one's own password, the back-ups."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from kypho_prep.nurse.clinic.languages_page import LanguagePage, LanguagesPage
from kypho_prep.nurse.clinic.page import ClinicPage
from kypho_prep.nurse.clinic.pin_pages import OwnPinPage
from kypho_prep.nurse.clinic.staff_pages import AccountPage, AddPage, OwnPasswordPage, PeoplePage, StaffPage
from kypho_prep.nurse.desk import DeskContext, StaffSession
from kypho_prep.nurse.upkeep.audit_page import AuditPage
from kypho_prep.nurse.upkeep.back_ups_page import BackUpsPage
from kypho_prep.nurse.upkeep.finished_page import FinishedPage
from kypho_prep.nurse.upkeep.recovery_page import RecoveryPage
from kypho_prep.nurse.upkeep.restore_page import RestorePage

if TYPE_CHECKING:
    from kypho_prep.nurse.desk import Upkeep
    from kypho_prep.prep.words import Language
    from kypho_prep.workflow.clinic.standing_back_ups import Held

ClinicsPage = ClinicPage | PeoplePage | BackUpsPage | RestorePage | FinishedPage | RecoveryPage | AuditPage
# Asked while a page still shows: what opens the same page again.
Way = Callable[[], Callable[[], object]]


class Show(Protocol):
    """Shows a page in the place of the one before; Back and Esc lead on by `back`."""

    def __call__(self, page: ClinicsPage, back: Callable[[], object], way: Way) -> None:
        """Show it; `way` opens it again after a lock."""


class ClinicPages:
    """Opens them in a workspace, each with what was done just now."""

    def __init__(self, desk: DeskContext, session: StaffSession, show: Show, to_board: Callable[[], object]) -> None:
        """Know the workspace by how it shows a page and how it goes back to its board."""
        self._desk = desk
        self._session = session
        self._show = show
        self._to_board = to_board

    def open_clinic(self, told: str = "") -> None:
        """Open the clinic's settings."""
        page = ClinicPage(self._desk, self._session, told)
        page.staff_asked.connect(self.open_staff)
        page.password_asked.connect(self.open_own_password)
        page.pin_asked.connect(self.open_own_pin)
        page.back_ups_asked.connect(self.open_back_ups)
        page.audit_asked.connect(self.open_audit)
        page.finished_asked.connect(self.open_finished)
        page.languages_asked.connect(self.open_languages)
        page.saved.connect(self._session.take_clinic)
        page.saved.connect(lambda _clinic: self._to_board())
        self._show(page, self._to_board, lambda: self.open_clinic)
        page.form.focus_first()

    def open_staff(self, told: str = "") -> None:
        """Open the list of who works here."""
        page = StaffPage(self._desk, self._session, told)
        page.add_asked.connect(self.open_new_person)
        page.account_asked.connect(
            lambda one: self._show_people(AccountPage(self._desk, self._session, one), lambda: self.open_staff)
        )
        self._show(page, self.open_clinic, lambda: self.open_staff)
        page.add.setFocus()

    def open_languages(self, told: str = "") -> None:
        """Open the list of languages, and who reviewed each."""
        page = LanguagesPage(self._desk, self._session, told)
        page.language_asked.connect(self._open_language)
        self._show(page, self.open_clinic, lambda: self.open_languages)
        page.focus_first()

    def _open_language(self, language: Language) -> None:
        page = LanguagePage(self._desk, self._session, language)
        page.saved.connect(self.open_languages)
        self._show(page, self.open_languages, lambda: self.open_languages)
        page.focus_first()

    def open_new_person(self) -> None:
        """Open the page on which another person is let in to work here."""
        self._show_people(AddPage(self._desk, self._session), lambda: self.open_new_person)

    def open_own_password(self) -> None:
        """Open the page on which she gives herself a new password."""
        page = OwnPasswordPage(self._desk, self._session)
        page.saved.connect(self.open_clinic)
        self._show(page, self.open_clinic, lambda: self.open_own_password)
        page.form.focus_first()

    def open_own_pin(self) -> None:
        """Open the page on which she gives herself a PIN."""
        page = OwnPinPage(self._desk, self._session)
        page.saved.connect(self.open_clinic)
        self._show(page, self.open_clinic, lambda: self.open_own_pin)
        page.form.focus_first()

    def open_audit(self) -> None:
        """Open the record of who did what."""
        page = AuditPage(self._desk, self._session)
        self._show(page, self.open_clinic, lambda: self.open_audit)
        page.form.focus_first()

    def open_back_ups(self, told: str = "") -> None:
        """Open the list of the clinic's back-ups; the clinic's settings where nobody makes any here."""
        upkeep = self._desk.services.upkeep()
        if upkeep is None:
            self.open_clinic()
            return
        page = BackUpsPage(self._desk, self._session, upkeep, told)
        page.restore_asked.connect(partial(self._open_restore, upkeep))
        page.recovery_asked.connect(partial(self._open_recovery, upkeep))
        self._show(page, self.open_clinic, lambda: self.open_back_ups)
        page.make.setFocus()

    def open_finished(self) -> None:
        """Open the page of finished visits whose days are over."""
        page = FinishedPage(self._desk, self._session)
        self._show(page, self.open_clinic, lambda: self.open_finished)
        page.form.focus_first()

    def _open_recovery(self, upkeep: Upkeep) -> None:
        page = RecoveryPage(self._desk, self._session, upkeep)
        page.kept.connect(self.open_back_ups)
        # A key that was shown goes with its page: after a lock a new one is drawn.
        self._show(page, self.open_back_ups, lambda: self.open_back_ups)
        page.form.focus_first()

    def _open_restore(self, upkeep: Upkeep, one: Held) -> None:
        page = RestorePage(self._desk, self._session, upkeep, one)
        # After a lock what was read is old: she chooses anew.
        self._show(page, self.open_back_ups, lambda: self.open_back_ups)
        page.form.focus_first()

    def _show_people(self, page: AddPage | AccountPage, way: Way) -> None:
        page.saved.connect(self.open_staff)
        self._show(page, self.open_staff, way)
        page.focus_first()
