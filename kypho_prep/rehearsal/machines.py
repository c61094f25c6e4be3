"""The machines of the rehearsed clinic: the administrator's, a desk and two kiosks, made by the documented commands."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kypho_prep import paths
from kypho_prep.content import load
from kypho_prep.rehearsal import private_server
from kypho_prep.sample import sample_clinic
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.errors import Refused
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.workplace import PasswordRule, Workplace

DATABASE = "clinic"
# Runs one of the program's modules, and ends it where whoever holds its input has gone.
LIFELINE = "kypho_prep.rehearsal.lifeline"
OFFICE = "office"
DESK, KIOSK, OTHER_KIOSK = STATIONS = ("Desk-1", "Kiosk-1", "Kiosk-2")
# What README tells an administrator to type, each line on the computer that it is said of.
COMMANDS = (
    (OFFICE, "kypho-prep clinic init URL"),
    (OFFICE, "kypho-prep station add Desk-1 --kind desk"),
    (OFFICE, "kypho-prep station add Kiosk-1 --kind kiosk"),
    (OFFICE, "kypho-prep station add Kiosk-2 --kind kiosk"),
    (DESK, "kypho-prep station enrol Desk-1.enrolment.json"),
    (KIOSK, "kypho-prep station enrol Kiosk-1.enrolment.json"),
    (OTHER_KIOSK, "kypho-prep station enrol Kiosk-2.enrolment.json"),
)
# Nobody but this account reaches the server, and what stands there is made up.
PASSWORD = "made-up-clinic"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Machine:
    """One computer of the clinic: its name, and the folder in which its own folders are."""

    name: str
    home: Path

    @property
    def config(self) -> Path:
        """Return the folder of its settings and its enrolment."""
        return self.home / f"{self.name}-config"

    @property
    def data(self) -> Path:
        """Return its data folder, in which nothing of a patient's stands."""
        return self.home / f"{self.name}-data"

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment in which the program is that computer's."""
        here = {"KYPHO_PREP_CONFIG": str(self.config), "KYPHO_PREP_DATA": str(self.data)}
        # The start's cache holds nothing of a patient, and is the same for all.
        shared = {"KYPHO_PREP_CACHE": str(self.home / "cache"), "PYTHONPATH": os.pathsep.join(_python_path())}
        return {**os.environ, **here, **shared}

    def run(self, line: str, url: str) -> None:
        """Type a command of the program there, URL being the server's. Raises Refused where the command refuses."""
        words = [url if word == "URL" else word for word in shlex.split(line)[1:]]
        with subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", LIFELINE, "kypho_prep", *words],
            cwd=self.home,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            code = process.wait()
        if code != 0:
            raise Refused("error.private_server", program=line, code=code)


def make_machines(server: Path) -> tuple[Machine, ...]:
    """Make a clinic on a server without one, and return its stations' machines; they go with it. Raises Refused."""
    home = server / "machines"
    home.mkdir()
    private_server.run_program("createdb", "-h", str(server), "-U", private_server.OWNER, DATABASE)
    url = private_server.url(server, DATABASE)
    for name, line in COMMANDS:
        print(f"{name:8}$ {line}", flush=True)
        Machine(name, home).run(line, url)
    return tuple(Machine(name, home) for name in STATIONS)


def fill(home: Path, visits: int, passwords: PasswordRule | None = None) -> tuple[str, str, str]:
    """Make the sample's staff and so many visits; return a patient's name, slip's code and birth date as read there.

    She is the second of the sample, who has answered nothing yet; fewer than two visits have none.
    """
    office = Machine(OFFICE, home)
    database = start.open_or_create(office.data, office.config, create=False)
    try:
        content = load(paths.resources())
        place = start.workplace(database, content, clock=_now, kiosk=OFFICE, passwords=passwords)
        sample_clinic.make(place, password=PASSWORD, visits=visits)
        return _waiting(place)
    finally:
        database.close()


def _waiting(place: Workplace) -> tuple[str, str, str]:
    """Make a slip for a patient of the sample who has not begun; return the name, the code and the birth date."""
    nurse = staff.sign_in(place, user=sample_clinic.USER, password=PASSWORD)
    row = next((row for row in schedule.board(place).rows if row.chapters_done == 0 and not row.ended_at), None)
    if row is None:
        return "", "", ""
    code = schedule.print_slip(place, staff=nurse, visit=row.visit).code
    return row.patient, code, f"{row.born:%B %d, %Y}"


def _python_path() -> list[str]:
    """Return where the commands find this very program, whatever folder they are typed in."""
    before = os.environ.get("PYTHONPATH", "")
    return [str(private_server.SOURCE), *([before] if before else [])]


def _now() -> datetime:
    return datetime.now(UTC)
