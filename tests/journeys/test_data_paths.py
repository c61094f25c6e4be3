"""The data paths that CONTRIBUTING tells: the running program enters each file and function of them, in order."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import FrameType

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import kypho_prep
from kypho_prep.prep.chart import Anesthesia
from kypho_prep.sample.clock import Ticking
from kypho_prep.sample.scripted_nurse import AtDesk, cleared
from kypho_prep.sample.scripted_patient import Script, answer_all
from kypho_prep.tour.driver.nurse import Nurse
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm
from kypho_prep.workflow.workplace import Workplace
from tests.journeys.house import BORN, PASSWORD, PROCEDURE, Clock, House, standing, with_clinic

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path(kypho_prep.__file__).parent
CODE = re.compile(r"`([^`]+)`")
MOST_STOPS = 7
# Named as what happens otherwise: a file's own first start, a refusal, a patient who rests.
NOT_ON_THE_WAY = {"records/charts.py", "_refused", "Changed", "Blocked"}


@dataclass
class Trace:
    """The program's own files and functions in the order in which they were first entered."""

    first: dict[tuple[str, str], int] = field(default_factory=dict)

    def __call__(self, frame: FrameType, event: str, _value: object) -> None:
        path = frame.f_code.co_filename
        if event == "call" and path.startswith(str(PACKAGE)):
            at = (path[len(str(PACKAGE)) + 1 :], frame.f_code.co_qualname)
            self.first.setdefault(at, len(self.first))

    def entered(self, path: str) -> bool:
        return any(one == path for one, _function in self.first)

    def when(self, name: str, files: list[str]) -> int | None:
        """Return when "read", "Owner.read" or "module.read" was entered first, if one of these files has it, there."""
        found = {path: at for (path, whole), at in reversed(self.first.items()) if name in _names_of(path, whole)}
        return min([found[one] for one in files if one in found] or found.values(), default=None)


def _names_of(path: str, whole: str) -> set[str]:
    owner, _, last = whole.rpartition(".")
    return {whole, last, f"{Path(path).stem}.{last}", f"{owner}.__init__"} | ({owner} if last == "__init__" else set())


@contextmanager
def traced() -> Iterator[Trace]:
    trace, before = Trace(), sys.getprofile()
    sys.setprofile(trace)
    try:
        yield trace
    finally:
        sys.setprofile(before)


def told(act: str) -> list[str]:
    """Return the stops of the list that follows a sentence of CONTRIBUTING's."""
    after = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## The data path")[1].split(act)[1]
    listed = re.split(r"\n(?!\d\. |   )", after.split("\n\n", 1)[1])[0]
    return [" ".join(one.split()) for one in re.split(r"(?:^|\n)\d\. ", listed) if one.strip()]


def untrue(stops: list[str], trace: Trace) -> list[str]:
    """What the program did not enter, or entered in another order than the stops say."""
    found, before = [], -1
    for number, stop in enumerate(stops, 1):
        named = [one.removesuffix("()") for one in CODE.findall(stop) if one not in NOT_ON_THE_WAY]
        files = [one for one in named if one.endswith(".py")]
        functions = [one for one in named if re.fullmatch(r"[A-Za-z_.]+", one) and _is_function(one)]
        found += [f"{number}: {one} is not entered" for one in files if not trace.entered(one)]
        found += [f"{number}: {one} is not called" for one in functions if trace.when(one, files) is None]
        starts = [at for one in functions[:1] if (at := trace.when(one, files)) is not None]
        found += [f"{number}: {functions[0]} comes before the stop above" for at in starts if at < before]
        before = max([before, *starts])
    return found


def _is_function(name: str) -> bool:
    last = name.rpartition(".")[2]
    return last != "py" and (last[0].islower() or last[0] == "_")


def prepared(place: Workplace, nurse: StaffMember) -> None:
    """One patient who answered all; everything is closed, and the signature alone is missing."""
    person = PatientForm("Moss", "Eleanor", date(1955, 3, 14), phone="555-0177")
    plan = VisitForm(PROCEDURE, "11:30", PROCEDURE, "10:00", "L1", Anesthesia.SEDATION, "Dr. Okafor")
    visit = schedule.new_visit(place, staff=nurse, patient=person, visit=plan)
    opened = intake.hand_over(place, visit=visit, staff=nurse)
    answer_all(place, opened, Script({"ride.adult": True, "ride.knows_time": True}))
    intake.finish(place, session=opened.session.id)
    cleared(AtDesk(place, nurse, visit, Ticking(Clock().at)))


@pytest.fixture
def house(tmp_path: Path, qapp: QApplication) -> Iterator[tuple[House, str]]:
    _visit, code = with_clinic(tmp_path, prepared)
    with standing(tmp_path) as stands:
        yield stands, code


def at_desk(house: House) -> Nurse:
    """Sign in and open the prepared patient's review."""
    house.staff_sign_in()
    nurse = house.at_desk
    board = nurse.workspace.watch.board
    assert board is not None
    nurse.open_visit(next(row.visit for row in board.rows if row.patient.startswith("Moss")))
    return nurse


def test_a_reply_goes_the_way_that_is_told(house: tuple[House, str], qtbot: QtBot) -> None:
    stands, code = house
    stops = told("a trace of the running program shows it:")
    patient = stands.guest()
    patient.sign_in(code, BORN)
    patient.go_until("bleeding.history")
    stands.hand.tap("choice:none")
    stage = stands.program.kiosk.stage  # what the patient's reading time is used for is no part of the way
    qtbot.waitUntil(lambda: stage._ahead is not None)
    with traced() as trace:
        patient.go_on()
        stands.hand.tap("leave")
        stands.hand.tap("go_on")
        at_desk(stands).workspace.watch.look()
    assert 1 < len(stops) <= MOST_STOPS
    assert not untrue(stops, trace)


def test_a_signature_goes_the_way_that_is_told(house: tuple[House, str]) -> None:
    stands, _code = house
    stops = told("traced in the same way:")
    at_desk(stands)
    stands.hand.tap("sign")
    with traced() as trace:
        stands.hand.tap("sign_now")
        stands.at_desk.confirm(PASSWORD)
    assert 1 < len(stops) <= MOST_STOPS
    assert not untrue(stops, trace)


def test_a_paper_goes_the_way_that_is_told(house: tuple[House, str]) -> None:
    stands, _code = house
    stops = told('"Print the plan", traced in the same way:')
    at_desk(stands)
    stands.hand.tap("print")
    with traced() as trace:
        stands.hand.tap("print_plan_large")
    assert 1 < len(stops) <= MOST_STOPS
    assert not untrue(stops, trace)


def test_a_way_that_is_not_taken_is_found_out() -> None:
    trace = Trace({("a.py", "one"): 0, ("b.py", "two"): 1})
    assert not untrue(["`one` (`a.py`)", "`two` (`b.py`)"], trace)
    assert len(untrue(["`two` (`b.py`)", "`one` (`a.py`)"], trace)) == 1
    assert len(untrue(["`three` (`c.py`)"], trace)) == 2
