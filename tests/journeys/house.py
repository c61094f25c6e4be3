"""The whole program on one encrypted file: the real window, a worker that runs each job at once, a clock that ticks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from kypho_prep.app.program import Program
from kypho_prep.look.announce import Voice
from kypho_prep.look.trouble_page import TroublePage
from kypho_prep.look.worker import InlineWorker, Jobs
from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.words import Words
from kypho_prep.settings import Kind, Settings
from kypho_prep.tour.driver.guest import Answers, Guest
from kypho_prep.tour.driver.hand import Hand
from kypho_prep.tour.driver.nurse import Nurse
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.derived.refresh import situation_of
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm
from kypho_prep.workflow.workplace import PasswordRule, Workplace
from tests.shipped import shipped

CHEAP = PasswordRule(rounds=1, memory_kib=1024, lanes=1, unlock_seconds=0)
USER, PASSWORD = "ann", "quiet river stone"
BORN = date(1950, 2, 3)
PROCEDURE = date(2026, 12, 8)
VISIT = VisitForm(PROCEDURE, "09:30", PROCEDURE, "08:00", "L1", Anesthesia.SEDATION, "Dr. Okafor", ("mri",))
KIOSK = "kiosk 1"


class Clock:
    """A clock that moves on by a second at each look, from ten in the morning in New York."""

    def __init__(self, at: datetime = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)) -> None:
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@dataclass
class Ticks:
    """Monotonic seconds that pass only when a test says so."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class House:
    """A program that stands on the screen, and the hand in front of it."""

    program: Program
    hand: Hand
    ticks: Ticks

    @property
    def workplace(self) -> Workplace:
        assert self.program.workplace is not None
        return self.program.workplace

    @property
    def words(self) -> Words:
        return self.workplace.content.words("en")

    @property
    def trouble(self) -> TroublePage | None:
        found = [one for one in self.program.window.findChildren(TroublePage) if one.isVisible()]
        return found[0] if found else None

    @property
    def side(self) -> QWidget:
        """The side that is in front."""
        return self.program.kiosk if self.program.kiosk.isVisible() else self.program.staff or self.program.window

    def said(self, within: QWidget | None = None) -> str:
        """All words on the screen now."""
        place = within or self.program.window
        labels = [one.text() for one in place.findChildren(QLabel) if one.isVisible()]
        return "\n".join(labels + [one.accessibleName() or one.text() for one in buttons(place)])

    @property
    def nurse(self) -> StaffMember:
        """The one who set the clinic up, with her password just typed."""
        return replace(staff.sign_in(self.workplace, user=USER, password=PASSWORD), reauthenticated=True)

    @property
    def at_desk(self) -> Nurse:
        """The nurse in front of the desk's side."""
        assert self.program.staff is not None
        return Nurse(self.hand, self.program.staff)

    def guest(self, answers: Answers | None = None) -> Guest:
        """A patient in front of the kiosk's side, with what to touch on which item."""
        return Guest(self.hand, self.program.kiosk, answers or {})

    def staff_sign_in(self, user: str = USER) -> None:
        """Come to the desk, from the patient's welcome page too."""
        if self.hand.sees("staff"):  # it makes the desk's side where nobody has come to it yet
            self.hand.tap("staff")
        self.at_desk.sign_in(user, PASSWORD)

    def situation(self, visit: str) -> Situation:
        with self.workplace.reading() as records:
            return situation_of(self.workplace, records, visit)


def buttons(place: QWidget) -> list[QAbstractButton]:
    return [one for one in place.findChildren(QAbstractButton) if one.isVisible()]


@contextmanager
def standing(
    folder: Path,
    *,
    worker: Jobs | None = None,
    data: Path | None = None,
    config: Path | None = None,
    resources: Path | None = None,
    voice: Voice | None = None,
    kind: Kind = Kind.BOTH,
    backups: bool = False,
) -> Iterator[House]:
    """Start the program on a folder, its window shown, and close it again."""
    ticks = Ticks()
    chosen = Settings(data or folder / "data", config or folder / "config", KIOSK, kind=kind)
    kept = InlineWorker if backups else None
    program = Program(chosen, worker or InlineWorker(), Clock(), ticks, resources, voice=voice, backup_worker=kept)
    program.passwords = CHEAP
    program.sample_visits = 2
    program.working.connect(program.begin)
    program.window.resize(1280, 800)
    program.window.show()
    program.window.activateWindow()
    hand = Hand(program.window)
    program.open()
    hand.settle()
    try:
        yield House(program, hand, ticks)
    finally:
        if kind is not Kind.DESK:
            program.kiosk.idle.stop()
        program.close()
        program.window.leave()
        program.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))


def with_clinic(folder: Path, do: Callable[[Workplace, StaffMember], None] | None = None) -> tuple[str, str]:
    """Make a clinic with one nurse and one visit, closed again; return the visit and its slip's code."""
    database = start.open_or_create(folder / "data", folder / "config")
    try:
        place = start.workplace(database, shipped(), clock=Clock(), kiosk=KIOSK, passwords=CHEAP)
        nurse = staff.first_administrator(place, name="Ann Lee", user=USER, password=PASSWORD)
        person = PatientForm("Quarrington", "Eleanor", BORN, phone="555-0123")
        visit = schedule.new_visit(place, staff=nurse, patient=person, visit=VISIT)
        code = schedule.print_slip(place, staff=nurse, visit=visit).code
        if do is not None:
            do(place, nurse)
        return visit, code
    finally:
        database.close()
