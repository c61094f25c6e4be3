"""The program is killed while finished visits are removed: they stay or go, whole, and of gone ones no word is left."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kypho_prep.app.services import first_look
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import retention
from tests.workflow.test_killed import ROOT
from tests.workflow.test_nothing_is_left import left, planted_and_over
from tests.workflow.test_retention import rows_of, visits
from tests.workflow.ward import Ward

# As the program comes to each of these it is killed.
BEFORE, AFTER = ("DELETE FROM reply", "DELETE FROM patient", "COMMIT"), ("VACUUM", "VACUUM+3", "PRAGMA wal_checkpoint")


def killed_at(statement: str, folders: Path, moment: str) -> None:
    command = [sys.executable, "-m", "tests.workflow.purging", str(folders), moment, statement]
    own = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=own, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr[-2000:]


@pytest.mark.sqlite
def test_all_or_nothing_and_no_word_is_left_after_the_next_start(ward: Ward, folders: Path, tmp_path: Path) -> None:
    visit = planted_and_over(ward)
    rows, moment = rows_of(ward, visit), ward.clock().isoformat()
    ward.workplace.database.close()
    found = {}
    for at in (*BEFORE, *AFTER):
        copy = tmp_path / f"killed at {at}".replace(" ", "-")
        shutil.copytree(folders, copy)
        killed_at(at, copy, moment)
        database = start.open_or_create(copy / "data", copy / "config")
        again = replace(ward, workplace=replace(ward.workplace, database=database))
        is_gone = visit not in visits(again)
        assert rows_of(again, visit) == ({} if is_gone else rows), at
        purged = [line.event for line in again.audit(visit)].count("visit_purged")
        assert purged == int(is_gone), at
        first_look(again.workplace)
        if not is_gone:
            retention.purge(again.workplace, retention.plan(again.workplace), account="it")
        assert left(copy) == set(), at
        database.close()
        found[at] = is_gone
    assert found == {**dict.fromkeys(BEFORE, False), **dict.fromkeys(AFTER, True)}
