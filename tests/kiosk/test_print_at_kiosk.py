"""One Print on the last page: the plan and what to read at home; what came of it in words, and on record."""

from dataclasses import replace

import pytest

from kypho_prep.look.cards import NoteBox
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.plan.printed_plan import PlanState, newest_print, plan_state
from kypho_prep.prep.words import Words
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.visits import schedule
from tests.kiosk.full_disk import disk
from tests.kiosk.station import Station

REACHED = {"address": "100 Example Street\nSampletown", "phone": "555-0142", "night_phone": "555-0143"}


class Printer:
    """A printer that takes the papers named, and keeps what it was given and what stood on the screen then."""

    def __init__(self, station: Station, takes: tuple[str, ...]) -> None:
        self.station, self.takes, self.said, self.noted = station, takes, "", True
        clinic = replace(station.situation(station.new_visit()).clinic, printer="Front desk", **REACHED)
        staff.change_clinic(station.workplace, staff=station.nurse, clinic=clinic)
        stage = station.window.stage
        stage.services = replace(stage.services, print_plan=self)

    def __call__(self, situation: Situation, words: Words) -> tuple[str, ...]:
        del situation, words
        self.said = self.station.said
        session = self.station.window.session
        self.noted = session is not None and session.state.printed
        return self.takes


def at_the_plan(station: Station) -> str:
    visit = station.new_visit()
    station.come_in(visit)
    station.answer_until("check.summary")
    station.go_on()
    assert station.item == "check.plan"
    return visit


@pytest.mark.parametrize(
    ("takes", "said", "lines", "asked"),
    [
        (("plan", "reading"), "Your papers were sent to the printer", ["plan", "reading"], False),
        (("plan",), "Your plan was sent to the printer", ["plan"], False),
        ((), "The printer did not take it", ["plan"], True),
    ],
)
def test_one_print_brings_both_papers_says_so_and_is_on_record(
    station: Station, takes: tuple[str, ...], said: str, lines: list[str], asked: bool
) -> None:
    printer = Printer(station, takes)
    visit = at_the_plan(station)
    station.window.resize(1280, 560)  # as much as larger letters leave of a low screen
    station.settle()
    station.tap("print")
    assert "One moment. Your papers go to the printer." in printer.said
    assert not printer.noted, "the board asks for a plan that a fault of printing kept back"
    assert said in station.said
    assert "print" not in station.names()
    station.settle()
    came_of_it = next(one for one in station.content.findChildren(NoteBox) if said in one.label.text())
    assert came_of_it.visibleRegion().boundingRect() == came_of_it.rect(), "all of it is in sight"
    with station.workplace.reading() as records:
        events = [
            one
            for one in records.audit.of_visit(visit)
            if one.event in ("printed", "print_asked") and one.subject != "slip"
        ]
    assert [one.subject for one in events] == lines
    (row,) = [one for one in schedule.board(station.workplace).rows if one.visit == visit]
    assert row.print_plan is asked


def test_what_the_printer_did_is_said_though_it_cannot_be_put_on_record(station: Station) -> None:
    Printer(station, ("plan", "reading"))
    at_the_plan(station)
    disk(station, takes=False)
    station.tap("print")
    disk(station, takes=True)
    told = [one.label.text() for one in station.content.findChildren(NoteBox)]
    assert any("Your papers were sent to the printer" in one for one in told)
    assert not any("One moment" in one for one in told)


def test_what_staff_entered_while_the_page_stood_is_not_taken_for_printed(station: Station) -> None:
    Printer(station, ("plan", "reading"))
    visit = at_the_plan(station)
    schedule_moved(station, visit)
    station.tap("print")
    situation = station.situation(visit)
    assert newest_print(situation.chart) is not None
    assert plan_state(situation) is PlanState.VOID


def schedule_moved(station: Station, visit: str) -> None:
    patient, form, revision = schedule.forms(station.workplace, visit=visit)
    moved = replace(form, arrival_at="07:15")
    schedule.edit_visit(
        station.workplace, staff=station.nurse, visit=visit, patient=patient, form=moved, revision=revision
    )
