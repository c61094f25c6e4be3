"""A clinic on a server that may be killed, and a kiosk window at one of its stations."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from kypho_prep.content import Content
from kypho_prep.kiosk.window import KioskWindow
from kypho_prep.records.sqlite.outbox import FILE
from kypho_prep.rehearsal.private_server import begin
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.server_errors import OutboxDamaged
from kypho_prep.workflow.workplace import Workplace
from tests.clinic_server import ClinicServer, require_server, running
from tests.kiosk.conftest import equipment
from tests.kiosk.station import Station, Ticks
from tests.workflow import by_logins
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP


@dataclass
class Clinic:
    """A clinic on a server of its own, which may be killed."""

    server: ClinicServer
    folder: Path
    content: Content
    nurse: StaffMember
    clock: Clock

    def open(self, name: str) -> Workplace:
        """Open it as a station does at its start."""
        data = self.folder / f"data-{name}"
        database = start.open_or_create(data, self.folder / by_logins.STATIONS[name][1])
        try:
            outbox = start.open_outbox(database, data, self.clock())
        except OutboxDamaged:
            database.close()
            raise
        return start.workplace(
            database, self.content, clock=self.clock, kiosk="", passwords=CHEAP, ticks=self.clock.ticks, outbox=outbox
        )

    def bring_server_back(self) -> None:
        begin(self.server.folder)
        self.server.superuser.close()
        self.server.superuser = psycopg.connect(self.server.url("postgres"), autocommit=True)

    @property
    def file(self) -> Path:
        return self.folder / "data-kiosk-1" / FILE


@pytest.fixture(scope="module")
def own_server() -> Iterator[ClinicServer]:
    require_server()
    with running() as server:
        yield server
        server.superuser.close()


@pytest.fixture(scope="module")
def made(
    own_server: ClinicServer, tmp_path_factory: pytest.TempPathFactory, content: Content
) -> tuple[Path, StaffMember]:
    folder = tmp_path_factory.mktemp("clinic")
    return folder, by_logins.make(folder, content, own_server)


@pytest.fixture
def clinic(
    made: tuple[Path, StaffMember], own_server: ClinicServer, tmp_path: Path, content: Content
) -> Iterator[Clinic]:
    with by_logins.copied(made[0], tmp_path / "clinic", own_server) as folder:
        # A copied sequence goes back at a crash before the next checkpoint, and would give its numbers twice.
        own_server.superuser.execute("CHECKPOINT")
        yield Clinic(own_server, folder, content, made[1], Clock())


@contextmanager
def kiosk(clinic: Clinic, qapp: QApplication) -> Iterator[Station]:
    """A window at the first kiosk, which is gone at the end as after a power cut: nothing of it is closed in order."""
    workplace, ticks = clinic.open("kiosk-1"), Ticks()
    window = KioskWindow(equipment(qapp, clinic.content, workplace, ticks))
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    window.ready()
    made = Station(workplace, clinic.nurse, ticks, window)
    made.settle()
    yield made
    window.idle.stop()
    window.deleteLater()
    window.stage.services.held_back.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    workplace.close()


def said_as(at: datetime) -> str:
    """Return a moment as everybody here says it, by this machine's clock: 2:05 PM."""
    local = at.astimezone()
    return f"{local.hour % 12 or 12}:{local:%M} {'PM' if local.hour >= 12 else 'AM'}"
