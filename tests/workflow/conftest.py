"""A clinic with one administrator in a real encrypted database, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kypho_prep.content import Content
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic.staff import StaffMember
from tests.kept_states import Begun, KeptStates
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP, make_clinic
from tests.workflow.ward import Ward


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, content: Content) -> tuple[Path, StaffMember]:
    folder = tmp_path_factory.mktemp("clinic")
    return folder, make_clinic(folder, content)


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> KeptStates:
    return KeptStates(tmp_path_factory.mktemp("states"))


@pytest.fixture
def folders(made_once: tuple[Path, StaffMember], tmp_path: Path) -> Path:
    shutil.copytree(made_once[0], tmp_path / "clinic")
    return tmp_path / "clinic"


@pytest.fixture
def ward(folders: Path, made_once: tuple[Path, StaffMember], content: Content, states: KeptStates) -> Iterator[Ward]:
    """The clinic on Monday, 23 November 2026, at ten."""
    database = start.open_or_create(folders / "data", folders / "config")
    clock = Clock()
    workplace = start.workplace(database, content, clock=clock, kiosk="kiosk-1", passwords=CHEAP)
    yield Ward(workplace, clock, made_once[1], begun=Begun(workplace, clock, clock.at), states=states)
    database.close()
