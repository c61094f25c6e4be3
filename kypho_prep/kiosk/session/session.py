"""One sitting of a patient, joined: the pages, their buttons, the sheets over them, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from kypho_prep.kiosk import route
from kypho_prep.kiosk.pages.frame import Frame
from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.plan_page import PlanPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.pages.summary import SummaryPage
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.services import larger, other_theme
from kypho_prep.kiosk.session.duplicate_prompt import DuplicatePrompt
from kypho_prep.kiosk.session.ending import Closing
from kypho_prep.kiosk.session.list_buttons import Lists
from kypho_prep.kiosk.session.navigation import Turning
from kypho_prep.kiosk.session.navigation_buttons import Moves
from kypho_prep.kiosk.session.overlays import Sheets
from kypho_prep.kiosk.session.several_prompt import Several
from kypho_prep.workflow.patient.intake import Intake


class Flow(Turning):
    """What a window holds while a patient is signed in."""

    def __init__(self, screen: Screen, opened: Intake) -> None:
        super().__init__(screen, opened)
        self.closing = Closing(self)
        duplicates = DuplicatePrompt(self)
        several = Several(self, duplicates)
        self.moves = Moves(self, self.closing, several)
        self.sheets = Sheets(self, duplicates, several)
        self._parts = Parts(self, self.moves, self.sheets, Lists(self, duplicates), self.closing)
        self.connect_page = self._connect
        self.say = self.sheets.say

    def start(self) -> None:
        """Show the first page of the sitting."""
        self.turn(route.opening(self.sitting.intake))

    def _connect(self, frame: Frame) -> None:
        wire(self._parts, frame)
        self.sheets.restore(frame)


@dataclass(frozen=True)
class Parts:
    """What a page's buttons speak to."""

    turning: Turning
    moves: Moves
    sheets: Sheets
    lists: Lists
    closing: Closing


def wire(parts: Parts, frame: Frame) -> None:
    """Connect everything that can be pressed on a frame."""
    turning, top, bottom, content = parts.turning, frame.top, frame.bottom, frame.content
    top.text_size_wanted.connect(lambda: turning.take_comfort(larger(turning.screen.comfort)))
    top.contrast_wanted.connect(lambda: turning.take_comfort(other_theme(turning.screen.comfort)))
    top.nurse_wanted.connect(_when_free(turning, parts.sheets.nurse))
    top.leave_wanted.connect(_when_free(turning, parts.closing.leave))
    if bottom is not None:
        bottom.next_wanted.connect(_when_free(turning, parts.moves.on))
        bottom.back_wanted.connect(_when_free(turning, parts.moves.back))
        bottom.why_wanted.connect(parts.sheets.why)
        bottom.question_wanted.connect(_when_free(turning, parts.sheets.ask))
    if isinstance(content, QuestionPage):
        content.changed.connect(partial(parts.moves.changed, content))
        content.add_wanted.connect(_when_free(turning, parts.lists.add))
        content.another_wanted.connect(_when_free(turning, parts.lists.add))
        content.tile_wanted.connect(_when_free(turning, parts.lists.touch))
        content.edit_wanted.connect(_when_free(turning, parts.lists.edit))
        content.remove_wanted.connect(_when_free(turning, parts.lists.remove))
    elif isinstance(content, OverviewPage):
        content.continue_wanted.connect(_when_free(turning, parts.moves.proceed))
        content.chapter_wanted.connect(_when_free(turning, parts.moves.chapter))
    elif isinstance(content, SummaryPage):
        content.edit_wanted.connect(_when_free(turning, parts.moves.edit))
    elif isinstance(content, PlanPage):
        content.print_wanted.connect(_when_free(turning, parts.closing.print_plan))


def _when_free(turning: Turning, action: Callable[..., None]) -> Callable[..., None]:
    """Return the action as it waits for what is being saved; one meant for a page that has turned is dropped."""

    def pressed(*given: Any) -> None:
        page = turning.screen.page
        turning.jobs.when_free(lambda: action(*given) if turning.screen.page is page else None)

    return pressed
