"""Where the patient is, and what comes next: the sitting's page, and the one to come back to; a light module.

Each sitting asks the items of every session anew (who is answering, "right now") before the page where the last one
ended is shown, then what staff changed in the plan since its pages were read; that also comes next in a sitting.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kypho_prep.prep.interview.path import PageRef, after, first_open, is_page, pages
from kypho_prep.prep.interview.plan_news import plan_news
from kypho_prep.prep.languages import shown
from kypho_prep.prep.reply import Who
from kypho_prep.prep.words import REFERENCE
from kypho_prep.records.ids import new_id
from kypho_prep.records.rows import SessionRow
from kypho_prep.workflow.forms import one_line

if TYPE_CHECKING:
    from kypho_prep.prep.author import Author
    from kypho_prep.prep.interview.situation import Situation
    from kypho_prep.workflow.answers.given import Given
    from kypho_prep.workflow.workplace import Workplace

WHO = "start.who"
HELPER_NAME = "start.helper_name"
# Stored where the last sitting ended on no page: come back to whatever is open first.
WHATEVER_IS_OPEN = ""
_WHO_OF_CHOICE = {"me": Who.PATIENT, "helper_with": Who.HELPER_WITH, "helper_for": Who.HELPER_FOR}


def opened(workplace: Workplace, situation: Situation, last: SessionRow | None, by: Author) -> SessionRow:
    """Return a new sitting that takes over the last one's place, language, text size and theme.

    A language that the clinic has taken back since is offered no more: then it is the reference language.
    """
    now, chart = workplace.now(), situation.chart
    stood = _stood(last) or (PageRef(WHATEVER_IS_OPEN) if chart.replies else None)
    spoken = last.language if last else chart.patient.language
    languages = {one.code for one in shown(workplace.content.known, situation.clinic)}
    return SessionRow(
        id=new_id(now),
        visit=chart.visit.id,
        kiosk=workplace.kiosk,
        station_id=workplace.station,
        # Who answers is the first thing that each sitting asks.
        who=Who.PATIENT.value,
        helper_name="",
        language=spoken if spoken in languages else REFERENCE,
        text_size=last.text_size if last else 100,
        theme=last.theme if last else "light",
        opened_at=now,
        opened_by=by.name,
        opened_by_id=by.id,
        resume_item=stood.item if stood else None,
        resume_entry=stood.entry if stood else None,
    )


def answering(sitting: SessionRow, given: Given) -> SessionRow:
    """Return the sitting with what a reply changes about who is answering: the kind of person, the helper's name."""
    if given.answer is None:
        return sitting
    if given.item == WHO and (who := _WHO_OF_CHOICE.get("".join(given.answer.picked))) is not None:
        return replace(sitting, who=who.value, helper_name=sitting.helper_name if who is not Who.PATIENT else "")
    if given.item == HELPER_NAME:
        # What is no text after all is refused a step later, when it is to be stored.
        return replace(sitting, helper_name=one_line(str(given.answer.text)))
    return sitting


def moved(situation: Situation, sitting: SessionRow, given: Given, wished: PageRef | None) -> SessionRow:
    """Return the sitting at the page after a reply: the wished one, what is asked anew, or the one to resume."""
    here = PageRef(given.item, given.entry)
    if wished is not None:
        return _at(sitting, wished if is_page(situation, wished) else after(situation, here))
    waiting, news = _asked_anew(situation, sitting), next(iter(plan_news(situation)), None)
    if sitting.resume_item is not None:
        if waiting is not None or news is not None:
            return _at(sitting, waiting or news)
        if _is_anew(situation, here) or situation.checklist.item(here.item).tells:
            return _done_resuming(_at(sitting, _resumed(situation, sitting)))
    going = _at(sitting, _next(situation, sitting, here))
    if news is None or news.item == going.page_item:
        return going
    # What is new in the plan comes first, then the page where she would be now.
    return replace(_at(sitting, news), resume_item=going.page_item or WHATEVER_IS_OPEN, resume_entry=going.page_entry)


def turned(sitting: SessionRow, page: PageRef | None) -> SessionRow:
    """Return the sitting at a page that the patient chose."""
    return _at(sitting, page)


def current(situation: Situation, sitting: SessionRow) -> PageRef | None:
    """Return the page to show: where the patient is, in a new sitting what is asked anew, else the page to resume."""
    if sitting.page_item is not None:
        return PageRef(sitting.page_item, sitting.page_entry)
    if sitting.resume_item is None:
        return None if _answered_here(situation, sitting) else next(iter(pages(situation)), None)
    news = next(iter(plan_news(situation)), None)
    return _asked_anew(situation, sitting) or news or _resumed(situation, sitting)


def columns(sitting: SessionRow) -> dict[str, str | None]:
    """Return what is stored of a place, and of who is answering there."""
    return {
        "who": sitting.who,
        "helper_name": sitting.helper_name,
        "page_item": sitting.page_item,
        "page_entry": sitting.page_entry,
        "resume_item": sitting.resume_item,
        "resume_entry": sitting.resume_entry,
    }


def _stood(last: SessionRow | None) -> PageRef | None:
    """Return where the last sitting ended; a sitting cut short while it asked anew keeps the page to come back to."""
    if last is None:
        return None
    if last.resume_item is not None:
        return PageRef(last.resume_item, last.resume_entry)
    return PageRef(last.page_item, last.page_entry) if last.page_item is not None else None


def _resumed(situation: Situation, sitting: SessionRow) -> PageRef | None:
    """Return the page where the last sitting ended, the one after it where that is no longer asked."""
    if not sitting.resume_item:
        return first_open(situation)
    page = PageRef(sitting.resume_item, sitting.resume_entry)
    if page.item not in situation.checklist.by_id:
        return first_open(situation)
    return page if is_page(situation, page) else after(situation, page)


def _at(sitting: SessionRow, page: PageRef | None) -> SessionRow:
    item, entry = (page.item, page.entry) if page is not None else (None, None)
    return replace(sitting, page_item=item, page_entry=entry)


def _done_resuming(sitting: SessionRow) -> SessionRow:
    return replace(sitting, resume_item=None, resume_entry=None)


def _is_anew(situation: Situation, page: PageRef) -> bool:
    return situation.checklist.item(page.item).every_session


def _asked_anew(situation: Situation, sitting: SessionRow) -> PageRef | None:
    """Return the first page of every session that this sitting has not answered yet."""
    waiting = (page for page in pages(situation) if _is_anew(situation, page))
    return next((page for page in waiting if not _answered(situation, sitting, page)), None)


def _answered(situation: Situation, sitting: SessionRow, page: PageRef) -> bool:
    reply = situation.current.get((page.item, page.entry))
    return reply is not None and reply.session == sitting.id


def _answered_here(situation: Situation, sitting: SessionRow) -> bool:
    return any(reply.session == sitting.id for reply in situation.chart.replies)


def _next(situation: Situation, sitting: SessionRow, here: PageRef) -> PageRef | None:
    """Return the page after this one; what this sitting has asked anew already is not asked twice."""
    page = after(situation, here)
    while page is not None and _is_anew(situation, page) and _answered(situation, sitting, page):
        page = after(situation, page)
    return page
