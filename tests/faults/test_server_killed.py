"""The clinic's server is killed again and again under kiosks that save: nothing acknowledged is lost, nothing twice."""

import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Semaphore, Thread

import pytest

from kypho_prep.content import Content
from kypho_prep.prep.reply import Reply
from kypho_prep.rehearsal.private_server import begin
from kypho_prep.settings import Settings
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import enrolling
from kypho_prep.workflow.derived.refresh import situation_of
from kypho_prep.workflow.errors import Refused
from kypho_prep.workflow.visits import schedule
from tests.clinic_server import ClinicServer, require_server, running
from tests.faults.test_server_stopped import processes
from tests.kiosk.station import BORN
from tests.workflow import by_logins
from tests.workflow.made_clinic import CHEAP
from tests.workflow.ward import PatientForm, VisitForm

pytestmark = pytest.mark.server

ROOT = Path(__file__).resolve().parents[2]
# Kiosks, kills.
WHOLE, IN_THE_SUITE = (20, 50), (2, 1)
# Replies a kiosk that the server takes at once between two kills, and seconds: longer than anything here takes.
BETWEEN, SOON = 1, 120


@dataclass
class Sitting:
    """A kiosk's program, the visit that it answers, and what it said; `heard` counts what the server has."""

    visit: str
    program: subprocess.Popen[str]
    heard: Semaphore
    said: list[list[str]] = field(default_factory=list)
    ready: Event = field(default_factory=Event)

    def listen(self) -> Thread:
        listening = Thread(target=self._listen, daemon=True)
        listening.start()
        return listening

    def _listen(self) -> None:
        assert self.program.stdout is not None
        for line in self.program.stdout:
            self.said.append(line.split())
            if line.startswith("stored"):
                self.heard.release()
            self.ready.set()
        self.ready.set()

    def stop(self) -> None:
        """Let it hand on what waits there, and end."""
        assert self.program.stdin is not None
        self.program.stdin.close()

    def told(self, what: str) -> list[str]:
        return [line[1] for line in self.said if line[0] == what]


def sit_down(server: ClinicServer, folder: Path, content: Content, count: int, stack: ExitStack) -> list[Sitting]:
    """Enrol so many kiosks, and let a patient begin at each."""
    nurse = by_logins.make(folder, content, server)
    office = start.open_or_create(folder / "data", folder / by_logins.OFFICE)
    stack.callback(office.close)
    desk = start.workplace(office, content, clock=now, kiosk="", passwords=CHEAP)
    sittings, heard = [], Semaphore(0)
    for number in range(count):
        config, data = folder / f"config-{number}", folder / f"data-{number}"
        added = enrolling.add(folder / by_logins.OFFICE, name=f"k-{number}", kind="kiosk", folder=folder, now=now())
        enrolling.enrol(added.file, Settings(data, config, f"k-{number}"))
        day = now().date() + timedelta(days=14)
        patient, visit = PatientForm(f"Patient {number}", "Ann", BORN), VisitForm(day, "08:30", day, "07:00")
        made = schedule.new_visit(desk, staff=nurse, patient=patient, visit=visit)
        code = schedule.print_slip(desk, staff=nurse, visit=made).code
        own = [sys.executable, "-m", "tests.faults.kiosk_alone", str(data), str(config), code]
        program = subprocess.Popen(own, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        stack.enter_context(program)
        stack.callback(program.kill)
        sittings.append(Sitting(made, program, heard))
    return sittings


def kill_and_bring_back(folder: Path) -> None:
    """Kill every process of the server at once; it comes back once the system let go of what they held."""
    for process in processes(folder):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    for _ in range(20):
        with suppress(Refused):
            begin(folder)
            return
    raise AssertionError("the server does not come back")


def save_some(sittings: list[Sitting]) -> None:
    """Go on until the server took so many replies at once."""
    for _ in range(BETWEEN * len(sittings)):
        assert sittings[0].heard.acquire(timeout=SOON)


def stored(folder: Path, content: Content, visit: str) -> list[Reply]:
    database = start.open_or_create(folder / "data", folder / by_logins.OFFICE)
    with closing(database):
        place = start.workplace(database, content, clock=now, kiosk="")
        with place.reading() as records:
            return list(situation_of(place, records, visit).chart.replies)


def test_a_server_that_is_killed_loses_nothing(
    tmp_path: Path, content: Content, request: pytest.FixtureRequest
) -> None:
    require_server()
    kiosks, kills = WHOLE if request.config.getoption("--faults") else IN_THE_SUITE
    with running() as server, ExitStack() as stack:
        sittings = sit_down(server, tmp_path, content, kiosks, stack)
        listening = [sitting.listen() for sitting in sittings]
        for sitting in sittings:
            assert sitting.ready.wait(SOON)
            assert sitting.said[0] == ["ready"]
        for _ in range(kills):
            save_some(sittings)
            kill_and_bring_back(server.folder)
        save_some(sittings)
        for sitting in sittings:
            sitting.stop()
        for one in listening:
            one.join(SOON)
        found = {one.visit: stored(tmp_path, content, one.visit) for one in sittings}
    counts = Counter(line[0] for one in sittings for line in one.said)
    print(f"{kiosks} kiosks, {kills} kills: {dict(counts)}")  # noqa: T201
    for sitting in sittings:
        replies = found[sitting.visit]
        assert sitting.told("done") == ["0"], "nothing waits there any more"
        assert sitting.told("refused") == []
        # Each that was tried was acknowledged, is there once, and in the order in which it was said.
        assert [*sitting.told("try")] == [line[1] for line in sitting.said if line[0] in ("kept", "stored")]
        assert [one.id for one in replies] == sitting.told("try")
    assert (counts["kept"] > 0, counts["stored"] > 0) == (True, True)


def now() -> datetime:
    return datetime.now(UTC)
