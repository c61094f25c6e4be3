"""One program, one patient after the other, all day: nothing of them is left behind, and the last waits no longer."""

import gc
import os
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests.faults.walks import Walker
from tests.journeys.house import House, standing, with_clinic

PATIENTS, AFTER = 200, 10
PATIENTS_IN_THE_SUITE, AFTER_IN_THE_SUITE = 9, 4
MEMORY, SLOWER = 1.10, 1.25  # times what it was at most, whole runs alone
FIRST, LAST = "start.right_person", "medicines.groups_thin"


@dataclass(frozen=True)
class Left:
    """What the process holds between two patients."""

    widgets: int
    objects: int
    files: int
    memory: int

    @classmethod
    def now(cls, house: House) -> "Left":
        for _ in range(3):
            house.hand.settle()
            gc.collect()
        widgets = [*QApplication.allWidgets()]
        objects = {id(child) for one in widgets for child in one.findChildren(QObject)}
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        files = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - no Path of a descriptor that is closed by then
        return cls(len(widgets), len(objects), files, pages * os.sysconf("SC_PAGE_SIZE"))


def one_patient(house: House) -> float:
    """Let a patient come, answer until a page and leave; return the seconds that the pages took to compute."""
    patient = Walker(house)
    patient.come_in(FIRST)
    begun = time.process_time()
    patient.go_until(LAST, pictures=False)
    took = time.process_time() - begun
    patient.leave()
    return took


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="what a process holds is told by Linux alone")
def test_a_long_day_leaves_nothing_behind(tmp_path: Path, qapp: QApplication, request: pytest.FixtureRequest) -> None:
    whole = request.config.getoption("--faults")
    with_clinic(tmp_path)
    took: list[float] = []
    with standing(tmp_path) as house:
        took += [one_patient(house) for _ in range(AFTER if whole else AFTER_IN_THE_SUITE)]
        first = Left.now(house)
        took += [one_patient(house) for _ in range((PATIENTS if whole else PATIENTS_IN_THE_SUITE) - len(took))]
        last = Left.now(house)
    assert (last.widgets, last.objects, last.files) == (first.widgets, first.objects, first.files)
    if whole:
        assert last.memory <= MEMORY * first.memory
        assert median(took[-AFTER:]) <= SLOWER * median(took[1:AFTER])
