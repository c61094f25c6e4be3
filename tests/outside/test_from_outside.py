"""The whole checklist by a screen reader of the desktop: a real process, read and pressed through AT-SPI alone."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

import pytest

from kypho_prep import settings
from kypho_prep.prep.chart import Anesthesia
from kypho_prep.prep.interview.path import first_open
from kypho_prep.prep.sign_off.stage import Stage, stage
from kypho_prep.sample.folder import make_in_folder
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.derived.refresh import situation_of
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.visits.schedule import PatientForm, VisitForm
from kypho_prep.workflow.workplace import Workplace
from tests.journeys.house import BORN, CHEAP, PASSWORD
from tests.outside.desktop import PACKAGES, Node, Outside, is_there, read_from_outside
from tests.shipped import shipped

PATIENT = PatientForm("Quarrington", "Eleanor", BORN, phone="555-0123")
CHOICES = ("radio button", "check box")
FIELDS = ("text", "entry")
ON = ("Next", "Show more", "Continue", "Start", "I'm done")
SOON = 15  # seconds
MOST_PAGES = 120
# What raises nothing, by the words that are read out; where a page offers neither, its first answer.
QUIET = ("No", "None of these")
EXPLAIN = "Explain this to me"
RIGHT = {"Is this you, and is it right?": "Yes"}


class Somebody:
    """Hears each page, answers it by what was read, and notes what was heard and pressed."""

    def __init__(self, outside: Outside) -> None:
        self.outside = outside
        self.nodes: tuple[Node, ...] = ()
        self.faults: list[str] = []
        self.pressed: dict[str, list[str]] = {}

    @property
    def heading(self) -> str:
        """What has the focus as a page comes up."""
        return next((one.name for one in self.nodes if one.is_focused), "")

    @property
    def is_done(self) -> bool:
        """Whether the last page stands there: nothing leads back from it."""
        return self.named("Finish") is not None and self.named("Back") is None

    def named(self, *names: str) -> Node | None:
        return next((one for one in self.nodes if one.name in names and one.takes_focus), None)

    def look_until(self, there: Callable[[], bool], seconds: float = 1) -> bool:
        """Read again and again, as the page turns, until something is there or so long has passed."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.nodes = self.outside.read()
            if there():
                return True
        return False

    def until(self, there: Callable[[], bool]) -> None:
        """Wait for something that has to come."""
        found = self.look_until(there, SOON)
        assert found, f"after {SOON} s there is still: {[one.name for one in self.nodes if one.name]}"

    def arrive(self) -> None:
        """Listen to the page that came up, and note what a person who cannot see would miss."""
        said = " ".join(self.outside.heard())
        if self.heading not in said:
            self.faults.append(f"{self.heading!r} is not announced: {said[:80]!r}")
        nameless = [one for one in self.nodes if one.takes_focus and not one.name.strip()]
        self.faults += [f"{self.heading!r}: a {one.role} has no name" for one in nameless]

    def press(self, *names: str) -> None:
        for name in names:
            node = self.named(name)
            assert node is not None, f"{name!r} is not among {[one.name for one in self.nodes if one.takes_focus]}"
            self.outside.press(node)

    def turn(self, *names: str) -> None:
        """Press what leads on, and wait until another page has come up."""
        before = self.heading
        self.press(*names)
        self.until(lambda: self.heading not in (before, ""))
        self.arrive()

    def sign_in(self, code: str) -> None:
        self.until(lambda: self.named("Start") is not None)
        self.turn("Start")
        self.type(code)
        self.turn("Next")
        month, day, year = f"{BORN:%B}", str(BORN.day), str(BORN.year)
        self.press(month)
        self.until(lambda: self.named(day) is not None)
        self.press(day)
        self.until(lambda: self.named("0") is not None)
        self.type(year)
        self.turn("Next")

    def type(self, digits: str) -> None:
        """Press digit after digit, each once the one before is heard."""
        for digit in digits:
            before = self.boxes
            self.press(digit)
            self.until(lambda before=before: self.boxes != before)

    @property
    def boxes(self) -> list[str]:
        """What is said of the digits that were typed."""
        return [one.name for one in self.nodes if "numbers typed" in one.name]

    def answer(self) -> None:
        """Choose in each group what raises nothing, write where nothing can be chosen, and go on."""
        asked, before = self.heading, self.nodes
        answers = [one for one in before if one.role in CHOICES and one.name != EXPLAIN]
        groups = [list(one) for _, one in groupby(answers, lambda one: one.within)]
        for group in groups:
            if not any(one.is_checked for one in group):
                wished = (RIGHT[asked],) if asked in RIGHT else QUIET
                quiet = next((one for one in group if one.name in wished), group[0])
                self.outside.press(quiet)
                self.pressed.setdefault(asked, []).append(quiet.name)
        for field in (one for one in before if one.role in FIELDS and one.takes_focus and not one.typed):
            self.outside.write(field, "Sam Example")
        self.go_on(asked)

    def has_moved(self, asked: str, button: Node) -> bool:
        """Tell whether another page has come up, or what leads on says something else by now."""
        now = self.named(*ON)
        return self.heading not in (asked, "") or (now is not None and now.name != button.name)

    def go_on(self, asked: str) -> None:
        """Press what leads on until another page has come up; a long page shows the rest of itself first."""
        for _ in range(12):
            button = self.named(*ON)
            assert button is not None, [one.name for one in self.nodes if one.takes_focus][-4:]
            self.outside.press(button)
            self.look_until(lambda button=button: self.has_moved(asked, button))
            if self.heading not in (asked, ""):
                self.arrive()
                return
        raise AssertionError(f"nothing leads on from {asked!r}: {[one.name for one in self.nodes if one.name]}")


@contextmanager
def opened(folder: Path) -> Iterator[Workplace]:
    """Open the clinic in the folder while the program does not, by the machine's own clock, which the process has."""
    database = start.open_or_create(folder, settings.key_folder(folder), create=False)
    try:
        yield start.workplace(database, shipped(), clock=lambda: datetime.now(UTC), kiosk="k", passwords=CHEAP)
    finally:
        database.close()


def expect_patient(folder: Path) -> tuple[str, str]:
    """Make a sample clinic that expects one more patient; return the visit and its slip's code."""
    make_in_folder(folder, visits=1, password=PASSWORD, passwords=CHEAP)
    with opened(folder) as place:
        nurse = staff.sign_in(place, user="nurse", password=PASSWORD)
        on = datetime.now(UTC).date() + timedelta(days=10)
        form = VisitForm(on, "09:30", on, "08:00", "L1", Anesthesia.SEDATION, "Dr. Okafor", ("mri",))
        visit = schedule.new_visit(place, staff=nurse, patient=PATIENT, visit=form)
        return visit, schedule.print_slip(place, staff=nurse, visit=visit).code


@pytest.mark.skipif(not os.environ.get("CI") and not is_there(), reason=f"needs Debian's {PACKAGES}")
def test_a_whole_checklist_is_read_and_answered_from_outside(tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    visit, code = expect_patient(folder)
    with read_from_outside(folder) as outside:
        outside.read("wait")
        somebody = Somebody(outside)
        somebody.sign_in(code)
        for _ in range(MOST_PAGES):
            if somebody.is_done:
                break
            somebody.answer()
        assert outside.name() == "kypho-prep"
    with opened(folder) as place, place.reading() as records:
        situation = situation_of(place, records, visit)
    assert first_open(situation) is None
    assert stage(situation) is Stage.TO_REVIEW
    assert situation.chart.visit.finished_by == "patient"
    stored = {one.shown.question: one.shown.answer for one in situation.chart.replies}
    assert len(somebody.pressed) > 20
    lost = {asked: said for asked, said in somebody.pressed.items() if not all(one in stored[asked] for one in said)}
    assert lost == {}, "what was chosen from outside is what is stored"
    assert somebody.faults == []
