"""The program is killed in the middle: nothing acknowledged is lost, and the patient comes back to her page."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kypho_prep.prep.interview.path import PageRef
from kypho_prep.workflow import start
from kypho_prep.workflow.derived import refresh
from tests.workflow.ward import Ward

ROOT = Path(__file__).resolve().parents[2]
NONE = {"picked": [], "unsure": False}


def killed_after(folders: Path, session: str, acknowledged: int) -> list[tuple[str, str]]:
    """Let the other program reply, kill it in the middle, and return what it had acknowledged until then."""
    command = [sys.executable, str(Path(__file__).with_name("replier.py")), str(folders), session]
    own = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=own, text=True) as other:
        assert other.stdout is not None
        lines = [other.stdout.readline() for _ in range(acknowledged)]
        other.kill()
        lines += other.stdout.readlines()
    return [(line.split()[0], line.split()[1]) for line in lines if line.endswith("\n") and " " in line]


@pytest.mark.parametrize("acknowledged", [1, 7, 40])
def test_nothing_acknowledged_is_lost(ward: Ward, folders: Path, acknowledged: int) -> None:
    visit = ward.new_visit()
    opened = ward.say(ward.sit_down(visit), "start.who", "me")
    opened = ward.say(opened, "now.symptoms", NONE)
    ward.workplace.database.close()
    said = killed_after(folders, opened.session.id, acknowledged)
    assert len(said) >= acknowledged
    database = start.open_or_create(folders / "data", folders / "config")
    again = replace(ward, workplace=replace(ward.workplace, database=database))
    chart = again.open_chart(visit).situation.chart
    stored = {reply.id for reply in chart.replies}
    assert {identity for identity, _ in said} <= stored
    places = [reply.seq for reply in chart.replies]
    assert places == sorted(set(places))
    assert refresh.recompute_all(again.workplace) == ()
    assert again.row(visit).who_now == "patient"
    assert refresh.close_left_over(again.workplace) == 1
    assert again.row(visit).who_now == ""
    assert refresh.close_left_over(again.workplace) == 0
    resumed = again.say(again.say(again.sit_down(visit), "start.who", "me"), "now.symptoms", NONE)
    assert resumed.page == PageRef(chart.replies[-1].item)
    database.close()
