"""A clinic with one administrator in a real database, made once and copied for each test.

The database is an encrypted file, or one of a server's where `--database` asks for that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kypho_prep.content import Content
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic.staff import StaffMember
from tests.clinic_folders import copied, enrol
from tests.clinic_server import ClinicServer
from tests.conftest import BY_LOGINS
from tests.kept_states import Begun, KeptStates
from tests.workflow import by_logins
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP, make_clinic
from tests.workflow.ward import Ward


@dataclass(frozen=True)
class Made:
    """A clinic that stands ready to be copied, its administrator, and the states that tests left of its copies."""

    folder: Path
    nurse: StaffMember
    states: KeptStates
    server: ClinicServer | None = None


@dataclass
class Clinics:
    """The clinic of each kind of database, made when the first test asks for it."""

    folder: Path
    content: Content
    made: dict[str, Made] = field(default_factory=dict)

    def of(self, kind: str, server: ClinicServer | None) -> Made:
        if kind not in self.made:
            folder = self.folder / kind
            nurse = self._make(kind, folder, server)
            states = self.folder / f"{kind}-states"
            states.mkdir()
            self.made[kind] = Made(folder, nurse, KeptStates(states, server), server)
        return self.made[kind]

    def _make(self, kind: str, folder: Path, server: ClinicServer | None) -> StaffMember:
        if kind == BY_LOGINS and server is not None:
            return by_logins.make(folder, self.content, server)
        if server is not None:
            enrol(folder, server)
        return make_clinic(folder, self.content)


@pytest.fixture(scope="session")
def clinics(tmp_path_factory: pytest.TempPathFactory, content: Content) -> Clinics:
    return Clinics(tmp_path_factory.mktemp("clinics"), content)


@pytest.fixture
def made(clinics: Clinics, database_kind: str, request: pytest.FixtureRequest) -> Made:
    """The clinic that tests of one kind copy; the server is started only for who needs it."""
    on_a_server = database_kind != "sqlite"
    return clinics.of(database_kind, request.getfixturevalue("server") if on_a_server else None)


@pytest.fixture
def folders(made: Made, database_kind: str, tmp_path: Path) -> Iterator[Path]:
    if database_kind == BY_LOGINS and made.server is not None:
        with by_logins.copied(made.folder, tmp_path / "clinic", made.server) as folder:
            yield folder
        return
    with copied(made.folder, tmp_path / "clinic", made.server) as folder:
        yield folder


@pytest.fixture
def ward(folders: Path, made: Made, content: Content, database_kind: str) -> Iterator[Ward]:
    """The clinic on Monday, 23 November 2026, at ten."""
    clock = Clock()
    if database_kind == BY_LOGINS:
        with by_logins.opened(folders, content, clock) as places:
            kiosk, others = places["kiosk-1"], tuple(place.database for place in places.values())
            begun = Begun(kiosk, clock, clock.at, others)
            yield Ward(kiosk, clock, made.nurse, begun=begun, states=made.states, stations=places)
        return
    database = start.open_or_create(folders / "data", folders / "config")
    workplace = start.workplace(database, content, clock=clock, kiosk="kiosk-1", passwords=CHEAP, ticks=clock.ticks)
    yield Ward(workplace, clock, made.nurse, begun=Begun(workplace, clock, clock.at), states=made.states)
    database.close()
