"""The clinic on a server as its stations have it: two kiosks and a desk, each with a login of its own."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kypho_prep.content import Content
from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.records.postgresql.address import Address
from kypho_prep.settings import Settings
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import enrolling
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.workplace import Workplace
from tests.clinic_folders import database_of
from tests.clinic_server import ClinicServer
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP, make_clinic

OFFICE = "office"
# Each with its kind and the folder of its enrolment; what opens the clinic's `config` again is the first kiosk.
STATIONS = {"kiosk-1": ("kiosk", "config"), "kiosk-2": ("kiosk", "kiosk-2"), "desk-1": ("desk", "desk-1")}


def make(folder: Path, content: Content, server: ClinicServer) -> StaffMember:
    """Make a clinic on the server with its stations and one administrator, whom it returns."""
    enrolment.write(folder / OFFICE, Enrolment(OFFICE, "desk", server.url(server.new())))
    nurse = make_clinic(folder, content, OFFICE)
    for name, (kind, config) in STATIONS.items():
        now = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
        added = enrolling.add(folder / OFFICE, name=name, kind=kind, folder=folder, now=now)
        enrolling.enrol(added.file, Settings(folder / "data", folder / config, name))
    return nurse


@contextmanager
def copied(made: Path, folder: Path, server: ClinicServer) -> Iterator[Path]:
    """Copy a clinic that nobody has open: every station's folder then leads to the copy."""
    shutil.copytree(made, folder)
    name = server.copy(database_of(_enrolled(made / OFFICE).url))
    for place in (OFFICE, *(config for _, config in STATIONS.values())):
        found = _enrolled(folder / place)
        enrolment.write(folder / place, replace(found, url=Address.read(found.url).url(dbname=name)))
    yield folder
    server.drop(name)


@contextmanager
def opened(folder: Path, content: Content, clock: Clock) -> Iterator[dict[str, Workplace]]:
    """Open the clinic at each of its stations."""
    with ExitStack() as stack:
        places = {}
        for name, (_, config) in STATIONS.items():
            database = start.open_or_create(folder / "data", folder / config)
            stack.callback(database.close)
            places[name] = start.workplace(database, content, clock=clock, kiosk="", passwords=CHEAP, ticks=clock.ticks)
        yield places


def _enrolled(config: Path) -> Enrolment:
    found = enrolment.read(config)
    assert found is not None
    return found
