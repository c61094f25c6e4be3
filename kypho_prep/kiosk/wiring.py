"""Connects a page and its bars to the sitting: signals go up, calls go down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from kypho_prep.kiosk.equipment import Comfort
from kypho_prep.kiosk.frame import Frame
from kypho_prep.kiosk.overview import OverviewPage
from kypho_prep.kiosk.plan_page import PlanPage
from kypho_prep.kiosk.question_page import QuestionPage
from kypho_prep.kiosk.summary import SummaryPage
from kypho_prep.look.metrics import TEXT_SIZES
from kypho_prep.look.theme import HIGH_CONTRAST, LIGHT

if TYPE_CHECKING:
    from kypho_prep.kiosk.flow import Flow


def larger(comfort: Comfort) -> Comfort:
    """Return the next text size, after the largest the smallest again."""
    place = TEXT_SIZES.index(comfort.text_size) + 1
    return replace(comfort, text_size=TEXT_SIZES[place % len(TEXT_SIZES)])


def other_theme(comfort: Comfort) -> Comfort:
    """Return high contrast, or from there the light theme."""
    return replace(comfort, theme=LIGHT if comfort.theme == HIGH_CONTRAST else HIGH_CONTRAST)


def wire(flow: Flow, frame: Frame) -> None:
    """Connect everything that can be pressed on a frame."""
    top, bottom, content = frame.top, frame.bottom, frame.content
    top.text_size_wanted.connect(lambda: flow.take_comfort(larger(flow.screen.comfort)))
    top.contrast_wanted.connect(lambda: flow.take_comfort(other_theme(flow.screen.comfort)))
    top.nurse_wanted.connect(_when_free(flow, flow.sheets.nurse))
    top.leave_wanted.connect(_when_free(flow, flow.closing.leave))
    if bottom is not None:
        bottom.next_wanted.connect(_when_free(flow, flow.moves.on))
        bottom.back_wanted.connect(_when_free(flow, flow.moves.back))
        bottom.why_wanted.connect(flow.sheets.why)
        bottom.question_wanted.connect(_when_free(flow, flow.sheets.ask))
    if isinstance(content, QuestionPage):
        content.changed.connect(partial(flow.moves.changed, content))
        content.add_wanted.connect(_when_free(flow, flow.lists.add))
        content.edit_wanted.connect(_when_free(flow, flow.lists.edit))
        content.remove_wanted.connect(_when_free(flow, flow.lists.remove))
    elif isinstance(content, OverviewPage):
        content.continue_wanted.connect(_when_free(flow, flow.moves.proceed))
        content.chapter_wanted.connect(_when_free(flow, flow.moves.chapter))
    elif isinstance(content, SummaryPage):
        content.edit_wanted.connect(_when_free(flow, flow.moves.edit))
    elif isinstance(content, PlanPage):
        content.print_wanted.connect(_when_free(flow, flow.closing.print_plan))


def _when_free(flow: Flow, action: Callable[..., None]) -> Callable[..., None]:
    """Return the action as it waits for what is being saved."""
    return lambda *given: flow.keeper.when_free(partial(_call, action, given))


def _call(action: Callable[..., None], given: tuple[Any, ...]) -> None:
    action(*given)
