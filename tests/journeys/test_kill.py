"""The program is killed while a patient answers: nothing acknowledged is lost, and she comes back to her question."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from kypho_prep.prep.interview.path import PageRef, after
from kypho_prep.tour.driver.guest import Guest
from kypho_prep.workflow.derived import refresh
from tests.journeys.house import BORN, KIOSK, House, standing, with_clinic

ROOT = Path(__file__).resolve().parents[2]
ASKED_ANEW = ("start.who", "now.symptoms")


def killed_after(folder: Path, code: str, acknowledged: int) -> list[dict[str, Any]]:
    """Let the patient answer, kill the program in the middle, and return what it had said until then."""
    script = Path(__file__).with_name("patient_at_the_kiosk.py")
    command = [sys.executable, str(script), str(folder), KIOSK, code, BORN.isoformat()]
    own = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=own, cwd=ROOT, text=True) as other:
        assert other.stdout is not None
        lines = [other.stdout.readline() for _ in range(acknowledged)]
        os.kill(other.pid, signal.SIGKILL)
        lines += other.stdout.readlines()
    assert other.returncode == -signal.SIGKILL
    return [json.loads(line) for line in lines if line.endswith("\n")]


def come_back(house: House, code: str) -> Guest:
    """Sign in again and pass what every sitting asks anew."""
    guest = house.guest()
    guest.sign_in(code, BORN)
    for item in ASKED_ANEW:
        assert guest.item == item
        guest.answer()
    assert guest.item == "OverviewPage"
    house.hand.tap("continue")
    return guest


@pytest.mark.parametrize("acknowledged", [5, 11, 14, 40])
def test_nothing_acknowledged_is_lost(tmp_path: Path, qapp: QApplication, acknowledged: int) -> None:
    visit, code = with_clinic(tmp_path)
    said = killed_after(tmp_path, code, acknowledged)
    assert len(said) >= acknowledged
    with standing(tmp_path) as house:
        chart = house.situation(visit).chart
        kept = {one.id: one for one in chart.replies}
        lost = [one for one in said if one["id"] not in kept]
        assert lost == []
        for one in said:
            reply = kept[one["id"]]
            given = (reply.seq, reply.item, reply.entry, reply.state.value, reply.value)
            assert given == (one["seq"], one["item"], one["entry"], one["state"], one["value"])
        expected = PageRef(said[-1]["page"], said[-1]["page_entry"])
        if len(chart.replies) > len(said):
            last = chart.replies[-1]
            expected = after(house.situation(visit), PageRef(last.item, last.entry)) or expected
        assert refresh.recompute_all(house.workplace) == ()
        guest = come_back(house, code)
        session = house.program.kiosk.session
        assert session is not None
        assert session.state.page == expected
        assert guest.item == expected.item
        stored = session.state.intake.session
        assert (stored.language, stored.text_size, stored.theme) == ("en", 140, "high_contrast")
        look = house.program.kiosk.stage.look
        assert (look.theme.name, look.metrics.text_percent) == ("high_contrast", 140)
