"""The rehearsal's story: a patient answers, the nurse instructs and signs; at a second kiosk, handed over, it falls."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kypho_prep.rehearsal.processes import Station

TOUCHES = 20


@dataclass
class Seen:
    """What the story saw, for clinic.json."""

    plan_has_it: bool = False
    signed_by: str = ""
    revoked_by: list[str] = field(default_factory=list)
    milliseconds: dict[str, float] = field(default_factory=dict)


class Story:
    """One patient, two kiosks, one desk."""

    def __init__(self, desk: Station, kiosk: Station, other: Station, touches: int = TOUCHES) -> None:
        """Take three open stations; so many touches at the kiosk are measured until the desk has painted them."""
        self.seen = Seen()
        self._desk, self._kiosk, self._other, self._touches = desk, kiosk, other, touches
        self._code = ""

    def scenes(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Return the scenes in order, each with what to say about it."""
        return (
            ("the nurse signs in at the desk and enters a visit", self._enter),
            ("the patient answers at kiosk 1, and the desk's board shows it", self._answer),
            ("from the kiosk's commit to the painted row", self._measure),
            ("the nurse instructs, and the plan at the kiosk has it", self._instruct),
            ("the nurse signs prep complete", self._sign),
            ("the nurse hands kiosk 2 over; the patient changes an answer there, and the sign-off falls", self._change),
        )

    def _enter(self) -> None:
        self._desk.do("sign_in")
        self._code = self._desk.do("enter")

    def _answer(self) -> None:
        self._kiosk.do("begin", code=self._code)
        self._desk.do("see", title="board-answers-at-kiosk-1", kiosk=self._kiosk.name)

    def _measure(self) -> None:
        taken = painted_after(self._desk, self._kiosk, [0] * self._touches)
        self.seen.milliseconds = {"median": statistics.median(taken) * 1000, "slowest": max(taken) * 1000}

    def _instruct(self) -> None:
        self._kiosk.do("answer_all")
        told = self._desk.do("instruct")
        self._desk.do("back")
        self.seen.plan_has_it = told in self._kiosk.do("read_plan")
        self._kiosk.do("finish")
        self._desk.do("see", title="board-to-review", stage="to_review")

    def _sign(self) -> None:
        self.seen.signed_by = self._desk.do("sign")
        self._desk.do("back")
        self._desk.do("see", title="board-signed-off", stage="signed_off")

    def _change(self) -> None:
        pressed = self._desk.do("hand_over", kiosk=self._other.name)
        self.seen.milliseconds["handed_over"] = (self._other.do("change") - pressed) * 1000
        self._desk.do("see", title="board-revoked", revoked=True)
        self.seen.revoked_by = self._desk.do("changes")


def painted_after(desk: Station, kiosk: Station, pauses: Iterable[int]) -> list[float]:
    """Touch the kiosk after each pause (in ms); return how many seconds after its commit the desk had painted it."""
    taken = []
    for pause in pauses:
        if pause:
            desk.do("let_pass", milliseconds=pause)
        before = desk.do("painted")
        committed = kiosk.do("call")
        _change, painted = desk.do("painted_after", change=before)
        taken.append(painted - committed)
    return taken
