"""What the page of a session is made of, as a frozen value: what is known, in words; no widget and no look.

Two pages of equal parts, in one look, are the same page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kypho_prep.kiosk import route
from kypho_prep.kiosk.item_view import Given, ItemView, item_view
from kypho_prep.kiosk.pages.bars import BarView, NurseCall
from kypho_prep.kiosk.pages.blocks import BlockView, block_view
from kypho_prep.kiosk.pages.bottom_bar import BottomView
from kypho_prep.kiosk.pages.chapter_line import chapter_words
from kypho_prep.kiosk.pages.overview import OverviewView, overview_view
from kypho_prep.kiosk.pages.plan_page import PlanView, plan_view
from kypho_prep.kiosk.pages.summary import SummaryView, summary_view
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.session.state import SessionState
from kypho_prep.prep.checklist import Control
from kypho_prep.prep.interview.answer_days import day_bound
from kypho_prep.prep.interview.medicine_groups import stopped_alone
from kypho_prep.prep.interview.path import PageRef, list_page
from kypho_prep.prep.interview.progress import Progress, own_pace, progress
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Reply


@dataclass(frozen=True, slots=True)
class QuestionParts:
    """A question's page: its item, what the chart says of it, the chapter that is done, an offer to rest."""

    item: ItemView
    block: BlockView | None = None
    ended: str = ""
    rest: str = ""


ContentParts = QuestionParts | OverviewView | SummaryView | PlanView


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page between its bars, and how far it is scrolled, in pixels; what Next says there the page itself knows."""

    content: ContentParts
    bar: BarView
    below: BottomView | None = None
    scroll: int = 0


def parts_of(state: SessionState, screen: Screen) -> PageParts:
    """Return what the page is made of where a session is."""
    page, situation, words = state.page, state.intake.situation, screen.words
    if page is None:
        here = situation.checklist.chapter_of[route.onward(state.intake).item].id
        bar = bar_of(state, screen, words("kiosk.overview.title"))
        return PageParts(overview_view(situation, known(state), here, words), bar)
    view = view_of(state, screen, page)
    below = BottomView("", words("kiosk.back"), question=words("kiosk.ask.button"))
    if view.shows == route.SUMMARY:
        bar = bar_of(state, screen, words("kiosk.summary.title"))
        return PageParts(summary_view(situation, words, view), bar, below, state.summary_scroll)
    if view.shows == route.PLAN:
        prints = bool(situation.clinic.printer) and screen.services.print_plan is not None
        bar = bar_of(state, screen, words("kiosk.plan.title"))
        return PageParts(plan_view(view, situation, prints=prints), bar, below)
    return _question(state, screen, view)


def _question(state: SessionState, screen: Screen, view: ItemView) -> PageParts:
    words, situation, ended = screen.words, state.intake.situation, state.chapter_end
    asks = view.control is not Control.LESSON and not route.gate(state.intake) and view.shows != route.IDENTITY
    content = QuestionParts(
        view,
        block_view(view.shows, situation, words),
        chapter_words(words, ended.chapter, known(state)) if ended is not None else "",
        words("kiosk.rest.offer") if ended is not None and ended.rest else "",
    )
    below = BottomView(
        "",
        back=words("kiosk.back") if can_go_back(state, view.page) else "",
        why=words("kiosk.why.button") if view.why else "",
        question=words("kiosk.ask.button") if asks else "",
        explain=words("controls.explain") if view.control is Control.LESSON else "",
    )
    scroll = state.list_scroll[1] if state.list_scroll[0] == view.page else 0
    return PageParts(content, bar_of(state, screen), below, scroll)


def view_of(state: SessionState, screen: Screen, page: PageRef) -> ItemView:
    """Return the view of an item's page; half done goes before saved, and what is asked anew stands empty."""
    view = _filled(state, screen, page, state.draft)
    second = route.second_on(state.intake.situation, page) if state.edit is None else None
    if second is None:
        return view
    return replace(view, second=replace(_filled(state, screen, second, state.draft_below), beside=True))


def _filled(state: SessionState, screen: Screen, page: PageRef, draft: Given | None) -> ItemView:
    situation = state.intake.situation
    view = item_view(situation, screen.words, page, state.list_item or _list_of(situation, page))
    if state.group:
        view = replace(view, group=state.group)
    if draft is not None:
        return replace(view, given=draft)
    reply = situation.reply(page.item, page.entry)
    return replace(view, given=None) if reply is not None and _anew(state, reply) else view


def _anew(state: SessionState, reply: Reply) -> bool:
    """Tell whether a saved answer says nothing now: it is of an earlier session, or was read against another day."""
    situation = state.intake.situation
    item = situation.checklist.item(reply.item)
    day = day_bound(item, situation.clinic, reply)
    return (item.every_session and reply.session != state.intake.session.id) or day not in (None, situation.today)


def initials(situation: Situation) -> str:
    """Return the patient's initials: all that the bars show of a name."""
    patient = situation.chart.patient
    return "".join(name[:1].upper() for name in (patient.given, patient.family))


def _list_of(situation: Situation, page: PageRef) -> str:
    """Return the list that a new entry belongs to where nobody says: the last one of its kind."""
    kind = situation.checklist.item(page.item).entry_of
    if not kind or page.entry is None or situation.listed(page.entry):
        return ""
    home = list_page(situation, kind)
    return home.item if home else ""


def bar_of(state: SessionState, screen: Screen, title: str = "") -> BarView:
    """Return what the upper bar says: the page's chapter and its step, or another title."""
    situation = state.intake.situation
    chapters = progress(situation).chapters
    page = state.page
    chapter = situation.checklist.chapter_of[page.item].id if page else ""
    return BarView(
        title=title or screen.words(f"chapter.{chapter}.title"),
        step=route.step(situation, page) if page and not title else None,
        done=(sum(one.answered for one in chapters), sum(one.total for one in chapters)),
        initials=initials(situation),
        sample=situation.clinic.sample,
        call=call_of(state),
        languages=screen.languages.several,
    )


def call_of(state: SessionState) -> NurseCall:
    """Return how a session's call for a nurse stands; who stopped a thinner alone has to see one and cannot undo it."""
    if not state.intake.nurse_called:
        return NurseCall.NONE
    return NurseCall.MUST_SEE if stopped_alone(state.intake.situation) else NurseCall.ASKED


def known(state: SessionState) -> Progress:
    """Return how far the patient is, at the pace of this sitting."""
    situation = state.intake.situation
    return progress(situation, own_pace(situation, state.intake.session.id))


def can_go_back(state: SessionState, page: PageRef) -> bool:
    """Tell whether Back leads anywhere from a page."""
    if state.edit is not None or page.entry is not None:
        return True
    return route.backward(state.intake, page) is not None
