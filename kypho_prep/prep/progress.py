"""How far the patient has come: chapters, what is left, and about how many minutes."""

from __future__ import annotations

from dataclasses import dataclass

from kypho_prep.prep.situation import Situation


@dataclass(frozen=True, slots=True)
class ChapterProgress:
    """One chapter: pages answered of all reached, seconds left, and how many were answered "not sure"."""

    id: str
    done: bool
    answered: int
    total: int
    seconds_left: int
    not_sure: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The chapters in order; minutes are rounded up from the items' seconds."""

    chapters: tuple[ChapterProgress, ...]
    minutes_left: int
    chapters_done: int

    @property
    def chapters_of(self) -> int:
        """Return how many chapters there are."""
        return len(self.chapters)


def progress(situation: Situation) -> Progress:
    """Return how far the pages reached now are answered; a chapter is done when each has a reply, not sure included."""
    raise NotImplementedError
