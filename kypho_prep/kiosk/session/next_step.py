"""What Next does on a page as it stands, decided from what is known and answered; and where that would lead."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from kypho_prep.kiosk import route
from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.kiosk.pages.overview import OverviewPage
from kypho_prep.kiosk.pages.plan_page import PlanPage
from kypho_prep.kiosk.pages.question_page import QuestionPage
from kypho_prep.kiosk.pages.summary import SummaryPage
from kypho_prep.kiosk.route import Destination
from kypho_prep.kiosk.screen import Screen
from kypho_prep.kiosk.session.medicine_entry import MedicineQuestion, question_before_saving
from kypho_prep.kiosk.session.shown_reply import handed_in
from kypho_prep.kiosk.session.state import SessionState
from kypho_prep.prep.answers.single import Acknowledged, OneOf
from kypho_prep.prep.interview.path import PageRef, after
from kypho_prep.prep.reply import State
from kypho_prep.workflow.errors import Refused
from kypho_prep.workflow.patient.foreseeing import foreseen
from kypho_prep.workflow.workplace import Workplace

READ = Given(State.VALUE, Acknowledged())


@dataclass(frozen=True)
class Store:
    """Answers are stored; `position` is where the patient is then, None: the page that follows."""

    answers: tuple[tuple[ItemView, Given], ...]
    position: PageRef | None = None


@dataclass(frozen=True)
class Open:
    """Nothing is answered: the next page opens."""

    destination: Destination


@dataclass(frozen=True)
class NotMe:
    """The patient says that this is somebody else."""


NextStep = Store | Open | NotMe | MedicineQuestion


def next_step(state: SessionState, page: QWidget) -> NextStep | None:
    """Return what the way on does on a page: Next, "Continue" on the checklist. Nothing where an answer is missing."""
    if isinstance(page, OverviewPage):
        return Open(route.onward(state.intake))
    if isinstance(page, SummaryPage | PlanPage):
        return Store(((page.view, READ),))
    return _answered(state, page) if isinstance(page, QuestionPage) and page.problem() is None else None


def _answered(state: SessionState, page: QuestionPage) -> NextStep:
    situation, here = state.intake.situation, page.view.page
    given, answered = page.value(), page.answered()
    if not answered:
        return Open(after(situation, here) or route.Stop.OVERVIEW)
    if page.view.shows == route.IDENTITY and given is not None and given.answer == OneOf(route.NOT_ME):
        return NotMe()
    if given is not None and (question := question_before_saving(situation, page.view, given)):
        return question
    return Store(tuple(answered), route.home(situation, here, state.list_item))


def state_after_next(state: SessionState, screen: Screen, content: QWidget) -> SessionState | None:
    """Return what is known once Next was pressed on the page as it stands and all went well.

    Nothing where Next does not lead to another page of the session. What is true the database alone says then.
    """
    workplace, ticks = screen.services.workplace(), screen.services.ticks()
    step = next_step(state, content)
    if isinstance(step, Open):
        return state.turned(step.destination, ticks)
    return _stored(workplace, state, screen, step) if isinstance(step, Store) and workplace is not None else None


def _stored(workplace: Workplace, state: SessionState, screen: Screen, step: Store) -> SessionState | None:
    last = len(step.answers) - 1
    for number, answer in enumerate(step.answers):
        given = handed_in(state, screen, *answer)
        try:
            intake = foreseen(workplace, state.intake, given, step.position if number == last else state.page)
        except (Refused, LookupError, ValueError):  # Next will say what is wrong; foreseeing disturbs nobody
            return None
        state = replace(state, intake=intake)
    if state.page is None or state.intake.emergency:
        return None
    destination = route.after_reply(state.intake, state.page, state.list_item, state.edit)
    return state.followed(destination, screen.services.ticks()) if destination is not route.Stop.FINISH else None
