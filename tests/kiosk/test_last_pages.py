"""The last pages of a sitting: the plan on one page, what happens next, the way to the clinic, whom to call."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel

from kypho_prep.content import Content
from kypho_prep.kiosk.item_view import item_view
from kypho_prep.kiosk.pages.plan_page import PlanPage, plan_view
from kypho_prep.kiosk.services import Comfort
from kypho_prep.look.buttons import Button
from kypho_prep.look.scroll import MoreBelow, PageScroll
from kypho_prep.look.theme import LIGHT, apply_theme
from kypho_prep.prep.answers.single import YesNo
from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.chart import InstructionAction
from kypho_prep.prep.clinic import Clinic
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.reply import Shown, State
from kypho_prep.sample.sample_clinic import CLINIC
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import InstructionForm
from kypho_prep.workflow.patient.intake import Given
from kypho_prep.workflow.visits.schedule import VisitForm
from tests.kiosk.station import PROCEDURE, Station
from tests.kiosk.tour_of_pages import patient

ADDRESS = ("Sample Spine Clinic", "100 Example Street", "Sampletown, NY 00000", "Door B, beside the parking lot")
NUMBERS = ("By day: 555-0142", "At night: 555-0143", "In an emergency: 911")
TOLD = {"decided_by": "Dr. Okafor", "told_on": date(2026, 11, 20), "told_by": "Ann Lee"}


def settle_in(station: Station, clinic: Clinic = CLINIC) -> None:
    staff.change_clinic(station.workplace, staff=station.nurse, clinic=replace(clinic, sample=False))


def takes(station: Station, visit: str, *names: str) -> None:
    for number, name in enumerate(names, start=1):
        named = NamedMedicine(name, name, (), list_version="1", listed="medicines.prescriptions_list")
        given = Given("medicines.name", f"e{number}", State.VALUE, named, Shown("?"))
        has = Given("medicines.prescriptions", None, State.VALUE, YesNo(True), Shown("?"))
        for one in (has, given):
            review.answer_for(station.workplace, staff=station.nurse, visit=visit, given=one, source="phone")


def ordinary(station: Station) -> str:
    """A visit with fasting times, a thinner with its instruction and restart, the morning, one medicine to ask."""
    visit = patient(station)
    takes(station, visit, "Eliquis", "lisinopril", "Ozempic")
    for form in (
        InstructionForm(
            "e1",
            InstructionAction.LAST_DOSE,
            date(2026, 12, 5),
            text="Take the last one on this day.",
            restart="Dr. Okafor tells you on the day",
            **TOLD,  # type: ignore[arg-type]
        ),
        InstructionForm("morning", InstructionAction.MORNING_OF, text="Take these with a sip of water.", **TOLD),  # type: ignore[arg-type]
    ):
        review.instruct(station.workplace, staff=station.nurse, visit=visit, form=form)
    return visit


def at_the_plan(station: Station, visit: str) -> PlanPage:
    station.come_in(visit)
    assert station.window.session is not None
    station.window.session.open_page(PageRef("check.plan"))
    station.settle()
    station.settle()
    assert isinstance(station.content, PlanPage)
    return station.content


def test_the_plan_of_an_ordinary_patient_is_one_page_with_each_date_once(station: Station) -> None:
    settle_in(station)
    page = at_the_plan(station, ordinary(station))
    assert (station.window.width(), station.window.height()) == (1280, 800)
    assert not [one for one in page.findChildren(MoreBelow) if one.isVisible()]
    said = station.said
    for day in ("December 5", "December 7", "December 8"):
        assert said.count(day) == 1, day
    for part in (*ADDRESS, *NUMBERS, "8:00 AM", "Please arrive", "9:30 AM", "Your procedure", "11:30 PM"):
        assert part in said.splitlines(), part
    assert "Food: “Stop eating.” (Dr. Okafor)" in said
    assert "Your last Eliquis before the procedure: “Take the last one on this day.” (Dr. Okafor)" in said
    assert "Eliquis, after the procedure: “Dr. Okafor tells you on the day”" in said
    assert "Your nurse calls: Two working days before" in said
    assert "Ask your nurse before you leave\nOzempic: nothing is entered yet." in said
    assert "Do not stop or change any medicine on your own." in said
    before = station.page
    station.tap("next")
    assert station.page is not before, "nothing of it was out of sight"


def next_says(station: Station) -> str:
    button = station.find("next")
    assert isinstance(button, Button)
    return button.words


def test_a_long_plan_is_shown_to_its_end_before_anybody_is_done(station: Station) -> None:
    settle_in(station)
    at_the_plan(station, ordinary(station))
    assert next_says(station) == "I'm done"
    assert station.window.session is not None
    station.window.session.take_comfort(Comfort("en", text_size=200))
    station.settle()
    page, said = station.page, []
    while station.page is page:
        said.append(next_says(station))
        station.tap("next")
    assert said[0] == "Show more"
    assert said[-1] == "I'm done"
    assert len(said) > 2


def test_where_nothing_is_entered_the_page_says_what_to_ask_and_has_no_empty_line(station: Station) -> None:
    visit = station.new_visit(visit=VisitForm(PROCEDURE))
    takes(station, visit, "Eliquis", "Ozempic")
    page = at_the_plan(station, visit)
    assert not [one for one in page.findChildren(MoreBelow) if one.isVisible()]
    said = station.said
    for asked in (
        "When to come.",
        "When to stop eating and drinking. Nothing is entered yet.",
        "Eliquis, Ozempic: nothing is entered yet.",
        "Your procedure. Ask your nurse for the time.",
        "Ask when the nurse will call you.",
    ):
        assert asked in said, asked
    shown = [one for one in page.findChildren(QLabel) if one.isVisible()]
    assert all(one.text().strip() for one in shown)
    assert "In an emergency: 911" in said
    assert "By day" not in said
    assert "At night" not in said


def test_the_patients_own_questions_stand_among_what_to_ask(station: Station) -> None:
    settle_in(station)
    visit = ordinary(station)
    station.come_in(visit)
    station.tap("question_for_nurse")
    station.type_in("Is my rash an allergy?")
    station.tap("keep")
    assert station.window.session is not None
    station.window.session.open_page(PageRef("check.plan"))
    station.settle()
    assert "“Is my rash an allergy?”" in station.said


@pytest.mark.parametrize(
    ("clinic", "there", "gone"),
    [
        (CLINIC, (*ADDRESS, *NUMBERS, "Your nurse calls: Two working days before"), ("Phone:",)),
        (Clinic(phone="555-0142"), ("Phone: 555-0142", "In an emergency: 911"), ("At night", "calls")),
        (Clinic(), ("In an emergency: 911",), ("Phone", "By day", "calls")),
    ],
)
def test_the_thanks_say_where_the_clinic_is_and_whom_to_call(
    station: Station, clinic: Clinic, there: tuple[str, ...], gone: tuple[str, ...]
) -> None:
    settle_in(station, clinic)
    at_the_plan(station, ordinary(station))
    station.go_on()
    assert "Saved. Thank you." in station.said
    for one in there:
        assert one in station.said, one
    for one in gone:
        assert one not in station.said, one
    assert not [one for one in station.window.findChildren(MoreBelow) if one.isVisible()]
    station.ticks.at += 59
    station.window.signed_out.tick()
    assert "Saved. Thank you." in station.said, "long enough to write a number down"
    station.ticks.at += 2
    station.window.signed_out.tick()
    station.settle()
    assert station.item == "WelcomePage"


def test_what_came_of_printing_stands_where_the_key_was(
    station: Station, content: Content, qtbot: Any, qapp: QApplication
) -> None:
    settle_in(station)
    situation, words = station.situation(ordinary(station)), content.words("en")
    view = item_view(situation, words, PageRef("check.plan"))
    page = PlanPage(plan_view(view, situation, prints=True), apply_theme(qapp), words)
    qtbot.addWidget(page)
    page.resize(1280, 614)
    page.show()
    assert "print" in visible(page)
    assert words("kiosk.plan.ask_print") not in texts(page)
    page.say_printed(words("kiosk.plan.printed"))
    assert "print" not in visible(page)
    assert words("kiosk.plan.printed") in texts(page)


def visible(page: PlanPage) -> set[str]:
    return {one.objectName() for one in page.findChildren(Button) if one.isVisible()}


def texts(page: PlanPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


@pytest.mark.parametrize("clinic", [CLINIC, Clinic(approved_by="Dr. Okafor", approved_on=date(2026, 11, 20))])
def test_the_last_pages_say_nothing_of_the_programs_own(station: Station, clinic: Clinic) -> None:
    settle_in(station, clinic)
    at_the_plan(station, ordinary(station))
    last = station.said
    station.go_on()
    for said in (last, station.said):
        for own in ("kypho-prep", "source", "pproved", "Words", station.workplace.content.checklist.version):
            assert own not in said, own


@pytest.mark.parametrize("screen", [(1280, 800), (1366, 768), (1080, 1920)], ids=lambda one: f"{one[0]}x{one[1]}")
def test_the_way_on_stands_whole_on_the_thanks_at_the_largest_letters(
    station: Station, screen: tuple[int, int]
) -> None:
    settle_in(station)
    station.window.resize(*screen)
    at_the_plan(station, ordinary(station))
    assert station.window.session is not None
    station.window.session.take_comfort(Comfort("en", LIGHT, 200))
    station.settle()
    station.go_on()
    assert "Saved. Thank you." in station.said
    seen, button = station.content.findChild(PageScroll).area.viewport(), station.find("go_on")
    assert seen.rect().contains(QRect(button.mapTo(seen, QPoint(0, 0)), button.size()))
