"""Folders with a real encrypted database, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kypho_prep.records.sqlite.database import Database
from tests.records.places import Places
from tests.workflow.clock import Clock


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Places:
    folder = tmp_path_factory.mktemp("made")
    places = Places(folder / "data", folder / "config")
    places.open().close()
    return places


@pytest.fixture
def places(made_once: Places, tmp_path: Path) -> Places:
    """An empty clinic that nobody has open."""
    own = Places(tmp_path / "data", tmp_path / "config")
    shutil.copytree(made_once.data, own.data)
    shutil.copytree(made_once.config, own.config)
    return own


@pytest.fixture
def database(places: Places) -> Iterator[Database]:
    opened = places.open()
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()
