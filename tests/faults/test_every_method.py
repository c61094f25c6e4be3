"""A fault in any function of the patient's side, found by walking the code: a calm page, and the welcome page again."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, TracebackType

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel

import kypho_prep.kiosk
import kypho_prep.look
from kypho_prep.app.last_resort import LastResort
from kypho_prep.look.cards import Ground
from kypho_prep.look.overrides import guard_overrides
from kypho_prep.tour.driver.hand import NotThere
from tests.faults.planted import QUOTED, Place, Planted, noted, places
from tests.faults.walks import WALKS, Walk, Walker, first_page
from tests.journeys.house import House, standing, with_clinic

# In the suite every so many-th place that the short walk reaches; all of them, on all walks, with --faults.
EVERY = 41
LEAST = 8  # a sample of fewer would have lost its walk
NEVER_SHOWN = ("Traceback", "Error", "Planted", QUOTED)
# What a page says of a job that failed.
SAID = ("was not saved", "cannot be done now")
# Parts of the tests' own: the one hears of the fault, the others end the recovery.
OURS = ("look.faults.", "look.overrides.", "look.worker.InlineWorker", "look.worker._Asked")


class Ended(Exception):
    """The walk ends here: a fault was heard of."""


@dataclass
class Hearing:
    """Stands at Python's last hook, in front of the last resort."""

    house: House
    resort: LastResort
    heard: list[BaseException] = field(default_factory=list)
    said: bool = False

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.heard.append(error)
        self.resort.caught(kind, error, trace)

    def walk(self, walk: Walk) -> None:
        """Walk until a fault is heard of; what Qt hands back to the test's own hand would have come to the hook."""
        house, settle, self.said = self.house, self.house.hand.settle, False

        def settle_and_hear() -> None:
            settle()
            # The walk tries again, as a patient would, and leaves that page behind once it works.
            self.said = self.said or any(one in self.words for one in SAID)
            if self.heard:
                raise Ended

        house.hand.settle = settle_and_hear
        try:
            walk(Walker(house))
        except Planted as error:
            self.hook(type(error), error, None)
        except (Ended, NotThere, LookupError, AssertionError):
            pass
        finally:
            house.hand.settle = settle
        self.settle()

    def settle(self) -> None:
        """Let everything happen that was asked for; a fault in it comes to the hook."""
        for _ in range(6):
            try:
                self.house.hand.settle()
            except Planted as error:
                self.hook(type(error), error, None)

    @property
    def words(self) -> str:
        """All that stands on any screen now."""
        tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        labels = [label for top in tops for label in [top, *top.findChildren(QLabel)] if label.isVisible()]
        return "\n".join(label.text() for label in labels if isinstance(label, QLabel))

    def start_again(self) -> None:
        """Let the seconds pass until the welcome page is there, whatever shows now."""
        self.house.ticks.at += 11
        if self.resort.bare is not None:
            self.resort.again()
        self.house.program.kiosk.signed_out.tick()
        self.settle()
        self.house.ticks.at += 11
        self.house.program.kiosk.signed_out.tick()
        self.settle()
        self.heard.clear()


@contextmanager
def guarded() -> Iterator[None]:
    """Guard what Qt calls of ours, as the command does for good; each call costs something in all other tests."""
    undo = guard_overrides()
    try:
        yield
    finally:
        undo()


@contextmanager
def hearing(folder: Path) -> Iterator[Hearing]:
    with_clinic(folder)
    with guarded(), standing(folder) as house:
        resort = LastResort(house.ticks)
        resort.watch(house.program)
        made = Hearing(house, resort)
        before, sys.excepthook = sys.excepthook, made.hook  # type: ignore[assignment]
        try:
            yield made
        finally:
            sys.excepthook = before
            resort._timer.stop()  # it would try again in the middle of another test
            if resort.bare is not None:
                resort.bare.deleteLater()


def not_calm(place: Place, made: Hearing) -> str:
    """What is wrong with what stands on the screen after a fault; nothing where it is as promised."""
    words = made.words
    program = made.house.program
    if shown := [one for one in NEVER_SHOWN if one in words]:
        return f"{place.name}: {shown} is on the screen"
    if made.resort.bare is None and program.kiosk.session is not None:
        return f"{place.name}: the patient's page stays: {words[:200]!r}"
    place_at = made.house.workplace
    with place_at.reading() as records:
        if records.sessions.open_at(place_at.station, place_at.kiosk):
            return f"{place.name}: the sitting stays open"
    if "call the nurse" in words or "Tell the staff" in words:
        return ""
    return f"{place.name}: no calm page: {words[:200]!r}"


def tried(made: Hearing, place: Place, walk: Walk, *, once: bool) -> str:
    """Break a place, walk until it is reached, and return what was not as promised."""
    with place.broken(once=once):
        made.walk(walk)
        wrong = not_calm(place, made) if made.heard else _said_at_least(place, made)
    made.start_again()
    if wrong:
        made.resort.again()
        made.settle()
    elif not made.house.hand.sees("start") and not made.house.hand.sees("staff_here"):
        wrong = f"{place.name}: the welcome page does not come back: {made.words[:200]!r}"
        made.resort.again()
        made.start_again()
    acknowledge(made)
    return wrong


def _said_at_least(place: Place, made: Hearing) -> str:
    """A fault in a job is said on the page when it comes, and the answer stays there; anything else is silent."""
    told = made.said or any(one in made.words for one in (*SAID, "call the nurse"))
    wrong = "" if told else f"{place.name}: nobody heard of it: {made.words[:200]!r}"
    made.resort.again()
    return wrong


def acknowledge(made: Hearing) -> None:
    """End an emergency that a walk left standing, as staff would."""
    from kypho_prep.workflow.patient import intake

    place = made.house.workplace
    while (visit := intake.emergency_on(place)) is not None:
        intake.acknowledge_emergency(place, visit=visit, staff=made.house.nurse)
        made.resort.again()
        made.start_again()


def reached_by(made: Hearing, walk: Walk) -> set[CodeType]:
    reached: set[CodeType] = set()
    with noted(reached):
        made.walk(walk)
    assert not made.heard, made.heard
    made.resort.again()
    made.start_again()
    acknowledge(made)
    return reached


def all_places() -> list[Place]:
    found = places(kypho_prep.kiosk) + places(kypho_prep.look)
    return [one for one in found if not one.name.startswith(OURS)]


@pytest.mark.qt_no_exception_capture
def test_a_fault_anywhere_ends_on_a_calm_page(
    tmp_path: Path, qapp: QApplication, caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> None:
    whole = request.config.getoption("--faults")
    caplog.set_level(logging.WARNING)
    wrong, count = [], 0
    with hearing(tmp_path) as made:
        left = all_places()
        for walk in WALKS if whole else (first_page,):
            reached_by(made, walk)  # what is drawn once and kept is drawn by nobody afterwards
            reached = reached_by(made, walk)
            here = [one for one in left if one.function.__code__ in reached]
            left = [one for one in left if one not in here]
            for number, place in enumerate(here[:: 1 if whole else EVERY]):
                for once in (True, False) if whole else (number % 2 == 0,):
                    count += 1
                    wrong.append(tried(made, place, walk, once=once))
        assert caplog.records
        assert QUOTED not in caplog.text
    caplog.clear()
    assert count >= LEAST
    assert [one for one in wrong if one] == [], f"of {count} faults; {len(left)} places were not reached"


@pytest.mark.parametrize("walk", WALKS, ids=[one.__name__ for one in WALKS])
def test_without_a_fault_each_walk_goes_to_its_end(tmp_path: Path, qapp: QApplication, walk: Walk) -> None:
    with_clinic(tmp_path)
    with standing(tmp_path) as house:
        walk(Walker(house))


def test_no_guard_is_left_behind(tmp_path: Path, qapp: QApplication) -> None:
    paint = Ground.paintEvent
    with hearing(tmp_path):
        assert Ground.paintEvent is not paint
    assert Ground.paintEvent is paint
    assert "__init_subclass__" not in vars(QObject)
