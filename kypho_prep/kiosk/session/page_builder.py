"""Builds the page of a session, of its parts, and the dialog over it: words and look in, widgets out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kypho_prep.kiosk.item_view import Given, item_view
from kypho_prep.kiosk.pages.bars import NurseCall
from kypho_prep.kiosk.pages.blocks import block
from kypho_prep.kiosk.pages.chapter_line import ChapterLine
from kypho_prep.kiosk.pages.dialogs import CallDialog, ChoiceDialog, Dialog, MenuDialog, TextDialog, WritingDialog
from kypho_prep.kiosk.pages.frame import Frame, framed
from kypho_prep.kiosk.pages.language_dialog import LanguageDialog
from kypho_prep.kiosk.pages.overview import OverviewPage, OverviewView
from kypho_prep.kiosk.pages.plan_page import PlanPage, PlanView
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.pages.summary import SummaryPage, SummaryView
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.session.medicine_entry import MedicineQuestion
from kypho_prep.kiosk.session.page_parts import ContentParts, PageParts, call_of
from kypho_prep.kiosk.session.state import Languages, Menu, OpenDialog, SessionState, Text, Topic, Writing
from kypho_prep.look.theme import HIGH_CONTRAST
from kypho_prep.prep.interview.entries import QUESTION, name_item
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.medicines.catalogue import suggest

if TYPE_CHECKING:
    from kypho_prep.prep.medicines.catalogue import MedicineList
    from kypho_prep.prep.words import Words

# The pages whose Next shows the rest of a long page before it goes on, and says so.
Turning = QuestionPage | SummaryPage | PlanPage


def _content_of(parts: ContentParts, screen: Screen, medicines: MedicineList) -> QWidget:
    look, words = screen.look, screen.words
    if isinstance(parts, OverviewView):
        return OverviewPage(parts, look, words)
    if isinstance(parts, SummaryView):
        return SummaryPage(parts, look, words)
    if isinstance(parts, PlanView):
        return PlanPage(parts, look, words)
    page = QuestionPage(parts.item, look, words, partial(suggest, medicines))
    if parts.block is not None:
        page.add_block(block(parts.block, look))
    if parts.ended:
        page.add_line(ChapterLine(parts.ended, look, parts.rest))
    return page


def frame_of(parts: PageParts, screen: Screen, medicines: MedicineList) -> Frame:
    """Return a new page of such parts, between its bars."""
    content, words, below = _content_of(parts.content, screen, medicines), screen.words, parts.below
    if isinstance(content, SummaryPage):
        content.scroll_to(parts.scroll)
    elif isinstance(content, QuestionPage) and below is not None:
        below = replace(below, explained=content.wants_explaining)
        if parts.scroll:
            content.sheet.scroll_soon(parts.scroll)
    frame = framed(content, parts.bar, below, screen.look, words)
    if isinstance(content, Turning):
        name_next(frame, words)
        content.turned.connect(partial(name_next, frame, words))
    return frame


def name_next(frame: Frame, words: Words) -> None:
    """Let a page's Next say what it does now: show more of the page, or go on."""
    if frame.bottom is not None and isinstance(frame.content, Turning):
        frame.bottom.set_next(words(frame.content.next_key))


def dialog_of(opened: OpenDialog, state: SessionState, screen: Screen, content: QWidget) -> Dialog:
    """Return the dialog over a page's content; whoever asks for it connects its buttons."""
    if isinstance(opened, Writing):
        return _writing_dialog(opened, state, screen)
    if isinstance(opened, MedicineQuestion):
        words = screen.words
        answers = (words(f"kiosk.{opened.key}.no"), words(f"kiosk.{opened.key}.yes"))
        return ChoiceDialog(opened.text(words), answers, screen.look, words)
    if isinstance(opened, Menu):
        return MenuDialog(_menu(opened, state, screen), screen.look, screen.words)
    if isinstance(opened, Languages):
        return LanguageDialog(screen.languages, screen.look, screen.words)
    if opened.topic is Topic.NURSE:
        return _nurse_dialog(state, screen)
    return _text_dialog(opened, screen, content)


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
        "language": "kiosk.bar.language" if screen.languages.several else "",
        "ways": "kiosk.ways.button",
        "leave": "kiosk.bar.leave",
    }
    said = {name: screen.words(key) for name, key in keys.items() if key}
    if "language" in said:  # whoever reads none of the page's words knows their own language's name
        said["language"] = screen.languages.others(screen.words.language)
    return said


def _writing_dialog(opened: Writing, state: SessionState, screen: Screen) -> WritingDialog:
    words, situation = screen.words, state.intake.situation
    page = PageRef(name_item(situation, QUESTION), opened.entry)
    view, waits = item_view(situation, words, page), state.waiting(page.item)
    if waits is not None:
        view = replace(view, given=Given(waits.state, waits.answer))
    content = QuestionPage(view, screen.look, words)
    return WritingDialog(content, words("kiosk.ask.keep"), words("kiosk.ask.cancel"), screen.look)
