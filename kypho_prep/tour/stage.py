"""Where the tour plays: one program, one hand, a patient and a nurse, and what has been found so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from itertools import count
from pathlib import Path
from typing import Any

from kypho_prep.app.program import Program
from kypho_prep.prep.words import Words
from kypho_prep.tour.driver.guest import Answers, Guest
from kypho_prep.tour.driver.hand import Hand
from kypho_prep.tour.driver.nurse import PASSWORD, Nurse
from kypho_prep.workflow.desk.review import Review
from kypho_prep.workflow.visits.schedule import BoardRow
from kypho_prep.workflow.workplace import Workplace

BORN = date(1950, 3, 14)
ANSWERS: Answers = {
    "medicines.groups_thin": ("choice:blood_thinner",),
    "medicines.also": ("choice:prescription",),
    "medicines.still_taking": ("choice:yes",),
    "medicines.dose": ("choice:once_a_day",),
    "health.heart_lungs": ("choice:irregular_heartbeat",),
    "health.anesthesia_trouble": ("unsure",),
    "fasting.scene": ("choice:small_snack",),
    "after.scene": ("choice:wait_and_see",),
    "ride.adult": ("choice:no",),
    "bring.ready": ("choice:photo_id", "choice:insurance_card", "choice:medicine_list", "choice:glasses"),
    "ride.first_night": ("choice:lives_with",),
    "questions.presets": (),
}


@dataclass
class Found:
    """What the tour saw, for tour.json."""

    visit: str = ""
    code: str = ""
    resumed_at: str = ""
    left_at: str = ""
    flags: list[dict[str, Any]] = field(default_factory=list)
    blockers_before: int = 0
    signed_by: str = ""
    revoked_by: list[dict[str, str]] = field(default_factory=list)
    visits: int = 0
    medicines: list[dict[str, Any]] = field(default_factory=list)
    changed_since: int = 0
    day_lines: int = 0
    day_signed_by: str = ""
    papers: list[str] = field(default_factory=list)


class Stage:
    """What every scene works with."""

    def __init__(
        self, program: Program, out: Path, clock: TourClock, comfort: tuple[str, int], hand: Hand | None = None
    ) -> None:
        """Come with a program whose window stands, the folder of the pictures, the clock, and how she likes to read.

        Where the program has a worker of its own, the hand that waits for it comes along.
        """
        self.program = program
        self.hand = hand or Hand(program.window, out)
        self.clock = clock
        self.out = out
        self.comfort = comfort
        self.found = Found()
        self.password = PASSWORD  # the nurse's, where it is asked for once more

    @cached_property
    def guest(self) -> Guest:
        """Return the patient in front of the kiosk; LookupError on a desk, which has none."""
        return Guest(self.hand, self.program.kiosk, ANSWERS)

    @property
    def workplace(self) -> Workplace:
        """Return the open clinic."""
        if self.program.workplace is None:
            raise LookupError("the clinic is not open")
        return self.program.workplace

    @property
    def words(self) -> Words:
        """Return the English words."""
        return self.workplace.content.words("en")

    @property
    def nurse(self) -> Nurse:
        """Return the nurse at the desk."""
        if self.program.staff is None:
            raise LookupError("nobody came to the desk")
        return Nurse(self.hand, self.program.staff)

    @property
    def review(self) -> Review:
        """Return the review on the desk's screen."""
        found = getattr(self.nurse.workspace.page(), "review", None)
        if not isinstance(found, Review):
            raise TypeError("no review is open")
        return found

    @property
    def board_rows(self) -> tuple[BoardRow, ...]:
        """Return the board's rows as last read."""
        board = self.nurse.workspace.watch.board
        return board.rows if board is not None else ()

    def visit_of(self, family: str) -> str:
        """Return the visit of the patient with a family name; LookupError where the board has none."""
        found = [row.visit for row in self.board_rows if row.patient.startswith(f"{family},")]
        if not found:
            raise LookupError(f"the board shows nobody named {family}")
        return found[0]

    @property
    def today(self) -> date:
        """Return the date where the clinic is, as the board has it; LookupError before there is a board."""
        board = self.nurse.workspace.watch.board
        if board is None:
            raise LookupError("no board was read")
        return board.today


class TourClock:
    """A clock that moves on by a quarter of a second at each look, so that the tour is the same every time."""

    def __init__(self, at: datetime) -> None:
        """Begin at a moment in UTC."""
        self._now = at

    def __call__(self) -> datetime:
        """Return the next moment."""
        self._now += timedelta(milliseconds=250)
        return self._now

    def forward_to(self, at: datetime) -> None:
        """Let the time pass until a moment in UTC; nobody touches anything meanwhile."""
        self._now = max(self._now, at)


def unhurried() -> Callable[[], float]:
    """Return ticks that move on by a second at each look: the tour's patient has read what stands on a page."""
    return partial(next, count(0.0, 1.0))
