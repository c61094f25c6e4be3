"""Where the tour plays: one program, one hand, a patient and a nurse, and what has been found so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from kypho_prep.app.program import Program
from kypho_prep.prep.words import Words
from kypho_prep.tour.guest import Answers, Guest
from kypho_prep.tour.hand import Hand
from kypho_prep.tour.nurse import Nurse
from kypho_prep.workflow.review import Review
from kypho_prep.workflow.workplace import Workplace

BORN = date(1950, 3, 14)
ANSWERS: Answers = {
    "medicines.groups_thin": ("choice:blood_thinner",),
    "medicines.still_taking": ("choice:yes",),
    "medicines.dose": ("type:one each day",),
    "health.heart_lungs": ("choice:irregular_heartbeat",),
    "health.walking": ("unsure",),
    "fasting.scene": ("choice:small_snack",),
    "ride.adult": ("choice:no",),
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
    papers: list[str] = field(default_factory=list)


class Stage:
    """What every scene works with."""

    def __init__(self, program: Program, hand: Hand, out: Path, comfort: tuple[str, int]) -> None:
        """Come with a program whose window stands, a hand, and the folder for pictures and papers."""
        self.program = program
        self.hand = hand
        self.out = out
        self.comfort = comfort
        self.found = Found()
        self.guest = Guest(hand, program.kiosk, ANSWERS)

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
    def today(self) -> date:
        """Return the tour's date."""
        return self.workplace.now().date()


def fixed_clock(at: datetime) -> Callable[[], datetime]:
    """Return a clock that moves on by a quarter of a second at each look, so that the tour is the same every time."""
    moments = [at]

    def look() -> datetime:
        moments[0] += timedelta(milliseconds=250)
        return moments[0]

    return look


def unhurried() -> Callable[[], float]:
    """Return ticks that move on by a second at each look: the tour's patient has read what stands on a page."""
    return partial(next, count(0.0, 1.0))
