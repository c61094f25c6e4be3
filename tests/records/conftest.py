"""Folders with a real database, an encrypted file or a server's, made once and copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kypho_prep.records.store import Store
from kypho_prep.workflow import start
from tests.clinic_folders import copied, enrol
from tests.clinic_server import ClinicServer
from tests.records.places import Places
from tests.workflow.clock import Clock


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The empty clinic of each kind of database, once a test has asked for it."""
    return {"": tmp_path_factory.mktemp("made")}


@pytest.fixture
def places(
    made_once: dict[str, Path], database_kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Places]:
    """An empty clinic that nobody has open."""
    server: ClinicServer | None = request.getfixturevalue("server") if database_kind == "postgresql" else None
    folder = made_once.setdefault(database_kind, made_once[""] / database_kind)
    if not folder.exists():
        if server is not None:
            enrol(folder, server)
        start.open_or_create(folder / "data", folder / "config").close()
        (folder / "data").mkdir(exist_ok=True)
    with copied(folder, tmp_path, server) as own:
        yield Places(own / "data", own / "config")


@pytest.fixture
def database(places: Places) -> Iterator[Store]:
    opened = start.open_or_create(places.data, places.config)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()
