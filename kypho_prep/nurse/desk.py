"""What every desk page is given: the words, the look, and the way to have work done off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QApplication

from kypho_prep.look.faults import note
from kypho_prep.look.theme import Look
from kypho_prep.look.worker import Asked, Jobs
from kypho_prep.prep.words import Words
from kypho_prep.workflow.clinic.pins import TRIES
from kypho_prep.workflow.errors import Refused, ServerLost
from kypho_prep.workflow.workplace import Workplace

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.prep.interview.situation import Situation
    from kypho_prep.settings import Settings
    from kypho_prep.workflow.clinic.backing_up import BackingUp, BackUps
    from kypho_prep.workflow.clinic.restoring import Offer
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.desk.review_view import Review
    from kypho_prep.workflow.visits.schedule import Board, BoardRow, Slip

Value = TypeVar("Value")
Draft = dict[str, str]
MakeSample = Callable[[str, Callable[[int, int], None]], object]


@dataclass(frozen=True)
class Upkeep:
    """How an administrator's pages reach the clinic's back-ups.

    `chosen` says where they are; `backing` makes them, on the thread that `ask` runs a job on. `bring_back` closes
    every page, puts a back-up in the place of what stands, and comes back with staff's sign-in.
    """

    chosen: Settings
    backing: BackingUp
    ask: Callable[[Callable[[], Any], Callable[[Any], None], Callable[[Exception], None]], object]
    bring_back: Callable[[Offer, StaffMember], None]


@dataclass(frozen=True)
class DeskServices:
    """What lies outside the desk and is handed in: papers, printers, and the sample clinic.

    The papers print, or return the file where no printer takes them; without one there is no such paper.
    `make_sample` takes a password and whom to tell how many patients of how many are made. `patient_side`: this
    machine is a kiosk as well, to which a locked desk gives way. `keep_kind` writes down what this machine is for.
    `backups` says how the clinic's back-ups stand; without it there are none, and without `upkeep` no pages about them.
    `recovery` prints a recovery key, never as a file, and tells whether the printer took it.
    `ring` makes the sound of an alarm. `chosen` says where this machine keeps what the audit is held to.
    """

    slip: Callable[[Slip, Clinic], Path | None] | None = None
    plan: Callable[[Situation, str], Path | None] | None = None
    printers: Callable[[], Sequence[str]] = tuple
    machine_zone: str = "America/New_York"
    make_sample: MakeSample | None = None
    sample_there: bool = False
    day_list: Callable[[Board, date, Clinic], Path | None] | None = None
    escort: Callable[[Situation], Path | None] | None = None
    reading: Callable[[Situation, str], Path | None] | None = None
    nurse_sheet: Callable[[Review, str], Path | None] | None = None
    patient_side: bool = True
    keep_kind: Callable[[str], None] | None = None
    backups: Callable[[], BackUps | None] | None = None
    upkeep: Callable[[], Upkeep | None] = lambda: None
    recovery: Callable[[str, Clinic], bool] | None = None
    ring: Callable[[], None] = QApplication.beep
    chosen: Settings | None = None


@dataclass(frozen=True)
class DeskContext:
    """The parts that all desk pages share."""

    workplace: Workplace
    worker: Jobs
    words: Words
    look: Look
    services: DeskServices = field(default_factory=DeskServices)

    def px(self, pixels: float) -> int:
        """Return a size given in pixels at 100 dots an inch, for this screen."""
        return self.look.metrics.px(pixels)

    def ask(
        self,
        job: Callable[[], Value],
        done: Callable[[Value], None],
        refused: Callable[[Exception], None],
    ) -> Asked:
        """Run a workflow call off the screen's thread; its value goes to `done`, its refusal to `refused`."""
        return self.worker.run(job, done, refused)

    def sentence(self, trouble: Exception) -> str:
        """Return what a person reads about a refusal; an unforeseen trouble is logged and never shown as it is."""
        if isinstance(trouble, Refused):
            key = "error.server_away" if isinstance(trouble, ServerLost) else trouble.words_key
            return self.words(key, **trouble.params)
        note("a desk job failed", trouble)
        return self.words("desk.trouble")


@dataclass
class StaffSession:
    """One staff member at the desk: who, where, what is half typed, the board; it outlives a lock, not a restart.

    `since` is the tick at which the password was typed, `wrong_pins` how many wrong PINs came after it.
    """

    staff: StaffMember
    clinic: Clinic
    clock: Callable[[], datetime]
    drafts: dict[str, Draft] = field(default_factory=dict)
    rows: tuple[BoardRow, ...] = ()
    since: float = 0.0
    wrong_pins: int = 0

    def __post_init__(self) -> None:
        self.take_staff(self.staff)

    def take_staff(self, staff: StaffMember) -> None:
        """Go on as a person who signed in, or has a new password; it is asked for anew where something needs it."""
        self.staff = replace(staff, reauthenticated=False)

    def password_typed(self, tick: float) -> None:
        """Begin the longest time for which the password is not asked for."""
        self.since, self.wrong_pins = tick, 0

    def is_over(self, tick: float) -> bool:
        """Tell whether the password has to be typed again, however busy she is."""
        return tick - self.since >= self.clinic.session_hours * 3600

    def takes_pin(self, tick: float) -> bool:
        """Tell whether her PIN re-opens this desk still."""
        return self.staff.has_pin and self.wrong_pins < TRIES and not self.is_over(tick)

    def take_clinic(self, clinic: Clinic) -> None:
        """Work by changed settings from now on."""
        self.clinic = clinic

    @property
    def now(self) -> datetime:
        """Return the present moment in the clinic's own time."""
        return self.clock().astimezone(self.clinic.tz)

    @property
    def today(self) -> date:
        """Return the clinic's local date."""
        return self.now.date()
