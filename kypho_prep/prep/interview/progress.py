"""How far the patient has come: chapters, what is left, and about how many minutes."""

from __future__ import annotations

from dataclasses import dataclass

from kypho_prep.prep.checklist import Chapter
from kypho_prep.prep.conditions import unsure
from kypho_prep.prep.interview.path import PageRef, is_open, pages
from kypho_prep.prep.interview.situation import Situation


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
    reached = pages(situation)
    chapters = tuple(_chapter(situation, chapter, reached) for chapter in situation.checklist.chapters)
    seconds = sum(one.seconds_left for one in chapters)
    return Progress(chapters, minutes_left=-(-seconds // 60), chapters_done=sum(one.done for one in chapters))


def _chapter(situation: Situation, chapter: Chapter, reached: tuple[PageRef, ...]) -> ChapterProgress:
    own = [page for page in reached if situation.checklist.chapter_of[page.item] is chapter]
    left = [page for page in own if is_open(situation, page)]
    replies = [reply for page in own if (reply := situation.reply(page.item, page.entry)) is not None]
    return ChapterProgress(
        id=chapter.id,
        done=not left,
        answered=len(replies),
        # An optional page left empty is neither done nor still to do.
        total=len(replies) + len(left),
        seconds_left=sum(situation.checklist.item(page.item).seconds for page in left),
        not_sure=sum(unsure(reply) for reply in replies),
    )
