"""The disk takes nothing from the n-th write on, for each n of each page's saving: it is said, and nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from kypho_prep.kiosk.window import KioskWindow
from kypho_prep.records.sqlite import folder
from kypho_prep.records.sqlite.database import Database
from kypho_prep.tour.driver.guest import PATIENCE, Guest
from kypho_prep.tour.driver.hand import Hand
from tests.faults.disk_trace import Trace, traced
from tests.faults.test_power_cut import LAST, PAGES_OF_LOG, refuse_damage, tell
from tests.journeys.house import BORN, House, standing, with_clinic
from tests.journeys.patient_at_the_kiosk import ANSWERS

SAID = "Your answer was not saved: this computer's disk is full. Your answer is still here. Please call a nurse."
REFUSED = 300  # at least so many writes of a whole sitting
IN_THE_SUITE = 7  # there at every so many-th write of a page


class Patient(Guest):
    """A patient whose every Next meets a full disk, one write later each time, until all of it finds room."""

    def __init__(self, hand: Hand, kiosk: KioskWindow, trace: Trace, every: int) -> None:
        super().__init__(hand, kiosk, ANSWERS)
        self.trace = trace
        self.every = every
        self.met = 0
        self.unsaid: list[str] = []

    def _next_until(self, done: Callable[[], bool]) -> None:
        room = 0
        while not done():
            item = self.item
            self.trace.room, self.trace.refused = room, 0
            for _ in range(PATIENCE):
                if self.trace.refused or done():
                    break
                self.hand.tap("next")
            self.met += bool(self.trace.refused)
            if not done() and SAID not in self.words():
                self.unsaid.append(f"{item}, room for {room} writes")
            room += self.every
        self.trace.room = None

    def words(self) -> str:
        labels = [one for one in self.page.findChildren(QLabel) if one.isVisible()]
        return "\n".join(one.text() for one in labels)


def test_a_disk_that_is_full_at_any_write_loses_nothing(
    tmp_path: Path, qapp: QApplication, request: pytest.FixtureRequest
) -> None:
    whole = request.config.getoption("--faults")
    visit, code = with_clinic(tmp_path)
    (mark,) = (tmp_path / "config" / folder.MARKS).iterdir()
    with traced(tmp_path / "data", mark) as trace, standing(tmp_path) as house:
        database = house.workplace.database
        assert isinstance(database, Database)
        database._raw.execute(f"PRAGMA wal_autocheckpoint={PAGES_OF_LOG}")
        house.guest(ANSWERS).sign_in(code, BORN, pictures=False)
        patient = Patient(house.hand, house.program.kiosk, trace, 1 if whole else IN_THE_SUITE)
        answered(house, patient, LAST if whole else "medicines.groups_thin")
        assert patient.unsaid == []
    assert patient.met >= (REFUSED if whole else REFUSED // 20)
    with standing(tmp_path) as house:
        stored = house.situation(visit).chart.replies
        assert list(stored) == [one.reply for one in trace.told]
        assert isinstance(house.workplace.database, Database)
        refuse_damage(house.workplace.database)


def answered(house: House, patient: Patient, until: str) -> None:
    told = 0
    while patient.item not in (until, "SummaryPage"):
        patient.answer(pictures=False)
        told = tell(house, patient, patient.trace, told)
