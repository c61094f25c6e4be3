"""The hooks for measuring: one JSON line and the end, in a folder that goes with the process."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kypho_prep import paths
from kypho_prep.content import load
from kypho_prep.sample.folder import make_in_folder
from kypho_prep.sample.people import mrn
from kypho_prep.sample.sample_clinic import MOST_VISITS
from kypho_prep.settings import SAMPLE_CONFIG
from kypho_prep.workflow import start
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.workplace import PasswordRule

ROOT = Path(__file__).resolve().parents[2]


def asked(moment: str, data: Path) -> subprocess.CompletedProcess[str]:
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    command = [sys.executable, "-m", "kypho_prep", "--data", str(data), "--quit-after", moment]
    return subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("moment", ["first-paint", "first-question", "ready-to-save"])
def test_a_moment_is_one_line_and_touches_no_clinic(tmp_path: Path, moment: str) -> None:
    data = tmp_path / "data"
    done = asked(moment, data)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert set(said) == {"moment", "seconds"}
    assert said["moment"] == moment
    assert 0 < said["seconds"] < 60
    assert not data.exists()


def test_the_first_question_of_a_sample_clinic_is_one_of_its_own(tmp_path: Path) -> None:
    data = tmp_path / "data"
    make_in_folder(
        data,
        password="quiet river stone",
        visits=1,
        passwords=PasswordRule(rounds=1, memory_kib=1024, unlock_seconds=0),
    )
    for _ in range(2):
        done = asked("first-question", data)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["moment"] == "first-question"
    database = start.open_or_create(data, data / SAMPLE_CONFIG)
    workplace = start.workplace(database, load(paths.resources()), clock=lambda: datetime.now(UTC), kiosk="kiosk")
    measured = [row.mrn for row in schedule.board(workplace).rows if row.mrn == mrn(MOST_VISITS)]
    database.close()
    assert measured == [mrn(MOST_VISITS)]


def test_a_moment_that_cannot_come_says_why(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "kypho-prep.db").write_bytes(b"not ours")
    done = asked("ready-to-save", data)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "ready-to-save was not reached. The key to this clinic's data is not on this computer" in done.stderr
