"""Joins the parts: first paint, then the content and the database, then the patient's side or staff's."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kypho_prep import paths, settings
from kypho_prep.app import services
from kypho_prep.app.backing_up import BackUpTimer
from kypho_prep.app.lease import LeaseTimer
from kypho_prep.app.main_window import MainWindow, the_app
from kypho_prep.app.papers import FOLDER, Papers, print_to_take_home
from kypho_prep.app.start_trouble import StartTrouble
from kypho_prep.content.words_files import load_words
from kypho_prep.kiosk.held_back import HeldBack
from kypho_prep.kiosk.services import KioskServices
from kypho_prep.kiosk.window import KioskWindow
from kypho_prep.look.announce import Announcer, Voice
from kypho_prep.look.faults import attempt
from kypho_prep.look.focus_ring import FocusRing
from kypho_prep.look.overrides import later
from kypho_prep.look.speech import Speech, SpeechProcess
from kypho_prep.look.theme import LIGHT, Look, apply_theme
from kypho_prep.look.worker import Jobs
from kypho_prep.prep.words import REFERENCE
from kypho_prep.settings import Kind
from kypho_prep.workflow.errors import NoClinic

if TYPE_CHECKING:
    from kypho_prep.nurse.window import NurseWindow
    from kypho_prep.workflow.clinic.restoring import Offer
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import PasswordRule, Workplace

# All that the welcome page and a refusal to start need; the rest is read after the first paint.
FIRST_WORDS = ("kiosk", "controls", "program", "errors")


class Program(QObject):
    """Opens the clinic after the first paint, and swaps the sides that this kind of machine has.

    `working` says that the database is open, and whether the first administrator is still to be made; `refused` that
    it is not, in a sentence; `sample_made` that a sample clinic waits in a folder of its own. Back-ups are made by
    what `backup_worker` makes, without one by nobody. Raises BrokenContent.
    """

    working = Signal(bool)
    refused = Signal(str)
    sample_made = Signal()

    def __init__(
        self,
        chosen: settings.Settings,
        worker: Jobs,
        clock: Callable[[], datetime],
        ticks: Callable[[], float] = time.monotonic,
        resources: Path | None = None,
        *,
        voice: Voice | None = None,
        speech: Speech | None = None,
        backup_worker: Callable[[], Jobs] | None = None,
    ) -> None:
        super().__init__()
        self.resources = resources or paths.resources()
        self.chosen = chosen
        self.worker = worker
        self.clock = clock
        self.passwords: PasswordRule | None = None
        self.voice, self.speech = voice or Announcer(), speech or SpeechProcess()
        self.sample_visits = services.SAMPLE_VISITS
        self.workplace: Workplace | None = None
        self.words = load_words(self.resources / "content" / "words", REFERENCE, only=FIRST_WORDS)
        self.window = MainWindow(stays=chosen.kind is Kind.KIOSK)
        self.ring = FocusRing(self.window, apply_theme(the_app(), px_per_mm=chosen.px_per_mm), the_app())
        self.window.closing.connect(self.close)
        self._trouble = StartTrouble(self.window, self.words, self.restyle, ticks)
        self._trouble.again.connect(self._again)
        self._trouble.told.connect(self.refused)
        self._trouble.unlocked.connect(self._unlocked)
        self.ticks = ticks
        self._closed, self._held_back, self._told = False, HeldBack(), ""
        self.backups = BackUpTimer(backup_worker, clock, chosen.backups)
        self.lease = LeaseTimer(worker)
        self._kiosk = None if chosen.kind is Kind.DESK else self._patient_side()
        self.staff: NurseWindow | None = None
        self._first = self._kiosk or self._waiting_page("opening")
        self.window.show_side(self._first)

    @property
    def kiosk(self) -> KioskWindow:
        """Return the patient's side; LookupError on a desk, which has none."""
        if self._kiosk is None:
            raise LookupError("a desk has no patient's side")
        return self._kiosk

    def restyle(self, theme: str = LIGHT, text_percent: int = 100) -> Look:
        """Give the whole program a look, and return it."""
        look = replace(apply_theme(the_app(), theme, text_percent, self.chosen.px_per_mm), voice=self.voice)
        self.ring.set_look(look)
        return look

    def open(self) -> None:
        """Read the content and open the clinic's database, off the screen; then the kiosk can work."""
        self.worker.run(self._open_clinic, self._opened, self._refused)

    def begin(self, set_up_needed: bool) -> None:
        """Let staff set the clinic up where nobody works here yet; else a desk waits for staff, others for patients."""
        if set_up_needed and self.chosen.kind is Kind.KIOSK:
            self._refused(NoClinic(services.NO_CLINIC_YET))
        elif set_up_needed or self._kiosk is None or self._told:
            self.show_staff()
        told, self._told = self._told, ""
        if told and self.staff is not None:
            self.staff.sign_in.begin(told)

    def show_patient(self) -> None:
        """Put the patient's side in front; nothing of staff's shows any more."""
        if self.kiosk.emergency_screen is None:  # one that was stored meanwhile stands until staff acknowledge it
            self.kiosk.show_welcome()
        self.window.show_side(self.kiosk)

    def show_staff(self) -> None:
        """Put staff's side in front, at its sign-in; a kiosk alone has none, nor is it there before the database."""
        if self.workplace is None or self.chosen.kind is Kind.KIOSK:
            return
        look = self.restyle()
        if self.staff is None:
            self.staff = self._staff_side(self.workplace, look)
        self.window.show_side(self.staff)
        self.staff.begin()

    def recover(self) -> None:
        """Go on after a fault of the program's own: staff in their page, a patient's side from its beginning."""
        if self._closed or self.staff is None or self.window.side is not self.staff or not self.staff.say_fault():
            self.start_over()

    def start_over(self) -> None:
        """Throw the sides away and build them anew; the patient's sitting is closed, what she answered is saved.

        A program that is closed stays so, and one that could not start says so again.
        """
        if self._closed:
            return
        if self._trouble.shows:
            self._refused(RuntimeError())
            return
        from kypho_prep.kiosk.after_fault import let_go

        staff, kiosk = self.staff, self._kiosk
        at_desk = staff is not None and self.window.side is staff
        self.staff = self._kiosk = None
        signed_in = kiosk is not None and attempt(partial(let_go, kiosk), otherwise=True)
        for gone in (staff, kiosk):
            if gone is not None:
                attempt(partial(self.window.drop, gone), otherwise=None)
        if self.chosen.kind is not Kind.DESK:
            side = self._first = self._kiosk = self._patient_side()
            if kiosk is not None:
                attempt(partial(side.stage.take_comfort, kiosk.stage.comfort), otherwise=None)
            side.show_trouble(signed_in=signed_in)
            self.window.show_side(side)
            side.ready()
        if at_desk or self._kiosk is None:
            self._staff_after_fault()

    def _staff_after_fault(self) -> None:
        self.show_staff()
        if self.staff is not None:
            self.staff.say_fault()

    def close(self) -> None:
        """Finish what is under way, but for a sample; sign out whoever sits there, and close the database."""
        self._closed = True
        if self.staff is not None:
            self.staff.give_up_sample()
        if self._kiosk is not None:  # before its window goes
            attempt(self._kiosk.sign_out, otherwise=None)
        if self.backups.works:
            # The last back-up takes a moment: nobody is to touch a window that does not answer.
            self.window.hide()
        self.speech.close()
        self._let_go()  # closing the database is the worker's last job
        self.worker.close()

    def bring_back(self, offered: Offer, member: StaffMember) -> None:
        """Put a back-up in the place of the clinic's data: every page closes; staff's sign-in says what came of it."""
        # Not within the press that asks for it: its page goes.
        later(0, self, lambda: self._bring_back(offered, member))

    def _bring_back(self, offered: Offer, member: StaffMember) -> None:
        from kypho_prep.app.bringing_back import bring_back

        waiting = self._waiting_page("bringing_back")
        self.window.show_side(waiting)
        if self._kiosk is not None:
            attempt(self._kiosk.sign_out, otherwise=None)
        for gone in (self.staff, self._kiosk):
            if gone is not None:
                self.window.drop(gone)
        self.staff = self._kiosk = None
        self._let_go()

        def done(told: str) -> None:
            self._told = told
            self._kiosk = None if self.chosen.kind is Kind.DESK else self._patient_side()
            self._first = self._kiosk or waiting
            self._again()
            if self._first is not waiting:
                self.window.drop(waiting)

        bringing = partial(bring_back, self.chosen, offered, self.clock(), member, self.words)
        self.worker.run(bringing, done, self._refused)

    def _open_clinic(self) -> Workplace:
        return self._trouble.admitted(services.open_clinic(self.chosen, self.resources, self.clock, self.passwords))

    def _unlocked(self, key: bytes) -> None:
        self.chosen = replace(self.chosen, key=key)
        self._again()

    def _opened(self, workplace: Workplace) -> None:
        from kypho_prep.papers.clearing import clear_papers

        self.workplace, self.chosen = workplace, services.with_key(self.chosen, workplace)
        # Before all else: what a kiosk kept while its server was away is older than whatever is done now.
        self._held_back.begin(self.worker, lambda: self.workplace)
        # Whoever made a paper in an earlier run is not coming for it any more.
        clear_papers(self.chosen.data / FOLDER)
        if self._kiosk is not None:
            self._kiosk.ready()
        self.worker.run(partial(services.first_look, workplace), self.working.emit, self._refused)
        self.backups.begin(workplace.database)
        self.lease.begin(workplace)

    def _let_go(self) -> None:
        self.lease.end()
        self._held_back.again()  # in front of the last back-up and the end of the database
        self.backups.end(self.worker)
        if self.workplace is not None:
            last = partial(services.last_act, self.workplace, self.chosen.config)
            self.worker.run(last, services.nothing, services.nothing)
            self.workplace = None

    def _refused(self, trouble: Exception) -> None:
        # Trying again takes the folder's lock anew, which this very program may hold by now.
        self._let_go()
        self.chosen = services.without_key(self.chosen, trouble)
        self._trouble.show(trouble, self.chosen, self.worker, self.clock)

    def _again(self) -> None:
        self.window.show_side(self._first)
        self.open()

    def _patient_side(self) -> KioskWindow:
        printing = partial(print_to_take_home, self.clock)
        shared = self.words, self.worker, self.restyle, self.ticks, lambda: self.workplace, printing
        alone, held = self.chosen.kind is Kind.KIOSK, self._held_back
        side = KioskWindow(KioskServices(*shared, kiosk_alone=alone, held_back=held, speech=self.speech))
        side.staff_requested.connect(self.show_staff)
        side.quit_wanted.connect(self.window.leave)
        return side

    def _waiting_page(self, said: str) -> QWidget:
        from kypho_prep.app.opening_page import waiting_page

        return waiting_page(self.restyle(), self.words(f"program.{said}"))

    def _staff_side(self, workplace: Workplace, look: Look) -> NurseWindow:
        from kypho_prep.nurse.desk import DeskContext
        from kypho_prep.nurse.window import NurseWindow

        papers = Papers(self.chosen.data, self.clock, workplace.content.words)
        upkeep = partial(self.backups.upkeep, self.chosen, self.bring_back)
        outside = services.outside(self.chosen, papers, self.sample_visits)
        around = replace(outside, backups=self.backups.state, upkeep=upkeep)
        side = NurseWindow(DeskContext(workplace, self.worker, papers.words, look, around))
        side.locked.connect(papers.clear_old)
        if self._kiosk is not None:
            side.locked.connect(self.show_patient)
        side.hand_over.connect(self.hand_over)
        side.sample_made.connect(self.sample_made)
        return side

    def hand_over(self, visit: str, member: StaffMember) -> None:
        """Give the kiosk to the patient whom staff has just identified."""
        self.window.show_side(self.kiosk)
        self.kiosk.hand_over(visit, member)
