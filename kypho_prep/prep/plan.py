"""What to do, and when: only what staff entered, in quotes; nothing is computed and nothing advised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kypho_prep.prep.finding import Pairs
from kypho_prep.prep.situation import Situation


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the patient's plan; `kind` = arrival, procedure, fasting, medicine, reported, restart.

    `key` is a words key (`plan.…`) with placeholders from `params` (plain text) and the line's own `date`, `time`,
    `quote` and `who`; `on` and `at` are the clinic's local date and time.
    """

    kind: str
    key: str
    params: Pairs = ()
    on: date | None = None
    at: str | None = None
    quote: str = ""
    who: str = ""


def plan(situation: Situation) -> tuple[PlanLine, ...]:
    """Return the patient's plan in the order of a day: times, fasting, each medicine, what still has to be asked."""
    raise NotImplementedError
