"""What is said quietly once a chapter is done: it stands on the page that follows and asks for no answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.progress import progress

if TYPE_CHECKING:
    from kypho_prep.kiosk.route import Destination
    from kypho_prep.prep.interview.situation import Situation


REST_AFTER = 300  # seconds of work since the sitting began, or since a rest was offered last


@dataclass(frozen=True, slots=True)
class ChapterEnd:
    """The chapter that was just finished, by its id, and whether it is time to offer a rest."""

    chapter: str
    rest: bool = False


def chapter_end(situation: Situation, here: PageRef | None, destination: Destination) -> ChapterEnd | None:
    """Return what Next has finished: the chapter of the page `here`, where it leads to another with none open.

    Nothing on the way to the checklist, which says it itself.
    """
    if here is None or not isinstance(destination, PageRef):
        return None
    chapter = situation.checklist.chapter_of[here.item]
    if situation.checklist.chapter_of[destination.item] is chapter:
        return None
    done = {one.id for one in progress(situation).chapters if one.done}
    return ChapterEnd(chapter.id) if chapter.id in done else None
