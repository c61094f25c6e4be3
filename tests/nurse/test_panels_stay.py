"""A visit's page that hears of something makes anew only what it changes; what stays says nothing old."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from kypho_prep.nurse.day.forms import DECIDE, RECORD
from kypho_prep.nurse.day.page import DayPage
from kypho_prep.nurse.review.page import ReviewPage
from kypho_prep.nurse.review.panels.answers_panel import AnswersPanel
from kypho_prep.nurse.review.panels.calls_panel import CallsPanel
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.chart import ActionKind, Ending, FactKind, InstructionAction
from kypho_prep.prep.rules.procedure_day import DayLine
from kypho_prep.prep.sign_off.chart_ticks import TICKS
from kypho_prep.sample.scripted_patient import Script
from kypho_prep.workflow.desk import procedure_day, review
from kypho_prep.workflow.desk.review import ActionForm, InstructionForm
from kypho_prep.workflow.visits import schedule
from tests.nurse.conftest import PROCEDURE, Open, Ward, named, press, shown_text
from tests.nurse.day_steps import chart, day_page, nurse, prepared
from tests.nurse.steps import THINNER, change_ride, fill, opened

SCRIPT = Script({**THINNER.answers, "bleeding.history": {"picked": ["bruises"], "unsure": False}}, {"Eliquis": {}})
PLACES = (
    "", "call", "fasting", "fact:identifiers", "fact:adult", "result", "fact:result:inr", "tick:weight", "print",
    "sign", "all_blockers", "not_complete", "answer:ride.adult:", "again:ride.adult:", "all_changes",
    "card:bruises:bleeding.history:told_doctor", "card:bruises:bleeding.history:needs_call",
)  # fmt: skip


def picture(page: ReviewPage | DayPage) -> list[tuple[object, ...]]:
    """Return what can be seen, heard and pressed, in the order of the keyboard's Tab and from top to bottom."""
    QApplication.processEvents()
    shown = [one for one in page.findChildren(QWidget) if one.isVisibleTo(page)]
    seen: list[tuple[object, ...]] = [
        (one.objectName(), one.text(), one.toolTip(), one.accessibleName(), one.accessibleDescription())
        for one in shown
        if isinstance(one, QLabel | QAbstractButton)
    ]
    inside = page.columns if isinstance(page, ReviewPage) else page._scroll
    chain, at = [], page.nextInFocusChain()
    while at is not None and at is not page:
        if at in shown and at.focusPolicy() & Qt.FocusPolicy.TabFocus and inside.isAncestorOf(at):
            chain.append((at.objectName(), at.accessibleName()))
        at = at.nextInFocusChain()
    return [*seen, *chain]


def as_if_made_now(page: ReviewPage | DayPage) -> list[tuple[object, ...]]:
    """Return the picture of a page that shows the same for the first time."""
    fresh = type(page)(page._desk, page._session, page.visit)
    fresh.resize(page.size())
    fresh._place = page.place()
    if isinstance(fresh, ReviewPage) and isinstance(page, ReviewPage):
        fresh._turned, fresh._chapters = set(page._turned), set(page._chapters)
    assert page.review is not None
    fresh.show_review(page.review)
    found = picture(fresh)
    fresh.deleteLater()
    return found


@dataclass
class Desk:
    """What a nurse does to one visit, away from the page that shows it."""

    ward: Ward
    visit: str

    @property
    def how(self) -> dict[str, Any]:
        return {"staff": nurse(self.ward), "visit": self.visit}

    def fact(self, kind: FactKind, subject: str = "", **value: str) -> None:
        review.record_fact(self.ward.workplace, kind=kind, subject=subject, value=value, **self.how)

    def act(self, action: ActionForm) -> None:
        cards = chart(self.ward, self.visit).cards
        thread = next(one.thread for one in cards if one.finding.problem == "bruises")
        review.act(self.ward.workplace, thread=thread, action=action, **self.how)

    def instruct(self) -> None:
        subject = next(one.finding.subject for one in chart(self.ward, self.visit).cards if one.finding.is_loop)
        form = InstructionForm(subject, InstructionAction.CONTINUE, text="go on", decided_by="Dr. Okafor")
        review.instruct(self.ward.workplace, form=form, **self.how)

    def take_back_the_call(self) -> None:
        facts = chart(self.ward, self.visit).situation.chart.current_facts
        (call,) = [one.id for one in facts if one.kind is FactKind.CALL]
        review.withdraw(self.ward.workplace, record=call, reason="Another's", **self.how)

    def move(self) -> None:
        person, plan, revision = schedule.forms(self.ward.workplace, visit=self.visit)
        day = PROCEDURE + timedelta(days=1)
        form = replace(plan, procedure_on=day, arrival_on=day)
        schedule.edit_visit(self.ward.workplace, patient=person, form=form, revision=revision, **self.how)


def everything_that_happens(ward: Ward, desk: Desk) -> Iterator[object]:
    """Let nurses, a patient and the calendar do what they do to one visit, one thing after the other."""
    at, how = ward.workplace, desk.how
    yield desk.fact(FactKind.IDENTIFIERS)
    yield desk.act(ActionForm(ActionKind.NEEDS_CALL, "Ask", due=ward.clock()))
    yield desk.fact(FactKind.CALL, reached="nobody", number="1")
    yield desk.take_back_the_call()
    yield desk.act(ActionForm(ActionKind.SEEN))
    yield desk.instruct()
    for tick in [*TICKS][:2]:
        yield desk.fact(FactKind.CHART_TICK, tick, on="2026-12-01")
    yield desk.fact(FactKind.RESULT_SEEN, "inr", value="1.1", on="2026-12-01")
    yield desk.fact(FactKind.ADULT_VERIFIED, name="Sam", phone="555")
    yield desk.fact(FactKind.PLAN_PRINTED)
    yield change_ride(ward, desk.visit)
    yield review.mark_read(at, **how)
    yield review.not_complete(at, reason="Waiting", **how)
    yield review.withdraw_not_complete(at, reason="Came", **how)
    yield desk.move()
    ward.clock.at += timedelta(days=1)
    yield None
    yield schedule.end_visit(at, ending=Ending.CANCELLED, reason="Fever", **how)


@pytest.mark.parametrize("turned", [(), ("calls_panel", "chart_panel", "check_panel")])
def test_what_stays_says_what_a_page_made_anew_would_say(
    ward: Ward, open_window: Open, turned: tuple[str, ...]
) -> None:
    _window, page = opened(ward, open_window, SCRIPT, tests=("inr",))
    for name in turned:
        page.turn(name)
    for at, _done in enumerate(everything_that_happens(ward, Desk(ward, page.visit))):
        page.read_again(lambda _trouble: None)
        assert picture(page) == as_if_made_now(page), f"after step {at}"


def test_each_form_that_opens_and_shuts_leaves_the_page_as_one_made_anew(ward: Ward, open_window: Open) -> None:
    _window, page = opened(ward, open_window, SCRIPT, tests=("inr",))
    for place in (*PLACES, ""):
        page.go(place)
        assert picture(page) == as_if_made_now(page), place


def held_on(window: NurseWindow, page: ReviewPage, name: str) -> QWidget:
    held = named(page, name)
    held.setFocus()
    assert window.focusWidget() is held
    return held


def test_a_patients_answer_moves_neither_the_keyboard_nor_the_column_that_it_is_in(
    ward: Ward, open_window: Open
) -> None:
    window, page = opened(ward, open_window, SCRIPT, tests=("inr",))
    held = held_on(window, page, "call")
    bar = page.columns.side.verticalScrollBar()
    bar.setValue(bar.maximum())
    scrolled = bar.value()
    assert scrolled > 0
    change_ride(ward, page.visit)
    page.read_again(lambda _trouble: None)
    QApplication.processEvents()
    assert named(page, "card:ride:ride.adult")
    assert QApplication.focusWidget() is held
    assert bar.value() == scrolled
    QTest.keyClick(held, Qt.Key.Key_Return)
    assert page.place() == "call"


def test_one_entry_makes_only_its_own_panels_anew(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, SCRIPT)
    calls, answers = page.findChild(CallsPanel), page.findChild(AnswersPanel)
    press(page, "fact:identifiers")
    fill(window, checked="yes")
    assert (page.findChild(CallsPanel), page.findChild(AnswersPanel)) == (calls, answers)
    press(page, "call")
    fill(window, reached="patient", number="555-0177")
    assert page.findChild(CallsPanel) is not calls
    assert page.findChild(AnswersPanel) is answers
    assert "555-0177" in shown_text(page)


def test_a_line_of_the_day_leaves_the_others_alone_and_the_page_as_one_made_anew(ward: Ward, open_window: Open) -> None:
    _window, page = day_page(ward, open_window, prepared(ward))
    how: dict[str, Any] = {"staff": nurse(ward), "visit": page.visit}
    untouched = named(page, "day:temperature")
    for line, value in (
        (DayLine.IDENTIFIERS, {"checked": "yes"}),
        (DayLine.SKIN, {"found": "no", "text": "Rash"}),
        (DayLine.LAST_FOOD, {"found": "unknown"}),
    ):
        procedure_day.record_line(ward.workplace, line=line, value=value, **how)
        page.read_again(lambda _trouble: None)
        assert picture(page) == as_if_made_now(page), line
    assert named(page, "day:temperature") is untouched
    for place in (f"{RECORD}temperature", f"{DECIDE}skin", f"{RECORD}last_food", ""):
        page.go(place)
        assert picture(page) == as_if_made_now(page), place
    change_ride(ward, page.visit)
    page.read_again(lambda _trouble: None)
    assert picture(page) == as_if_made_now(page)
