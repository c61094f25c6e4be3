"""The program is killed at the desk: what it acknowledged is there exactly once, and nothing is there by half."""

import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kypho_prep.workflow import start
from kypho_prep.workflow.derived import refresh
from tests.workflow.test_killed import ROOT
from tests.workflow.ward import Ward

KILLS = random.Random(20261122).sample(range(10, 60), 3)


def killed_after(ward: Ward, folders: Path, visit: str, count: int) -> list[tuple[str, str, str]]:
    """Let the other program record, kill it in the middle, and return what it had said until then."""
    nurse = (ward.nurse.id, ward.nurse.user, ward.nurse.name)
    command = [sys.executable, "-m", "tests.workflow.at_the_desk", str(folders), visit, str(count), *nurse]
    own = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=own, cwd=ROOT, text=True) as other:
        assert other.stdout is not None
        lines = [other.stdout.readline() for _ in range(2 * count - count % 2)]
        other.kill()
        lines += other.stdout.readlines()
    return [(one[0], one[1], one[2]) for one in map(str.split, lines) if len(one) == 3 and one[2].endswith("end")]


def marks(ward: Ward, visit: str) -> list[str]:
    """Every text of the visit in which a mark may stand, once for each row that was added."""
    chart = ward.open_chart(visit).situation.chart
    rows = [fact.value.get("note") or fact.value.get("text") or fact.reason for fact in chart.facts]
    rows += [str(fact.value.get("after", {}).get("surgeon", "")) for fact in chart.facts if "after" in fact.value]
    rows += [one.text for one in chart.instructions] + [one.text for one in chart.actions]
    return [str(one) for one in (*rows, *(one.reason for one in chart.sign_offs))]


@pytest.mark.parametrize("count", KILLS)
def test_each_entry_that_was_acknowledged_is_there_exactly_once(ward: Ward, folders: Path, count: int) -> None:
    visit = ward.answered_visit(**{"bleeding.history": {"picked": ["bruises"], "unsure": False}})
    ward.workplace.database.close()
    said = killed_after(ward, folders, visit, count)
    done = [text for what, _name, text in said if what == "done"]
    assert len(done) >= 10
    database = start.open_or_create(folders / "data", folders / "config")
    again = replace(ward, workplace=replace(ward.workplace, database=database))
    found = marks(again, visit)
    edited = {text for _what, name, text in said if name == "edit"}
    assert [text for text in done if found.count(text) != 1 and text not in edited] == []
    assert [text for text in edited & set(done) if not any(text in one for one in found)] == []
    begun = [text for what, _name, text in said if what == "begin" and text not in done]
    assert all(found.count(text) <= 1 for text in begun)
    assert refresh.recompute_all(again.workplace) == ()
    database.close()
