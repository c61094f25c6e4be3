"""Builds the page of a sitting from what is known: words, look and chart in, widgets out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from kypho_prep.kiosk import route
from kypho_prep.kiosk.item_view import ItemView, item_view
from kypho_prep.kiosk.pages.bars import BarView, BottomView
from kypho_prep.kiosk.pages.blocks import block
from kypho_prep.kiosk.pages.frame import Frame, framed
from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.plan_page import PlanPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.pages.summary import SummaryPage
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.session.state import Sitting
from kypho_prep.prep.checklist import Control
from kypho_prep.prep.interview.answer_days import day_bound
from kypho_prep.prep.interview.path import PageRef, list_page
from kypho_prep.prep.interview.progress import progress
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.medicines.catalogue import suggest
from kypho_prep.prep.reply import Reply


def frame_of(sitting: Sitting, screen: Screen) -> Frame:
    """Return the page where a sitting is, between its bars."""
    page = sitting.page
    if page is None:
        return _overview(sitting, screen)
    view = view_of(sitting, screen, page)
    if view.shows == route.SUMMARY:
        return _summary(sitting, screen, page)
    if view.shows == route.PLAN:
        return _plan(sitting, screen, view)
    return _question(sitting, screen, view)


def view_of(sitting: Sitting, screen: Screen, page: PageRef) -> ItemView:
    """Return the view of an item's page; half done goes before saved, and what is asked anew stands empty."""
    situation = sitting.intake.situation
    view = item_view(situation, screen.words, page, sitting.list_item or _list_of(situation, page))
    if sitting.group:
        view = replace(view, group=sitting.group)
    if sitting.draft is not None:
        return replace(view, given=sitting.draft)
    reply = situation.reply(page.item, page.entry)
    return replace(view, given=None) if reply is not None and _anew(sitting, reply) else view


def _anew(sitting: Sitting, reply: Reply) -> bool:
    """Tell whether a saved answer says nothing now: it is of an earlier sitting, or was read against another day."""
    situation = sitting.intake.situation
    item = situation.checklist.item(reply.item)
    day = day_bound(item, situation.clinic, reply)
    return (item.every_session and reply.session != sitting.intake.session.id) or day not in (None, situation.today)


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


def _bar(sitting: Sitting, screen: Screen, title: str = "") -> BarView:
    situation = sitting.intake.situation
    known = progress(situation).chapters
    page = sitting.page
    chapter = situation.checklist.chapter_of[page.item].id if page else ""
    return BarView(
        title=title or screen.words(f"chapter.{chapter}.title"),
        step=route.step(situation, page) if page and not title else None,
        done=(sum(one.answered for one in known), sum(one.total for one in known)),
        initials=initials(situation),
        sample=situation.clinic.sample,
    )


def _overview(sitting: Sitting, screen: Screen) -> Frame:
    content = OverviewPage(sitting.intake.situation, screen.look, screen.words)
    title = screen.words("kiosk.overview.title")
    return framed(content, _bar(sitting, screen, title), None, screen.look, screen.words)


def _summary(sitting: Sitting, screen: Screen, page: PageRef) -> Frame:
    words = screen.words
    content = SummaryPage(sitting.intake.situation, screen.look, words, page)
    content.scroll_to(sitting.scroll)
    below = BottomView(words("controls.next"), words("kiosk.back"), question=words("kiosk.ask.button"))
    return framed(content, _bar(sitting, screen, words("kiosk.summary.title")), below, screen.look, words)


def _plan(sitting: Sitting, screen: Screen, view: ItemView) -> Frame:
    words, situation = screen.words, sitting.intake.situation
    prints = bool(situation.clinic.printer) and screen.services.print_plan is not None
    content = PlanPage(view, situation, screen.look, words, prints=prints)
    below = BottomView(words("kiosk.plan.done"), words("kiosk.back"), question=words("kiosk.ask.button"))
    return framed(content, _bar(sitting, screen, words("kiosk.plan.title")), below, screen.look, words)


def _question(sitting: Sitting, screen: Screen, view: ItemView) -> Frame:
    words, situation = screen.words, sitting.intake.situation
    content = QuestionPage(view, screen.look, words, partial(suggest, situation.medicines))
    shown = block(view.shows, situation, screen.look, words)
    if shown is not None:
        content.add_block(shown)
    if sitting.list_scroll[0] == view.page:
        content.sheet.scroll_soon(sitting.list_scroll[1])
    asks = view.control is not Control.LESSON and not route.gate(sitting.intake) and view.shows != route.IDENTITY
    below = BottomView(
        on=words(content.next_key),
        back=words("kiosk.back") if can_go_back(sitting, view.page) else "",
        why=words("kiosk.why.button") if view.why else "",
        question=words("kiosk.ask.button") if asks else "",
    )
    return framed(content, _bar(sitting, screen), below, screen.look, words)


def can_go_back(sitting: Sitting, page: PageRef) -> bool:
    """Tell whether Back leads anywhere from a page."""
    if sitting.trip is not None or page.entry is not None:
        return True
    return route.backward(sitting.intake, page) is not None
