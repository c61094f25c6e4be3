"""How far the patient has come: chapters, what is left, and about how many minutes at this patient's own pace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

from kypho_prep.prep.checklist import Chapter
from kypho_prep.prep.conditions import unsure
from kypho_prep.prep.interview.path import PageRef, is_open, pages, way_chapters
from kypho_prep.prep.interview.situation import Key, Situation
from kypho_prep.prep.reply import State

FEWEST_PAGES = 5  # before so many, one easy page would speak for all that is left
SLOWEST, FASTEST = 3.0, 0.5
BREAK_MS = 180_000  # a page that stood longer was left alone: that says nothing about reading and answering


@dataclass(frozen=True, slots=True)
class ChapterProgress:
    """One chapter: pages answered of all reached, seconds left at a pace, and how many were answered "not sure"."""

    id: str
    done: bool
    answered: int
    total: int
    seconds_left: int
    not_sure: int

    @property
    def minutes_left(self) -> int:
        """Return the nearest number of minutes, at least one while anything is left."""
        return max(1, round(self.seconds_left / 60)) if self.seconds_left else 0


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

    def in_minutes(self) -> Progress:
        """Return it as it is said: each chapter's seconds are those of its whole minutes."""
        said = (replace(one, seconds_left=60 * one.minutes_left) for one in self.chapters)
        return replace(self, chapters=tuple(said))


def progress(situation: Situation, pace: float = 1.0) -> Progress:
    """Return how far the pages reached now are answered; a chapter is done when each has a reply, not sure included.

    `pace` says how many times the items' own seconds this patient takes for a page.
    """
    reached = pages(situation)
    chapters = tuple(_chapter(situation, chapter, reached, pace) for chapter in way_chapters(situation))
    seconds = sum(one.seconds_left for one in chapters)
    return Progress(chapters, minutes_left=-(-seconds // 60), chapters_done=sum(one.done for one in chapters))


def own_pace(situation: Situation, session: str) -> float:
    """Return how many times the items' own seconds a page took in one sitting: the middle of all its pages.

    1.0 before enough pages are answered; never beyond `FASTEST` and `SLOWEST`, and without the pages of a break.
    """
    checklist = situation.checklist
    took = [
        ms / 1000 / checklist.item(item).seconds
        for (item, _), ms in _shown(situation, session).items()
        if 0 < ms <= BREAK_MS and item in checklist.by_id
    ]
    return min(SLOWEST, max(FASTEST, median(took))) if len(took) >= FEWEST_PAGES else 1.0


def worked(situation: Situation, session: str) -> float:
    """Return for how many seconds one sitting's answered pages stood on the screen, a break as its first minutes."""
    return sum(min(ms, BREAK_MS) for ms in _shown(situation, session).values()) / 1000


def _shown(situation: Situation, session: str) -> dict[Key, int]:
    """Return for how many milliseconds each page answered in a sitting stood, the longest time of a page seen again.

    The kiosk measures them on a clock that nobody can put forward or back.
    """
    longest: dict[Key, int] = {}
    for reply in situation.chart.replies:
        if reply.session == session and reply.state is not State.REMOVED:
            key = (reply.item, reply.entry)
            longest[key] = max(longest.get(key, 0), reply.shown_ms or 0)
    return longest


def _chapter(situation: Situation, chapter: Chapter, reached: tuple[PageRef, ...], pace: float) -> ChapterProgress:
    own = [page for page in reached if situation.checklist.chapter_of[page.item] is chapter]
    left = [page for page in own if is_open(situation, page)]
    replies = [reply for page in own if (reply := situation.reply(page.item, page.entry)) is not None]
    # Optional pages among those still to be walked take their time too.
    ahead = [page for page in own[own.index(left[0]) :] if _unanswered(situation, page)] if left else []
    return ChapterProgress(
        id=chapter.id,
        done=not left,
        answered=len(replies),
        # An optional page left empty is neither done nor still to do.
        total=len(replies) + len(left),
        seconds_left=round(sum(situation.checklist.item(page.item).seconds for page in ahead) * pace),
        not_sure=sum(unsure(reply) for reply in replies),
    )


def _unanswered(situation: Situation, page: PageRef) -> bool:
    return situation.reply(page.item, page.entry) is None
