"""Which page comes next: the way through one session, as plain functions of what is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kypho_prep.kiosk.item_view import Given, ItemView, wants_explaining
from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.checklist import Control, Item
from kypho_prep.prep.interview.duplicate_medicines import Duplicate, duplicate
from kypho_prep.prep.interview.entries import name_item
from kypho_prep.prep.interview.path import PageRef, before, first_open, is_open, list_page, pages, way_chapters
from kypho_prep.prep.interview.plan_news import plan_news
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.medicines.names import MedicineName
from kypho_prep.prep.medicines.several_in_one import several
from kypho_prep.prep.reply import State
from kypho_prep.workflow.patient.intake import Intake

SUMMARY = "summary"
PLAN = "plan"
IDENTITY = "identity"
NOT_ME = "not_me"


class Stop(Enum):
    """Where a session goes besides a page of an item."""

    OVERVIEW = "overview"
    FINISH = "finish"


Destination = PageRef | Stop
# A question that stands below another one on its page: one Next for both.
TOGETHER = {"medicines.dose": "medicines.last_taken"}


@dataclass(frozen=True, slots=True)
class EditFromSummary:
    """One answer is changed from the summary: the pages that were known when that began."""

    known: frozenset[PageRef]


def opening(intake: Intake) -> Destination:
    """Return the first page of a session: the right person if not yet said, what is asked anew, then where it stood."""
    identity = _identity(intake.situation)
    if identity is not None and is_open(intake.situation, identity):
        return identity
    waiting = gate(intake)
    if waiting:
        return waiting[0]
    return intake.page or Stop.OVERVIEW


def gate(intake: Intake) -> tuple[PageRef, ...]:
    """Return the pages of every session that this session has not answered yet: nothing else is shown before them."""
    situation = intake.situation
    found = []
    for page in pages(situation):
        reply = situation.reply(page.item, page.entry)
        if _item(situation, page).every_session and (reply is None or reply.session != intake.session.id):
            found.append(page)
    return tuple(found)


def following(intake: Intake, here: PageRef) -> Destination:
    """Return the page after a reply was stored; once a sitting's first chapter is done, the checklist comes first."""
    if intake.page is None:
        return Stop.FINISH if here == last_page(intake.situation) else Stop.OVERVIEW
    if intake.page in plan_news(intake.situation):
        return intake.page
    if not gate(intake) and (_enters_checklist(intake.situation, here, intake.page) or _is_back(intake, here)):
        return Stop.OVERVIEW
    return intake.page


def after_edit(situation: Situation, edit: EditFromSummary) -> Destination:
    """Return the next page that a changed answer has opened, else the summary that it was changed from."""
    for page in pages(situation):
        if page not in edit.known and is_open(situation, page):
            return page
    return summary_page(situation) or Stop.OVERVIEW


def backward(intake: Intake, here: PageRef) -> Destination | None:
    """Return the page before this one, the overview before the first, nothing while the gate stands there."""
    page = before(intake.situation, here)
    if page is not None and _item(intake.situation, page).shows != IDENTITY:
        return whole_page(intake.situation, page)
    return None if gate(intake) else Stop.OVERVIEW


def after_reply(intake: Intake, here: PageRef, list_item: str, edit: EditFromSummary | None) -> Destination:
    """Return where Next leads once a reply is stored: a name's list, what an edit opened, or the page that follows."""
    back_home = home(intake.situation, here, list_item)
    if back_home is not None:
        return back_home
    return after_edit(intake.situation, edit) if edit is not None else following(intake, here)


def before_page(intake: Intake, here: PageRef, list_item: str, edit: EditFromSummary | None) -> Destination | None:
    """Return where Back leads: a name's list, the summary of an edit, else the page before; nothing at the gate."""
    back_home = home(intake.situation, here, list_item)
    if back_home is not None:
        return back_home
    if edit is not None:
        return summary_page(intake.situation) or Stop.OVERVIEW
    return backward(intake, here)


def onward(intake: Intake) -> PageRef:
    """Return where "Continue" leads: where the last sitting ended, if still open, the next open page, else the summary.

    What the overview was reached from by Back is forgotten: then it is the first open page.
    """
    situation, stood = intake.situation, intake.page
    news = plan_news(situation)
    if news:
        return news[0]
    if stood is not None and situation.reply(stood.item, stood.entry) is None:
        return stood
    page = first_open(situation) or summary_page(situation) or pages(situation)[-1]
    return whole_page(situation, page)


def second_on(situation: Situation, page: PageRef) -> PageRef | None:
    """Return the page whose question stands below that of another page, where it is asked now."""
    second = TOGETHER.get(page.item)
    found = PageRef(second, page.entry) if second is not None else None
    return found if found in pages(situation) else None


def whole_page(situation: Situation, page: PageRef) -> PageRef:
    """Return the page on which a question stands: its own, or the one that shows it below another question."""
    first = next((PageRef(one, page.entry) for one, second in TOGETHER.items() if second == page.item), page)
    return first if first in pages(situation) else page


def chapter_page(situation: Situation, chapter: str) -> PageRef | None:
    """Return where a chapter is taken up: its first open page, else its first."""
    own = [
        page
        for page in pages(situation)
        if situation.checklist.chapter_of[page.item].id == chapter and _item(situation, page).shows != IDENTITY
    ]
    return next((page for page in own if is_open(situation, page)), own[0] if own else None)


def step(situation: Situation, page: PageRef) -> tuple[int, int]:
    """Return the number of a page's chapter and how many chapters there are."""
    own, way = situation.checklist.chapter_of[page.item], way_chapters(situation)
    # A page that has just been hidden may have been its chapter's only one.
    return (way.index(own) + 1 if own in way else len(way)), len(way)


def summary_page(situation: Situation) -> PageRef | None:
    """Return the page that shows every answer."""
    return next((page for page in pages(situation) if _item(situation, page).shows == SUMMARY), None)


def last_page(situation: Situation) -> PageRef:
    """Return the page after which the patient is done."""
    return pages(situation)[-1]


def is_name(situation: Situation, page: PageRef) -> bool:
    """Tell whether a page names an entry of a list."""
    item = _item(situation, page)
    return bool(item.entry_of) and situation.checklist.entry_items(item.entry_of)[0] is item


def name_page(situation: Situation, list_page: PageRef, entry: str) -> PageRef:
    """Return the page that names an entry of a list."""
    return PageRef(name_item(situation, _item(situation, list_page).entries), entry)


def home(situation: Situation, page: PageRef, list_item: str) -> PageRef | None:
    """Return the list that a name's page leads back to: the one it was opened from; nothing for any other page."""
    if not is_name(situation, page):
        return None
    return PageRef(list_item) if list_item else list_page(situation, _item(situation, page).entry_of)


def duplicate_of(situation: Situation, view: ItemView, given: Given) -> Duplicate | None:
    """Return the listed medicine that a name to be saved means once more, or none."""
    named = named_in(view, given)
    return duplicate(situation, named, view.page.entry) if named is not None else None


def several_in(situation: Situation, view: ItemView, given: Given) -> tuple[MedicineName, ...]:
    """Return the medicines that the words of a name to be saved mean, where they are more than one."""
    named = named_in(view, given)
    return several(situation.medicines, named) if named is not None else ()


def named_in(view: ItemView, given: Given) -> NamedMedicine | None:
    """Return the medicine that a page's answer names, or none."""
    named = given.answer if view.control is Control.MEDICINE_NAME else None
    return named if isinstance(named, NamedMedicine) else None


def worth_keeping(situation: Situation, view: ItemView, given: Given) -> bool:
    """Tell whether an answer is saved when the page is left by another way than Next.

    That a card was read and "That's all of them" are said by Next alone, which asks about a name listed already.
    """
    if view.shows in (SUMMARY, PLAN, IDENTITY) or duplicate_of(situation, view, given) is not None:
        return False
    if view.control is Control.LESSON:
        return wants_explaining(given) or (view.given is not None and wants_explaining(view.given))
    if view.control is Control.LIST:
        return given.state is State.NOT_SURE or (view.given is not None and view.given.state is State.NOT_SURE)
    return True


def _identity(situation: Situation) -> PageRef | None:
    return next((page for page in pages(situation) if _item(situation, page).shows == IDENTITY), None)


def _enters_checklist(situation: Situation, here: PageRef, page: PageRef) -> bool:
    """Tell whether the way leads out of the chapter that each sitting begins with."""
    chapter = situation.checklist.chapter_of[here.item]
    begins = any(item.every_session for step in chapter.steps for item in step.items)
    return begins and situation.checklist.chapter_of[page.item] is not chapter


def _is_back(intake: Intake, here: PageRef) -> bool:
    """Tell whether what is asked anew was just answered, and the page where the last sitting ended needs nothing."""
    return _item(intake.situation, here).every_session and _answered(intake.situation, intake.page)


def _answered(situation: Situation, page: PageRef | None) -> bool:
    return page is not None and not is_open(situation, page) and not _item(situation, page).optional


def _item(situation: Situation, page: PageRef) -> Item:
    return situation.checklist.item(page.item)
