"""Builds the page of a session, and the dialog over it, from what is known: words, look and chart in, widgets out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from kypho_prep.kiosk import route
from kypho_prep.kiosk.item_view import Given, ItemView, item_view
from kypho_prep.kiosk.pages.bars import BarView, NurseCall
from kypho_prep.kiosk.pages.blocks import block
from kypho_prep.kiosk.pages.bottom_bar import BottomView
from kypho_prep.kiosk.pages.chapter_line import ChapterLine, chapter_words
from kypho_prep.kiosk.pages.dialogs import CallDialog, ChoiceDialog, Dialog, MenuDialog, TextDialog, WritingDialog
from kypho_prep.kiosk.pages.frame import Frame, framed
from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.plan_page import PlanPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.pages.summary import SummaryPage
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.session.medicine_entry import MedicineQuestion
from kypho_prep.kiosk.session.state import Menu, OpenDialog, SessionState, Text, Topic, Writing
from kypho_prep.look.theme import HIGH_CONTRAST
from kypho_prep.prep.checklist import Control
from kypho_prep.prep.interview.answer_days import day_bound
from kypho_prep.prep.interview.entries import QUESTION, name_item
from kypho_prep.prep.interview.medicine_groups import stopped_alone
from kypho_prep.prep.interview.path import PageRef, list_page
from kypho_prep.prep.interview.progress import Progress, own_pace, progress
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.medicines.catalogue import suggest
from kypho_prep.prep.reply import Reply


def frame_of(state: SessionState, screen: Screen, before: Frame | None = None) -> Frame:
    """Return the page where a session is, between its bars; a question takes those that fit from the page `before`."""
    page = state.page
    if page is None:
        return _overview(state, screen)
    view = view_of(state, screen, page)
    if view.shows == route.SUMMARY:
        return _summary(state, screen, page)
    if view.shows == route.PLAN:
        return _plan(state, screen, view)
    return _question(state, screen, view, before)


def dialog_of(opened: OpenDialog, state: SessionState, screen: Screen, content: QWidget) -> Dialog:
    """Return the dialog over a page's content; whoever asks for it connects its buttons."""
    if isinstance(opened, Writing):
        return _writing_dialog(opened, state.intake.situation, screen)
    if isinstance(opened, MedicineQuestion):
        words = screen.words
        answers = (words(f"kiosk.{opened.key}.no"), words(f"kiosk.{opened.key}.yes"))
        return ChoiceDialog(opened.text(words), answers, screen.look, words)
    if isinstance(opened, Menu):
        return MenuDialog(_menu(opened, state, screen), screen.look, screen.words)
    if opened.topic is Topic.NURSE:
        return _nurse_dialog(state, screen)
    return _text_dialog(opened, screen, content)


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


def _bar(state: SessionState, screen: Screen, title: str = "") -> BarView:
    situation = state.intake.situation
    known = progress(situation).chapters
    page = state.page
    chapter = situation.checklist.chapter_of[page.item].id if page else ""
    return BarView(
        title=title or screen.words(f"chapter.{chapter}.title"),
        step=route.step(situation, page) if page and not title else None,
        done=(sum(one.answered for one in known), sum(one.total for one in known)),
        initials=initials(situation),
        sample=situation.clinic.sample,
        call=call_of(state),
    )


def call_of(state: SessionState) -> NurseCall:
    """Return how a session's call for a nurse stands; who stopped a thinner alone has to see one and cannot undo it."""
    if not state.intake.nurse_called:
        return NurseCall.NONE
    return NurseCall.MUST_SEE if stopped_alone(state.intake.situation) else NurseCall.ASKED


def _known(state: SessionState) -> Progress:
    """Return how far the patient is, at the pace of this sitting."""
    situation = state.intake.situation
    return progress(situation, own_pace(situation, state.intake.session.id))


def _overview(state: SessionState, screen: Screen) -> Frame:
    situation = state.intake.situation
    known = _known(state)
    here = situation.checklist.chapter_of[route.onward(state.intake).item].id
    content = OverviewPage(situation, known, here, screen.look, screen.words)
    title = screen.words("kiosk.overview.title")
    return framed(content, _bar(state, screen, title), None, screen.look, screen.words)


def _summary(state: SessionState, screen: Screen, page: PageRef) -> Frame:
    words = screen.words
    content = SummaryPage(state.intake.situation, screen.look, words, page)
    content.scroll_to(state.summary_scroll)
    below = BottomView(words(content.next_key), words("kiosk.back"), question=words("kiosk.ask.button"))
    return framed(content, _bar(state, screen, words("kiosk.summary.title")), below, screen.look, words)


def _plan(state: SessionState, screen: Screen, view: ItemView) -> Frame:
    words, situation = screen.words, state.intake.situation
    prints = bool(situation.clinic.printer) and screen.services.print_plan is not None
    content = PlanPage(view, situation, screen.look, words, prints=prints)
    below = BottomView(words("kiosk.plan.done"), words("kiosk.back"), question=words("kiosk.ask.button"))
    return framed(content, _bar(state, screen, words("kiosk.plan.title")), below, screen.look, words)


def _question(state: SessionState, screen: Screen, view: ItemView, before: Frame | None) -> Frame:
    words, situation = screen.words, state.intake.situation
    content = QuestionPage(view, screen.look, words, partial(suggest, situation.medicines))
    shown = block(view.shows, situation, screen.look, words)
    if shown is not None:
        content.add_block(shown)
    if state.chapter_end is not None:
        said = chapter_words(words, state.chapter_end.chapter, _known(state))
        rest = words("kiosk.rest.offer") if state.chapter_end.rest else ""
        content.add_line(ChapterLine(said, screen.look, rest))
    if state.list_scroll[0] == view.page:
        content.sheet.scroll_soon(state.list_scroll[1])
    asks = view.control is not Control.LESSON and not route.gate(state.intake) and view.shows != route.IDENTITY
    below = BottomView(
        on=words(content.next_key),
        back=words("kiosk.back") if can_go_back(state, view.page) else "",
        why=words("kiosk.why.button") if view.why else "",
        question=words("kiosk.ask.button") if asks else "",
        explain=words("controls.explain") if view.control is Control.LESSON else "",
        explained=content.wants_explaining,
    )
    return framed(content, _bar(state, screen), below, screen.look, words, before=before)


def can_go_back(state: SessionState, page: PageRef) -> bool:
    """Tell whether Back leads anywhere from a page."""
    if state.edit is not None or page.entry is not None:
        return True
    return route.backward(state.intake, page) is not None


def _text_dialog(opened: Text, screen: Screen, content: QWidget) -> TextDialog:
    words = screen.words
    text = content.view.why if opened.topic is Topic.WHY and isinstance(content, QuestionPage) else opened.said
    return TextDialog(
        words(f"kiosk.{opened.topic.value}.heading"), text, words("kiosk.sheet.close"), screen.look, words
    )


def _nurse_dialog(state: SessionState, screen: Screen) -> CallDialog:
    """Return what really happened to a call, and the way to take it back where there is one."""
    words, call = screen.words, call_of(state)
    seen = "kiosk.nurse.seen" if screen.services.board_elsewhere else "kiosk.nurse.text"
    text = words("kiosk.nurse.must_see" if call is NurseCall.MUST_SEE else seen)
    take_back = words("kiosk.nurse.take_back") if call is NurseCall.ASKED else ""
    return CallDialog(words(call.value), text, take_back, screen.look, words)


def menu_over(over: Text | Writing | MedicineQuestion | None, frame: Frame) -> Menu:
    """Return the menu of a page; over another dialog it offers nothing of what the page itself does."""
    free = frame.bottom.view if frame.bottom is not None and over is None else None
    return Menu(why=bool(free and free.why), question=bool(free and free.question), over=over)


def _menu(opened: Menu, state: SessionState, screen: Screen) -> dict[str, str]:
    """Return the menu's buttons: their names and what each says."""
    dark = screen.comfort.theme == HIGH_CONTRAST
    keys = {
        "call_nurse": call_of(state).value,
        "why": "kiosk.why.button" if opened.why else "",
        "question_for_nurse": "kiosk.ask.button" if opened.question else "",
        "text_size": "kiosk.bar.text_size",
        "contrast": "kiosk.bar.contrast_off" if dark else "kiosk.bar.contrast",
        "leave": "kiosk.bar.leave",
    }
    return {name: screen.words(key) for name, key in keys.items() if key}


def _writing_dialog(opened: Writing, situation: Situation, screen: Screen) -> WritingDialog:
    words = screen.words
    page = PageRef(name_item(situation, QUESTION), opened.entry)
    content = QuestionPage(item_view(situation, words, page), screen.look, words)
    return WritingDialog(content, words("kiosk.ask.keep"), words("kiosk.ask.cancel"), screen.look)
