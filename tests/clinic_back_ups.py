"""A clinic whose back-ups are made and brought back by command, at this machine and at another."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kypho_prep import cli, settings
from kypho_prep.records.sqlite.archive import Archive
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.clinic.unlocking import Unlocking
from kypho_prep.workflow.visits import schedule
from tests.journeys.house import CHEAP, PASSWORD, Clock
from tests.shipped import shipped

ROOT = Path(__file__).resolve().parents[1]
Out = pytest.CaptureFixture[str]


def call(*words: str) -> int:
    return cli.main([*words])


def names_of(data: Path, printed: str = "") -> list[str]:
    """The audit's events of a clinic, which has to open: by a recovery key, where one is given."""
    chosen = settings.load(str(data))
    key = Unlocking(chosen, Clock(), lambda: 0).by_recovery_key(printed).key if printed else None
    database = start.open_or_create(data, chosen.config, create=False, key=key)
    with database.read() as records:
        events = [line.event for line in records.audit.all()]
    database.close()
    return events


def print_slip_again(data: Path) -> None:
    """Do something after a back-up: one more line on record."""
    database = start.open_or_create(data, settings.load(str(data)).config)
    place = start.workplace(database, shipped(), clock=Clock(), kiosk="kiosk 1", passwords=CHEAP)
    nurse = staff.sign_in(place, user="ann", password=PASSWORD)
    (visit,) = [row.visit for row in schedule.board(place).rows]
    schedule.print_slip(place, staff=nurse, visit=visit)
    database.close()


def restored(typed: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Call `restore` in a process of its own, and type one line where it asks."""
    return called(typed, "restore", *words)


def called(typed: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Call a command in a process of its own, and type lines where it asks."""
    command = [sys.executable, "-m", "kypho_prep", *words]
    return subprocess.run(command, cwd=ROOT, input=f"{typed}\n", text=True, capture_output=True, check=False)


def on_another_machine(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Take the back-up of a clinic to a machine that has neither its data nor its keys."""
    (made,) = Archive(data / "backups").held()
    taken = shutil.copytree(made.place, tmp_path / "stick" / made.place.name)
    monkeypatch.setenv("KYPHO_PREP_CONFIG", str(tmp_path / "other-config"))
    return taken, tmp_path / "other-data"


def is_untouched(data: Path, before: list[str]) -> bool:
    """Tell whether a clinic opens, holds what it held before, and had nothing set aside."""
    return names_of(data) == before and not list(data.glob("replaced-*"))
