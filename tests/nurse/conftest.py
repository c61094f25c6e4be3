"""A real clinic for the desk's tests: encrypted file, real content, real widgets, a clock that stands still."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kypho_prep.content import Content
from kypho_prep.look.theme import Look, apply_theme
from kypho_prep.look.worker import InlineWorker, Jobs
from kypho_prep.nurse.desk import DeskContext, DeskServices
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.clinic import Clinic
from kypho_prep.records.sqlite.database import Database
from kypho_prep.sample.scripted_patient import Script, answer_all
from kypho_prep.tour.driver.hand import Hand
from kypho_prep.tour.driver.nurse import Nurse
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, Slip, VisitForm
from kypho_prep.workflow.workplace import PasswordRule, Workplace
from tests.kept_states import Begun, KeptStates

NOW = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)  # a Tuesday, 10:00 in New York
PROCEDURE = date(2026, 12, 14)
PASSWORD = "quiet river stone"
Made = TypeVar("Made")


@dataclass
class Clock:
    """A clock that moves a second at each look, so that what comes later is later."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@dataclass
class Ward:
    """The workplace, its first nurse, and short ways to patients and pages."""

    workplace: Workplace
    clock: Clock
    nurse: StaffMember | None = None
    slips: list[Slip] = field(default_factory=list)
    begun: Begun | None = None
    states: KeptStates | None = None

    def once(self, state: str, make: Callable[[], Made]) -> Made:
        """Make visits, or copy them from the first test that made them where nothing was done yet."""
        if self.begun is None or self.states is None or not self.begun.untouched(self.workplace):
            return make()
        found: Made = self.states.reach(self.begun, state, make)
        return found

    def visit(self, family: str = "Moss", given: str = "Eleanor", **planned: Any) -> str:
        """Enter a visit."""
        assert self.nurse is not None
        on, mrn = planned.pop("procedure_on", PROCEDURE), planned.pop("mrn", "40177")
        person = PatientForm(family, given, date(1955, 3, 14), "female", mrn, "555-0177")
        plan = VisitForm(on, "09:30", on, "08:00", "L1", Anesthesia.SEDATION, "Dr. Okafor", **planned)
        return schedule.new_visit(self.workplace, staff=self.nurse, patient=person, visit=plan)

    def answered_visit(self, script: Script, **planned: Any) -> str:
        """Enter a visit whose patient answers by a script and finishes."""
        return self.once(f"answered {script} {planned}", lambda: self.answered(self.visit(**planned), script))

    def answered(self, visit: str, script: Script | None = None, *, finish: bool = True) -> str:
        """Let the patient answer by a script."""
        assert self.nurse is not None
        opened = intake.hand_over(self.workplace, visit=visit, staff=self.nurse)
        opened = answer_all(self.workplace, opened, script or Script())
        (intake.finish if finish else intake.leave)(self.workplace, session=opened.session.id)
        return visit


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return apply_theme(qapp)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nobody")
    start.open_or_create(folder / "data", folder / "config").close()
    return folder


@pytest.fixture(scope="session")
def staffed_once(
    made_once: Path, tmp_path_factory: pytest.TempPathFactory, content: Content
) -> tuple[Path, StaffMember, datetime]:
    """The same with one nurse, and the moment after she was entered."""
    folder = tmp_path_factory.mktemp("staffed") / "clinic"
    shutil.copytree(made_once, folder)
    with closing(start.open_or_create(folder / "data", folder / "config")) as database:
        ward = ward_on(database, content)
        nurse = staff.first_administrator(ward.workplace, name="R. Alvarez", user="r.alvarez", password=PASSWORD)
    return folder, nurse, ward.clock.at


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> KeptStates:
    return KeptStates(tmp_path_factory.mktemp("states"))


def ward_on(database: Database, content: Content) -> Ward:
    clock, rule = Clock(), PasswordRule(rounds=1, memory_kib=8, lanes=1, unlock_seconds=0)
    return Ward(start.workplace(database, content, clock=clock, kiosk="kiosk-1", passwords=rule), clock)


@pytest.fixture
def empty_ward(made_once: Path, tmp_path: Path, content: Content) -> Iterator[Ward]:
    """A database in which nobody works yet, made once and copied for each test."""
    shutil.copytree(made_once, tmp_path, dirs_exist_ok=True)
    with closing(start.open_or_create(tmp_path / "data", tmp_path / "config")) as database:
        yield ward_on(database, content)


@pytest.fixture
def ward(
    staffed_once: tuple[Path, StaffMember, datetime], tmp_path: Path, content: Content, states: KeptStates
) -> Iterator[Ward]:
    """A clinic with one nurse, who is its administrator."""
    folder, nurse, at = staffed_once
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    with closing(start.open_or_create(tmp_path / "data", tmp_path / "config")) as database:
        ward = ward_on(database, content)
        ward.nurse, ward.clock.at, ward.states = nurse, at, states
        ward.begun = Begun(ward.workplace, ward.clock, at)
        yield ward


Open = Callable[..., NurseWindow]


@pytest.fixture
def open_window(qtbot: Any, qapp: QApplication, look: Look, tmp_path: Path) -> Open:
    """Show the nurse's window on a ward, signed in when somebody works there."""

    def opened(
        ward: Ward,
        *,
        size: tuple[int, int] = (1440, 900),
        in_look: Look | None = None,
        around: DeskServices | None = None,
        worker: Jobs | None = None,
    ) -> NurseWindow:
        def slip(made: Slip, _clinic: Clinic) -> Path:
            ward.slips.append(made)
            return tmp_path / "slip.pdf"

        services = DeskServices(slip, lambda _situation, _size: tmp_path / "plan.pdf", lambda: ["Front desk"])
        words = ward.workplace.content.words("en")
        desk = DeskContext(ward.workplace, worker or InlineWorker(), words, in_look or look, around or services)
        window = NurseWindow(desk)
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.begin()
        if ward.nurse is not None:
            sign_in(window)
            # A test says itself when the desk looks again: on a busy machine two seconds pass between two presses.
            workspace = window.workspace()
            assert workspace is not None
            workspace.watch.stop()
        return window

    return opened


def sign_in(window: NurseWindow, password: str = PASSWORD, *, user: str = "r.alvarez") -> None:
    """Type the user and the password."""
    Nurse(Hand(window), window).sign_in(user, password)


def confirm(window: NurseWindow, password: str = PASSWORD) -> None:
    """Type the password on the card that asks for it once more."""
    Nurse(Hand(window), window).confirm(password)


def named(owner: QWidget, name: str) -> QWidget:
    """Return what can be touched under a name, as the tour's hand finds it."""
    QApplication.processEvents()
    return Hand(owner.window()).find(name, owner)


def press(owner: QWidget, name: str) -> None:
    """Touch a button, as the tour's hand does."""
    hand = Hand(owner.window())
    hand.settle()  # a page that a test opened by the workspace may not be laid out yet
    hand.tap(name, owner)


def put(owner: QWidget, name: str, text: str) -> None:
    """Set a field of any kind to a value."""
    from kypho_prep.nurse.widgets.fields import Field

    found = [one for one in owner.findChildren(Field) if one.name == name and one.isVisible()]
    assert found, f"no field {name} is shown"
    found[0].put(text)


def problem(owner: QWidget, name: str) -> str:
    """Return the sentence beside a field."""
    from kypho_prep.nurse.widgets.fields import Field

    return next(one.problem() for one in owner.findChildren(Field) if one.name == name and one.isVisible())


def shown_text(owner: QWidget) -> str:
    """Return everything that can be read on a page."""
    from PySide6.QtWidgets import QLabel, QPushButton

    QApplication.processEvents()

    labels = [one.text() for one in owner.findChildren(QLabel) if one.isVisible()]
    return "\n".join([*labels, *(one.text() for one in owner.findChildren(QPushButton) if one.isVisible())])
