"""The patient's own page of the plan: a paper that no longer holds, a night that could be taken for the next."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel

from kypho_prep.content import Content
from kypho_prep.kiosk.item_view import item_view
from kypho_prep.kiosk.pages.plan_page import PlanPage, plan_view
from kypho_prep.look.theme import apply_theme
from kypho_prep.prep.chart import InstructionAction
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import InstructionForm
from kypho_prep.workflow.visits import schedule
from tests.kiosk.station import Station

PAPER = "Your plan has changed since it was printed. Ask your nurse."


def said(station: Station, visit: str, content: Content, qtbot: Any, qapp: QApplication) -> list[str]:
    """Return what the plan's page says now."""
    situation, words = station.situation(visit), content.words("en")
    view = item_view(situation, words, PageRef("check.plan"))
    page = PlanPage(plan_view(view, situation, prints=True), apply_theme(qapp), words)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def test_a_moved_visit_makes_the_paper_void(station: Station, content: Content, qtbot: Any, qapp: QApplication) -> None:
    visit = station.new_visit()
    assert PAPER not in said(station, visit, content, qtbot, qapp)
    schedule.record_print(station.workplace, staff=station.nurse, visit=visit, paper="plan")
    assert PAPER not in said(station, visit, content, qtbot, qapp)
    patient, form, revision = schedule.forms(station.workplace, visit=visit)
    moved = replace(form, procedure_at="12:45")
    schedule.edit_visit(
        station.workplace, staff=station.nurse, visit=visit, patient=patient, form=moved, revision=revision
    )
    assert PAPER in said(station, visit, content, qtbot, qapp)


def test_midnight_says_which_night(station: Station, content: Content, qtbot: Any, qapp: QApplication) -> None:
    visit = station.new_visit()
    on = station.situation(visit).chart.visit.procedure_on
    form = InstructionForm("fasting", InstructionAction.FASTING_FOOD, on=on, at="00:00", text="Nothing after this.")
    told = replace(form, decided_by="Dr. Chen", told_on=date(2026, 11, 23), told_by="Nurse Lee")
    review.instruct(station.workplace, staff=station.nurse, visit=visit, form=told)
    whens = [one for one in said(station, visit, content, qtbot, qapp) if one.startswith("12:00 midnight, the night")]
    assert len(whens) == 1
