"""A move at the desk: its cost is said before it is saved, and afterwards each thing leads to its key."""

from datetime import date

import pytest

from kypho_prep.nurse.visit.page import VisitPage
from kypho_prep.nurse.window import NurseWindow
from kypho_prep.prep.chart import InstructionAction
from kypho_prep.workflow.derived.refresh import situation_of
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import InstructionForm
from kypho_prep.workflow.visits import schedule
from tests.nurse.conftest import NOW, Open, Ward, named, press, put, shown_text
from tests.nurse.steps import THINNER, close_everything, fill, open_problems, opened


def instruct(ward: Ward, visit: str, subject: str, action: InstructionAction, text: str) -> None:
    assert ward.nurse is not None
    form = InstructionForm(
        subject, action, text=text, decided_by="Dr. Okafor", told_on=NOW.date(), told_by="R. Alvarez"
    )
    review.instruct(ward.workplace, staff=ward.nurse, visit=visit, form=form)


def the_form(window: NurseWindow) -> VisitPage:
    press(window, "edit")
    page = window.page()
    assert isinstance(page, VisitPage)
    return page


def print_plan(window: NurseWindow) -> None:
    press(window, "to_papers")
    press(window, "print_plan_large")


def said(page: VisitPage) -> str:
    return page.stake.text() if page.stake.isVisible() else ""


def test_a_move_says_what_it_voids_before_it_is_saved(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, THINNER)
    thinner = page.review.situation.entries("medicine")[0]  # type: ignore[union-attr]
    instruct(ward, page.visit, thinner, InstructionAction.CONTINUE, "Go on")
    instruct(ward, page.visit, "fasting", InstructionAction.NO_FASTING, "no fasting ordered")
    window.workspace().open_review(page.visit)
    print_plan(window)
    form = the_form(window)
    assert said(form) == ""
    put(window, "surgeon", "Dr. Lee")
    assert said(form) == "", "another surgeon moves nothing"
    put(window, "procedure_at", "1")
    assert said(form) == "", "not while it cannot be read"
    put(window, "procedure_at", "11:00 am")
    assert "Saving this move voids: the fasting times, the printed plan." in said(form)
    assert "1 instruction must be told to the patient again." in said(form)
    put(window, "procedure_at", "9:30 am")
    assert said(form) == ""
    put(window, "anesthesia", "general")
    assert "voids" in said(form)


def test_an_arrival_on_the_same_day_moves_with_the_procedure(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    the_form(window)
    put(window, "procedure_on", "12/16/2026")
    press(window, "save")
    with ward.workplace.reading() as records:
        visit = situation_of(ward.workplace, records, page.visit).chart.visit
    assert (visit.procedure_on, visit.arrival_on) == (date(2026, 12, 16), date(2026, 12, 16))
    assert visit.arrival_at == "08:00"


def test_an_arrival_on_another_day_stays_in_its_field(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    the_form(window)
    put(window, "arrival_on", "12/13/2026")
    press(window, "save")
    window.workspace().open_review(page.visit)
    form = the_form(window)
    assert form.form.fields["arrival_on"].value() == "12/13/2026"


def test_a_new_visit_and_one_with_nothing_recorded_say_nothing(ward: Ward, open_window: Open) -> None:
    window, _page = opened(ward, open_window)
    form = the_form(window)
    put(window, "procedure_at", "11:00 am")
    assert said(form) == ""


@pytest.fixture
def moved(ward: Ward, open_window: Open) -> NurseWindow:
    """A review whose visit was moved after a thinner's instruction was told and the plan printed."""
    window, page = opened(ward, open_window, THINNER)
    thinner = page.review.situation.entries("medicine")[0]  # type: ignore[union-attr]
    instruct(ward, page.visit, thinner, InstructionAction.CONTINUE, "Go on")
    window.workspace().open_review(page.visit)
    print_plan(window)
    assert "plan is void" not in shown_text(window)
    the_form(window)
    put(window, "procedure_at", "11:00 am")
    put(window, "arrival_at", "9:30 am")
    press(window, "save")
    window.workspace().open_review(page.visit)
    return window


def test_a_void_plan_stands_on_the_board_and_the_review_until_it_is_printed(ward: Ward, moved: NurseWindow) -> None:
    assert "The printed plan is void: print a new one." in shown_text(moved)
    assert schedule.board(ward.workplace).rows[0].print_plan
    print_plan(moved)
    assert "plan is void" not in shown_text(named(moved, "instruction_panel"))
    assert not schedule.board(ward.workplace).rows[0].print_plan


def test_the_visit_tells_its_own_moves(moved: NurseWindow) -> None:
    text = shown_text(named(moved, "visit_panel"))
    assert "Procedure time changed from 9:30 am to 11:00 am · Arrival time changed from 8:00 am to 9:30 am" in text
    assert "recorded by R. Alvarez" in text


def test_the_visit_tells_changes_of_the_patient_s_details(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window)
    the_form(window)
    for name, value in (("born", "4/13/1955"), ("sex", "male"), ("mrn", ""), ("phone", "555-0188")):
        put(window, name, value)
    press(window, "save")
    window.workspace().open_review(page.visit)
    text = shown_text(named(window, "visit_panel"))
    assert "Birth date changed from March 14, 1955 to April 13, 1955 · Sex changed from female to male" in text
    assert "MRN changed from 40177 to nothing entered · Phone changed from 555-0177 to 555-0188" in text
    assert "recorded by R. Alvarez" in text


@pytest.mark.parametrize("where", ["card", "side"])
def test_one_press_tells_it_again(moved: NurseWindow, where: str) -> None:
    page = moved.page()
    assert "before the visit moved. Tell them again." in shown_text(moved)
    assert "told before the visit moved" in shown_text(named(moved, "instruction_panel"))
    (one,) = page.review.situation.chart.current_instructions
    press(moved, "told_again" if where == "card" else f"told_again:{one.id}")
    (again,) = page.review.situation.chart.current_instructions
    assert (again.text, again.told_by, again.supersedes) == ("Go on", "R. Alvarez", one.id)
    assert again.reason == "The visit moved; told again."
    assert "loop" not in open_problems(page)


def test_what_lacks_more_than_the_telling_is_recorded(ward: Ward, open_window: Open) -> None:
    window, page = opened(ward, open_window, THINNER)
    press(window, "record")
    assert page.place().endswith(":record")
    fill(
        window, decided_by="Dr. Okafor", action="last_dose", on="12/10/2026", text="Last dose on Thursday",
        told_on="12/1/2026", told_by="R. Alvarez", restart="The doctor decides",
    )  # fmt: skip
    close_everything(window, page)
    the_form(window)
    put(window, "procedure_at", "11:00 am")
    assert "1 instruction with a date" in said(window.page())
    press(window, "save")
    window.workspace().open_review(page.visit)
    assert "loop" in open_problems(window.page())
    names = [one.objectName() for one in window.page().findChildren(type(named(window, "lock")))]
    assert not [one for one in names if one.startswith("told_again")]
